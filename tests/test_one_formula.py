"""O5: page, route, workbook, phone, ranking, command and JSON print the same strings for the same facts."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import ui
from analytics.comparison import Entry, compare
from questionnaires import Library
from questionnaires.answers import answer_json
from scoring.classes import rounding_at
from scoring.facts import Answer
from scoring.numbers import Rounding
from scoring.rules import Kind, NotApplicable, Question, Questionnaire, Step
from scoring.scorer import Scorer
from sheets.ranking import ranking_csv
from store import open_store
from tests.sheets.odk_phone import form_of, kobo_rows, kobo_xlsx, reachable, typed
from ui.workbook import written
from wording import number
from workflow import Item, Monev, Opened
from workflow.codes import new_browser
from workflow.view import saved_view

LIBRARY = Library()
MONEV = Path(sys.executable).with_name("monev")
CASES = [("kkp/2024", "upt"), ("kemenhub/2024", "upt"), ("banjarnegara/2026", "opd"), ("pusat/2025", "parpol")]
BATCH = 90


@pytest.fixture
def monev(tmp_path: Path) -> Monev:
    instant = datetime(2026, 11, 26, 7, 3, 22, tzinfo=UTC)
    return Monev(LIBRARY, open_store(f"sqlite:///{tmp_path / 'monev.sqlite3'}"), lambda: instant)


@pytest.fixture
def browser(monev: Monev) -> Iterator[str]:
    cookie = new_browser()
    ui.provide(lambda: monev, browser=lambda: cookie)
    yield cookie
    ui.provide(lambda: monev)


def answer(question: Question, dice: random.Random) -> Answer:
    """Return a random answer of any kind that the question accepts."""
    links = () if dice.random() < 0.15 else (f"https://ppid.contoh.go.id/{question.code}",)
    if question.kind is Kind.NUMBER:
        return Answer(number=Fraction(dice.randrange(40)), links=links)
    if question.kind is Kind.MULTIPLE:
        return Answer(chosen=tuple(o.code for o in question.options if dice.random() < 0.5), links=links)
    choices = ["ya"] * 6 + ["tidak"]
    if question.not_applicable is not NotApplicable.REFUSE:
        choices.append("tidak_berlaku")
    choice = dice.choice(choices)
    levels = [None, *(level.code for level in question.levels)]
    return Answer(choice, level=dice.choice(levels) if choice == "ya" else None, links=links, note="catatan; =1+1")


def facts(questionnaire: Questionnaire, seed: int) -> dict[str, Answer]:
    """Return the answers of a random body; about one question in eight is left open."""
    dice = random.Random(seed)
    return {q.code: answer(q, dice) for q in questionnaire.questions if dice.random() < 0.88}


def stored(monev: Monev, browser: str, questionnaire: Questionnaire, answers: dict[str, Answer]) -> tuple[Opened, Any]:
    """Return the self-assessment with the answers stored by the route's own use case, and the route's last reply."""
    rules = f"{questionnaire.rules.id}@{questionnaire.rules.version}"
    submission = monev.start(browser, rules, questionnaire.category, "Badan Uji", "WIB").submission_id
    items = [Item(code, answer_json(a), 0, "uji", n) for n, (code, a) in enumerate(answers.items(), start=1)]
    reply = None
    for at in range(0, len(items), BATCH):
        reply = saved_view(monev.save_answers(browser, submission, items[at : at + BATCH]))
    return monev.open(browser, submission), reply


def by_command(questionnaire: Questionnaire, file: Path) -> Any:
    """Return what `monev score --json` prints for a file of answers."""
    arguments = ["--rules", questionnaire.rules.id, "--category", questionnaire.category, "--answers", str(file)]
    result = subprocess.run([str(MONEV), "score", *arguments, "--json"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def _nilai() -> None:
    import ui
    from ui.pages import nilai

    nilai.show(ui.provided())


@pytest.mark.parametrize(("rules", "category"), CASES)
def test_every_surface_prints_the_same(monev: Monev, browser: str, tmp_path: Path, rules: str, category: str) -> None:
    questionnaire = LIBRARY.questionnaire(rules, category)
    answers = facts(questionnaire, seed=len(questionnaire.questions))
    kernel = Scorer(questionnaire).score(answers).as_json()
    published = kernel["total"]["published"]

    as_json = tmp_path / "jawaban.json"
    as_json.write_text(json.dumps({code: answer_json(a) for code, a in answers.items()}), encoding="utf-8")
    assert by_command(questionnaire, as_json) == kernel

    opened, reply = stored(monev, browser, questionnaire, answers)
    assert opened.sheet.as_json() == kernel
    assert reply["total"]["published"] == number(published)
    assert reply["total"]["class"] == kernel["provisional_class"]

    data = written(opened)
    workbook = tmp_path / "unduhan.xlsx"
    workbook.write_bytes(data)
    assert by_command(questionnaire, workbook) == kernel
    _workbook_agrees(data, questionnaire, kernel)

    phone = tmp_path / "kiriman.xlsx"
    phone.write_bytes(_from_phone(questionnaire, answers))
    assert by_command(questionnaire, phone) == kernel

    page = AppTest.from_function(_nilai, default_timeout=60)
    page.query_params["s"] = opened.submission.id
    page.run()
    assert not page.exception
    assert page.metric[0].value == number(published)
    _page_agrees("".join(element.proto.body for element in page.get("html")), questionnaire, kernel)

    (row,) = compare(questionnaire, [Entry("Badan Uji", "x", answers)]).rows
    assert row.sheet.as_json() == kernel
    line = ranking_csv(compare(questionnaire, [Entry("Badan Uji", "x", answers)])).decode("utf-8-sig").splitlines()[1]
    assert line.split(",")[:3] == ["1", "Badan Uji", published]


def _from_phone(questionnaire: Questionnaire, answers: dict[str, Answer]) -> bytes:
    """Return the workbook that KoboToolbox exports after these answers were given on a phone.

    Its own library makes a formula of a note that begins with an equals sign, so none does here.
    """
    asked = reachable(questionnaire, answers, Scorer(questionnaire).score(answers))
    typable = {code: replace(answer, note=answer.note.lstrip("=")) for code, answer in asked.items()}
    form = form_of(questionnaire)
    return kobo_xlsx(kobo_rows(form, [form.fill(typed(questionnaire, typable))], labels=True))


def _workbook_agrees(data: bytes, questionnaire: Questionnaire, kernel: Any) -> None:
    """The cells hold the kernel's numbers, and are formatted with the digits that are published."""
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    total = book["Ringkasan"]["A9"]
    places = rounding_at(questionnaire.rules, Step.STAGE).rounding.places
    assert total.number_format == ("0." + "0" * places if places else "0")
    assert f"{total.value:.{places}f}" == kernel["total"]["published"]
    for row, indicator in enumerate(kernel["indicators"], start=15):
        label, value = book["Ringkasan"].cell(row, 1).value, book["Ringkasan"].cell(row, 2).value
        decimals = len(indicator["published"].partition(".")[2])
        assert (label, f"{value:.{decimals}f}") == (indicator["label"], indicator["published"])
    lines = {row[0].value: row for row in book["Nilai"].iter_rows(min_row=5) if row[0].value}
    for question in kernel["questions"]:
        cells = lines[question["code"]]
        assert str(cells[2].value) == question["reason"]
        assert cells[3].value == pytest.approx(float(Fraction(question["earned"])), abs=1e-12)


def _page_agrees(html: str, questionnaire: Questionnaire, kernel: Any) -> None:
    """Points of every indicator stand on the page with the digits that are published."""
    printing = rounding_at(questionnaire.rules, Step.INDICATOR).rounding
    for indicator in kernel["indicators"]:
        words = f"{number(indicator['published'])} dari {number(printing.text(Fraction(indicator['possible'])))}"
        assert words in html
    shown: Rounding = rounding_at(questionnaire.rules, Step.QUESTION).rounding
    for question in kernel["questions"]:
        if question["reason"] != "data, tidak dinilai":
            earned, possible = (number(shown.text(Fraction(question[key]))) for key in ("earned", "possible"))
            assert f"{earned} dari {possible}" in html
