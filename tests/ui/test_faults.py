"""A refusal is shown in its own words, a fault under a code that also stands in the log."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from ui import faults


def test_a_code_has_no_look_alikes() -> None:
    assert re.fullmatch(r"[2-9B-DF-HJ-NP-TV-Z]{4}-[2-9B-DF-HJ-NP-TV-Z]{4}", faults.new_code())


def test_codes_differ() -> None:
    assert len({faults.new_code() for _ in range(100)}) == 100


def _refused() -> None:
    from ui import faults
    from workflow.errors import UnknownCodeError

    assert faults.show(UnknownCodeError())


def test_a_refusal_is_shown_in_its_own_words() -> None:
    page = AppTest.from_function(_refused).run()
    assert page.warning[0].value.startswith("Kode lanjut itu tidak dikenal.")
    assert not page.error


def _broken() -> None:
    from contextlib import ExitStack

    from ui import faults

    with ExitStack() as edge:
        edge.push(lambda _kind, fault, _trace: faults.show(fault))
        raise ZeroDivisionError("rahasia")


def test_a_fault_shows_a_code_and_the_log_knows_where(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="monev.faults"):
        page = AppTest.from_function(_broken).run()
    shown = page.error[0].value
    assert "rahasia" not in shown
    code = shown.rsplit(" ", 1)[1].rstrip(".")
    assert f"gangguan {code}: ZeroDivisionError di " in caplog.text
