"""Runs of many officers: a steady one, and one in which all open the same group at the same moment."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.load.officer import PAUSE, SECTION_EVERY, Log, Officer, Seat, until
from bench.load.site import Site

_OPENED_A_SECOND = 20
_LAG_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run showed: latencies in the log, CPU seconds by kind of process over the window, memory in MB."""

    log: Log
    window: float
    cpu: dict[str, float]
    memory: float
    lag: float
    extra: dict[str, str] = field(default_factory=dict)


def steady(site: Site, seats: Sequence[Seat], seconds: float, database_cpu: Callable[[], float]) -> Seen:
    """Let all officers answer every few seconds; what is measured begins after all have come and settled."""
    return asyncio.run(_steady(site, seats, seconds, database_cpu))


def at_once(site: Site, seats: Sequence[Seat], before: str, title: str) -> tuple[Seen, Seen]:
    """Let all turn to the page after `before` at the same moment, then all open the tab there at the same moment."""
    return asyncio.run(_at_once(site, seats, before, title))


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile in milliseconds; infinite where nothing was measured."""
    if len(values) < 2:
        return max(values, default=float("inf")) * 1000
    return statistics.quantiles(values, n=20, method="inclusive")[-1] * 1000


async def _steady(site: Site, seats: Sequence[Seat], seconds: float, database_cpu: Callable[[], float]) -> Seen:
    dice = random.Random(2026)
    ramp = len(seats) / _OPENED_A_SECOND
    start = time.perf_counter() + 0.5
    log = Log(begin=start + ramp + 2 * PAUSE, end=start + ramp + 2 * PAUSE + seconds)
    officers = [Officer(site.port, seat, log, dice.randrange(SECTION_EVERY)) for seat in seats]
    lags: list[float] = []
    watch = asyncio.create_task(_watch(log, lags))
    work = [
        asyncio.create_task(one.work(start + number / _OPENED_A_SECOND, dice.random))
        for number, one in enumerate(officers)
    ]
    await until(log.begin)
    before = _cpu(site, database_cpu)
    await until(log.end)
    after, memory = _cpu(site, database_cpu), site.memory()
    await asyncio.gather(*work)
    await watch
    used = {name: after[name] - before[name] for name in after}
    return Seen(log, seconds, used, memory, p95(lags))


async def _at_once(site: Site, seats: Sequence[Seat], before: str, title: str) -> tuple[Seen, Seen]:
    turned, opened = Log(), Log()
    officers = [Officer(site.port, seat, turned) for seat in seats]
    for start in range(0, len(officers), _OPENED_A_SECOND):
        places = officers[start : start + _OPENED_A_SECOND]
        await asyncio.gather(*(one.open(query=f"s={one.seat.submission}&g={before}") for one in places))
    first = _cpu(site, lambda: 0.0)
    await asyncio.gather(*(one.turn() for one in officers))
    second = _cpu(site, lambda: 0.0)
    shown = {len(one.stream.drawn.mounts["cards"]["questions"]) for one in officers}
    await asyncio.gather(*(one.close() for one in officers))
    fresh = [Officer(site.port, seat, opened) for seat in seats]
    await asyncio.gather(*(one.open(query=f"s={one.seat.submission}&g={title}") for one in fresh))
    third = _cpu(site, lambda: 0.0)
    await asyncio.gather(*(one.close() for one in fresh))
    extra = {"butir": ", ".join(map(str, sorted(shown)))}
    return (
        Seen(turned, 0, {name: second[name] - first[name] for name in first}, 0, 0, extra),
        Seen(opened, 0, {name: third[name] - second[name] for name in first}, 0, 0, extra),
    )


def _cpu(site: Site, database_cpu: Callable[[], float]) -> dict[str, float]:
    return {**site.cpu(), "basis data": database_cpu(), "pembangkit": time.process_time()}


async def _watch(log: Log, lags: list[float]) -> None:
    """Note how late the generator itself wakes up: what it adds to every latency."""
    while (now := time.perf_counter()) < log.end:
        await asyncio.sleep(_LAG_EVERY)
        if now > log.begin:
            lags.append(time.perf_counter() - now - _LAG_EVERY)
