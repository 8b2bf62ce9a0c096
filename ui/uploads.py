"""Files that are dropped in: their bytes stay in memory as long as a page needs them, and no longer.

The platform keeps what was uploaded until the session ends, also when the uploader is gone from the page, and a session
ends five minutes after its tab at the earliest.
"""

from __future__ import annotations

import asyncio
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

_KEY = "unggahan"
_LOOK_EVERY = 30.0


def uploader(label: str, **options: Any) -> Any:
    """Draw an uploader and return what `st.file_uploader` returns; `let_go` knows from now on what it holds."""
    found = st.file_uploader(label, **options)
    files = found if isinstance(found, list) else [found] if found else []
    if files or _KEY in st.session_state:
        held = st.session_state.setdefault(_KEY, {"known": set(), "drawn": set()})
        held["drawn"] |= {file.file_id for file in files}
    return found


def begin() -> None:
    """Note that a run of the whole page begins: what its uploaders still hold will be told anew."""
    held = st.session_state.get(_KEY)
    if held:
        held["known"] |= held["drawn"]
        held["drawn"] = set()


def let_go() -> None:
    """After a whole run: give back the bytes of files that no uploader of the page holds any more."""
    held, context = st.session_state.get(_KEY), get_script_run_ctx()
    files = context.uploaded_file_mgr if context else None
    if not held or context is None or not isinstance(files, MemoryUploadedFileManager):
        return
    for file in held["known"] - held["drawn"]:
        files.remove_file(context.session_id, file)
    held["known"] = held["drawn"]
    if not held["known"]:
        del st.session_state[_KEY]


async def close_the_abandoned() -> None:
    """Until cancelled: end sessions that hold files and whose tab is gone since the last look."""
    gone: set[str] = set()
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        gone = end_abandoned(gone)


def end_abandoned(gone: set[str]) -> set[str]:
    """End the sessions of `gone` that hold files and have no tab; return those that have none since now."""
    server = runtime.get_instance()
    files = server.uploaded_file_mgr
    holding = list(files.file_storage) if isinstance(files, MemoryUploadedFileManager) else []
    away = {session for session in holding if not server.is_active_session(session)}
    for session in away & gone:
        server.close_session(session)
        files.remove_session_files(session)
    return away - gone
