"""What every route checks before it works, and how it answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic_core import to_json
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

import wording
from workflow.errors import (
    BadInputError,
    ForbiddenError,
    MonevError,
    NoBrowserError,
    StoreUnavailableError,
    TooManyAttemptsError,
    UnknownCodeError,
    UnknownSubmissionError,
)

T = TypeVar("T")

_STATUS: dict[type[MonevError], int] = {
    NoBrowserError: 401,
    ForbiddenError: 403,
    UnknownSubmissionError: 404,
    UnknownCodeError: 404,
    BadInputError: 422,
    TooManyAttemptsError: 429,
    StoreUnavailableError: 503,
}
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class RefusedError(Exception):
    """A request that no use case sees; `message` is the Indonesian sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Workers:
    """Threads for work on the database, so that the event loop never waits for a disk."""

    def __init__(self, count: int = 8) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="monev")

    async def run(self, work: Callable[[], T]) -> T:
        """Return what `work` returns."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def demand_own_page(request: Request, origins: Iterable[str]) -> None:
    """Return if the request comes from a page of ours.

    Raises:
        RefusedError: another site's page, or no browser at all, sent it.
    """
    origin = request.headers.get("origin")
    if origin is None:
        own = request.headers.get("sec-fetch-site") == "same-origin"
    else:
        own = own_origin(origin, request.headers.get("host", "-"), origins)
    if not own:
        raise RefusedError(403, wording.text("web.asal_asing"))


def own_origin(origin: str, host: str, origins: Iterable[str]) -> bool:
    """Tell whether a page of `origin` is ours, where a request was sent to `host`."""
    return origin in origins or _place(origin) == _host(host, origin)


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body, reading no more than `limit` bytes.

    Raises:
        RefusedError: it is longer, or the line broke before its end.
    """
    declared = request.headers.get("content-length", "0")
    body = bytearray()
    if not declared.isdigit() or int(declared) <= limit:
        try:
            async for part in request.stream():
                body += part
                if len(body) > limit:
                    break
            else:
                return bytes(body)
        except ClientDisconnect:  # half a body is nothing; nobody hears this any more
            raise misshapen("isi", "web.bukan_json") from None
    raise RefusedError(413, wording.text("web.terlalu_besar", batas=f"{limit // 1024} kB"))


def json_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body.

    Raises:
        RefusedError: it is something else.
    """
    try:
        content = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise misshapen("isi", "web.bukan_json") from None
    if not isinstance(content, dict):
        raise misshapen("isi", "web.bukan_objek")
    return content


def misshapen(place: str, reason: str, limit: int = 0) -> RefusedError:
    """Return the refusal of a request whose shape is wrong at `place`."""
    return RefusedError(422, wording.text("web.bentuk_salah", tempat=place, alasan=wording.text(reason, batas=limit)))


def refusal(error: RefusedError | MonevError) -> tuple[int, str, dict[str, str]]:
    """Return status, sentence and headers of the answer to a refused request."""
    if isinstance(error, RefusedError):
        return error.status, error.message, {}
    headers = {"retry-after": str(error.wait)} if isinstance(error, TooManyAttemptsError) else {}
    return _STATUS[type(error)], str(error), headers


def encoded(content: dict[str, Any]) -> bytes:
    """Return the content as JSON."""
    return to_json(content)


def encoded_response(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return an answer with a body of JSON that no cache keeps."""
    return Response(body, status, {"cache-control": "no-store", **(headers or {})}, "application/json")


def json_response(content: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return an answer that no cache keeps."""
    return encoded_response(encoded(content), status, headers)


@lru_cache(maxsize=256)
def _place(origin: str) -> str:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ""))


def _host(host: str, origin: str) -> str:
    scheme = origin.partition(":")[0]
    return host.lower().removesuffix(_DEFAULT_PORTS.get(scheme, ""))
