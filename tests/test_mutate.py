"""The mutation tester finds what it should change, tells a difference, and lets nothing pass unseen."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from scripts.mutants import patching
from scripts.mutants.ledger import Ledger, Outcome, Suite
from scripts.mutants.review import as_entries, read_accepted, review
from scripts.mutants.sites import OUTSIDE, Mutant, mutants
from scripts.mutants.tests import Reach

SOURCE = '''"""A module."""

from typing import NamedTuple

LEAST = 60


class Bound(NamedTuple):
    """A bound."""

    value: int = 3
    name: str | None = None

    @property
    def half(self) -> int:
        """Half of it."""
        return self.value // 2


def passes(number: int, strict: bool = False) -> bool:
    """Tell whether the number passes."""
    if strict:
        return number > LEAST
    return number >= LEAST


def refused(pairs: list[int]) -> list[str]:
    """Return sentences."""
    return [f"nilai {pair + 1} belum cukup" for pair, _ in zip(pairs, pairs, strict=True) if print("tidak cukup")]
'''


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small project."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def found(root: Path) -> list[Mutant]:
    """Every change of a small module, and of a long list of numbers, so that a single one weighs little."""
    (root / "rules.py").write_text(SOURCE, encoding="utf-8")
    (root / "numbers.py").write_text(f"MANY = {list(range(100))}\n", encoding="utf-8")
    return [*mutants(root, "rules.py"), *mutants(root, "numbers.py")]


def differences(found: list[Mutant], place: str) -> list[str]:
    return [mutant.difference for mutant in found if (mutant.path, mutant.place) == ("rules.py", place)]


def test_operators_conditions_defaults_and_decorated_functions_are_changed(found: list[Mutant]) -> None:
    assert differences(found, "passes") == [
        "- def passes(number: int, strict: bool = False) -> bool:\n+ def passes(number: int, strict: bool = True) -> bool:",
        "- if strict:\n+ if not (strict):",
        "- return number > LEAST\n+ return number >= LEAST",
        "- return number >= LEAST\n+ return number > LEAST",
    ]
    assert "- return self.value // 2\n+ return self.value / 2" in differences(found, "Bound.half")
    assert "- LEAST = 60\n+ LEAST = 61" in differences(found, OUTSIDE)
    assert "- value: int = 3\n+ value: int = 4" in differences(found, OUTSIDE)


def test_sentences_docstrings_and_strict_are_left_and_what_stands_in_a_sentence_is_not(found: list[Mutant]) -> None:
    told = "\n".join(differences(found, "refused"))
    assert "pair - 1" in told
    assert "XX" not in told
    assert "strict=False" not in told
    assert "name" not in "\n".join(differences(found, OUTSIDE))
    assert "A module" not in "\n".join(differences(found, OUTSIDE))


def test_a_change_is_put_into_the_loaded_function_and_into_a_module_that_is_imported(
    found: list[Mutant], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root)
    import rules  # type: ignore[import-not-found]

    change = next(one for one in found if one.difference.endswith("+ return self.value / 2"))
    assert rules.Bound(5).half == 2
    patching.put_in_place(change, root)
    assert rules.Bound(5).half == 2.5
    with pytest.raises(patching.NotInPlace):
        patching.put_in_place(next(one for one in found if "= True)" in one.difference), root)
    constant = next(one for one in found if one.difference.endswith("+ LEAST = 61"))
    spec = patching.Importer(constant, root).find_spec("rules", None)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (module.passes(60), rules.passes(60)) == (False, True)
    assert patching.Importer(constant, root).find_spec("json", None) is None
    del sys.modules["rules"]


def test_the_tests_of_a_function_come_cheap_first_and_the_one_that_killed_before_all(found: list[Mutant]) -> None:
    reach = {
        name: Reach(seconds, frozenset({"rules.py:passes"}), "")
        for name, seconds in (("slow", 9.0), ("a[1]", 0.1), ("a[2]", 0.15), ("b", 0.2), ("c", 0.9))
    }
    tests = Suite(1.0, reach | {"other": Reach(0.0, frozenset({"rules.py:refused"}), "")})
    mutant = next(one for one in found if one.place == "passes")
    assert tests.plan(mutant) == ["a[1]", "b", "a[2]"]
    tests.learn(mutant, "c")
    assert tests.plan(mutant) == ["c", "a[1]"]


def outcomes(found: list[Mutant], *surviving: Mutant) -> dict[str, Outcome]:
    return {mutant.key: Outcome(mutant not in surviving, "", "") for mutant in found}


def test_a_survivor_must_be_listed_and_an_entry_must_survive(found: list[Mutant], tmp_path: Path) -> None:
    survivor, other = found[2], found[0]
    listed = tmp_path / "mutants.toml"
    listed.write_text(as_entries([survivor]).replace('reason = ""', 'reason = "Uji."'), encoding="utf-8")
    accepted = read_accepted(listed)
    assert review(found, outcomes(found, survivor), accepted, ["rules.py"]).faults == []
    unlisted = review(found, outcomes(found, survivor, other), accepted, ["rules.py"])
    assert unlisted.unlisted == [other]
    assert any("1 survivors are not in tests/mutants.toml" in fault for fault in unlisted.faults)
    (stale,) = review(found, outcomes(found), accepted, ["rules.py"]).faults
    assert stale.startswith("tests/mutants.toml lists what does not survive: rules.py")
    assert review(found, outcomes(found), accepted, []).faults == []


def test_too_few_killed_and_too_many_called_equivalent_are_faults(found: list[Mutant], tmp_path: Path) -> None:
    listed = tmp_path / "mutants.toml"
    entries = as_entries(found[:8]).replace('reason = ""', 'reason = "Uji."').replace("= false", "= true")
    listed.write_text(entries, encoding="utf-8")
    faults = review(found, outcomes(found, *found[:8]), read_accepted(listed), ["rules.py"]).faults
    assert faults == ["less than 95 per cent killed", "more than 3 per cent called equivalent"]
    assert review(found, {}, {}, ["rules.py"]).faults[0] == f"{len(found)} mutants were not tried"


def test_an_entry_without_a_reason_or_a_second_time_is_refused(found: list[Mutant], tmp_path: Path) -> None:
    listed = tmp_path / "mutants.toml"
    listed.write_text(as_entries(found[:1]), encoding="utf-8")
    with pytest.raises(ValueError, match="without a reason"):
        read_accepted(listed)
    entry = as_entries(found[:1]).replace('reason = ""', 'reason = "Uji."')
    listed.write_text(entry + entry, encoding="utf-8")
    with pytest.raises(ValueError, match="the same difference twice"):
        read_accepted(listed)


def test_what_was_tried_and_measured_is_remembered_with_the_latest_outcome(found: list[Mutant], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    ledger.add(found[0], Outcome(False, "survived", "x"))
    ledger.add(found[0], Outcome(True, "tests/a.py::b", "y"))
    assert ledger.outcomes() == {found[0].key: Outcome(True, "tests/a.py::b", "y")}
    held = Suite(1.0, {"t": Reach(0.5, frozenset({"rules.py:passes"}), "s")}, frozenset({"rules.py:refused"}), ["json"])
    ledger.write_tests(held)
    assert ledger.read_tests(1.0) == held
