"""A few questionnaires are drawn at a time; no page waits for ever, and other pages do not wait at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ui import turns
from ui.turns import AT_ONCE, turn


@pytest.fixture
def full() -> Iterator[ExitStack]:
    """As many questionnaires are being drawn as may be."""
    with ExitStack() as drawing:
        for _ in range(AT_ONCE):
            drawing.enter_context(turn("isi"))
        yield drawing


def _draw(page: str) -> threading.Event:
    """Draw a page in a thread of its own; return what tells that its turn came."""
    came = threading.Event()

    def draw() -> None:
        with turn(page):
            came.set()

    threading.Thread(target=draw, daemon=True).start()
    return came


def test_one_more_questionnaire_waits_until_another_is_drawn(full: ExitStack) -> None:
    came = _draw("isi")
    assert not came.wait(0.3)
    full.close()
    assert came.wait(1)


def test_other_pages_do_not_wait(full: ExitStack) -> None:
    assert all(_draw(page).wait(1) for page in ("", "nilai", "bandingkan", "hasil"))


def test_a_page_that_fails_gives_its_turn_back() -> None:
    for _ in range(2 * AT_ONCE):
        with pytest.raises(ValueError, match="rusak"), turn("isi"):
            raise ValueError("rusak")
    began = time.monotonic()
    with turn("isi"):
        assert time.monotonic() - began < 1


def test_a_page_is_drawn_in_the_end_whether_or_not_it_is_its_turn(
    full: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.1)
    assert _draw("isi").wait(5)
    full.close()
    assert _draw("isi").wait(1)
