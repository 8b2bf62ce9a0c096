"""Server CPU of one answer: the real route against a bare route that stores one revision row.

    python -m bench.answer_route [--rules pusat/2025 --category kementerian] [--url postgresql://...]

The real route is that of the whole application, Streamlit included, asked with a browser's headers. Both are uvicorn
processes on loopback, on the same engine with the same durability, asked in turns in the same run. CPU is that of the
whole server process, kernel time included. Target: at most 2 times.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import web
from questionnaires import Library
from store import Database, open_store
from store.schema import revisions
from workflow import Monev
from workflow.chain import GENESIS
from workflow.codes import new_browser

TARGET = 2.0
ROUNDS = 60
ANSWERS = 40
WARM_UP = 500
_URL = "MONEV_DATABASE_URL"


def bare() -> Starlette:
    """Return an application whose one route stores one row and says so."""
    database = Database(os.environ[_URL])
    with database.read() as connection:
        last = connection.execute(select(func.max(revisions.c.number))).scalar() or 0
    numbers = itertools.count(last + 1)
    adding = insert(revisions)

    def store(submission: str, item: dict[str, Any]) -> int:
        row = {
            "submission": submission,
            "number": next(numbers),
            "kind": "self",
            "question": item["code"],
            "value": json.dumps(item["answer"]),
            "based_on": item["seen"],
            "writer": item["writer"],
            "seq": item["seq"],
            "previous_hash": GENESIS,
            "hash": GENESIS,
            "at": datetime.now(UTC),
            "zone": "WIB",
        }
        with database.engine.begin() as connection:
            connection.execute(adding, row)
        return int(row["number"])

    async def post(request: Request) -> JSONResponse:
        body = await request.json()
        number = await run_in_threadpool(store, body["submission"], body["items"][0])
        return JSONResponse({"stored": number})

    return Starlette(routes=[Route("/api/answers", post, methods=["POST"])])


class Server:
    """A uvicorn process and one connection to it."""

    def __init__(self, target: list[str], url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [
            sys.executable, "-m", "uvicorn", *target, "--host", "127.0.0.1", "--port", str(self.port),
            "--timeout-keep-alive", "600", "--no-access-log", "--log-level", "warning",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, env={**os.environ, _URL: url}, stderr=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self._wait()

    def cpu(self) -> float:
        """Return the seconds of CPU that the process has used, in all its threads."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def post(self, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        """Return the reply to a body that must be accepted."""
        self.connection.request("POST", "/api/answers", body, headers)
        reply = self.connection.getresponse()
        content = reply.read()
        if reply.getheader("content-encoding") == "gzip":
            content = gzip.decompress(content)
        if reply.status != 200:
            raise RuntimeError(f"{reply.status}: {content.decode()}")
        return json.loads(content)

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.terminate()
        self.process.wait(30)

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)


class Officer:
    """Answers the questions of one self-assessment one after the other, changing its mind in every round."""

    def __init__(self, monev: Monev, rules: str, category: str) -> None:
        self.browser = new_browser()
        self.submission = monev.start(self.browser, rules, category, "Badan ukur", "WIB").submission_id
        self.questions = [q for q in monev.questionnaire(rules, category).questions if q.kind == "yes_no"]
        self.seen: dict[str, int] = {}
        self.seq = 0

    def next(self) -> tuple[str, bytes]:
        """Return the code and the body of the next answer."""
        question = self.questions[self.seq % len(self.questions)]
        turn = self.seq // len(self.questions)
        self.seq += 1
        levels = question.levels
        yes = turn % 3 != 2
        answer = {
            "choice": "ya" if yes else "tidak",
            "level": levels[turn % len(levels)].code if yes and levels else None,
            "number": None,
            "links": [f"https://ppid.contoh.go.id/informasi/{question.code}/{turn}"] if yes else [],
            "note": "Ditayangkan di laman PPID." if turn % 2 else "",
        }
        item = {
            "code": question.code, "answer": answer, "seen": self.seen.get(question.code, 0), "writer": "ukur",
            "seq": self.seq,
        }  # fmt: skip
        return question.code, json.dumps({"submission": self.submission, "items": [item]}).encode()


def browser_headers(port: int, officer: Officer) -> dict[str, str]:
    """Return what a browser sends with an answer."""
    return {
        "content-type": "application/json",
        "accept": "*/*",
        "accept-encoding": "gzip, deflate, br, zstd",
        "accept-language": "id-ID,id;q=0.9,en;q=0.8",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
        "referer": f"http://127.0.0.1:{port}/isi?s={officer.submission}",
        "sec-fetch-site": "same-origin",
        "sec-fetch-mode": "cors",
        "origin": f"http://127.0.0.1:{port}",
        "cookie": f"{web.SESSION_COOKIE}={officer.browser}",
    }


def measure(server: Server, officer: Officer, answers: int = ANSWERS) -> float:
    """Return the server's CPU per answer in microseconds."""
    headers = browser_headers(server.port, officer)
    before = server.cpu()
    for _ in range(answers):
        code, body = officer.next()
        reply = server.post(body, headers)
        if "items" in reply:
            item = reply["items"][0]
            if item["outcome"] != "stored":
                raise RuntimeError(f"{code}: {item}")
            officer.seen[code] = item["revision"]
    return (server.cpu() - before) / answers * 1e6


@contextmanager
def servers(url: str) -> Iterator[tuple[Server, Server]]:
    """Run the bare route and the application."""
    started: list[Server] = []
    try:
        for target in (["--factory", "bench.answer_route:bare"], ["app:app"]):
            started.append(Server(target, url))
        yield started[0], started[1]
    finally:
        for server in started:
            server.stop()


def main(arguments: list[str] | None = None, say: Callable[[str], None] = print) -> int:
    """Print floor, figure and ratio; return 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", default="pusat/2025")
    parser.add_argument("--category", default="kementerian")
    parser.add_argument("--url", help="database; default: a SQLite file in a temporary folder")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.url or f"sqlite:///{Path(folder) / 'ukur.sqlite3'}"
        monev = Monev(Library(), open_store(url), lambda: datetime.now(UTC))
        questions = len(monev.questionnaire(chosen.rules, chosen.category).questions)
        officers = [Officer(monev, chosen.rules, chosen.category) for _ in range(2)]
        with servers(url) as pair:
            for server, officer in zip(pair, officers, strict=True):
                measure(server, officer, WARM_UP)
            rounds = [[measure(*turn) for turn in zip(pair, officers, strict=True)] for _ in range(ROUNDS)]
    floor, figure = (statistics.median(column) for column in zip(*rounds, strict=True))
    low, ratio, high = statistics.quantiles([real_one / bare_one for bare_one, real_one in rounds], n=4)
    say(
        f"answer_route {chosen.rules} {chosen.category} ({questions} butir), {url.partition(':')[0]}: "
        f"floor {floor:.0f} us, answer {figure:.0f} us, ratio {ratio:.2f} "
        f"(half of {ROUNDS} rounds in {low:.2f} to {high:.2f}), target {TARGET:.0f}"
    )
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main())
