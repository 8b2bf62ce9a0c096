"""Files that are dropped in: their bytes stay in memory as long as a page needs them, and no longer.

The platform keeps what was uploaded until the session ends, also when the uploader is gone from the page; a session
ends five minutes after its tab at the earliest, and what it held stays until the collector of Python comes by. So the
bytes themselves are taken away: from the platform's store, out of every file object that a page was given, and, when
the session ends, out of those that the platform keeps in its state, of which it gives copies to the page.
"""

from __future__ import annotations

import asyncio
import threading
import weakref
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

_LOOKS = 10
"""How often somebody looks for abandoned files in the time for which the platform keeps a closed tab."""


@dataclass(slots=True)
class _Held:
    """The files of one session.

    drawn, known: which its uploaders hold in this run, and which they held before. given, kept: the objects that pages
    were given, and those in the session's state.
    """

    drawn: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    given: list[weakref.ref[UploadedFile]] = field(default_factory=list)
    kept: list[weakref.ref[UploadedFile]] = field(default_factory=list)


_held: dict[str, _Held] = {}
_guard = threading.Lock()


def uploader(label: str, *, key: str, **options: Any) -> Any:
    """Draw an uploader and return what `st.file_uploader` returns; `let_go` knows from now on what it holds."""
    found = st.file_uploader(label, key=key, **options)
    files = _files(found)
    context = get_script_run_ctx()
    if files and context is not None:
        own = _files(st.session_state[key])
        with _guard:
            held = _held.setdefault(context.session_id, _Held())
            held.drawn |= {file.file_id for file in files}
            held.known |= held.drawn
            held.given = _joined(held.given, files)
            held.kept = _joined(held.kept, own)
    return found


def begin() -> None:
    """Note that a run of the whole page begins: what its uploaders still hold will be told anew."""
    context = get_script_run_ctx()
    held = _held.get(context.session_id) if context else None
    if held is not None:
        held.drawn = set()


def let_go() -> None:
    """After a whole run: give back the bytes of files that no uploader of the page holds any more."""
    context = get_script_run_ctx()
    if context is not None and context.session_id in _held:
        _release(context.session_id, context.uploaded_file_mgr)


async def close_the_abandoned() -> None:
    """Until cancelled: end sessions that hold files and whose tab is gone since the last look."""
    gone: set[str] = set()
    pause = float(st.get_option("server.disconnectedSessionTTL")) / _LOOKS
    while True:
        await asyncio.sleep(pause)
        gone = end_abandoned(gone)


def end_abandoned(gone: set[str]) -> set[str]:
    """End the sessions of `gone` that hold files and have no tab; return those that have none since now."""
    server = runtime.get_instance()
    files = server.uploaded_file_mgr
    stored = list(files.file_storage) if isinstance(files, MemoryUploadedFileManager) else []
    away = {session for session in {*stored, *_held} if not server.is_active_session(session)}
    for session in away & gone:
        server.close_session(session)
        files.remove_session_files(session)
        with _guard:
            held = _held.get(session, _Held())
            held.drawn = set()
            held.given += held.kept
        _release(session, files)
    return away - gone


def _files(found: object) -> list[UploadedFile]:
    """Return the files of what an uploader returned; one that was deleted meanwhile is none."""
    return [file for file in (found if isinstance(found, list) else [found]) if isinstance(file, UploadedFile)]


def _joined(known: list[weakref.ref[UploadedFile]], files: list[UploadedFile]) -> list[weakref.ref[UploadedFile]]:
    """Return those of `known` that still live, and `files`."""
    return [one for one in known if one() is not None] + [weakref.ref(file) for file in files]


def _release(session: str, store: object) -> None:
    """Take away what `session` was given and no uploader of it holds."""
    with _guard:
        held = _held.get(session) or _Held()
        gone = held.known - held.drawn
        held.known -= gone
        files = [file for one in held.given if (file := one()) is not None and file.file_id in gone]
        if not held.known:
            _held.pop(session, None)
    if isinstance(store, MemoryUploadedFileManager):
        for name in gone:
            store.remove_file(session, name)
    for file in files:
        file.close()
