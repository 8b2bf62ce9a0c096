"""A person without a mouse: every stop of the keyboard is looked at, whether it can be seen and where it is."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import looking
from tests.browser.officer import eventually

_STOPS = 250
LEAST_CONTRAST = 3.0
LEAST_WIDTH = 2.0

# What has the focus, also inside of components, and the ring around it or around the field that it stands in.
_STOP = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  if (!found || found === document.body) return null;
  const up = (one) => one.parentElement ?? one.getRootNode().host ?? null;
  const rgb = (text) => {
    const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = ([...parts]) => parts.slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const paper = (one) => {
    for (let at = one; at; at = up(at)) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] > 200) return colour;
    }
    return [255, 255, 255, 255];
  };
  let [width, seen] = [0, 0];
  for (let at = found, steps = 0; at && steps < 4; at = up(at), steps += 1) {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(at);
    if (outlineStyle === 'none' || outlineStyle === 'auto') continue;
    const inside = parseFloat(outlineOffset) < 0;
    [width, seen] = [parseFloat(outlineWidth), contrast(rgb(outlineColor), paper(inside ? at : up(at)))];
    break;
  }
  const box = found.getBoundingClientRect();
  const foot = document.querySelector('[data-testid=stBottom]')?.getBoundingClientRect();
  const head = document.querySelector('[data-testid=stHeader]')?.getBoundingClientRect();
  const main = document.querySelector('[data-testid=stMain]');
  let inMain = false;
  for (let at = found; at; at = up(at)) inMain ||= at === main && found !== main;
  let room = found;
  while (room && room.getAttribute?.('role') !== 'dialog') room = up(room);
  const inFoot = foot && box.top >= foot.top;
  const text = (found.getAttribute('aria-label') || [...(found.labels ?? [])].map((one) => one.innerText).join(' ')
    || found.innerText || '').replace(/\\s+/g, ' ').trim();
  const icon = found.querySelector?.('[data-testid=stIconMaterial]')?.innerText ?? '';
  return {
    tag: found.localName, type: found.type ?? '', value: String(found.value ?? ''), checked: Boolean(found.checked),
    name: icon && text.startsWith(icon) ? text.slice(icon.length).trim() : text,
    width, contrast: seen, dialog: Boolean(room),
    covered: inMain && box.height < innerHeight / 2
      && (box.bottom > (foot && !inFoot ? foot.top : innerHeight) + 1 || box.top < (head ? head.bottom : 0) - 1),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the keyboard is: the element, its ring, and whether something lies over it."""

    tag: str
    type: str
    value: str
    checked: bool
    name: str
    width: float
    contrast: float
    dialog: bool
    covered: bool


class Keyboard:
    """Presses keys on a page and demands at every stop that the focus is there, can be seen, and is not covered."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0

    def stop(self) -> Stop | None:
        """Where the focus is, nothing when it is nowhere."""
        found = self.page.evaluate(_STOP)
        return Stop(**found) if found else None

    def at(self) -> Stop:
        """Where the focus is; it must be somewhere, and look like it."""
        found = self.stop()
        assert found is not None, "the focus is lost"
        assert found.width >= LEAST_WIDTH, f"no ring: {found}"
        assert found.contrast >= LEAST_CONTRAST, f"a ring that is hardly seen: {found}"
        assert not found.covered, f"under something else: {found}"
        self.stops += 1
        return found

    def press(self, *keys: str) -> Stop:
        """Press the keys one after the other and return where that led."""
        for key in keys:
            self.page.keyboard.press(key)
        return self.at()

    def to(self, name: str, *, key: str = "Tab") -> Stop:
        """Go on from stop to stop until one has this name; a name with a space behind it is the beginning of one."""
        return self.until(lambda stop: stop.name == name or (name[-1] == " " and stop.name.startswith(name)), key=key)

    def until(self, reached: Callable[[Stop], bool], *, key: str = "Tab") -> Stop:
        """Go on from stop to stop until the one that is meant."""
        passed = []
        for _ in range(_STOPS):
            self.page.keyboard.press(key)
            assert self.stop() is not None, f"the page ended after {passed[-12:]}"
            found = self.at()
            if reached(found):
                return found
            passed.append(found.name[:40])
        raise AssertionError(f"never reached; the last stops were {passed[-12:]}")

    def arrives(self, reached: Callable[[Stop], bool]) -> Stop:
        """Wait until the focus is where it should be after the page was drawn anew."""

        def there() -> bool:
            found = self.stop()
            return found is not None and reached(found)

        eventually(there, self.page)
        looking.settled(self.page)
        return self.at()
