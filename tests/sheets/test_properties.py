"""What a respondent answered comes back unchanged, whatever it is, and damage never changes an answer unseen."""

from __future__ import annotations

import io
import os
import random
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.answers import LINK_LIMIT, valid_link
from scoring.facts import BLANK, Answer
from scoring.gains import gains
from scoring.rules import Kind, NotApplicable, Question
from scoring.scorer import Scorer
from sheets.reader import read_workbook
from sheets.report import Meta, write_workbook
from sheets.rows import USUAL_LINK
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.filling import LIBRARY, fill, template
from tests.sheets.wrong import with_part

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufffe\uffff"), max_size=60)
LINKS = st.one_of(
    st.from_regex(r"https?://[a-z0-9-]{1,9}(\.[a-z0-9-]{1,9}){1,3}(/[A-Za-z0-9%?=&;,.#_~-]{0,20})?", fullmatch=True),
    st.text(st.characters(categories=("L", "N", "P", "S")), max_size=20).map(lambda words: f"https://a.go.id/{words}"),
).filter(valid_link)


def answer_of(question: Question) -> st.SearchStrategy[Answer]:
    """Return any answer that the question allows, with any links and note."""
    links = st.lists(LINKS, max_size=7, unique=True).map(tuple)
    unused = [] if question.not_applicable is NotApplicable.REFUSE else ["tidak_berlaku"]
    if question.kind is Kind.OPTION:
        given = st.sampled_from([option.code for option in question.options]).map(lambda code: {"choice": code})
    elif question.kind is Kind.MULTIPLE:
        codes = [option.code for option in question.options]
        given = st.sets(st.sampled_from(codes), min_size=1).map(
            lambda chosen: {"chosen": tuple(code for code in codes if code in chosen)}
        )
    elif question.kind is Kind.NUMBER:
        given = st.decimals(0, 10**9, places=4, allow_nan=False).map(lambda value: {"number": Fraction(value)})
    else:
        levels = [None, *(level.code for level in question.levels)]
        yes = st.sampled_from(levels).map(lambda level: {"choice": "ya", "level": level})
        given = st.one_of(yes, st.just({"choice": "tidak"}), *(st.just({"choice": code}) for code in unused))
    return st.builds(
        lambda said, links, note: Answer(**said, links=links, note=note), st.one_of(st.just({}), given), links, WORDS
    )


BODIES = st.fixed_dictionaries({question.code: answer_of(question) for question in examples.QUESTIONS}).map(
    lambda answers: {code: answer for code, answer in answers.items() if answer != BLANK}
)


@settings(
    max_examples=1000 if os.environ.get("MONEV_DEEP") else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(answers=BODIES, body=st.text(st.characters(categories=("L", "Nd")), max_size=30))
def test_any_answers_written_are_read_back_identically(answers: dict[str, Answer], body: str) -> None:
    sheet = Scorer(examples.FULL).score(answers)
    target = io.BytesIO()
    write_workbook(examples.FULL, answers, sheet, gains(sheet), Meta(body), target)
    reading = read_workbook(target.getvalue(), LIBRARY, examples.FULL)
    assert reading.problems == ()
    assert reading.facts == answers
    assert reading.body == body


@given(st.from_regex(USUAL_LINK, fullmatch=True))
def test_what_the_fast_path_takes_for_an_address_is_one(link: str) -> None:
    assert len(link) > LINK_LIMIT or valid_link(link)


@pytest.mark.parametrize("seed", range(12))
def test_damaged_bytes_are_refused_or_change_nothing(seed: int) -> None:
    answers = random_body(examples.FULL, 5)
    whole = fill(template(), examples.FULL, answers)
    expected = read_workbook(whole, LIBRARY, examples.FULL).facts
    draw = random.Random(seed)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(draw.choice((1, 3, 30))):
            data[draw.randrange(len(data))] = draw.randrange(256)
        if draw.random() < 0.3:
            del data[draw.randrange(len(data)) :]
        reading = read_workbook(bytes(data), LIBRARY, examples.FULL)
        assert reading.problems or reading.facts == expected


@pytest.mark.parametrize(
    "path", ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
)
def test_damaged_xml_never_breaks_the_reader(path: str) -> None:
    answers = random_body(examples.FULL, 5)
    sheet = Scorer(examples.FULL).score(answers)
    target = io.BytesIO()
    write_workbook(examples.FULL, answers, sheet, gains(sheet), Meta("Dinas"), target)
    draw = random.Random(path)

    def damage(xml: bytes) -> bytes:
        data = bytearray(xml)
        for _ in range(draw.choice((1, 5))):
            at = draw.randrange(len(data))
            data[at : at + draw.choice((0, 1, 4))] = bytes(
                draw.choice(b'<>/="&;0A9 ') for _ in range(draw.randrange(4))
            )
        return bytes(data)

    for _ in range(60):
        reading = read_workbook(with_part(target.getvalue(), path, damage), LIBRARY, examples.FULL)
        assert reading.problems or reading.questionnaire is not None
