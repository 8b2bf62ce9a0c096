"""What a browser does on the network, as light as possible: requests on one kept connection, and the page's stream."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

TIMEOUT = 15.0  # as the page's own script waits for an answer
UPLOAD_TIMEOUT = 300.0
_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"
_BASE = {
    "accept-encoding": "identity",
    "accept-language": "id-ID,id;q=0.9,en;q=0.8",
    "user-agent": _AGENT,
    "sec-fetch-site": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back to a request."""

    status: int
    headers: dict[str, str]
    body: bytes


class Http:
    """One connection that is kept as long as the server keeps it, as a browser does."""

    def __init__(self, port: int, cookie: str) -> None:
        self.cookie = cookie
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """Return the reply; on a kept connection that the server has closed meanwhile the request is made again.

        Raises:
            OSError, asyncio.IncompleteReadError, TimeoutError: no whole reply came.
        """
        kept = self._reader is not None and not self._reader.at_eof()
        patience = UPLOAD_TIMEOUT if method == "PUT" else TIMEOUT
        try:
            async with asyncio.timeout(patience):
                return await self._ask(method, path, body, headers, fresh=not kept)
        except (OSError, asyncio.IncompleteReadError):
            await self.close()
            if not kept:
                raise
        async with asyncio.timeout(patience):
            return await self._ask(method, path, body, headers, fresh=True)

    async def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str], *, fresh: bool) -> Reply:
        if fresh:
            await self.close()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._reader, self._writer
        if reader is None or writer is None:
            raise ConnectionError("not connected")
        origin = f"http://127.0.0.1:{self._port}"
        sent = {**_BASE, "host": f"127.0.0.1:{self._port}", "origin": origin, "cookie": self.cookie}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            sent["content-length"] = str(len(body))
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + body)
        try:
            return await self._reply(reader)
        except BaseException:
            await self.close()  # a reply that comes later must not be taken for that of the next request
            raise

    async def _reply(self, reader: asyncio.StreamReader) -> Reply:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if headers.get("transfer-encoding") == "chunked":
            content = b""
            while size := int(await reader.readuntil(b"\r\n"), 16):
                content += (await reader.readexactly(size + 2))[:-2]
            await reader.readexactly(2)
        else:
            content = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            await self.close()
        return Reply(int(head[0].split()[1]), headers, content)


@dataclass(slots=True)
class Drawn:
    """What the last run of the page has drawn, as far as the next click needs it."""

    query: str = ""
    page: str = ""
    session: str = ""
    buttons: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    uploaders: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    mounts: dict[str, dict[str, Any]] = field(default_factory=dict)


