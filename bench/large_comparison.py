"""829 filled workbooks of 103 questions in one ZIP, one of them damaged: the command, the page, and everybody else.

    python -m bench.large_comparison [jumlah]

Command: CPU and peak memory of reading, comparing and writing, each against the same work done bare in the same run;
then `monev compare` as a process. Page: a browser uploads the ZIP, waits for the ranking and downloads the workbook,
while somebody else stores an answer every 200 ms. What that person waits is compared with a quiet server.
"""

from __future__ import annotations

import gc
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from playwright.sync_api import Page, sync_playwright

import wording
from analytics.comparison import Comparison, Entry, Unread, compare
from bench.answer_route import Officer, browser_headers
from questionnaires import Library
from scoring.rules import Questionnaire
from scoring.scorer import Scorer
from sheets.many import read_many
from sheets.ranking import write_ranking
from sheets.reader import WorkbookReader
from tests.browser import looking
from tests.browser.server import ROOT, Server
from tests.sheets.bodies import random_body
from tests.sheets.filling import blank, fill

RULES, CATEGORY = "kkp/2024", "upt"
BODIES, DISTINCT, ROUNDS = 829, 40, 2
READ_TARGET, COMPARE_TARGET, WRITE_TARGET = 2.2, 3.0, 1.7
EVERY, QUIET_SECONDS = 0.2, 15.0
P95_TARGET_MS = 50.0
PATIENCE_MS = 120_000
SHEETS = ("_monev", "Petunjuk", "Jawaban")
DAMAGED = "rusak.xlsx"


