"""The page of results with 11,000 bodies and 8 years: first paint in a browser against an empty Streamlit page.

    python -m bench.results_page

Target: at most 3 times the empty page. Printed beside it: what the server spends on the list, a search, the last page,
a body and a category of 11,000 bodies, and how much travels to the browser.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import insert

from questionnaires import Library
from store import Database, SqlPublished, upgrade
from store.result_files import read_publication
from store.result_tables import result_files
from store.results import edition, fill
from tests.browser.looking import launch
from workflow import Results
from workflow.published import CLASSES, Body, Publication, Result, Search

BODIES, YEARS = 11_000, range(2018, 2026)
ROUNDS, TARGET = 9, 3.0
HOME = Path(__file__).parents[1]
GROUPS = ("Pemerintah Kabupaten/Kota", "OPD Kabupaten/Kota", "Desa", "Sekolah", "BUMD", "Instansi Vertikal")


def many() -> Publication:
    """Return 11,000 bodies with a score and a class in each of 8 years."""
    bodies = [
        Body(f"badan-{number}", f"Badan Publik Contoh Nomor {number:05d}", "", "opd", "Jawa Tengah")
        for number in range(BODIES)
    ]
    rows = [
        _row(1 + at * len(YEARS) + offset, year, body, at)
        for at, body in enumerate(bodies)
        for offset, year in enumerate(YEARS)
    ]
    shipped = read_publication()
    return Publication(shipped.scopes, tuple(bodies), tuple(rows), (), shipped.counts)


def _row(number: int, year: int, body: Body, at: int) -> Result:
    hundredths = (number * 7919) % 6000 + 4000
    return Result(
        number=number, year=year, scope="nasional", level="national", body_id=body.id, body=body.name,
        group=GROUPS[at % len(GROUPS)], category="opd", score=f"{hundredths // 100}.{hundredths % 100:02d}",
        class_code=CLASSES[number % 5], place=None, saq_score=None, presentation_score=None,
        sources=("https://contoh.go.id/hasil",), certainty="exact from a list", note="", remark="",
    )  # fmt: skip


def prepared(folder: Path) -> Results:
    """Return the use cases on a database that the application takes for loaded."""
    database = Database(f"sqlite:///{folder / 'monev.sqlite3'}")
    upgrade(database)
    with database.write() as connection:
        fill(connection, many())
        connection.execute(insert(result_files), {"id": 1, "sha256": edition()})
    return Results(Library(), SqlPublished(database))


@contextmanager
def served(script: str, data: str) -> Iterator[str]:
    """Serve a script and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "MONEV_DATA_DIR": data}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=HOME, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def painted(browser: Browser, url: str, ready: str) -> tuple[float, float]:
    """Return the seconds until the content is on the screen, and the kilobytes that came over the socket."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    received = [0]
    page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: received.append(len(frame))))
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(ready, timeout=60_000)
    seconds = time.perf_counter() - started
    context.close()
    return seconds, sum(received) / 1024


def server_side(results: Results) -> None:
    """Print the milliseconds of every question the page asks."""
    whole = Search(scope="nasional")
    questions: dict[str, Callable[[], object]] = {
        "list, first page": lambda: (results.find(whole), results.browse(whole)),
        "list, last page": lambda: results.browse(whole, BODIES // 50),
        "search by part of a name": lambda: results.browse(results.find(Search("contoh 1077", "nasional")).search),
        "body over 8 years": lambda: results.story("badan-7"),
        "place in a category of 1,833": lambda: results.standing("nasional", GROUPS[2], YEARS[-1], own=("badan-8",)),
        "classes per year": lambda: results.spreads("nasional"),
    }
    for name, question in questions.items():
        question()
        times = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            question()
            times.append(time.perf_counter() - started)
        print(f"  {name:32} {1000 * statistics.median(times):7.1f} ms")


def main() -> None:
    """Measure, print, and fail above the target."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server_side(prepared(Path(data)))
        empty = Path(data) / "empty.py"
        empty.write_text('import streamlit as st\n\nst.title("Kosong")\n')
        browser = launch(playwright)
        with served(str(empty), data) as floor_url, served("app.py", data) as url:
            pairs = [(floor_url, "h1"), (f"{url}/hasil", "table.monev-table tbody tr:nth-child(50)")]
            for address, ready in pairs:
                painted(browser, address, ready)
            rounds = [[painted(browser, address, ready) for address, ready in pairs] for _ in range(ROUNDS)]
        browser.close()
    floor, page = (statistics.median(one[side][0] for one in rounds) for side in (0, 1))
    travelled = statistics.median(one[1][1] for one in rounds)
    ratio = page / floor
    print(f"  first paint {page:.2f} s, empty page {floor:.2f} s, {travelled:.0f} kB over the socket")
    print(f"  ratio {ratio:.2f} (target {TARGET})")
    if ratio > TARGET:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
