"""Opening a section in a browser: from the click to its first cards, against the same page with an empty component.

    python -m bench.open_section

The page is a Streamlit script of its own, in which a click draws one of the three; every one is asked for in turns.
Usable is the section when the cards of the first screen can be answered; the time to the last card is printed too.
Target: at most 2 times, for 20 and for 120 questions.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from streamlit import runtime

from questionnaires import Library
from store import open_store
from tests.browser.looking import launch
from ui import questionnaire
from ui.questionnaire.groups import Group, Page
from workflow import Monev
from workflow.codes import new_browser
from workflow.model import Opened

HOME = Path(__file__).parents[1]
TARGET = 2.0
ROUNDS = 12
SIZES = (0, 20, 120)
RULES, CATEGORY = "pusat/2025", "kementerian"
_DATA = "MONEV_BENCH_DATA"
_OPEN = """(size) => new Promise((done) => {
  const mounts = () => document.querySelectorAll('[data-testid=stBidiComponentIsolated]');
  const found = (one, selector) => one.shadowRoot?.querySelectorAll(selector).length ?? 0;
  const has = (selector, count) => [...mounts()].some((one) => found(one, selector) >= count);
  let usable = null;
  const look = () => {
    if (size ? has('article.card', Math.min(size, 8)) : has('#kosong', 1)) usable ??= performance.now() - start;
    if (usable && (!size || has('article.card', size))) done([usable, performance.now() - start]);
    else requestAnimationFrame(look);
  };
  const start = performance.now();
  [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === `buka ${size}`).click();
  look();
})"""
_EMPTY = """export default function ({ parentElement }) {
  if (parentElement.querySelector('#kosong')) return;
  const empty = document.createElement('div');
  empty.id = 'kosong';
  parentElement.append(empty);
}"""


@st.cache_resource
def opened() -> Opened:
    """Return a self-assessment with 148 questions."""
    monev = Monev(Library(), open_store(f"sqlite:///{os.environ[_DATA]}/monev.sqlite3"), lambda: datetime.now(UTC))
    browser = new_browser()
    return monev.open(browser, monev.start(browser, RULES, CATEGORY, "Balai Uji", "WIB").submission_id)


def draw() -> None:
    """Draw the page: one button for each size, and what the last click asked for."""
    found = opened()
    for size in SIZES:
        if st.button(f"buka {size}"):
            st.session_state.size = size
    st.button("tutup", on_click=lambda: st.session_state.pop("size", None))
    size = st.session_state.get("size")
    if size:
        group = Group(f"{size}", "", "", found.questionnaire.questions[:size])
        questionnaire.cards(found, Page((group,)), "", lambda _code: None)
    elif size == 0:
        st.components.v2.component("kosong", js=_EMPTY)(key="kosong")
    questionnaire.program()


def measure(page: Tab) -> dict[int, tuple[float, float]]:
    """Return the median milliseconds until usable and until complete, for every size."""
    times: dict[int, list[list[float]]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size, taken in times.items():
            taken.append(page.evaluate(_OPEN, size))
            page.get_by_role("button", name="tutup").click()
            page.wait_for_function(
                "() => document.querySelectorAll('[data-testid=stBidiComponentIsolated]').length < 2"
            )
            page.wait_for_function("() => document.querySelector('[data-test-script-state=notRunning]')")
    middle = statistics.median
    return {size: (middle(one[0] for one in taken), middle(one[1] for one in taken)) for size, taken in times.items()}


def main() -> None:
    """Start the page, measure and judge."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        command = [sys.executable, "-m", "streamlit", "run", __file__, "--server.port", str(port)]
        environment = {**os.environ, _DATA: data, "PYTHONPATH": str(HOME)}
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=HOME, env=environment, stdout=quiet, stderr=quiet)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            browser = launch(playwright)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(f"http://127.0.0.1:{port}")
            page.get_by_role("button", name="tutup").wait_for()
            found = measure(page)
            browser.close()
        finally:
            process.terminate()
            process.wait(30)
    floor = found[0][0]
    print(f"komponen kosong {floor:.0f} ms")
    for size in SIZES[1:]:
        usable, complete = found[size]
        verdict = "ok" if usable <= TARGET * floor else "TERLALU LAMBAT"
        print(f"{size} butir: {usable:.0f} ms = {usable / floor:.2f} kali ({verdict}), lengkap {complete:.0f} ms")
    if any(usable > TARGET * floor for usable, _ in found.values()):
        sys.exit(1)


def wait_for(url: str) -> None:
    """Return when the address answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


if runtime.exists():
    draw()
elif __name__ == "__main__":
    main()
