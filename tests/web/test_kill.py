"""SIGKILL at any moment: what the server acknowledged is there after the next start, and the chain is whole (D17)."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from store import open_store
from tests.officers import LIBRARY, Officer, answer, use_cases
from tests.web.loopback import Browser
from workflow.chain import first_break
from workflow.codes import secret_hash

ROOT = Path(__file__).parents[2]
SERVER = """
import os, socket, uvicorn, web
from starlette.applications import Starlette
from store import open_store
from tests.officers import use_cases
monev = use_cases(open_store(os.environ["MONEV_DATABASE_URL"]))
app = Starlette(routes=web.routes(lambda: monev), middleware=web.middleware())
listener = socket.socket(fileno=int(os.environ["MONEV_LISTENER"]))
uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off")).run(sockets=[listener])
"""
CODES = [question.code for question in LIBRARY.questionnaire("isian/2024", "opd").questions]
KILLS = 8


def start(url: str, listener: socket.socket) -> subprocess.Popen[bytes]:
    """Start the routes as a process on a socket that outlives it, so that no request is turned away meanwhile."""
    environment = {**os.environ, "MONEV_DATABASE_URL": url, "MONEV_LISTENER": str(listener.fileno())}
    return subprocess.Popen([sys.executable, "-c", SERVER], cwd=ROOT, env=environment, pass_fds=[listener.fileno()])


class Typist(threading.Thread):
    """Posts one answer after the other and keeps what the server acknowledged."""

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self.browser = browser
        self.acknowledged: list[tuple[str, int, str]] = []
        self.first = threading.Event()
        self.stopped = threading.Event()

    def run(self) -> None:
        seen: dict[str, int] = {}
        number = 0
        while not self.stopped.is_set():
            number += 1
            code = CODES[number % len(CODES)]
            note = f"{self.browser.officer.writer} {number}"
            item = self.browser.item(code, answer(note=note), seen.get(code, 0))
            try:
                told: dict[str, Any] = self.browser.post(item).json()["items"][0]
            except httpx.HTTPError:
                return
            if told["outcome"] == "stored":
                self.acknowledged.append((code, told["revision"], note))
                self.first.set()
            seen[code] = told["revision"]


@pytest.mark.parametrize("seed", range(KILLS))
def test_nothing_that_was_acknowledged_is_missing_after_a_kill(tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed)
    url = f"sqlite:///{tmp_path / 'monev.sqlite3'}"
    store = open_store(url)
    officer = Officer(use_cases(store), writer=f"s{seed}")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        server = start(url, listener)
        typist = Typist(Browser(f"http://127.0.0.1:{listener.getsockname()[1]}", officer))
        typist.start()
        assert typist.first.wait(60)
        enough = len(typist.acknowledged) + moment.randrange(1, 40)
        while len(typist.acknowledged) < enough and typist.is_alive():
            time.sleep(moment.random() / 1000)
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    typist.join(60)
    store.database.close()
    reopened = open_store(url)
    with reopened.reading() as unit:
        rows = unit.revisions(officer.submission)
        [info] = unit.granted(secret_hash(officer.browser))
    kept = {(row.question, row.number) for row in rows}
    assert typist.acknowledged
    assert {(code, number) for code, number, _ in typist.acknowledged} <= kept
    assert len(rows) - len(typist.acknowledged) in (0, 1)
    assert first_break(rows) is None
    assert info.score is not None
    assert (info.score.revision, info.score.facts_hash) == (rows[-1].number, rows[-1].hash)
    reopened.database.close()
