"""A working day in a few minutes: officers come in its first hour, work in three tabs one after the other, and upload.

Every officer gives 39 answers, turns twelve pages and brings one filled workbook; a few evaluators drop 20 MB into
Bandingkan each hour and then leave the page or just close the tab. What takes an hour then takes `hour` seconds here,
and the platform keeps a closed tab for as much less (`server.disconnectedSessionTTL`, of which the half minute after
which files of a closed tab are let go is a tenth).
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import time
from collections.abc import Sequence
from typing import NamedTuple

import wording
from bench.load.officer import Log, Officer, Seat, until
from bench.load.site import Site

HOURS = 8
TABS, ANSWERS_A_TAB, TURN_EVERY = 3, 13, 3
EVALUATORS_IN = 40
"""One evaluator for so many officers."""
WORKBOOK, ARCHIVE = 60_000, 20_000_000
KEPT_SECONDS = 300
"""How long the platform keeps a closed tab, as `.streamlit/config.toml` says."""


class Day(NamedTuple):
    """Memory in MB: before anybody came, at the end of each hour, the highest, and after all had left; and the log."""

    empty: float
    hours: list[float]
    highest: float
    left: float
    connected: int
    log: Log

    @property
    def each(self) -> float:
        """The highest memory above the empty server, in MB for each connected session."""
        return (self.highest - self.empty) / self.connected

    @property
    def growth(self) -> float:
        """How much memory grows from the first hour's end to the last one's, as a share, along the line through all."""
        slope, _ = statistics.linear_regression(range(len(self.hours)), self.hours)
        return slope * (len(self.hours) - 1) / self.hours[0]


def lifetime(hour: float) -> dict[str, str]:
    """Return the environment that shortens the life of closed tabs as the day is shortened."""
    return {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(max(1, round(KEPT_SECONDS * hour / 3600)))}


def day(site: Site, seats: Sequence[Seat], hour: float) -> Day:
    """Play the day; the first seat only warms the server up."""
    return asyncio.run(_day(site, seats[0], seats[1:], hour))


async def _day(site: Site, first: Seat, seats: Sequence[Seat], hour: float) -> Day:
    log, dice = Log(), random.Random(829)
    warm = Officer(site.port, first, log)
    await warm.open()
    await warm.turn()
    await warm.close()
    await asyncio.sleep(2)
    empty, start = site.memory(), time.perf_counter() + 0.2
    evaluators = max(1, len(seats) // EVALUATORS_IN)
    work = [asyncio.create_task(_officer(site.port, seat, log, start, hour, dice.random())) for seat in seats]
    work += [
        asyncio.create_task(_evaluator(site.port, seats[number], start, hour, number)) for number in range(evaluators)
    ]
    hours, highest = [], empty
    for number in range(1, HOURS + 1):
        while time.perf_counter() < start + number * hour:
            await asyncio.sleep(0.2)
            highest = max(highest, site.memory())
        hours.append(site.memory())
    await asyncio.gather(*work)
    await asyncio.sleep(2)
    return Day(empty, hours, highest, site.memory(), len(seats) + evaluators, log)


async def _officer(port: int, seat: Seat, log: Log, start: float, hour: float, when: float) -> None:
    """Work in three tabs from a moment of the first hour until the end of the day."""
    come, leave = start + when * hour, start + HOURS * hour
    length = (leave - come) / TABS
    for tab in range(TABS):
        begin = come + tab * length
        await until(begin)
        officer = Officer(port, seat, log)
        await officer.come()
        for number in range(ANSWERS_A_TAB):
            await until(begin + (number + 0.5) * length * 0.95 / ANSWERS_A_TAB)
            await officer.answer(time.perf_counter())
            if number % TURN_EVERY == TURN_EVERY - 1:
                await officer.come_back()
            if tab == 1 and number == ANSWERS_A_TAB // 2:
                button = officer.stream.drawn.buttons[wording.text("isi.lembar_kerja")]
                await officer.stream.run({button: ("trigger_value", True)})
                await officer.upload("kuesioner.xlsx", os.urandom(WORKBOOK))
        await until(begin + length * 0.97)
        await officer.close()


async def _evaluator(port: int, seat: Seat, start: float, hour: float, number: int) -> None:
    """Drop a large archive into Bandingkan once an hour; every fifth one closes the tab instead of leaving the page."""
    for round_ in range(HOURS):
        await until(start + (round_ + 0.1 + 0.4 * (number % 10) / 10) * hour)
        officer = Officer(port, seat, Log())
        await officer.open("bandingkan")
        box = next(iter(officer.stream.drawn.options))
        chosen = officer.stream.drawn.options[box][0]
        await officer.stream.run({box: ("string_value", chosen)})
        await officer.upload("isian.zip", os.urandom(ARCHIVE))
        await asyncio.sleep(0.2 * hour)
        if (number + round_) % 5:
            await officer.stream.go("hasil")
            await until(start + (round_ + 0.95) * hour)
        await officer.close()
