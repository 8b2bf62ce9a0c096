"""What a stranger writes, in notes, links and names, stays what was written: nowhere script, formula, address or line of a log."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from collections.abc import Iterator
from fractions import Fraction
from urllib.parse import urlsplit

import httpx
import openpyxl
import pytest

from analytics.comparison import Entry, Unread, compare
from analytics.recap import recap
from questionnaires.answers import read_answer, valid_link
from questionnaires.problems import Problem
from scoring.entries import Entry as Contestant
from scoring.facts import Answer
from scoring.gains import gains
from scoring.scorer import Scorer
from sheets.contest.listing import recap_csv
from sheets.contest.report import write_recap
from sheets.ranking import ranking_csv, write_ranking
from sheets.reader import read_workbook
from sheets.report import Meta, write_workbook
from store import SqlStore
from tests.officers import HandClock, Officer, answer, use_cases
from tests.sheets import contests, examples
from tests.sheets.filling import LIBRARY
from tests.web.loopback import Browser, serving
from ui.markdown import plain
from ui.score_drawing import Bar, Row, bars, table
from wording import one_line
from workflow.bodies import slug

TEXTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><svg onload=alert(1)>", "'; DROP TABLE revision; --",
    "' OR '1'='1", "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1", "a;=1+1", 'a\n=HYPERLINK("http://x.id")',
    "{{7*7}}", "${7*7}", "%s%n%x", "[klik](javascript:alert(1))", "![x](http://x.id/a.png)", ":material/delete: :red[x] $x$ `x`",
    "\u202egnp.exe", "\u2066abc\u2069", "a\u200bb\ufeffc", "\x1b[2J\x1b[31m", "\x07\x08\x7f\x9b", "baris\r\nERROR palsu", "&lt;b&gt; &#60;",
    "x" * 10_000, "\U0001f469\u200d\U0001f680", "a\u0301\u0301\u0301" * 200, "_x000D_ _x0041_", "]]></t></is></c>", "\ufdfa" * 100,
)  # fmt: skip
LINKS = (
    "https://a.go.id/=1+1", "https://a.go.id/?q=<script>alert(1)</script>", "https://a.go.id/'--", "https://xn--80ak6aa92e.com/",
    "https://\u0430\u0440\u0440\u04cf\u0435.com/", "https://a.go.id/%0d%0aSet-Cookie:x", "https://a.go.id/" + "x" * 1900,
)  # fmt: skip
NO_LINKS = (
    "javascript:alert(1)", "JaVaScRiPt://a.id/%0aalert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//a.id/x",
    "https://user:pw@a.id/", "https://a.id\\@b.id/", "https://a .id/", "https://a.id/\u202e", "https://a.id/\u200b", "https://a.id/\ud800",
    "https://a.id/\x00", "https://a.id/\n", "https://localhost/", "https://a.id:99999/", "http://[::1", "https://a.id/" + "x" * 2000,
    " ", "https:///a.id", "https://.id", "blob:https://a.id/1", "ftp://a.id/", "https:a.id", "http:\\\\a.id\\x",
)  # fmt: skip
FORMULAS = re.compile(r"^[=+\-@\t\r]")


def noted(text: str) -> dict[str, Answer]:
    """Return answers with the text as a note."""
    return {"1.1": Answer("ya", links=("https://a.go.id/1",), note=text), "1.2": Answer("tidak", note=text)}


def sheets_of(data: bytes) -> Iterator[tuple[str, str, object]]:
    """Yield kind, place and value of every cell of a workbook."""
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield cell.data_type, f"{sheet.title}!{cell.coordinate}", cell.value
                assert cell.hyperlink is None or str(cell.hyperlink.location or "").startswith("'")


def formulas(data: bytes) -> list[tuple[str, object]]:
    """Return where formulas stand in a workbook, and what they say."""
    return [(place, value) for kind, place, value in sheets_of(data) if kind == "f"]


def body_workbook(*texts: str) -> bytes:
    """Return the workbook of a body that wrote the texts wherever it could."""
    answers = {
        question.code: Answer(links=("https://a.go.id/1",), note=text)
        for question, text in zip(examples.QUESTIONS, texts, strict=False)
    }
    sheet, target = Scorer(examples.FULL).score(answers), io.BytesIO()
    write_workbook(examples.FULL, answers, sheet, gains(sheet), Meta(one_line(texts[-1])[:300] or "x"), target)
    return target.getvalue()


EACH = len(examples.QUESTIONS)
CLEAN = formulas(body_workbook(*["catatan biasa"] * EACH))


@pytest.mark.parametrize("first", range(0, len(TEXTS), EACH))
def test_a_workbook_of_one_body_holds_the_texts_and_no_formula_of_a_stranger(first: int) -> None:
    texts = (TEXTS * 2)[first : first + EACH]
    data = body_workbook(*texts)
    assert formulas(data) == CLEAN
    facts = read_workbook(data, LIBRARY, examples.FULL).facts
    read = [facts[question.code].note.replace("\r\n", "\n") for question in examples.QUESTIONS]
    assert read == [text.replace("\r\n", "\n") for text in texts]


def test_names_of_downloads_are_plain_letters() -> None:
    for text in TEXTS:
        assert re.fullmatch(r"[a-z0-9-]*", slug(one_line(text))[:60]), ascii(text)


def everybody() -> list[Entry]:
    """Return a body for each text, called by it."""
    return [Entry(one_line(text)[:300] or "x", f"{one_line(text)[:100]}.xlsx", noted(text)) for text in TEXTS]


def test_a_ranking_holds_no_formula_of_a_stranger() -> None:
    unread = [Unread(text, (Problem(text, text, text),)) for text in TEXTS if len(text) < 1000]
    found = compare(examples.FULL, everybody(), unread)
    target = io.BytesIO()
    write_ranking(found, target)
    assert formulas(target.getvalue()) == []
    assert_harmless(ranking_csv(found))


def test_results_of_stages_hold_no_formula_of_a_stranger() -> None:
    names = list(dict.fromkeys(one_line(text)[:300] or "x" for text in TEXTS))
    values = {"saq": Fraction(90)}
    entries = tuple(Contestant(name, "opd", territory=name[:40], values=values) for name in names)
    target, clean = io.BytesIO(), io.BytesIO()
    found = recap(contests.OPEN, entries, dict(contests.LISTED), None)
    write_recap(found, contests.TOLD, target)
    plain_names = tuple(Contestant(f"Badan {at:03}", "opd", territory="W", values=values) for at in range(len(names)))
    write_recap(recap(contests.OPEN, plain_names, dict(contests.LISTED), None), contests.TOLD, clean)
    assert formulas(target.getvalue()) == formulas(clean.getvalue())
    assert_harmless(recap_csv(found))


def assert_harmless(data: bytes) -> None:
    """No cell of a CSV file begins like a formula, except for numbers, and none breaks out of its line."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not FORMULAS.match(cell) or re.fullmatch(r"-?\d+([.,]\d+)?", cell), cell


