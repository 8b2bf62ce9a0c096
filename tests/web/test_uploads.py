"""What is dropped into a page is taken at any moment, and leaves the memory of the server with its page or its tab."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.load.officer import Log, Officer, Seat
from bench.load.seats import seats
from bench.load.site import Site
from store import open_store
from tests.loops import finished

PEOPLE, SIZE, TURNS = 6, 20_000_000, 20
LEFT_OVER = 40.0
"""MB that may stay of the 240 that six files are: the platform keeps each of them twice."""
PATIENCE = 60.0


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, list[Seat]]]:
    """One process, which forgets a tab a second after it was closed, and one place more than people, to warm it up."""
    folder: Path = tmp_path_factory.mktemp("site")
    url = f"sqlite:///{folder / 'monev.sqlite3'}"
    store = open_store(url)
    places = seats(store, "kkp/2024", "upt", PEOPLE + 1)
    store.database.close()
    with Site(folder, url, 1, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1") as site:
        yield site, places


async def with_files(site: Site, places: list[Seat]) -> list[Officer]:
    """Return people who have dropped a large file each into the page of comparisons."""
    people = []
    for place in places:
        officer = Officer(site.port, place, Log())
        await officer.open("bandingkan")
        box, options = next(iter(officer.stream.drawn.options.items()))
        await officer.stream.run({box: ("string_value", options[0])})
        await officer.upload("isian.zip", os.urandom(SIZE))
        people.append(officer)
    return people


async def fallen(site: Site, most: float) -> None:
    """Return when the server uses no more than so many MB."""
    deadline = time.monotonic() + PATIENCE
    while site.memory() > most:
        assert time.monotonic() < deadline, (site.memory(), most)
        await asyncio.sleep(0.05)


def test_where_a_file_goes_is_told_also_while_the_page_begins_to_run(running: tuple[Site, list[Seat]]) -> None:
    site, places = running

    async def play() -> None:
        officer = Officer(site.port, places[0], Log())
        await officer.open("bandingkan")
        for turn in range(TURNS):
            await officer.stream.begin()
            async with asyncio.timeout(PATIENCE):
                assert await officer.stream.place(f"isian-{turn}.zip")
            await officer.stream.finish()
        await officer.close()

    finished(play())


@pytest.mark.parametrize("how", ["the page is left", "the tab is closed"])
def test_files_go_when(how: str, running: tuple[Site, list[Seat]]) -> None:
    site, places = running

    async def play() -> None:
        [first] = await with_files(site, places[:1])
        await first.stream.go("hasil")
        empty = site.memory()
        people = await with_files(site, places[1:])
        assert site.memory() - empty > PEOPLE * SIZE / 1e6
        for one in people:
            if how == "the page is left":
                await one.stream.go("hasil")
            else:
                await one.close()
        await fallen(site, empty + LEFT_OVER)
        for one in [first, *(people if how == "the page is left" else ())]:
            await one.close()

    finished(play())
