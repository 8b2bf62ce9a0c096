"""Officers at once: each answers every five seconds and turns to a new group every twentieth answer.

    python -m bench.sessions                       quick trial: 40 officers, 10 s each
    python -m bench.sessions --form moderate       what `make bench` runs: 200 officers, 30 s each
    python -m bench.sessions --form full           the promise: 800 on one process, 2,000 on two, 120 s each; 30 minutes

The officers are this process: it opens the document and the page's stream (WebSocket) as a browser does, sends the
page's own messages, and posts answers as the page's journal does. Server, database and officers share the machine.
Latency counts from the moment at which an answer or click was due. Afterwards what the server called stored is compared
with the database. Targets: one process p95 below 0.2 s, two behind nginx below 0.5 s (SQLite; PostgreSQL beside it),
all opening the largest group at the same moment within 2 s, nothing lost. Part `day` is a working day of 829 officers
with their uploads in ten minutes (bench/load/day.py): at most 1.5 MB for each session, flat after the first hour.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import uvloop

from bench.load.day import day, lifetime
from bench.load.drive import Seen, at_once, p95, steady
from bench.load.officer import Seat
from bench.load.seats import lost, seats
from bench.load.site import Site, cpu_of, family
from questionnaires import Library
from store import SqlStore, open_store
from tests.postgres import Cluster
from ui.questionnaire.groups import sections_of
from web.process import allow_many_connections

RULES, CATEGORY = "pusat/2025", "pemprov"
ONE, TWO, TOGETHER = 200.0, 500.0, 2000.0
"""Targets in milliseconds: one process, two processes, all at the same moment."""
EACH, GROWTH = 1.5, 0.05
"""Targets of a day: MB for each connected session, and how much memory may grow after the first hour."""


class Form(NamedTuple):
    """How large the runs are."""

    one: int
    two: int
    together: int
    seconds: float
    day: int
    hour: float


FORMS = {
    "trial": Form(40, 40, 20, 10, 40, 3),
    "moderate": Form(200, 200, 50, 30, 200, 8),
    "full": Form(800, 2000, 200, 120, 829, 75),
}
PARTS = ("one-sqlite", "two-sqlite", "two-postgresql", "together-one", "together-two", "day")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, Callable[[], float]]]:
    """Give the URL of an empty database with every write forced to the disk, and how to ask for its CPU."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'monev.sqlite3'}", lambda: 0.0
        return
    cluster = Cluster(fsync="on", max_connections="120")
    try:
        yield cluster.database(), lambda: sum(cpu_of(pid) for pid in family(cluster.pid))
    finally:
        cluster.stop()


def run(part: str, officers: int, seconds: float, rules: str, category: str, days: int = 1) -> bool:
    """Run one part, print its figures and tell whether it keeps the promise.

    A day has hours of `seconds`; of `days` on the same server each must keep the promise of memory.
    """
    how, _, kind = part.partition("-")
    processes = 2 if "two" in part else 1
    engine = "postgresql" if kind == "postgresql" else "sqlite"
    with tempfile.TemporaryDirectory(prefix="monev-beban-") as name, database(engine, Path(name)) as (url, cpu):
        store = open_store(url)
        places = seats(store, rules, category, officers + (part == "day"))
        shorter = lifetime(seconds) if part == "day" else {}
        with Site(Path(name), url, processes, **shorter) as site:
            if part == "day":
                each = [_day(store, site, places, seconds) for _ in range(days)]
                kept = all(each)
            elif how == "together":
                kept = _together(site, places, rules, category)
            else:
                seen = steady(site, places, seconds, cpu)
                kept = _tell(part, officers, seen, ONE if processes == 1 else TWO)
                faults = [*lost(store, seen.log.acknowledged), *seen.log.refused, *seen.log.stale]
                print(f"  disimpan {len(seen.log.acknowledged)}, hilang atau rusak {len(faults)}", flush=True)
                _list(faults)
                kept = kept and not faults
            for application in site.applications:
                kept &= _calm(application.said())
        store.database.close()
    return kept


def _tell(part: str, officers: int, seen: Seen, target: float) -> bool:
    log = seen.log
    worst = max(p95(log.answers), p95(log.sections))
    print(
        f"sessions {part}: {officers} petugas, {seen.window:.0f} s: "
        f"jawaban {len(log.answers) / seen.window:.0f}/s {_spread(log.answers)}; "
        f"kelompok {len(log.sections) / seen.window:.1f}/s {_spread(log.sections)}; "
        f"sasaran p95 {target:.0f} ms: {'tercapai' if worst < target else 'TIDAK TERCAPAI'}"
    )
    shares = ", ".join(f"{name} {used / seen.window:.0%}" for name, used in seen.cpu.items())
    answered = max(1, len(log.answers))
    print(
        f"  inti CPU: {shares}; aplikasi {seen.cpu['aplikasi'] / answered * 1000:.2f} ms tiap jawaban, bagian kelompok "
        f"ikut; memori {seen.memory:.0f} MB; pembangkit terlambat p95 {seen.lag:.0f} ms; "
        f"beban mesin {os.getloadavg()[0]:.1f}"
    )
    print(f"  membuka tab selama pengisian; dikirim ulang {log.again}, tersambung ulang {log.reconnected}", flush=True)
    return worst < target


