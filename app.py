"""The application: `streamlit run app.py` or `python app.py`."""

import json
import re
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

import ui
import ui.faults
import web
import wiring
import wording
from web.headers import SecurityHeaders, content_security_policy
from web.packing import PackedStatics
from web.shell import Shell, ShellRewrite, rewrite

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


# A folder named "pages" beside the script would make Streamlit run its files as scripts until the first st.navigation:
# a shared link to /hasil, opened first after a start, would stay empty.
PagesManager.uses_pages_directory = False

# Faults in the settings, the database or the rules stop the start, not the first visitor.
settings = wiring.Settings.from_environment()
monev = wiring.assemble(settings)
ui.provide(lambda: monev)
shell = _shell()
routes = web.routes(lambda: monev, settings.origins)
app = st.App(
    _HERE / "ui" / "main.py",
    routes=routes,
    middleware=[
        Middleware(SecurityHeaders, policy=content_security_policy(shell.script_hashes)),
        *web.middleware(routes),
        Middleware(PackedStatics),
        Middleware(ShellRewrite, shell=shell),
    ],
    on_script_error=ui.faults.show,
)

if __name__ == "__main__":
    app.run()
