"""The XLSForm of a questionnaire: it converts, asks exactly what the questionnaire asks, and takes what the readers take.

`make test` converts the example and three shipped questionnaires; `make test-deep` (MONEV_DEEP) converts every shipped
one, has each validated by ODK Validate, and fills it in with JavaRosa, the engine of ODK Collect; both need Java.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyxform.errors import PyXFormError
from pyxform.validators.odk_validate import ODKValidateError, check_xform
from pyxform.xls2xform import convert

from questionnaires import Library
from questionnaires.answers import LINK_LIMIT, LINKS_LIMIT, valid_link
from scoring.rules import Kind, NotApplicable, Question, Questionnaire, ShownWhen
from scoring.scorer import Scorer
from sheets.choices import plain
from sheets.odk.fields import LINKS, Type, fields_of
from sheets.odk.form import form_id, write_xlsform
from sheets.odk.names import Part, field_name, read_name
from tests.sheets import examples
from tests.sheets.bodies import random_body
from tests.sheets.odk_phone import RefusedError, XForm, form_of, javarosa, reachable, simulated, typed, xform_source

DEEP = bool(os.environ.get("MONEV_DEEP"))
LIBRARY = Library()
FEW = [("kkp/2024@1", "upt"), ("latihan/2025@1", "opd"), ("contoh/2025@1", "semua")]
SHIPPED = [(edition.name, code) for edition in LIBRARY.editions for code, _ in LIBRARY.categories(edition.name)]
CONVERTED = [None, *(SHIPPED if DEEP else FEW)]


def questionnaire_of(name: tuple[str, str] | None) -> Questionnaire:
    return examples.FULL if name is None else LIBRARY.questionnaire(*name)


def asked(question: Question) -> dict[Part, str]:
    """Return the fields a question needs with the tag of each, said a second time."""
    tags = {Kind.YES_NO: "select1", Kind.OPTION: "select1", Kind.MULTIPLE: "select"}
    answer = {Part.NUMBER: "input"} if question.kind is Kind.NUMBER else {Part.ANSWER: tags[question.kind]}
    if question.kind is Kind.NUMBER and question.not_applicable is not NotApplicable.REFUSE:
        answer[Part.UNUSED] = "select1"
    return answer | ({Part.LEVEL: "select1"} if question.levels else {}) | {Part.LINKS: "input", Part.NOTE: "input"}


def choices(question: Question) -> list[str]:
    """Return the codes that may answer a question."""
    codes = ["ya", "tidak"] if question.kind is Kind.YES_NO else [option.code for option in question.options]
    return codes + (["tidak_berlaku"] if question.not_applicable is not NotApplicable.REFUSE else [])


@pytest.mark.parametrize("name", CONVERTED, ids=str)
def test_a_form_asks_what_its_questionnaire_asks_and_nothing_else(name: tuple[str, str] | None) -> None:
    questionnaire = questionnaire_of(name)
    form = form_of(questionnaire)
    there = {
        read: (path, control) for path, control in form.controls.items() if (read := read_name(path.rpartition("/")[2]))
    }
    wanted = {(part, q.code): tag for q in questionnaire.questions for part, tag in asked(q).items()}
    assert {key: control.tag for key, (_, control) in there.items()} == wanted
    for question in questionnaire.questions:
        path, control = there[Part.NUMBER if question.kind is Kind.NUMBER else Part.ANSWER, question.code]
        assert question.text in control.label
        assert control.label.startswith(question.code)
        assert question.help in control.hint
        assert path.startswith(f"/data/indikator_{question.indicator}/kelompok_")
        assert form.groups[path.rpartition("/")[0]] == "field-list"
        if question.kind is not Kind.NUMBER:
            assert list(control.choices) == choices(question)
        if question.levels:
            assert list(there[Part.LEVEL, question.code][1].choices) == [level.code for level in question.levels]
        links = form.binds[there[Part.LINKS, question.code][0]]
        assert "regex" in links["constraint"]
        assert links["relevant"]


@pytest.mark.parametrize("name", CONVERTED, ids=str)
def test_every_form_is_valid_for_odk(name: tuple[str, str] | None, tmp_path: Path) -> None:
    """Without Java the conversion alone is made, on every change; the deep run demands it."""
    file = tmp_path / "formulir.xml"
    file.write_text(xform_source(questionnaire_of(name)), encoding="utf-8")
    if DEEP:
        assert shutil.which("java"), (
            "ODK Validate perlu Java: jalankan `bash scripts/install-system-packages.sh --deep`"
        )
        assert check_xform(str(file)) == []
    assert "<h:html" in file.read_text(encoding="utf-8")


def test_a_broken_form_is_found(tmp_path: Path) -> None:
    """The converter knows every name that an expression refers to; ODK Validate evaluates the conditions."""
    odd = {"type": "text", "name": "a", "label": "A", "relevant": "${tak_ada} = 1"}
    with pytest.raises(PyXFormError):
        convert({"survey": [odd]})
    file = tmp_path / "formulir.xml"
    file.write_text(xform_source(examples.FULL).replace("selected( /data", "dipilih( /data"), encoding="utf-8")
    if DEEP:
        with pytest.raises(ODKValidateError):
            check_xform(str(file))


def test_a_form_names_its_rules_and_changes_its_version_with_its_content() -> None:
    def settings(questionnaire: Questionnaire) -> tuple[str, str]:
        data = XForm(xform_source(questionnaire)).data
        return data.get("id"), data.get("version")

    known = settings(examples.FULL)
    assert known[0] == form_id(examples.FULL) == "monev_uji_2025_v1_opd"
    assert known[1].startswith("1-")
    assert settings(examples.FULL) == known
    reworded = replace(examples.FULL, questions=(replace(examples.QUESTIONS[0], help="Lain."), *examples.QUESTIONS[1:]))
    assert settings(reworded)[0] == known[0]
    assert settings(reworded)[1] != known[1]
    second = replace(examples.FULL, rules=replace(examples.RULES, version=2))
    assert settings(second)[0] == "monev_uji_2025_v2_opd"


def test_equal_rules_give_equal_bytes() -> None:
    def written() -> bytes:
        target = io.BytesIO()
        write_xlsform(examples.FULL, target)
        return target.getvalue()

    assert written() == written()


def sent(**typed: str) -> dict[str, str]:
    """Return what the example sends, by name, after these values were typed in."""
    filled = form_of(examples.FULL).fill({"badan": "Dinas", **typed})
    return {path.rpartition("/")[2]: value for path, value in filled.items()}


LINK = "https://ppid.contoh.go.id/a"


def test_the_stamp_goes_along_unseen() -> None:
    found = sent()
    assert [found[f"monev_{key}"] for key in ("skema", "aturan", "versi", "kategori")] == ["1", "uji/2025", "1", "opd"]


def test_a_body_must_be_named() -> None:
    with pytest.raises(RefusedError):
        form_of(examples.FULL).fill({})
    assert sent()["badan"] == "Dinas"


def test_a_level_is_asked_after_ya_only() -> None:
    assert sent(jawab_1__2="ya", tingkat_1__2="b")["tingkat_1__2"] == "b"
    assert sent(jawab_1__2="tidak", tingkat_1__2="b")["tingkat_1__2"] == ""
    assert sent(tingkat_1__2="b")["tingkat_1__2"] == ""


def test_links_are_asked_where_they_can_count() -> None:
    assert sent(jawab_1__3="tidak", bukti_1__3=LINK)["bukti_1__3"] == ""
    for answer in ("ya", "tidak_berlaku"):
        assert sent(jawab_1__3=answer, bukti_1__3=LINK)["bukti_1__3"] == LINK
    assert sent(jawab_1__3="tidak", catatan_1__3="belum")["catatan_1__3"] == "belum"


def test_a_level_below_a_count_is_asked_below_the_first_bound_only() -> None:
    """Question 2.4 counts from 10 on."""
    assert sent(angka_2__4="9.5", tingkat_2__4="c")["tingkat_2__4"] == "c"
    assert sent(angka_2__4="10", tingkat_2__4="c")["tingkat_2__4"] == ""
    assert sent(tingkat_2__4="c")["tingkat_2__4"] == ""


def test_a_count_that_does_not_apply_is_not_asked_for() -> None:
    assert sent(angka_2__3="4", berlaku_2__3="tidak_berlaku")["angka_2__3"] == ""
    assert sent(angka_2__3="4")["angka_2__3"] == "4"


def test_a_question_is_asked_after_the_answers_it_hangs_on() -> None:
    """3.6 hangs on 3.2, and 3.2 on 3.1."""
    chain = {"jawab_3__1": "ya", "jawab_3__2": "tidak", "jawab_3__6": "ya"}
    assert sent(**chain)["jawab_3__6"] == "ya"
    assert sent(**chain | {"jawab_3__2": "ya"})["jawab_3__6"] == ""
    hidden = sent(**chain | {"jawab_3__1": "tidak"})
    assert (hidden["jawab_3__2"], hidden["jawab_3__6"]) == ("", "")
    assert sent(jawab_2__1="dip sop", jawab_3__5="ya")["jawab_3__5"] == "ya"
    assert sent(jawab_2__1="dip", jawab_3__5="ya")["jawab_3__5"] == ""
    assert sent(berlaku_2__3="tidak_berlaku", jawab_3__7="ya")["jawab_3__7"] == "ya"
    assert sent(angka_2__3="4", jawab_3__7="ya")["jawab_3__7"] == ""


def test_a_condition_names_every_answer_that_opens_the_question() -> None:
    last = replace(examples.QUESTIONS[0], code="9", shown_when=ShownWhen("1.3", ("ya", "tidak_berlaku")))
    form = form_of(replace(examples.FULL, questions=(*examples.QUESTIONS, last)))
    for answer, expected in (("ya", "ya"), ("tidak_berlaku", "ya"), ("tidak", "")):
        assert form.fill({"badan": "D", "jawab_1__3": answer, "jawab_9": "ya"})[form.path("jawab_9")] == expected


def test_tidak_berlaku_stands_alone_among_several() -> None:
    assert sent(jawab_2__2="tidak_berlaku")["jawab_2__2"] == "tidak_berlaku"
    with pytest.raises(RefusedError):
        sent(jawab_2__2="sop tidak_berlaku")


@pytest.mark.parametrize("number", ["0", "0.5", "123456789012"])
def test_a_count_takes_zero_fractions_and_rupiah(number: str) -> None:
    assert sent(angka_2__4=number)["angka_2__4"] == number


def test_a_count_below_zero_is_refused_on_the_phone() -> None:
    with pytest.raises(RefusedError):
        sent(angka_2__4="-1")


TAKEN = (
    LINK, f"  {LINK}\n", f"{LINK}\n{LINK}?b=1#c", f"{LINK} http://a.b", "Https://Contoh.go.id",
    "https://contoh.go.id:8080/a", "https://contoh.go.id?x=http://b", "\n".join([LINK] * LINKS_LIMIT),
    f"https://contoh.go.id/{'a' * (LINK_LIMIT - 21)}",
)  # fmt: skip
REFUSED = (
    "contoh.go.id", "lihat https://contoh.go.id", f"{LINK} dan {LINK}", "https://contoh", "ftp://contoh.go.id",
    "https://", "https:// contoh.go.id", "https://nama@contoh.go.id", "https://contoh..id", "https://contoh.go.id.",
    "\n".join([LINK] * (LINKS_LIMIT + 1)), f"https://contoh.go.id/{'a' * (LINK_LIMIT - 20)}",
)  # fmt: skip


@pytest.mark.parametrize("links", TAKEN)
def test_links_that_the_phone_takes(links: str) -> None:
    assert sent(jawab_1__1="ya", bukti_1__1=links)["bukti_1__1"] == links
    assert all(valid_link(link) for link in links.split())


@pytest.mark.parametrize("links", REFUSED)
def test_links_that_the_phone_refuses(links: str) -> None:
    with pytest.raises(RefusedError):
        sent(jawab_1__1="ya", bukti_1__1=links)


DECIDED = [
    *({"jawab_1__1": "ya", "bukti_1__1": links} for links in (*TAKEN, *REFUSED)),
    {"jawab_1__1": "tidak", "bukti_1__1": LINK}, {"badan": ""}, {"badan": "a" * 301}, {"catatan_1__1": "a" * 10_001},
    {"jawab_2__2": "sop tidak_berlaku"}, {"jawab_2__2": "tidak_berlaku"}, {"angka_2__4": "-1.0"},
    {"angka_2__4": "9.5", "tingkat_2__4": "c"}, {"angka_2__4": "10.0", "tingkat_2__4": "c"},
    {"berlaku_2__3": "tidak_berlaku", "angka_2__3": "4.0", "jawab_3__7": "ya"},
    {"jawab_3__1": "ya", "jawab_3__2": "tidak", "jawab_3__6": "ya", "tingkat_3__6": "penuh"},
    {"jawab_3__1": "tidak", "jawab_3__2": "tidak", "jawab_3__6": "ya"}, {"jawab_1__2": "tidak", "tingkat_1__2": "b"},
]  # fmt: skip


def test_odks_own_engine_decides_alike(tmp_path: Path) -> None:
    """What is taken, refused, asked and left out: the simulated phone against JavaRosa, the engine of ODK Collect."""
    people = [{name: value for name, value in ({"badan": "Dinas"} | typed_in).items() if value} for typed_in in DECIDED]
    decided = [simulated(form_of(examples.FULL), one) for one in people]
    assert sum(isinstance(one, str) for one in decided) == len(REFUSED) + 5
    if DEEP:
        assert javarosa(form_of(examples.FULL), people, tmp_path) == decided


@pytest.mark.parametrize("name", CONVERTED, ids=str)
def test_a_form_is_filled_in_alike_by_odks_own_engine(name: tuple[str, str] | None, tmp_path: Path) -> None:
    questionnaire = questionnaire_of(name)
    form, scorer = form_of(questionnaire), Scorer(questionnaire)
    drawn = [random_body(questionnaire, seed) for seed in range(12 if name is None else 1)]
    people = [typed(questionnaire, reachable(questionnaire, body, scorer.score(body))) for body in drawn]
    decided = [simulated(form, one) for one in people]
    assert all(one.items() <= found.items() for one, found in zip(people, decided, strict=True))
    if DEEP:
        assert javarosa(form, people, tmp_path) == decided


PIECES = (
    "https://",
    "http://",
    "a",
    ".go.id",
    "/",
    ":80",
    ":",
    "@",
    "[",
    "]",
    "?",
    "#",
    "..",
    "\\",
    "\u00e9",
    " ",
    "\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(lambda parts: "https://a.go.id" + "".join(parts)))
def test_what_the_phone_takes_for_links_are_links(links: str) -> None:
    if re.fullmatch(LINKS, links, re.ASCII):
        assert all(valid_link(link) for link in links.split())


def test_every_field_has_a_name_and_a_label_of_its_own() -> None:
    for name in SHIPPED:
        fields = [one for question in LIBRARY.questionnaire(*name).questions for one in fields_of(question)]
        assert len({one.name.casefold() for one in fields}) == len({plain(one.label) for one in fields}) == len(fields)
        for one in fields:
            assert (one.type in (Type.ONE, Type.SEVERAL)) == bool(one.choices)
            assert len({choice.words for choice in one.choices}) == len(one.choices)


def test_words_of_a_question_never_become_expressions() -> None:
    odd = replace(examples.QUESTIONS[0], text="Apakah ${badan} & <b>'ini'</b>\n terbuka?", help="=1+1")
    form = form_of(replace(examples.FULL, questions=(odd,)))
    control = form.controls[form.path(field_name(Part.ANSWER, odd.code))]
    assert control.label == "1.1. Apakah $ {badan} & <b>'ini'</b> terbuka?"
    assert control.hint.startswith("=1+1")
