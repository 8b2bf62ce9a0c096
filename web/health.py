"""`GET /api/sehat`: whether the application and its database answer, for the service that watches over it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from web.requests import Workers, json_response, refusal
from workflow import Monev
from workflow.errors import MonevError


def health_route(monev: Callable[[], Monev], workers: Workers) -> Route:
    """Return the route: 200 with `{"status": "ok"}`, 503 while the database does not answer."""

    async def get(_request: Request) -> Response:
        try:
            await workers.run(lambda: monev().ready())
        except MonevError as error:
            status, message, headers = refusal(error)
            return json_response({"status": "unavailable", "message": message}, status, headers)
        return json_response({"status": "ok"})

    return Route("/api/sehat", get, methods=["GET"])