def _together(site: Site, places: list[Seat], rules: str, category: str) -> bool:
    pages = [page for section in sections_of(Library().questionnaire(rules, category)) for page in section.pages]
    sizes = [len(page.questions) for page in pages]
    largest = max(range(1, len(pages)), key=sizes.__getitem__)
    before, itself = pages[largest - 1].groups[0].slug, pages[largest].groups[0].slug
    kept = True
    for name, seen in zip(("klik", "tab baru"), at_once(site, places, before, itself), strict=True):
        times = seen.log.sections or seen.log.openings
        good = p95(times) <= TOGETHER
        kept = kept and (good or name != "klik")
        print(
            f"sessions together, {len(site.applications)} proses, {name}: {len(times)} petugas membuka "
            f"{sizes[largest]} butir (terlihat {seen.extra['butir']}) bersamaan: {_spread(times)}, "
            f"terlama {max(times) * 1000:.0f} ms; aplikasi {seen.cpu['aplikasi'] / len(times) * 1000:.1f} ms CPU tiap "
            f"petugas; sasaran {TOGETHER:.0f} ms: {'tercapai' if good else 'TIDAK TERCAPAI'}",
            flush=True,
        )
    return kept


def _day(store: SqlStore, site: Site, places: list[Seat], hour: float) -> bool:
    seen = day(site, places, hour)
    faults = [*lost(store, seen.log.acknowledged), *seen.log.refused, *seen.log.stale]
    flat, small = seen.growth <= GROWTH, seen.each <= EACH
    curve = " ".join(f"{memory:.0f}" for memory in seen.hours)
    print(
        f"sessions day: {len(places) - 1} petugas, satu jam dalam {hour:.0f} s, {len(seen.log.acknowledged)} jawaban, "
        f"hilang atau rusak {len(faults)}; memori MB: kosong {seen.empty:.0f}, tiap akhir jam {curve}, "
        f"tertinggi {seen.highest:.0f}, sesudah semua pergi {seen.left:.0f}\n"
        f"  {seen.each:.2f} MB tiap sesi tersambung ({seen.connected}), sasaran {EACH} MB: "
        f"{'tercapai' if small else 'TIDAK TERCAPAI'}; sesudah jam pertama tumbuh {seen.growth:.1%}, "
        f"sasaran {GROWTH:.0%}: {'tercapai' if flat else 'TIDAK TERCAPAI'}",
        flush=True,
    )
    _list(faults)
    return flat and small and not faults


def _list(faults: list[str]) -> None:
    print("".join(f"    {fault}\n" for fault in faults[:5]), end="", flush=True)


def _spread(values: list[float]) -> str:
    if not values:
        return "tidak ada"
    middle = sorted(values)[len(values) // 2] * 1000
    return f"p50 {middle:.0f} p95 {p95(values):.0f} maks {max(values) * 1000:.0f} ms"


def _calm(said: str) -> bool:
    """Tell whether the server wrote no fault; print the first one."""
    _, fault, rest = said.partition("Traceback")
    if fault:
        print(f"  peladen mengeluh: {fault}{rest[:2000]}", flush=True)
    return not fault


def main(arguments: list[str] | None = None) -> int:
    """Run the parts; return 1 when a target is missed or something is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", choices=FORMS, default="trial")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--officers", type=int, help="instead of the number of the form")
    parser.add_argument("--seconds", type=float, help="instead of the duration of the form")
    parser.add_argument("--days", type=int, default=1, help="so many days one after the other on the same server")
    parser.add_argument("--rules", default=RULES)
    parser.add_argument("--category", default=CATEGORY)
    chosen = parser.parse_args(arguments)
    form = FORMS[chosen.form]
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    allow_many_connections()
    kept, began = True, time.monotonic()
    for part in chosen.parts:
        usual = form.together if part.startswith("together") else form.two if "two" in part else form.one
        usual = form.day if part == "day" else usual
        seconds = form.hour if part == "day" else form.seconds
        length = chosen.seconds or seconds
        kept &= run(part, chosen.officers or usual, length, chosen.rules, chosen.category, chosen.days)
    print(f"sessions: {time.monotonic() - began:.0f} s")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
