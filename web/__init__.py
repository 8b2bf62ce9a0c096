"""What stands beside the pages on the same server: routes for answers, resume codes and health, and the middleware."""

from collections.abc import Callable, Iterable

from starlette.middleware import Middleware
from starlette.routing import Route

from web.answers import answers_route
from web.direct import Direct
from web.gate import Held, OwnStream, UploadRoom
from web.health import health_route
from web.process import ClosedTabs
from web.requests import Workers
from web.resume import resume_routes
from web.session import SESSION_COOKIE, BrowserSession
from workflow import Monev

__all__ = ["SESSION_COOKIE", "middleware", "routes"]


def routes(monev: Callable[[], Monev], origins: Iterable[str] = ()) -> list[Route]:
    """Return our routes; `monev` is asked at the first request, `origins` are addresses that a proxy shows."""
    workers, allowed = Workers(), frozenset(origins)
    return [
        answers_route(monev, allowed, workers),
        *resume_routes(monev, allowed, workers),
        health_route(monev, workers),
    ]


def middleware(routes: Iterable[Route] = (), origins: Iterable[str] = (), held: Held = dict) -> list[Middleware]:
    """Return the middleware that hands what is asked of our API to `routes` and gives a page its browser identity.

    Pages of others than `origins` and of the host that was asked get no stream; `held` says how many bytes of files
    each session keeps, beyond which no file is taken in.
    """
    return [
        Middleware(Direct, routes=tuple(routes)),
        Middleware(OwnStream, origins=frozenset(origins)),
        Middleware(ClosedTabs),
        Middleware(UploadRoom, held=held),
        Middleware(BrowserSession),
    ]
