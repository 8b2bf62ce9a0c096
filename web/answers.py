"""`POST /api/answers`: where every answer of the questionnaire arrives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from web.requests import (
    RefusedError,
    Workers,
    demand_own_page,
    encoded,
    encoded_response,
    json_object,
    json_response,
    misshapen,
    read_body,
    refusal,
)
from web.session import browser_of
from workflow import Item, Monev, Saved
from workflow.errors import MonevError
from workflow.view import saved_view

BODY_LIMIT = 1024 * 1024
ITEMS_LIMIT = 100

_SUBMISSION = re.compile(r"[0-9a-z]{1,26}\Z")
_WRITER = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_CODE_LENGTH = 64
_LARGEST = 2**53  # the largest whole number that JavaScript counts exactly
_LAST_REVISION = 2**31 - 1


def answers_route(monev: Callable[[], Monev], origins: Iterable[str], workers: Workers) -> Route:
    """Return the route; the cookie decides who is asking, never the payload."""

    async def post(request: Request) -> Response:
        try:
            demand_own_page(request, origins)
            submission, items = read_items(json_object(await read_body(request, BODY_LIMIT)))
            browser = browser_of(request.scope)
            reply = await workers.run(lambda: monev().post_answers(browser, submission, items, _reply))
        except (RefusedError, MonevError) as error:
            status, message, headers = refusal(error)
            return json_response({"message": message}, status, headers)
        return encoded_response(reply)

    return Route("/api/answers", post, methods=["POST"])


def _reply(saved: Saved) -> bytes:
    return encoded(saved_view(saved))


def read_items(content: dict[str, Any]) -> tuple[str, list[Item]]:
    """Return submission and items of a request.

    Raises:
        RefusedError: the request does not have the shape of the contract; nothing of it is stored.
    """
    submission, items = content.get("submission"), content.get("items")
    if not isinstance(submission, str) or not _SUBMISSION.match(submission):
        raise misshapen("submission", "web.bukan_kode")
    if not isinstance(items, list) or not 1 <= len(items) <= ITEMS_LIMIT:
        raise misshapen("items", "web.bukan_daftar", limit=ITEMS_LIMIT)
    return submission, [_item(item, f"items[{index}]") for index, item in enumerate(items)]


def _item(raw: Any, place: str) -> Item:
    if not isinstance(raw, dict):
        raise misshapen(place, "web.bukan_objek")
    code, writer, answer = raw.get("code"), raw.get("writer"), raw.get("answer")
    if not isinstance(code, str) or not 0 < len(code) <= _CODE_LENGTH or not code.isprintable():
        raise misshapen(f"{place}.code", "web.bukan_kode")
    if not isinstance(writer, str) or not _WRITER.match(writer):
        raise misshapen(f"{place}.writer", "web.bukan_kode")
    if not isinstance(answer, dict):
        raise misshapen(f"{place}.answer", "web.bukan_objek")
    seen = _whole(0 if raw.get("seen") is None else raw["seen"], f"{place}.seen", 0, _LAST_REVISION)
    return Item(code, answer, seen, writer, _whole(raw.get("seq"), f"{place}.seq", 1, _LARGEST))


def _whole(value: Any, place: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise misshapen(place, "web.bukan_bilangan", limit=least)
    return value
