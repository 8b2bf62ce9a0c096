"""A tab that is no browser: it speaks the pages' stream, and says whatever it likes in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.server import Server
from web import SESSION_COOKIE

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"


@dataclass(slots=True)
class Shown:
    """What a run of the page has drawn.

    raw: every byte that came. words: what a person reads of it. widgets: kind of each widget by its id.
    """

    raw: bytes = b""
    words: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    failed: bool = False


class Tab:
    """One page of the running application, opened with a cookie of one's choice."""

    def __init__(self, server: Server, cookie: str, page: str, query: str = "") -> None:
        self.server, self.page, self.query = server, page, query
        self._hash, self.session = "", ""
        token = httpx.get(f"{server.url}/_stcore/health").headers["set-cookie"].partition(";")[0]
        self.token = token.partition("=")[2]
        self._connection = handshake(server, server.url, f"{SESSION_COOKIE}={cookie}; {token}", self.token)

    def __enter__(self) -> Tab:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def run(self, *states: tuple[str, str, Any], **more: str) -> Shown:
        """Let the page run with these states of widgets (id, kind of state, value) and return what it draws."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self.query, self._hash
        if not self._hash:
            asked.page_name = self.page
        for key, value in more.items():
            setattr(asked, key, value)
        for name, kind, value in states:
            one = asked.widget_states.widgets.add(id=name)
            _set(one, kind, value)
        asked.context_info.timezone, asked.context_info.locale = "Asia/Jakarta", "id-ID"
        asked.context_info.url = f"{self.server.url}/{self.page}"
        return self.say(message)

    def say(self, message: BackMsg) -> Shown:
        """Send any message and return what is drawn until the run ends."""
        self._connection.send(message.SerializeToString())
        shown = Shown()
        while True:
            data = self._connection.recv(timeout=30)
            assert isinstance(data, bytes)
            shown.raw += data
            if self._take(ForwardMsg.FromString(data), shown):
                return shown

    def throw(self, frame: bytes | str) -> None:
        """Send a frame as it stands."""
        self._connection.send(frame)

    def _take(self, message: ForwardMsg, shown: Shown) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            element = message.delta.new_element
            name = element.WhichOneof("type")
            if name is not None:
                inner = getattr(element, name)
                shown.words += f"{inner}\n"
                shown.failed |= name == "exception"
                if getattr(inner, "id", ""):
                    shown.widgets[inner.id] = name
        return kind == "script_finished"


def handshake(server: Server, origin: str | None, cookie: str = "", token: str = "") -> ClientConnection:
    """Return the stream of a page of that origin.

    Raises:
        websockets.exceptions.InvalidHandshake: it is refused.
    """
    return connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        origin=origin,  # type: ignore[arg-type]
        subprotocols=["streamlit", token] if token else ["streamlit"],  # type: ignore[list-item]
        additional_headers={"cookie": cookie} if cookie else {},
        user_agent_header=AGENT,
        proxy=None,
        max_size=None,
        close_timeout=2,
        legacy=True,
    )


def _set(one: Any, kind: str, value: Any) -> None:
    if kind in ("string_array_value", "int_array_value", "double_array_value"):
        getattr(one, kind).data.extend(value)
    elif kind == "file_uploader_state_value":
        for file in value:
            one.file_uploader_state_value.uploaded_file_info.add(**file)
    else:
        setattr(one, kind, value)
