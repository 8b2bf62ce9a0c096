"""A short run of the fuzzer with the same files each time, and every file that ever failed, again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis.strategies import binary

from tests.hostile import fuzz
from tests.hostile.targets import TARGETS

FILES = {"answers": 40, "export": 25, "rules": 8, "rules_workbook": 4, "table": 25, "workbook": 8}
"""How many files each reader is given here; `make fuzz` gives as many as an hour holds."""


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_spoilt_files_are_refused_in_words_or_read_as_they_stand(target: str) -> None:
    assert fuzz.run(target, 20261126, FILES[target]) >= FILES[target] // 2


@pytest.mark.parametrize("case", sorted(fuzz.CASES.glob("*.case")), ids=lambda case: case.name)
def test_what_failed_once_is_mended(case: Path) -> None:
    hold, _ = TARGETS[case.name.rpartition("-")[0]]
    hold(case.read_bytes())


def test_a_reader_that_fails_is_noticed_and_its_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(data: bytes) -> None:
        assert b"~" not in data

    monkeypatch.setattr(fuzz, "CASES", tmp_path)
    monkeypatch.setattr(fuzz, "TARGETS", {"answers": (fails, lambda: binary().map(lambda data: data + b"~"))})
    with pytest.raises(AssertionError):
        fuzz.run("answers", 1, 10)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"~"]
