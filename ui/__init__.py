"""The screens. `app.py` provides what they work on; a page test provides its own."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from workflow import Monev

SESSION_COOKIE = "monev_sesi"


class NotProvidedError(RuntimeError):
    """The script was started without `ui.provide`: start `app.py` instead of `ui/main.py`."""


def _session_cookie() -> str:
    return st.context.cookies.get(SESSION_COOKIE, "")


class _Provided:
    factory: Callable[[], "Monev"] | None = None
    browser: Callable[[], str] = staticmethod(_session_cookie)


def provide(factory: Callable[[], "Monev"], browser: Callable[[], str] = _session_cookie) -> None:
    """Hand over how the use cases are assembled, and how a page learns which browser it talks to."""
    _Provided.factory, _Provided.browser = factory, staticmethod(browser)
    provided.cache_clear()


@cache
def provided() -> "Monev":
    """The use cases every page works on; assembled at the first call."""
    if _Provided.factory is None:
        raise NotProvidedError
    return _Provided.factory()


def browser() -> str:
    """The identity of the visiting browser, or an empty text when it keeps no cookies."""
    return _Provided.browser()
