// Keeps the keyboard's place. Streamlit draws parts of the page anew and switches buttons off while they work; what had
// the focus is then gone, and the next Tab would begin at the top. A new page is announced by its title.
(() => {
  "use strict";

  const BODY = "[class*=st-key-]";
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const SCRIPT = "data-test-script-state";

  // What had the focus last, and how to know it again when it was drawn anew; null after the person left it.
  let last = null;
  let before = null;

  const usable = (element) => element.isConnected && !element.disabled && element.getClientRects().length > 0;
  const nameOf = (element) =>
    element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim() || element.textContent.trim();
  const keyOf = (element) => [...(element.closest(BODY)?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  const titleOf = () => document.querySelector("[data-testid=stMain] h1");
  const placeOf = () => `${window.location.pathname}|${titleOf()?.textContent ?? ""}`;

  function remembered(element) {
    return { element, key: keyOf(element), tag: element.localName, name: nameOf(element) };
  }

  function twin({ key, tag, name }) {
    const within = (key && document.querySelector(`.${CSS.escape(key)}`)) || document;
    return [...within.querySelectorAll(FOCUSABLE)].find(
      (other) => other.localName === tag && usable(other) && nameOf(other) === name,
    );
  }

  // A button that stays switched off gives its place to the one before it.
  function neighbour({ element }) {
    if (!element.isConnected) return undefined;
    const room = element.closest("[role=dialog]") ?? document.querySelector("[data-testid=stMain]");
    const earlier = (other) => element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
    return [...(room?.querySelectorAll(FOCUSABLE) ?? [])].findLast((other) => usable(other) && earlier(other));
  }

  function title() {
    const found = titleOf();
    found?.setAttribute("tabindex", "-1");
    return found;
  }

  const dialog = () => document.querySelector("section[role=dialog]");

  function lost() {
    const active = document.activeElement;
    return !active || active === document.body || (active === dialog() && last?.element !== active);
  }

  const idle = () => document.querySelector(`[${SCRIPT}]`)?.getAttribute(SCRIPT) === "notRunning";

  function restore() {
    const place = placeOf();
    const moved = before !== null && place !== before;
    if (last?.element.matches(FOCUSABLE) && lost() && usable(last.element)) return last.element.focus({ preventScroll: true });
    if (!idle() || document.querySelector("[data-stale=true]")) return undefined;
    const link = document.activeElement?.closest("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]");
    before = place;
    if (dialog() && moved) return undefined;
    if (moved && (link || lost())) return title()?.focus();
    if (!last || !lost()) return undefined;
    const next = twin(last) ?? neighbour(last) ?? dialog() ?? title();
    return next?.focus({ preventScroll: true });
  }

  let waiting = false;

  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      restore();
    });
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target !== dialog() || !last?.element.disabled) last = remembered(target);
  });

  // The person left it for nothing: a click on the paper beside it, or the last stop of the page.
  let leaving = false;

  function leaves(event) {
    if (event.type === "keydown" && event.key !== "Tab") return;
    leaving = true;
    setTimeout(() => (leaving = false));
  }

  document.addEventListener("mousedown", leaves, { capture: true });
  document.addEventListener("keydown", leaves, { capture: true });
  document.addEventListener("focusout", ({ relatedTarget }) => {
    if (!relatedTarget && leaving) last = null;
  });

  new MutationObserver(soon).observe(document.body, {
    attributeFilter: ["disabled", SCRIPT],
    childList: true,
    subtree: true,
  });
})();
