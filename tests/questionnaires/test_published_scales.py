"""Class scales, closing weights and ties of every shipped rule set (O14, O15, O16).

The expected class is found by a second route: integers of thousandths compared with the bounds as the TOML file writes
them, without the loader and without the kernel.
"""

import shutil
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from questionnaires import Library, RuleErrors
from questionnaires.loader import SHIPPED, Edition
from scoring.classes import qualify
from scoring.numbers import Mode, Rounding
from scoring.ranking import rank
from scoring.rules import ClassOn, RuleSet, Step
from scoring.sheet import Qualification

LIBRARY = Library()
STEPS = [Fraction(step, 1000) for step in range(100_001)]
SHARED = {"pembulatan_baku", "kelas_dari_nilai_terbit"}


def raw(edition: Edition) -> dict[str, Any]:
    return tomllib.loads((edition.folder / "rules.toml").read_text(encoding="utf-8"), parse_float=Decimal)


@dataclass(frozen=True)
class Scale:
    """A class scale in thousandths, worst class first, and where each bound comes from."""

    codes: tuple[str, ...]
    lowers: tuple[int | None, ...]
    filled_by: tuple[str | None, ...]
    printed: tuple[tuple[int, int, bool] | None, ...]


def thousandths(value: Any) -> int:
    scaled = Decimal(value) * 1000
    assert scaled == int(scaled)
    return int(scaled)


def scale(file: dict[str, Any]) -> Scale:
    fills = {
        fill["key"]: (fill.get("value"), table["id"])
        for table in file.get("assumptions", [])
        for fill in table.get("fills", [])
    }
    codes, lowers, filled_by, printed = [], [], [], []
    for band in reversed(file["bands"]):
        lower, by = band["lower"], None
        if lower == "nf":
            lower, by = fills.get(f"bands.{band['code']}.lower", (None, None))
        codes.append(band["code"])
        lowers.append(None if lower is None else thousandths(lower))
        filled_by.append(by)
        start, end = band.get("printed_from"), band.get("printed_to")
        range_ = None if start is None else (thousandths(start), thousandths(end), band.get("printed_to_open", False))
        printed.append(range_)
    return Scale(tuple(codes), tuple(lowers), tuple(filled_by), tuple(printed))


def groups() -> list[Any]:
    """Return one rule set per distinct scale and way of printing; the others would repeat it step by step."""
    seen: dict[Any, list[str]] = {}
    for edition in LIBRARY.editions:
        file = raw(edition)
        if file.get("bands"):
            rules = LIBRARY.rule_set(edition.name)
            key = (scale(file), rules.class_on, rules.class_on_assumption, rules.rounding.get(Step.FINAL))
            seen.setdefault(key, []).append(edition.name)
    return [
        pytest.param(found, LIBRARY.rule_set(names[0]), id=f"{names[0]} and {len(names) - 1} more")
        for (found, *_), names in seen.items()
    ]


def printed_number(rules: RuleSet, step: int) -> int:
    """Return the number that decides the class, in thousandths."""
    rounding = rules.rounding[Step.FINAL].rounding if Step.FINAL in rules.rounding else Rounding()
    if rules.class_on is ClassOn.EXACT or rounding.places >= 3:
        return step
    assert rounding.mode is Mode.HALF_UP
    unit = 10 ** (3 - rounding.places)
    return (2 * step + unit) // (2 * unit) * unit


def is_printed(range_: tuple[int, int, bool] | None, number: int) -> bool:
    if range_ is None:
        return False
    start, end, is_open = range_
    return start <= number < end or (number == end and not is_open)


@pytest.mark.parametrize(("table", "rules"), groups())
def test_every_thousandth_has_one_class_or_names_the_unpublished_bound(table: Scale, rules: RuleSet) -> None:
    """O14: no number between 0 and 100 falls through, and a class inside a printed gap lists its assumption."""
    known = [lower for lower in table.lowers if lower is not None]
    assert len(known) == len(table.lowers), "a shipped scale with an unfilled bound needs its own case"
    for step, value in enumerate(STEPS):
        found = qualify(rules, value)
        number = printed_number(rules, step)
        place = bisect_right(known, number) - 1
        if place < 0:
            assert_refused(found, rules)
            continue
        assert found.code == table.codes[place]
        assert not found.refused
        assert set(found.assumptions) - SHARED == expected_reading(table, place, number)


