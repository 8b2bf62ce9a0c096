"""What a page shows, measured in the browser: fits, cut texts, findings of axe, words that are not Indonesian."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect

from tests.browser import heard

CHROMIUM = os.environ.get("MONEV_CHROMIUM", "/usr/bin/chromium-headless-shell")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = (1366, 768), (390, 844)
ZOOMED = ((683, 384), (320, 640))
"""The window of a desktop at 200 %, and the narrowest one that nothing may stick out of."""
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"
SLOWDOWN = int(os.environ.get("MONEV_SLOWDOWN", "1"))
"""How many times slower the browser computes than it could: what a hasty test or a slow machine would miss shows then."""
SETTLED_MS = 60_000 * SLOWDOWN
"""How long anything is waited for: four browsers may share two cores."""

expect.set_options(timeout=SETTLED_MS)

GAVE_UP = """window.addEventListener('message', ({ data }) => {
  globalThis.gaveUp ||= data?.type === 'CLIENT_ERROR_DIALOG' && data.error === 'Connection error';
})"""
"""Notes Streamlit's word that it would open its dialog of a lost connection now."""

_READY = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app?.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
}"""
_STILL = """() => document.getAnimations().every((one) => one.playState !== 'running'
  || one.effect.getComputedTiming().endTime === Infinity)"""

_WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility === 'hidden') continue;
    let outer = element.parentElement, scrolls = false;
    while (outer && outer !== document.body) {
      const flow = getComputedStyle(outer).overflowX;
      const cuts = flow === 'auto' || flow === 'scroll' || flow === 'hidden' || flow === 'clip';
      if (cuts && outer.getBoundingClientRect().right <= width + 1) { scrolls = true; break; }
      outer = outer.parentElement;
    }
    if (!scrolls && (box.right > width + 1 || box.left < -1) && box.left > -1000) {
      found.push(`${element.tagName}.${element.className} ${Math.round(box.left)}..${Math.round(box.right)}`);
    }
  }
  if (document.documentElement.scrollWidth > width) found.push(`halaman ${document.documentElement.scrollWidth}`);
  return found;
}"""

_CUT = """() => {
  const TEXTS = 'h1, h2, h3, h4, p, li, label, legend, button, a, td, th, summary, span';
  const found = [];
  const roots = [document, ...[...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)];
  for (const root of roots) {
    for (const element of root.querySelectorAll(TEXTS)) {
      const style = getComputedStyle(element);
      if (style.visibility === 'hidden' || style.display === 'inline' || element.clientWidth <= 1) continue;
      if (element.closest('[aria-hidden=true], [data-testid=stIconMaterial]')) continue;
      const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (cuts && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim()) {
        found.push(`${element.tagName} ${element.textContent.trim().slice(0, 60)}`);
      }
    }
  }
  return found;
}"""


@dataclass
class Visit:
    """One page in one browser profile, with everything its console said."""

    page: Page
    console: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        """Go to the address and wait until the page stands still."""
        self.page.goto(url)
        return settled(self.page)

    def heard(self, message: ConsoleMessage) -> None:
        """Note errors and warnings, but not that a slow machine has drawn no letter yet some seconds after loading."""
        if message.type in ("error", "warning") and "not used within a few seconds" not in message.text:
            self.console.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium without a screen."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))


def persistent(playwright: Playwright, folder: Path, **options: Any) -> BrowserContext:
    """A profile on disk: what the browser stored is there again after it was closed or killed."""
    return playwright.chromium.launch_persistent_context(
        str(folder), executable_path=CHROMIUM, args=list(ARGUMENTS), locale="id-ID", **options
    )


def processes_of(folder: Path) -> list[int]:
    """The processes of the browser that has its profile in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


def profile(browser: Browser, size: tuple[int, int] = DESKTOP, theme: str = "light") -> BrowserContext:
    """A new person: no cookies, nothing stored."""
    phone = size == PHONE
    found = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,  # type: ignore[arg-type]
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        has_touch=phone,
        is_mobile=phone,
        user_agent=PHONE_AGENT if phone else None,
    )
    found.set_default_timeout(SETTLED_MS)
    return found


def visit(context: BrowserContext) -> Visit:
    """A tab whose console is listened to."""
    found = Visit(context.new_page())
    if SLOWDOWN > 1:
        context.new_cdp_session(found.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    found.page.on("console", found.heard)
    found.page.on("pageerror", lambda error: found.console.append(f"pageerror: {error}"))
    return found


def settled(page: Page) -> Page:
    """The page, once Streamlit is connected and drew everything."""
    page.wait_for_function(_READY, timeout=SETTLED_MS)
    page.evaluate("() => document.fonts.ready")
    return page


def wider_than_the_window(page: Page) -> list[str]:
    """Elements that stick out sideways where nothing scrolls them."""
    return list(page.evaluate(_WIDER))


def cut_texts(page: Page) -> list[str]:
    """Texts whose end is cut off by their own box."""
    return list(page.evaluate(_CUT))


def barriers(page: Page) -> list[str]:
    """Serious and critical findings of axe-core."""
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": rules}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def unfold(page: Page) -> None:
    """Open everything that is folded away on the page."""
    page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())")
    page.wait_for_function("() => !document.querySelector('details:not([open]), details [inert]')")
    settled(page)


def demand_access(page: Page) -> None:
    """Axe finds no serious barrier, and a screen reader gets everything by its name."""
    found = [*barriers(page), *heard.faults(page)]
    assert not found, found


def demand_fit(visitor: Visit) -> None:
    """Nothing sticks out or is cut, everybody can use it, all words are Indonesian, the console is silent."""
    page = visitor.page
    page.wait_for_function(_STILL)
    wide, cut = wider_than_the_window(page), cut_texts(page)
    assert not wide, wide
    assert not cut, cut
    demand_access(page)
    foreign = foreign_words(page, heard.BUILT_IN - heard.SAME_IN_BOTH)
    assert not foreign, foreign
    assert not visitor.console, visitor.console


def demand_fit_by_day_and_night(visitor: Visit) -> None:
    """The page fits in both themes; it changes with the device, without being loaded again."""
    demand_fit(visitor)
    by_night(visitor.page)
    demand_fit(visitor)


def by_night(page: Page) -> None:
    """Let the device of a light page turn dark, and wait until the page has followed."""
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === 'dark'"
    )
    settled(page)


def demand_reflow(page: Page) -> None:
    """On a desktop whose page is enlarged, nothing sticks out either."""
    before = page.viewport_size
    assert before is not None
    for width, height in ZOOMED:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"() => ({_WIDER})().length === 0")
    page.set_viewport_size(before)


def foreign_words(page: Page, known: set[str]) -> list[str]:
    """Texts and labels on the page that are one of the `known` English ones."""
    shown: list[str] = page.evaluate(
        """() => {
          const texts = document.body.innerText.split('\\n');
          for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
            for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name));
          return texts.map((text) => text.trim());
        }"""
    )
    return sorted(known.intersection(shown))
