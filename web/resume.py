"""`/lanjut`: opens a self-assessment on another device by its resume code.

The code stands behind `#` in the link, so it reaches neither a server's log nor another site. The page's script posts
it; whoever has no script types it into the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

import wording
from web.requests import (
    RefusedError,
    Workers,
    demand_own_page,
    json_object,
    json_response,
    misshapen,
    read_body,
    refusal,
)
from web.session import browser_of
from workflow import Monev
from workflow.errors import MonevError

_FILES = Path(__file__).parent / "lanjut"
_BODY_LIMIT = 4096
_CODE_LENGTH = 100

_PAGE = Template("""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>$judul · $nama</title>
<link rel="icon" href="${up}app/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${up}lanjut/gaya.css">
<script src="${up}lanjut/skrip.js" defer></script>
</head>
<body>
<main>
<p class="nama"><a href="${up}./">$nama</a></p>
<h1>$judul</h1>
<p id="penjelasan">$penjelasan</p>
<form method="post" action="${up}api/lanjut" data-membuka="$membuka" data-tidak-terkirim="$tidak_terkirim">
<label for="kode">$label</label>
<input id="kode" name="kode" required maxlength="$batas" autocomplete="off" autocapitalize="characters"
 spellcheck="false" aria-describedby="contoh pesan"$salah>
<p id="contoh">$contoh</p>
<p id="pesan" role="alert">$pesan</p>
<button>$tombol</button>
</form>
<p><a href="${up}./">$beranda</a></p>
</main>
</body>
</html>
""")


def resume_routes(monev: Callable[[], Monev], origins: Iterable[str], workers: Workers) -> list[Route]:
    """Return the page, its two files and the route that takes the code."""

    async def show(_request: Request) -> Response:
        return _page()

    async def post(request: Request) -> Response:
        typed = not request.headers.get("content-type", "").startswith("application/json")
        try:
            demand_own_page(request, origins)
            code = _read_code(await read_body(request, _BODY_LIMIT), typed)
            browser, address = browser_of(request.scope), request.client.host if request.client else ""
            submission = await workers.run(lambda: monev().resume(browser, code, address))
        except (RefusedError, MonevError) as error:
            status, message, headers = refusal(error)
            if typed:
                return _page(message, status, headers, up="../")
            return json_response({"message": message}, status, headers)
        if typed:
            return RedirectResponse(f"../isi?s={submission}", 303)
        return json_response({"location": f"../isi?s={submission}"})

    return [
        Route("/lanjut", show, methods=["GET"]),
        _file("gaya.css", "text/css"),
        _file("skrip.js", "text/javascript"),
        Route("/api/lanjut", post, methods=["POST"]),
    ]


def _read_code(body: bytes, typed: bool) -> str:
    """Return the code of a form (`kode`) or of a JSON object (`code`)."""
    if typed:
        code: object = parse_qs(body.decode("utf-8", "replace")).get("kode", [""])[0]
    else:
        code = json_object(body).get("code")
    if not isinstance(code, str) or len(code) > _CODE_LENGTH:
        raise misshapen("code", "web.bukan_kode")
    if not code.strip():
        raise RefusedError(422, f"{wording.text('web.lanjut.label')} {wording.text('web.kosong')}.")
    return code


def _page(message: str = "", status: int = 200, headers: dict[str, str] | None = None, up: str = "") -> Response:
    """Return the page; `up` leads from its address to the root of the application."""
    texts = {name: escape(line) for name, line in wording.templates("web.lanjut").items()}
    wrong = ' aria-invalid="true"' if message else ""
    html = _PAGE.substitute(texts, up=up, batas=_CODE_LENGTH, pesan=escape(message), salah=wrong)
    return HTMLResponse(html, status, {"cache-control": "no-store", **(headers or {})})


def _file(name: str, kind: str) -> Route:
    async def get(_request: Request) -> Response:
        return FileResponse(_FILES / name, media_type=kind, headers={"cache-control": "no-cache"})

    return Route(f"/lanjut/{name}", get, methods=["GET"])
