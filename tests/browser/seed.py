"""A questionnaire that a person has been working on: answers of every kind, stored through the use cases."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

import wording
from scoring.questions import Kind, NotApplicable, Question
from tests.browser import looking
from tests.browser.server import Server
from ui.workbook import written
from workflow import Item, Monev
from workflow.codes import new_browser

LINK = "https://ppid.contoh.go.id/informasi/{code}"
BODIES = (
    "Bandar Udara Sultan Hasanuddin",
    "Distrik Navigasi Tanjung Priok",
    "Balai Pengelola Transportasi Darat Bali",
    "Kantor Kesyahbandaran Tanjung Perak",
    "Politeknik Pelayaran Surabaya",
    "Balai Teknik Perkeretaapian Bandung",
    "Kantor UPP Labuan Bajo",
    "Bandar Udara Mopah Merauke",
    "Balai Kesehatan Penerbangan",
    "Politeknik Penerbangan Makassar",
)
BODY = "PPID Balai Besar Riset Perikanan Budidaya Laut"


def identify(context: BrowserContext, server: Server, cookie: str = "") -> str:
    """Give a profile its cookie before its first visit, so that something can be stored for it."""
    cookie = cookie or new_browser()
    context.add_cookies([{"name": "monev_sesi", "value": cookie, "url": server.url, "httpOnly": True}])
    return cookie


def fill(
    monev: Monev,
    cookie: str,
    rules: str = "kkp/2024",
    category: str = "upt",
    body: str = BODY,
    share: float = 0.7,
    every: int = 7,
) -> str:
    """Answer the first `share` of a new questionnaire, each `every`th with Tidak, and return its id."""
    started = monev.start(cookie, rules, category, body, "WIB")
    questions = monev.questionnaire(rules, category).questions
    some = enumerate(questions[: int(len(questions) * share)])
    items = [Item(question.code, answer(question, place, every), 0, "contoh", place + 1) for place, question in some]
    monev.save_answers(cookie, started.submission_id, items)
    return started.submission_id


def answer(question: Question, place: int, every: int) -> Mapping[str, object]:
    """An answer that fits the question; each `every`th is Tidak, every fifth Ya has no evidence yet."""
    links = [] if place % 5 == 4 else [LINK.format(code=question.code.lower())]
    found: dict[str, object] = {"choice": None, "level": None, "number": None, "links": links, "note": ""}
    if question.kind is Kind.NUMBER:
        return {**found, "number": str(3 + place % 9)}
    if question.kind is Kind.OPTION:
        return {**found, "choice": question.options[place % len(question.options)].code}
    if question.kind is Kind.MULTIPLE:
        return {**found, "choice": [option.code for option in question.options[: 1 + place % len(question.options)]]}
    if place % every == every - 1:
        applicable = question.not_applicable is NotApplicable.REFUSE or place % 2
        return {**found, "choice": "tidak" if applicable else "tidak_berlaku"}
    level = question.levels[min(place % 4 // 3, len(question.levels) - 1)].code if question.levels else None
    note = "Diperbarui tiap triwulan oleh bagian umum." if place % 6 == 0 else ""
    return {**found, "choice": "ya", "level": level, "note": note}


def workbooks(monev: Monev, folder: Path, rules: str = "kemenhub/2024", category: str = "upt") -> list[Path]:
    """Filled workbooks of several bodies, as they come back from them."""
    found = []
    for turn, body in enumerate(BODIES):
        cookie = new_browser()
        submission = fill(monev, cookie, rules, category, body, 1.0, 2 + (turn * 3) % 10)
        found.append(folder / f"{body}.xlsx")
        found[-1].write_bytes(written(monev.open(cookie, submission)))
    return found


def choose_files(page: Page, server: Server, files: list[Path]) -> None:
    """Put the workbooks into Bandingkan and begin the comparison."""
    page.goto(f"{server.url}/bandingkan")
    looking.settled(page)
    page.get_by_label(wording.text("beranda.mulai.penyelenggara")).click()
    page.get_by_role("option", name="Kementerian Perhubungan").click()
    page.locator("input[type=file]").wait_for(state="attached")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name=wording.text("bandingkan.tombol"), exact=True).click()


def compare(page: Page, server: Server, files: list[Path]) -> None:
    """Put the workbooks into Bandingkan and wait for the comparison."""
    choose_files(page, server, files)
    page.get_by_role("heading", name=wording.text("bandingkan.peta_judul")).wait_for(timeout=looking.SETTLED_MS)
    looking.settled(page)


def stage_tables(folder: Path) -> tuple[Path, Path]:
    """Stage values of fourteen bodies under the training rules: after the objections, and before them."""
    names = (
        "Kominfo", "Kesehatan", "Sosial", "Pendidikan", "Perhubungan", "Pertanian", "Pariwisata", "Kearsipan",
        "Lingkungan Hidup dan Kehutanan", "Tenaga Kerja", "Pekerjaan Umum", "Perikanan", "Perpustakaan", "Perdagangan",
    )  # fmt: skip
    saq = ("91,25", "88", "72,5", "65", "80,1", "95", "78", "69,5", "83,33", "66", "64,99", "55", "90", "74")
    marks = ((88, 90, 92), (60, 95, 81), (70, 74, 72), (66, 98, 60), (85, 85, 85))
    rows = []
    for place, (name, value) in enumerate(zip(names, saq, strict=True)):
        passed = float(value.replace(",", ".")) >= 65
        given = marks[place % len(marks)] if passed else ("", "", "")
        rows.append(";".join([f"Dinas {name}", "opd", value, *(str(mark) for mark in given)]))
    title = "badan;kategori;saq;uji_publik: Ani Rahmawati;uji_publik: Budi Santoso;uji_publik: Cici Lestari"
    after, before = folder / "tabel.csv", folder / "sebelum.csv"
    after.write_text("\n".join([title, *rows]), encoding="utf-8")
    earlier = [row.replace("opd;66;", "opd;64;").replace(";85;85;85", ";;;") if ";66;" in row else row for row in rows]
    before.write_text("\n".join([title, *earlier]), encoding="utf-8")
    return after, before


def choose_rules(page: Page, server: Server) -> None:
    """Open Rekap tahap and choose the training rules."""
    page.goto(f"{server.url}/rekap")
    looking.settled(page)
    page.get_by_label(wording.text("rekap.halaman.aturan"), exact=True).click()
    page.keyboard.type("latihan")
    page.get_by_role("option", name="Latihan monev").click()
    page.get_by_role("heading", name=wording.text("rekap.halaman.aturan_judul")).wait_for()
    looking.settled(page)


def recap(page: Page, after: Path, before: Path) -> None:
    """Put both tables in and wait for the results."""
    for at, file in enumerate((after, before)):
        page.locator("input[type=file]").nth(at).set_input_files(file)
        page.get_by_text(file.name).first.wait_for()
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    page.get_by_role("button", name=wording.text("rekap.halaman.tombol"), exact=True).click()
    page.get_by_role("heading", name=wording.text("rekap.halaman.ubah_judul")).wait_for(timeout=looking.SETTLED_MS)
    looking.settled(page)
