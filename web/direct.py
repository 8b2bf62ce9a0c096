"""Our API before the layers of the platform: an answer needs neither Streamlit's session nor its compression.

Those layers serve pages and files. Around `POST /api/answers` they would cost a tenth of what an answer costs at all,
most of it to pack five kilobytes that fit into the first packets anyway.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import wording
from web.requests import json_response

_PREFIX = "/api/"


class Direct:
    """Middleware: answers what is asked below `/api/` and passes everything else on."""

    def __init__(self, app: ASGIApp, routes: Iterable[Route]) -> None:
        self._app = app
        self._routes = {route.path: route for route in routes if route.path.startswith(_PREFIX)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to the route of its path; another method than the route's is refused."""
        route = self._routes.get(scope["path"]) if scope["type"] == "http" else None
        if route is None:
            await self._app(scope, receive, send)
        elif scope["method"] in (route.methods or ()):
            response = await route.endpoint(Request(scope, receive, send))
            await response(scope, receive, send)
        else:
            allowed = {"allow": ", ".join(sorted(route.methods or ()))}
            refused = json_response({"message": wording.text("web.cara_lain", **allowed)}, 405, allowed)
            await refused(scope, receive, send)
