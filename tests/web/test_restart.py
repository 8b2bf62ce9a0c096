"""Two processes behind nginx, as docs/operations.md sets them up: each is started again while people answer."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import httpx
import pytest

import wording
from bench.load.officer import Log, Officer, Seat
from bench.load.seats import lost, seats
from bench.load.site import Site
from store import SqlStore, open_store
from tests.loops import finished

PEOPLE = 6
PATIENCE = 60.0
WRITING = f"lihat={quote(wording.text('aturan.lihat.tulis'))}"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded database for both processes."""
    return f"sqlite:///{tmp_path_factory.mktemp('data') / 'monev.sqlite3'}"


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[SqlStore]:
    """The same database, seen from beside."""
    opened = open_store(url)
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def places(store: SqlStore) -> list[Seat]:
    """Self-assessments that wait for people."""
    return seats(store, "kkp/2024", "upt", PEOPLE)


@pytest.fixture(scope="module")
def site(url: str, places: list[Seat], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The processes and nginx."""
    with Site(tmp_path_factory.mktemp("site"), url, 2) as running:
        yield running


async def until(ready: Callable[[], bool]) -> None:
    """Return when it is ready."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


def test_a_process_that_is_stopped_or_killed_loses_no_answer(site: Site, store: SqlStore, places: list[Seat]) -> None:
    log = Log()
    first, second = site.applications
    asked = first.process

    async def play() -> None:
        people = [Officer(site.port, place, log) for place in places]
        await asyncio.gather(*(one.open() for one in people))
        over = asyncio.Event()

        async def answering(one: Officer) -> None:
            while not over.is_set():
                await one.answer(time.perf_counter())

        at_work = [asyncio.create_task(answering(one)) for one in people]
        await further(20)
        for end, start in ((first.stop, first.start), (second.kill, second.start)):
            await asyncio.to_thread(end)
            await further(20)
            await asyncio.to_thread(start)
            await further(20)
        over.set()
        await asyncio.gather(*at_work)
        await asyncio.gather(*(one.come_back() for one in people))
        await asyncio.gather(*(one.close() for one in people))

    async def further(answers: int) -> None:
        wanted = len(log.acknowledged) + answers
        await until(lambda: len(log.acknowledged) >= wanted)

    finished(play())
    assert (log.refused, log.stale, lost(store, log.acknowledged)) == ([], [], [])
    assert {one.submission for one in log.acknowledged} == {place.submission for place in places}
    assert asked is not None
    assert asked.returncode == -signal.SIGTERM
    assert all("Traceback" not in application.said() for application in site.applications)


def test_one_browser_stays_with_one_process_and_an_upload_finds_its_session(site: Site, places: list[Seat]) -> None:
    async def play() -> None:
        one = Officer(site.port, places[0], Log())
        await one.open("aturan", WRITING)
        await one.upload("aturan.xlsx", b"bukan buku kerja")
        session = one.stream.seen.session
        held = [_upload(f"http://127.0.0.1:{application.port}", session) for application in site.applications]
        assert sorted(held) == [403, 404]  # known, but without the token of the page; and not known at all
        await one.close()

    finished(play())


def _upload(origin: str, session: str) -> int:
    return httpx.put(f"{origin}/_stcore/upload_file/{session}/1", content=b"x").status_code


def test_bytes_of_an_upload_leave_the_memory_with_its_page(site: Site, places: list[Seat]) -> None:
    content = os.urandom(9_500_000)

    async def play() -> None:
        one = Officer(site.port, places[1], Log())
        await one.open("aturan", WRITING)
        await one.upload("pertama.xlsx", content)
        await one.stream.go("rekap")
        before = site.memory()
        await one.stream.go("aturan", WRITING)
        await one.upload("kedua.xlsx", content)
        assert site.memory() - before > 6
        await one.stream.go("rekap")
        await until(lambda: site.memory() - before < 4)
        await one.close()

    finished(play())


def test_numbers_of_sessions_are_for_nobody(site: Site) -> None:
    origin = f"http://127.0.0.1:{site.port}"
    assert httpx.get(f"{origin}/_stcore/metrics").status_code == 404
    assert httpx.get(f"{origin}/api/sehat").json() == {"status": "ok"}