@pytest.mark.parametrize("link", LINKS, ids=lambda text: ascii(text)[:30])
def test_an_odd_address_is_kept_as_it_is_and_never_clicked_in_a_workbook(link: str) -> None:
    assert valid_link(link)
    answers = {question.code: Answer(links=(link,), note="x") for question in examples.QUESTIONS}
    sheet, target = Scorer(examples.FULL).score(answers), io.BytesIO()
    write_workbook(examples.FULL, answers, sheet, gains(sheet), Meta("x"), target)
    assert formulas(target.getvalue()) == CLEAN
    assert read_workbook(target.getvalue(), LIBRARY, examples.FULL).facts == answers


@pytest.mark.parametrize("link", NO_LINKS, ids=lambda text: ascii(text)[:30])
def test_what_a_browser_would_run_or_take_for_another_place_is_no_link(link: str) -> None:
    assert not valid_link(link)
    _, problems = read_answer(examples.QUESTIONS[0], {"choice": "ya", "links": [link]}, "1.1")
    assert bool(problems) == bool(link.strip() and not valid_link(link.strip()))  # blanks around it are left off
    for problem in problems:
        str(problem).encode()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:24])
def test_markdown_and_drawn_html_show_the_text_and_nothing_else(text: str) -> None:
    shown = plain(one_line(text))
    assert not re.search(r"(?<!\\)[<\[\]`$]", shown)
    drawn = bars([Bar(text, Fraction(1), Fraction(1), text)]) + table(
        text, [text] * 5, [Row(text, text, text, text, text)]
    )
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "<svg" not in drawn