def assert_refused(found: Qualification, rules: RuleSet) -> None:
    assert found.code is None
    assert found.refused == (f"kelas di bawah {rules.bands[-1].label} {rules.id} tidak dipublikasikan",)


def expected_reading(table: Scale, place: int, number: int) -> set[str]:
    """Return the assumption behind a class: none inside a printed range."""
    if any(is_printed(range_, number) for range_ in table.printed):
        return set()
    range_, by = table.printed[place], table.filled_by[place]
    below_print = range_ is None or number < range_[0]
    return {by} if by and below_print else {"batas_setengah_terbuka"}


def test_a_bound_that_nobody_published_or_assumed_is_named() -> None:
    rules = Library(Path(__file__).parent.parent / "rules").rule_set("tanpa_batas_cukup/2020")
    for step in range(55_000, 65_000):
        found = qualify(rules, Fraction(step, 1000))
        if found.published != "65.00":
            assert found.refused == ("batas bawah Cukup Informatif tanpa_batas_cukup/2020 tidak dipublikasikan",)
            assert found.code is None


def weighted() -> list[Any]:
    """Return one editable weight of every shipped rule set whose weights are all published."""
    found = []
    for edition in LIBRARY.editions:
        file = raw(edition)
        for table in ("indicators", "stages"):
            weights = [row["weight"] for row in file.get(table, [])]
            if weights and "nf" not in weights:
                found.append(pytest.param(edition, table, id=f"{edition.name} {table}"))
    return found


@pytest.mark.parametrize(("edition", "table"), weighted())
def test_weights_that_do_not_close_keep_a_rule_set_from_opening(edition: Edition, table: str, tmp_path: Path) -> None:
    """O15; the untouched copy opens."""
    folder = tmp_path / edition.owner / edition.folder.name
    shutil.copytree(edition.folder, folder)
    assert Library(tmp_path).rule_set(edition.name).id == f"{edition.owner}/{edition.year}"
    file = folder / "rules.toml"
    before, _, after = file.read_text(encoding="utf-8").partition(f"[[{table}]]")
    head, _, rest = after.partition("weight = ")
    file.write_text(f"{before}[[{table}]]{head}weight = 1000.5 #{rest}", encoding="utf-8")
    with pytest.raises(RuleErrors) as refused:
        Library(tmp_path).rule_set(edition.name)
    assert any("jumlah bobot" in problem.message for problem in refused.value.problems)


@pytest.mark.parametrize("edition", LIBRARY.editions, ids=lambda edition: edition.name)
def test_equal_numbers_share_a_place_whatever_their_order(edition: Edition) -> None:
    """O16: no tie is broken by name, number or order of entry."""
    rules = LIBRARY.rule_set(edition.name)
    values = [Fraction("98.4"), Fraction("99.8"), None, Fraction("98.4"), Fraction(90), Fraction("99.8")]
    places = rank(rules, values)
    assert places[0] == places[3]
    assert places[1] == places[5] == 1
    assert places[2] is None
    assert rank(rules, values[::-1]) == places[::-1]


@pytest.mark.parametrize("edition", LIBRARY.editions, ids=lambda edition: edition.name)
def test_every_rule_set_tells_its_sources_and_choices(edition: Edition) -> None:
    file, note = raw(edition), edition.folder / "CATATAN.md"
    assert note.is_file()
    text = note.read_text(encoding="utf-8")
    for source in file.get("sources", []):
        assert source.get("url", "") in text, source["id"]


def test_printed_ranges_of_one_scale_never_overlap() -> None:
    for edition in LIBRARY.editions:
        file = raw(edition)
        ranges = [range_ for range_ in scale(file).printed if range_] if file.get("bands") else []
        for (_, end, is_open), (start, _, _) in pairwise(ranges):
            assert end < start or (end == start and is_open), edition.name


def test_the_shipped_folder_is_the_library() -> None:
    assert {edition.folder for edition in LIBRARY.editions} == {path.parent for path in SHIPPED.glob("*/*/rules.toml")}