class Stream:
    """The page's stream: what a click sends, and what the run that follows draws.

    drawn: by the last run of the whole page. seen: by the last run of the page or of a fragment of it.
    """

    def __init__(self, url: str) -> None:
        self.drawn = Drawn()
        self.seen = self.drawn
        self._url = url
        self._kept: dict[str, bytes] = {}
        self._unread: deque[ForwardMsg] = deque()
        self._connection: ClientConnection | None = None

    async def open(self, port: int, cookie: str, token: str) -> None:
        """Connect as the page does."""
        self._connection = await connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
            subprotocols=["streamlit", token] if token else ["streamlit"],  # type: ignore[list-item]
            additional_headers={"cookie": cookie},
            user_agent_header=_AGENT,
            compression=None,
            proxy=None,
            open_timeout=60,
            ping_interval=None,
            close_timeout=2,
            max_size=None,
        )

    async def run(self, widgets: Mapping[str, tuple[str, Any]] = MappingProxyType({}), fragment: str = "") -> Drawn:
        """Let the page run, or a fragment of it, with the states of `widgets` by kind; return what it has drawn.

        Raises:
            RuntimeError: the page failed.
        """
        await self.begin(widgets, fragment)
        return await self.finish(fragment)

    async def begin(self, widgets: Mapping[str, tuple[str, Any]] = MappingProxyType({}), fragment: str = "") -> None:
        """Let a run begin, without waiting for what it draws."""
        await self._send(self._message(widgets, fragment))

    async def finish(self, fragment: str = "") -> Drawn:
        """Return what the run that has begun draws, once it is over."""
        was = self.drawn
        drawn = Drawn(query=was.query, page=was.page, session=was.session, pages=was.pages)
        while not self._take(self._unread.popleft() if self._unread else await self._receive(), drawn):
            pass
        self.seen = drawn
        if not fragment:
            self.drawn = drawn
        return drawn

    async def place(self, name: str) -> str:
        """Ask where a file is to be sent, also beside a run; return the number that the server has given it."""
        message = BackMsg()
        wanted = message.file_urls_request
        wanted.request_id, wanted.session_id = uuid.uuid4().hex, self.seen.session
        wanted.file_names.append(name)
        await self._send(message)
        while True:
            found = await self._receive()
            if found.file_urls_response.response_id == wanted.request_id:
                return found.file_urls_response.file_urls[0].file_id
            self._unread.append(found)

    async def go(self, name: str, query: str = "") -> Drawn:
        """Leave for another page of the navigation."""
        self.drawn.query, self.drawn.page = query, self.drawn.pages[name]
        self.drawn.values.clear()
        return await self.run()

    async def close(self) -> None:
        """Close the tab."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _send(self, message: BackMsg) -> None:
        if self._connection is None:
            raise RuntimeError("the stream is not open")
        await self._connection.send(message.SerializeToString())

    async def _receive(self) -> ForwardMsg:
        assert self._connection is not None
        return ForwardMsg.FromString(await self._connection.recv(decode=False))

    def _message(self, widgets: Mapping[str, tuple[str, Any]], fragment: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.fragment_id = fragment
        state.query_string, state.page_script_hash = self.drawn.query, self.drawn.page
        if not self.drawn.page:
            state.page_name = self._url.rpartition("/")[2]
        for name, value in self.drawn.values.items():
            if name in widgets:
                continue
            state.widget_states.widgets.add(id=name, string_value=value)
        for name, (kind, value) in widgets.items():
            one = state.widget_states.widgets.add(id=name)
            if kind == "files":
                for file, (label, size) in value.items():
                    info = one.file_uploader_state_value.uploaded_file_info.add(file_id=file, name=label, size=size)
                    info.file_urls.file_id = file
            else:
                setattr(one, kind, value)
        state.cached_message_hashes.extend(self._kept)
        context = state.context_info
        context.timezone, context.timezone_offset, context.locale = "Asia/Jakarta", -420, "id-ID"
        context.url, context.is_embedded, context.color_scheme = self._url, False, "light"
        return message

    def _take(self, message: ForwardMsg, drawn: Drawn) -> bool:
        """Note what a message says; tell whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self._draw(ForwardMsg.FromString(self._kept[message.ref_hash]), drawn)
        elif kind == "delta":
            if message.metadata.cacheable:
                self._kept[message.hash] = message.SerializeToString()
            self._draw(message, drawn)
        elif kind == "page_info_changed":
            drawn.query = message.page_info_changed.query_string
        elif kind == "navigation":
            drawn.page = message.navigation.page_script_hash
            drawn.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "new_session":
            drawn.session = message.new_session.initialize.session_id
        return kind == "script_finished"

    def _draw(self, message: ForwardMsg, drawn: Drawn) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(f"the page failed: {element.exception.message}")
        if kind == "button":
            drawn.buttons.setdefault(element.button.label, element.button.id)
        elif kind == "selectbox":
            box = element.selectbox
            drawn.options[box.id] = list(box.options)
            if box.HasField("raw_value") or box.HasField("default"):
                drawn.values[box.id] = box.raw_value or box.options[box.default]
        elif kind == "file_uploader":
            drawn.uploaders[element.file_uploader.id] = message.delta.fragment_id
        elif kind == "bidi_component":
            self._mount(element.bidi_component, drawn)

    def _mount(self, component: Any, drawn: Drawn) -> None:
        text = component.json if component.WhichOneof("data") == "json" else component.mixed.json
        data = json.loads(text) if text.startswith('{"view"') or '"view"' in text[:4000] else {}
        if "view" in data:
            drawn.mounts[data["view"]] = {**data, "id": component.id}