def test_the_route_gives_back_what_was_written_and_logs_none_of_it(
    file_store: SqlStore, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    monev = use_cases(file_store, clock)
    officer = Officer(monev)
    with caplog.at_level(logging.DEBUG), serving(monev) as origin:
        browser, seen = Browser(origin, officer), 0
        for text in TEXTS:
            reply = browser.post(browser.item("A1", answer(choice="ya", note=text), seen))
            assert reply.headers["content-type"] == "application/json"
            stored = reply.json()["items"][0]
            assert (stored["outcome"], stored["answer"]["note"]) == ("stored", text)
            seen = stored["revision"]
            refused = browser.post(browser.item("A1", answer(choice=text), seen))
            assert refused.json()["items"][0]["outcome"] == "refused"
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    assert [text for text in TEXTS if len(text) > 7 and text in logged] == []


UNSTORABLE: tuple[dict[str, object], ...] = (
    {"choice": "\ud800"}, {"choice": ["\ud800"]}, {"level": "\ud800"}, {"number": "\ud800"}, {"links": ["\ud800"]}, {"note": "\ud800"},
    {"note": "a\x00b"}, {"\ud800": 1}, {"choice": [[[[["x"]]]]]}, {"choice": {"a": {"a": 1}}}, {"number": 10**4000},
    {"number": "9" * 5000}, {"choice": "x" * 100_000}, {"note": "x" * 10_001}, {"links": [f"https://a.id/{at}" for at in range(21)]},
    {"links": "https://a.id"}, {"links": [["https://a.id"]]}, {"note": ["x"]}, {"choice": True}, {"choice": float("nan")},
)  # fmt: skip


def test_what_cannot_be_stored_is_refused_in_words_and_changes_nothing(file_store: SqlStore, clock: HandClock) -> None:
    monev = use_cases(file_store, clock)
    officer = Officer(monev)
    with serving(monev) as origin:
        browser = Browser(origin, officer)
        for code, raw in ((code, raw) for code in ("A1", "B1", "B2", "B3") for raw in UNSTORABLE):
            body = {"submission": officer.submission, "items": [browser.item(code, raw)]}
            outcome = browser.http.post("/api/answers", content=json.dumps(body)).json()["items"][0]
            assert outcome["outcome"] == "refused", ascii(raw)[:80]
            assert 0 < len(outcome["message"]) < 2000
        good = browser.post(browser.item("A1", answer(choice="tidak")))
    assert (good.json()["items"][0]["outcome"], good.json()["items"][0]["revision"]) == ("stored", 1)


def test_json_nested_without_an_end_is_refused(file_store: SqlStore, clock: HandClock) -> None:
    monev = use_cases(file_store, clock)
    officer = Officer(monev)
    with serving(monev) as origin:
        http = Browser(origin, officer).http
        for depth in (100, 400, 900, 100_000):
            inner = "[" * depth + "]" * depth
            body = f'{{"submission": "{officer.submission}", "items": [{{"code": "A1", "seen": 0, "writer": "w", "seq": {depth}, "answer": {{"choice": {inner}}}}}]}}'
            reply: httpx.Response = http.post("/api/answers", content=body)
            assert reply.status_code in (200, 422)
            assert reply.status_code == 422 or reply.json()["items"][0]["outcome"] == "refused"


def test_a_homoglyph_address_is_another_host_than_it_looks() -> None:
    """What the card writes below such an address, so that a person sees it before opening it."""
    assert (urlsplit(LINKS[4]).hostname or "").encode("idna").decode() == "xn--80ak6aa92e.com"
