"""One officer: opens the questionnaire, answers what the page shows, turns to the next group, as the browser does."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from websockets.exceptions import ConnectionClosed, InvalidHandshake

import web
import wording
from bench.load.wire import Drawn, Http, Stream

PAUSE = 5.0
SECTION_EVERY = 20
_RETRY = (3.0, 3.0, 6.0, 12.0, 30.0)  # as the page's journal sends again
_NETWORK = (OSError, asyncio.IncompleteReadError, TimeoutError)
_TRIES = 12


class Seat(NamedTuple):
    """Who answers what."""

    browser: str
    submission: str


class Acknowledged(NamedTuple):
    """An answer that the server called stored."""

    submission: str
    number: int
    code: str
    writer: str
    seq: int
    answer: dict[str, Any]


@dataclass(slots=True)
class Log:
    """What all officers together did; the latencies of what was begun between `begin` and `end`."""

    begin: float = 0.0
    end: float = float("inf")
    answers: list[float] = field(default_factory=list)
    sections: list[float] = field(default_factory=list)
    openings: list[float] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    again: int = 0
    reconnected: int = 0
    stale: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def note(self, where: list[float], due: float) -> None:
        """Note how long something took that was due at `due`, if that lies in the window."""
        if self.begin <= due < self.end:
            where.append(time.perf_counter() - due)


class Officer:
    """A browser with one tab."""

    def __init__(self, port: int, seat: Seat, log: Log, phase: int = 0) -> None:
        self.seat = seat
        self._port = port
        self._log = log
        self._cookie = f"{web.SESSION_COOKIE}={seat.browser}"
        self._http = Http(port, self._cookie)
        self._stream: Stream | None = None
        self._token = ""
        self._writer = f"ukur-{uuid.uuid4().hex}"
        self._seq = 0
        self._done = phase
        self._stored: dict[str, int] = {}
        self._turns = 0

    @property
    def stream(self) -> Stream:
        """The stream of the open tab."""
        if self._stream is None:
            raise RuntimeError("the tab is not open")
        return self._stream

    async def open(self, path: str = "isi", query: str = "") -> None:
        """Open the tab: document, health (which brings the token against forged requests), stream, first run."""
        due = time.perf_counter()
        address = query or f"s={self.seat.submission}"
        await self._asked("GET", f"/{path}?{address}", accept="text/html")
        token = (await self._asked("GET", "/_stcore/health")).get("set-cookie", "").partition(";")[0]
        await self._asked("GET", "/_stcore/host-config")
        self._http.cookie, self._token = f"{self._cookie}; {token}", token.partition("=")[2]
        self._stream = Stream(f"http://127.0.0.1:{self._port}/{path}")
        self._stream.drawn.query = address
        await self._stream.open(self._port, self._http.cookie, self._token)
        self._see(await self._stream.run())
        self._log.note(self._log.openings, due)

    async def work(self, start: float, pause: Callable[[], float]) -> None:
        """Open the tab at `start`, then answer again and again until the log ends."""
        await until(start)
        await self.come()
        due = time.perf_counter() + pause() * PAUSE
        while due < self._log.end:
            await until(due)
            await self.answer(due)
            self._done += 1
            if self._done % SECTION_EVERY == 0:
                await self._kept(self.turn)
            due += PAUSE * (0.5 + pause())
        await self.close()

    async def answer(self, due: float) -> None:
        """Answer the next question of the page and note it when the server calls it stored; send again until then."""
        code, answer = self._next()
        self._seq += 1
        item = {"code": code, "answer": answer, "seen": self._stored.get(code, 0), "writer": self._writer}
        body = json.dumps({"submission": self.seat.submission, "items": [item | {"seq": self._seq}]}).encode()
        for attempt in range(_TRIES):
            outcome = await self._post(body)
            if outcome is not None:
                break
            self._log.again += 1
            await asyncio.sleep(_RETRY[min(attempt, len(_RETRY) - 1)])
        if outcome is None or outcome["outcome"] not in ("stored", "same"):
            self._log.refused.append(f"{code}: {outcome}")
            return
        self._stored[code] = outcome["revision"]
        self._log.note(self._log.answers, due)
        self._log.acknowledged.append(
            Acknowledged(self.seat.submission, outcome["revision"], code, self._writer, self._seq, answer)
        )

    async def turn(self) -> None:
        """Turn to the next page of cards, or from the last one to the first section."""
        due = time.perf_counter()
        drawn = self.stream.drawn
        button = drawn.buttons.get(wording.text("isi.berikutnya"))
        if button:
            found = await self.stream.run({button: ("trigger_value", True)})
        else:
            rail = drawn.mounts["rail"]
            event = json.dumps([{"event": "section", "value": rail["sections"][0]["code"]}])
            name = f"$$STREAMLIT_INTERNAL_KEY_{rail['id']}__events"
            found = await self.stream.run({name: ("json_trigger_value", event)})
        self._see(found)
        self._log.note(self._log.sections, due)

    async def upload(self, name: str, content: bytes) -> Drawn:
        """Drop a file into the uploader of the page, or of the dialog that is open, and let that run."""
        uploader, fragment = next(iter(self.stream.seen.uploaders.items()))
        file = await self.stream.place(name)
        await self.put(file, name, content)
        return await self.stream.run({uploader: ("files", {file: (name, len(content))})}, fragment)

    async def put(self, file: str, name: str, content: bytes) -> None:
        """Send the bytes of a file to the session of this tab."""
        border = "ukurbatas"
        head = f'--{border}\r\ncontent-disposition: form-data; name="{file}"; filename="{name}"\r\n'
        body = f"{head}content-type: application/octet-stream\r\n\r\n".encode() + content
        body += f"\r\n--{border}--\r\n".encode()
        path = f"/_stcore/upload_file/{self.stream.seen.session}/{file}"
        kind = f"multipart/form-data; boundary={border}"
        reply = await self._http.ask("PUT", path, body, content_type=kind, x_xsrftoken=self._token)
        if reply.status != 204:
            raise ConnectionError(f"PUT {path}: {reply.status} {reply.body[:200]!r}")

    async def come(self) -> None:
        """Open the tab on the questionnaire."""
        await self._kept(self.open)

    async def come_back(self) -> None:
        """Let the page run, in a new tab if the stream is gone, and look at what it shows."""
        await self._kept(self.turn)

    async def close(self) -> None:
        """Close the tab."""
        if self._stream is not None:
            await self._stream.close()
        await self._http.close()

    async def _kept(self, step: Callable[[], Any]) -> None:
        """Do a step; when the stream or the server goes away, open the tab again as the page does by itself."""
        for attempt in range(_TRIES):
            try:
                await (step if attempt == 0 else self.open)()
            except (*_NETWORK, ConnectionClosed, InvalidHandshake):
                self._log.reconnected += 1
                await asyncio.sleep(1.0)
            else:
                return
        raise RuntimeError("the tab does not come back")

    async def _asked(self, method: str, path: str, **headers: str) -> dict[str, str]:
        reply = await self._http.ask(method, path, **headers)
        if reply.status != 200:
            raise ConnectionError(f"{method} {path}: {reply.status}")
        return reply.headers

    async def _post(self, body: bytes) -> dict[str, Any] | None:
        """Return what became of the answer, None where no reply says it."""
        try:
            reply = await self._http.ask("POST", "/api/answers", body, content_type="application/json", accept="*/*")
        except _NETWORK:
            return None
        if reply.status in (502, 503, 504):
            return None
        if reply.status != 200:
            return {"outcome": f"{reply.status} {reply.body[:200]!r}"}
        outcome: dict[str, Any] = json.loads(reply.body)["items"][0]
        return outcome

    def _next(self) -> tuple[str, dict[str, Any]]:
        """Return the next question of the page that asks for yes or no, and another answer than last time."""
        cards = self.stream.drawn.mounts["cards"]
        asked = [one for one in cards["questions"] if one["kind"] == "yes_no"]
        question = asked[self._turns % len(asked)]
        turn = self._turns // len(asked)
        self._turns += 1
        levels = cards["scales"].get(question.get("levels", ""), [])
        yes = turn % 3 != 2
        answer: dict[str, Any] = {
            "choice": "ya" if yes else "tidak",
            "level": levels[turn % len(levels)]["code"] if yes and levels else None,
            "number": None,
            "links": [f"https://ppid.contoh.go.id/informasi/{question['code']}/{self._seq}"] if yes else [],
            "note": f"Ditayangkan di laman PPID, catatan {self._seq} dari {self._writer[-8:]}.",
        }
        return question["code"], answer

    def _see(self, drawn: Drawn) -> None:
        """Take over the revisions on the page; one older than what this officer knows as stored is noted."""
        for card in drawn.mounts.get("cards", {}).get("questions", ()):
            shown, known = card.get("revision", 0), self._stored.get(card["code"], 0)
            if shown < known:
                self._log.stale.append(f"{self.seat.submission} {card['code']}: {shown} < {known}")
            self._stored[card["code"]] = max(shown, known)


async def until(moment: float) -> None:
    """Return at a moment of the performance counter."""
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))