def packed(questionnaire: Questionnaire, bodies: int) -> bytes:
    """Return the ZIP: `bodies` workbooks that can be read, and one that cannot."""
    empty = blank(questionnaire)
    made = [
        fill(empty, questionnaire, random_body(questionnaire, seed), body=f"UPT {seed}") for seed in range(DISTINCT)
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(bodies):
            archive.writestr(f"isian/upt-{at:03}.xlsx", made[at % DISTINCT])
        archive.writestr(f"isian/{DAMAGED}", made[0][: len(made[0]) // 2])
    return target.getvalue()


@dataclass
class Cost:
    """Best CPU seconds of a work and its floor over the rounds, and the largest memory while it ran."""

    name: str
    target: float
    floor: float = float("inf")
    figure: float = float("inf")
    megabytes: float = 0.0

    def measure(self, bare: Callable[[], object], work: Callable[[], Any]) -> Any:
        """Do both; return what the work returned."""
        self.floor = min(self.floor, _cpu(bare)[0])
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
        seconds, result = _cpu(work)
        self.figure = min(self.figure, seconds)
        self.megabytes = max(self.megabytes, peak_megabytes(os.getpid()))
        return result

    def tell(self) -> bool:
        """Print floor, figure and ratio; tell whether the target is kept."""
        ratio = self.figure / self.floor
        print(
            f"  {self.name:12} lantai {self.floor:5.2f} s CPU, kita {self.figure:5.2f} s, nisbah {ratio:4.2f} "
            f"(sasaran {self.target}), memori {self.megabytes:4.0f} MB"
        )
        return ratio <= self.target


def command(questionnaire: Questionnaire, path: Path) -> bool:
    """Measure the three phases of `monev compare`, then the command itself."""
    reading = Cost("membaca", READ_TARGET)
    comparing = Cost("membandingkan", COMPARE_TARGET)
    writing = Cost("menulis", WRITE_TARGET)
    output = path.with_name("peringkat.xlsx")
    for _ in range(ROUNDS):
        found = reading.measure(lambda: _bare_reading(path), lambda: _read(questionnaire, path))
        entries = [item for item in found if isinstance(item, Entry)]
        unread = [item for item in found if isinstance(item, Unread)]
        comparison: Comparison = comparing.measure(
            lambda entries=entries: _bare_scoring(questionnaire, entries),
            lambda entries=entries, unread=unread: compare(questionnaire, entries, unread),
        )
        assert len(comparison.unread) == 1, comparison.unread
        write_ranking(comparison, str(output))
        cells = _cells(output)
        writing.measure(
            lambda cells=cells: _bare_writing(cells, output.with_name("polos.xlsx")),
            lambda comparison=comparison: write_ranking(comparison, str(output)),
        )
        del found, entries, comparison, cells
    kept = [cost.tell() for cost in (reading, comparing, writing)]
    arguments = ["compare", "--rules", RULES, "--category", CATEGORY, "-o", str(output.with_name("lewat.xlsx"))]
    started = time.perf_counter()
    cpu, megabytes = apart([sys.executable, str(ROOT / "cli.py"), *arguments, str(path)])
    print(
        f"  monev compare: {time.perf_counter() - started:.1f} s, CPU {cpu:.1f} s, memori {megabytes:.0f} MB, "
        f"buku kerja {output.stat().st_size / 1e6:.1f} MB"
    )
    return all(kept)


def apart(arguments: list[str]) -> tuple[float, float]:
    """Return CPU seconds and largest memory of a command; a small process starts it, whose memory it would inherit."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    found = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    cpu, kilobytes = found.stdout.split()
    return float(cpu), float(kilobytes) / 1024


def _read(questionnaire: Questionnaire, path: Path) -> list[Entry | Unread]:
    return list(read_many([(path.name, path.read_bytes())], WorkbookReader(Library(), questionnaire)))


def _bare_reading(path: Path) -> int:
    cells = 0
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            data = archive.read(member)
            if not member.endswith(DAMAGED):
                book = python_calamine.load_workbook(io.BytesIO(data))
                for name in SHEETS:
                    cells += sum(len(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    return cells


def _bare_scoring(questionnaire: Questionnaire, entries: list[Entry]) -> int:
    scorer = Scorer(questionnaire)
    return sum(scorer.score(entry.answers).pending for entry in entries)


def _cells(path: Path) -> list[list[list[Any]]]:
    """Return what stands on every sheet, as another program reads it."""
    book = python_calamine.load_workbook(path)
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def _bare_writing(sheets: list[list[list[Any]]], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, float):
                    sheet.write_number(at, column, value)
                elif value != "":
                    sheet.write_string(at, column, str(value))
    book.close()


def _cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def peak_megabytes(pid: int) -> float:
    """Return the largest memory of a process so far."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


@dataclass
class Bystander:
    """Somebody who stores an answer every 200 ms and notes how long each took."""

    port: int
    officer: Officer
    taken: list[tuple[float, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Post in a thread of its own as long as the block lasts."""
        ended = threading.Event()
        thread = threading.Thread(target=self._post_until, args=(ended,))
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def waits(self, since: float, until: float) -> list[float]:
        """Return the milliseconds of the answers that were begun in this time."""
        return [1000 * seconds for begun, seconds in self.taken if since <= begun < until]

    def _post_until(self, ended: threading.Event) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {**browser_headers(self.port, self.officer), "accept-encoding": "identity"}
        while not ended.is_set():
            code, body = self.officer.next()
            begun = time.perf_counter()
            connection.request("POST", "/api/answers", body, headers)
            reply = connection.getresponse()
            content = json.loads(reply.read())
            seconds = time.perf_counter() - begun
            self.taken.append((begun, seconds))
            if reply.status != 200 or content["items"][0]["outcome"] != "stored":
                self.faults.append(f"{reply.status} {content}")
            else:
                self.officer.seen[code] = content["items"][0]["revision"]
            ended.wait(max(0.0, EVERY - seconds))
        connection.close()


def visit(page: Page, url: str, path: Path, bodies: int) -> Iterator[tuple[str, float]]:
    """Upload, compare and download; yield the name of each stretch and when it ended."""
    page.goto(f"{url}/bandingkan")
    looking.settled(page)
    page.get_by_label(wording.text("beranda.mulai.penyelenggara")).click()
    page.get_by_role("option", name="Kementerian Kelautan").click()
    page.locator("input[type=file]").wait_for(state="attached")
    looking.settled(page)
    yield "membuka halaman", time.perf_counter()
    page.locator("input[type=file]").set_input_files(path)
    button = page.get_by_role("button", name=wording.text("bandingkan.tombol"), exact=True)
    page.wait_for_function("(button) => !button.disabled", arg=button.element_handle(), timeout=PATIENCE_MS)
    yield "mengunggah", time.perf_counter()
    button.click()
    page.get_by_text(f"dari {wording.number(bodies + 1)} isian").wait_for(timeout=PATIENCE_MS)
    yield "kemajuan terlihat", time.perf_counter()
    page.get_by_text(f"{wording.number(bodies)} badan publik").first.wait_for(timeout=PATIENCE_MS)
    download = page.get_by_role("button", name=wording.text("bandingkan.unduh_xlsx"))
    download.wait_for(timeout=PATIENCE_MS)
    looking.settled(page)
    yield "peringkat terlihat", time.perf_counter()
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        download.click()
    target = path.with_name("unduhan.xlsx")
    waiting.value.save_as(target)
    yield "buku kerja terunduh", time.perf_counter()
    assert len(python_calamine.load_workbook(target).get_sheet_by_index(0).to_python()) >= bodies
    assert page.get_by_text(DAMAGED).count() == 1


def page(path: Path, bodies: int) -> bool:
    """Measure the page and what somebody else waits meanwhile."""
    server = Server(path.parent).start()
    try:
        bystander = Bystander(server.port, Officer(server.monev, RULES, CATEGORY))
        with sync_playwright() as playwright, bystander.at_work():
            browser = looking.launch(playwright)
            opened = browser.new_page()
            opened.goto(server.url)
            looking.settled(opened)
            began = time.perf_counter()
            while len(bystander.waits(began, float("inf"))) < QUIET_SECONDS / EVERY:
                opened.wait_for_timeout(100)
            marks = [("tenang", time.perf_counter())]
            marks += list(visit(opened, server.url, path, bodies))
            browser.close()
        print(f"  peladen: memori terbesar {peak_megabytes(server.pid):.0f} MB")
    finally:
        server.stop()
    assert not bystander.faults, bystander.faults[:3]
    since = began
    for name, until in marks:
        _tell(f"{name}, {until - since:.1f} s", bystander.waits(since, until))
        since = until
    quiet = _tell("tenang", bystander.waits(began, marks[0][1]))
    busy = _tell("selama perbandingan", bystander.waits(marks[1][1], since))
    print(f"  p95 {busy / quiet:.1f} kali waktu tenang; sasaran di bawah {P95_TARGET_MS:.0f} ms")
    return busy < P95_TARGET_MS


def _tell(name: str, waits: list[float]) -> float:
    """Print what somebody else waited; return the 95th percentile."""
    if len(waits) < 2:
        print(f"  {name:32} {len(waits)} jawaban")
        return 0.0
    p95 = statistics.quantiles(waits, n=20, method="inclusive")[-1]
    print(
        f"  {name:32} {len(waits):3} jawaban lain: p50 {statistics.median(waits):4.0f} ms, "
        f"p95 {p95:4.0f} ms, paling lama {max(waits):4.0f} ms"
    )
    return p95


def main() -> int:
    """Print everything; return 1 when a target is missed."""
    bodies = int(sys.argv[1]) if len(sys.argv) > 1 else BODIES
    questionnaire = Library().questionnaire(RULES, CATEGORY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "isian.zip"
        path.write_bytes(packed(questionnaire, bodies))
        megabytes = path.stat().st_size / 1e6
        print(f"{bodies} buku kerja x {len(questionnaire.questions)} butir dan 1 yang rusak, {megabytes:.0f} MB")
        kept = [command(questionnaire, path), page(path, bodies)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
