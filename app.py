"""The application: `streamlit run app.py` or `python app.py`."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import cast

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager

import ui
import ui.faults
import web
import wiring
import wording
from store import NewerDatabaseError
from ui import links, replies, uploads
from web.elsewhere import Elsewhere
from web.headers import SecurityHeaders, content_security_policy
from web.packing import PackedStatics
from web.process import allow_many_connections, settle
from web.shell import Shell, ShellRewrite, rewrite
from workflow import Monev
from workflow.errors import StoreUnavailableError

_HERE = Path(__file__).parent
_STATIC = _HERE / "ui" / "static"
_FONT = "fonts/plus-jakarta-sans-latin-wght-normal.woff2"


def _asset(name: str) -> str:
    """The address of a file of ours; it changes with the content, so a browser never shows an old one."""
    return f"./app/static/{name}?v={sha256((_STATIC / name).read_bytes()).hexdigest()[:12]}"


def _shell() -> Shell:
    installed = Path(st.__file__).parent / "static" / "index.html"
    dictionary = json.dumps({name: wording.templates(name) for name in ("bawaan", "sambungan")}, ensure_ascii=False)
    dictionary = dictionary.replace("<", "\\u003c")
    head = (
        f"<title>{wording.text('rangka.judul')}</title>"
        f'<meta name="description" content="{wording.text("rangka.deskripsi")}">'
        f'<link rel="stylesheet" href="{_asset("monev.css")}">'
        f'<script id="monev-kamus" type="application/json">{dictionary}</script>'
        f'<script src="{_asset("monev.js")}" defer></script>'
        f'<script src="{_asset("focus.js")}" defer></script>'
    )
    return rewrite(
        installed.read_bytes(),
        {
            re.escape('<html lang="en">'): '<html lang="id">',
            re.escape("<title>Streamlit</title>"): head,
            r'href="\./favicon\.png"': f'href="{_asset("icon.svg")}"',
            r'href="\./static/media/SourceSansVF-Upright[^"]*"': f'href="./app/static/{_FONT}"',
            r'<!--\s*Machine-readable pointer.*?<link rel="service-desc"[^>]*>': "",
            r"<noscript>.*?</noscript>": f"<noscript><p>{wording.text('rangka.tanpa_javascript')}</p></noscript>",
        },
    )


def _warm() -> None:
    """Load the pages while the first answers are already taken, then leave it all out of the collector's rounds."""
    links.load()
    settle()


@asynccontextmanager
async def _serving(_app: st.App) -> AsyncIterator[None]:
    """What goes on beside the requests, from the start of the server to its end."""
    tasks = [asyncio.create_task(asyncio.to_thread(_warm)), asyncio.create_task(uploads.close_the_abandoned())]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _held() -> dict[str, int]:
    """Return how many bytes of uploaded files each session keeps in memory."""
    files = cast("MemoryUploadedFileManager", runtime.get_instance().uploaded_file_mgr).file_storage
    return {session: sum(len(file.data) for file in list(own.values())) for session, own in list(files.items())}


def _assembled(settings: wiring.Settings) -> Monev:
    """Return the use cases; where the database is too new or not there, an operator reads one sentence about it."""
    try:
        return wiring.assemble(settings)
    except NewerDatabaseError:
        key = "basis_data_baru"
    except StoreUnavailableError:
        key = "basis_data"
    said, remedy = (wording.text(f"perintah.{name}") for name in (key, f"{key}_obat"))
    raise SystemExit(f"MONEV_DATABASE_URL, MONEV_DATA_DIR: {said}. {remedy}.")


# A folder named "pages" beside the script would make Streamlit run its files as scripts until the first st.navigation:
# a shared link to /hasil, opened first after a start, would stay empty.
PagesManager.uses_pages_directory = False

replies.keep()

allow_many_connections()
# Faults in the settings, the database or the rules stop the start, not the first visitor.
settings = wiring.Settings.from_environment()
monev = _assembled(settings)
ui.provide(lambda: monev)
shell = _shell()
routes = web.routes(lambda: monev, settings.origins)
app = st.App(
    _HERE / "ui" / "main.py",
    routes=routes,
    middleware=[
        Middleware(SecurityHeaders, policy=content_security_policy(shell.script_hashes)),
        *web.middleware(routes, settings.origins, _held),
        Middleware(Elsewhere, is_here=lambda session: runtime.get_instance().is_active_session(session)),
        Middleware(PackedStatics),
        Middleware(ShellRewrite, shell=shell),
    ],
    on_script_error=ui.faults.show,
    lifespan=_serving,
)

if __name__ == "__main__":
    app.run()
