"""The national bank and pusat/2025: the counts its notes print, the whole points, the questions that are data only."""

import re
import tomllib
from pathlib import Path

import pytest

from questionnaires import Library
from questionnaires.loader import SHIPPED
from scoring.facts import Answer
from scoring.rules import Kind
from scoring.scorer import Scorer

LIBRARY = Library()
NOTES = (SHIPPED / "bank" / "2025" / "CATATAN.md").read_text(encoding="utf-8")
DATA_ONLY = {"NAS-012", "NAS-091", "NAS-092", "NAS-093", "NAS-097", "NAS-098", "NAS-099"}
NATIONAL = ["kementerian", "ln_lpnk", "lns", "pemprov", "ptn", "bumn", "parpol"]
BANK = [code for code, _ in LIBRARY.categories("bank/2025")]
EVERY = [("bank", category) for category in BANK] + [("pusat", category) for category in NATIONAL]
SMALL = {"kelurahan": 35, "desa": 35, "sekolah": 30}
FROM_ABOVE = re.compile(r"PEM-\d\d|kuesioner kecamatan")
LINK = ("https://ppid.contoh.go.id/bukti",)


def printed_counts(category: str) -> list[int]:
    """Return questions, scored, left out, added and, of the second table, the scored ones per indicator."""
    rows = re.findall(rf"^\| {category} \|(.+)\|$", NOTES, re.MULTILINE)
    return [int(re.match(r"\s*(\d+)", cell)[1]) for row in rows for cell in row.split("|")]  # type: ignore[index]


def test_the_bank_has_a_questionnaire_for_twenty_kinds_of_bodies() -> None:
    assert BANK == [
        "kementerian", "ln_lpnk", "lns", "pemprov", "kabkota", "opd", "kecamatan", "kelurahan", "ptn", "bumn", "bumd",
        "parpol", "ormas", "desa", "sekolah", "rsud", "legislatif", "pemilu", "yudikatif", "instansi_vertikal",
    ]  # fmt: skip


@pytest.mark.parametrize(("owner", "category"), EVERY)
def test_the_notes_print_the_counts_of_each_category(owner: str, category: str) -> None:
    found = LIBRARY.questionnaire(f"{owner}/2025", category)
    scored = [question for question in found.questions if question.scored]
    added = [question for question in found.questions if not question.code.startswith("NAS-")]
    per_indicator = [sum(q.indicator == indicator.code for q in scored) for indicator in found.indicators]
    counts = [len(found.questions), len(scored), len(found.left_out), len(added), *per_indicator]
    assert counts == printed_counts(category)
    assert len(found.questions) == 148 - len(found.left_out) + len(added)


@pytest.mark.parametrize("category", NATIONAL)
def test_seven_questions_are_data_and_category_rows_stand_among_the_kinds_of_information(category: str) -> None:
    found = LIBRARY.questionnaire("pusat/2025", category)
    assert {question.code for question in found.questions if not question.scored} == DATA_ONLY
    added = [question for question in found.questions if not question.code.startswith("NAS-")]
    assert {question.indicator for question in added} == {"jenis_informasi"}


@pytest.mark.parametrize("category", BANK)
def test_numbers_about_the_service_are_data_and_never_points(category: str) -> None:
    data = {question.code for question in LIBRARY.questionnaire("bank/2025", category).questions if not question.scored}
    assert data <= DATA_ONLY | {"PML-05"}


@pytest.mark.parametrize(("category", "most"), SMALL.items())
def test_a_small_body_meets_every_indicator_in_few_questions(category: str, most: int) -> None:
    found = LIBRARY.questionnaire("bank/2025", category)
    assert len(found.questions) == most
    assert all(
        any(q.scored for q in found.questions if q.indicator == indicator.code) for indicator in found.indicators
    )


@pytest.mark.parametrize("category", BANK)
def test_a_reason_for_leaving_out_names_only_questions_that_are_asked(category: str) -> None:
    """What a body is not asked is asked elsewhere in its own questionnaire, or of the government above it."""
    found = LIBRARY.questionnaire("bank/2025", category)
    asked = {question.code for question in found.questions}
    for reason in found.left_out.values():
        named = set(re.findall(r"\b[A-Z]{3}-\d{2,3}\b", reason))
        assert named <= asked or FROM_ABOVE.search(reason), reason


def test_a_code_asks_the_same_thing_wherever_it_stands() -> None:
    """Another body reads another help under the code, never another question."""
    texts: dict[str, set[str]] = {}
    for rules in ("bank/2025", "latihan/2025", "contoh/2022", "contoh/2025"):
        for category, _ in LIBRARY.categories(rules):
            for question in LIBRARY.questionnaire(rules, category).questions:
                texts.setdefault(question.code, set()).add(question.text)
    assert not {code: found for code, found in texts.items() if len(found) > 1}


@pytest.mark.parametrize(("owner", "category"), EVERY)
def test_every_ya_with_a_link_gives_exactly_a_hundred_and_without_links_nothing(owner: str, category: str) -> None:
    scorer = Scorer(LIBRARY.questionnaire(f"{owner}/2025", category))
    asked = [question.code for question in scorer.questionnaire.questions if question.kind is Kind.YES_NO]
    assert scorer.score({code: Answer(choice="ya", links=LINK) for code in asked}).exact == 100
    assert scorer.score({code: Answer(choice="ya") for code in asked}).exact == 0


def test_a_party_earns_the_shares_worked_out_on_paper() -> None:
    """Service has 9 scored items of a party for 10 points; the kinds of information have 36 for 40, here at half."""
    scorer = Scorer(LIBRARY.questionnaire("pusat/2025", "parpol"))
    sheet = scorer.score(
        {
            "NAS-088": Answer(choice="ya", links=LINK),
            "PAR-01": Answer(choice="ya", level="sebagian", links=LINK),
        }
    )
    earned = {question.code: question.earned for question in sheet.questions}
    assert str(earned["NAS-088"]) == "10/9"
    assert str(earned["PAR-01"]) == "5/9"
    assert str(sheet.exact) == "5/3"
    assert {"bobot_indikator_provinsi", "bobot_butir_sama", "tingkat_usulan"} <= set(sheet.assumptions)


@pytest.mark.parametrize("path", sorted((SHIPPED / "bank" / "2025").glob("*.toml")), ids=lambda path: path.stem)
def test_no_help_is_used_for_two_questions(path: Path) -> None:
    questions = tomllib.loads(path.read_text(encoding="utf-8")).get("questions", [])
    helps = [question[key] for question in questions for key in ("help", "remedy")]
    assert len(helps) == len(set(helps))
