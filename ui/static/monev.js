// Runs beside Streamlit: tells it where the server is, translates its built-in English, names what it leaves without a
// name, announces a lost connection and what else it says in dialogs, quiets decorative icons.
(() => {
  "use strict";

  // Without its address it asks below the path of a deep link first, and finds nothing there. Its dialogs for errors
  // make the page inert and take the keyboard out of the field that a person types into: letters would be lost.
  window.__streamlit = {
    BACKEND_BASE_URL: new URL("../../", document.currentScript.src).href,
    HOST_CONFIG: { blockErrorDialogs: true },
  };

  const words = JSON.parse(document.getElementById("monev-kamus").textContent);
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
  const STATE = "data-test-connection-state";
  const PATIENCE_MS = 2500;
  const THANKS_MS = 4000;

  const exact = new Map();
  const patterns = [];
  for (const [english, own] of Object.entries(words.bawaan)) {
    const places = [...english.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    if (places.length === 0) {
      exact.set(english, own);
      continue;
    }
    const source = english.replace(/[.*+?^$()|[\]\\/]/g, "\\$&").replace(/\{\w+\}/g, "(.+)");
    patterns.push([new RegExp(`^${source}$`, "s"), places, own]);
  }

  function translated(text) {
    const bare = text.trim();
    if (bare === "") return null;
    const own = exact.get(bare);
    if (own !== undefined) return text.replace(bare, () => own);
    for (const [pattern, places, template] of patterns) {
      const match = pattern.exec(bare);
      if (match) {
        const filled = places.reduce((line, place, i) => line.replaceAll(`{${place}}`, () => match[i + 1]), template);
        return text.replace(bare, () => filled);
      }
    }
    return null;
  }

  // What the pages themselves write, and what people wrote, is never touched.
  const OURS = "[data-testid=stMarkdownContainer], script, style, textarea, [contenteditable=true]";
  const BUILT_IN = "[data-testid=stFileUploader] button, [data-testid=stTooltipContent]";

  function belongsToStreamlit(element) {
    return !element?.closest(OURS) || element.closest(BUILT_IN) !== null;
  }

  function translateText(node) {
    const own = translated(node.nodeValue);
    if (own !== null && own !== node.nodeValue && belongsToStreamlit(node.parentElement)) node.nodeValue = own;
  }

  function translateAttribute(element, name) {
    const value = element.getAttribute(name);
    const own = value && translated(value);
    if (own && own !== value) element.setAttribute(name, own);
  }

  function quietIcon(icon) {
    if (icon.getAttribute("aria-hidden") === "true") return;
    const control = icon.closest("button, a, [role=button], [role=tab]");
    const named = !control || control.hasAttribute("aria-label") || control.textContent.trim() !== icon.textContent.trim();
    if (named) {
      icon.setAttribute("aria-hidden", "true");
      icon.removeAttribute("aria-label");
      icon.removeAttribute("role");
    }
  }

  const ICONS = "[data-testid=stIconMaterial], [data-testid=stMarkdownContainer] [role=img][aria-label$=' icon']";

  // Progress is called what the words beside it say; a code and its button what the caption above it says.
  function nameProgress(bar) {
    const said = bar.parentElement.querySelector("[data-testid=stMarkdownContainer]");
    if (!said) return;
    said.id ||= `${bar.id}-nama`;
    bar.setAttribute("aria-labelledby", said.id);
  }

  function nameCode(code) {
    const above = code.closest("[data-testid=stElementContainer]")?.previousElementSibling;
    const caption = above?.querySelector("[data-testid=stCaptionContainer]")?.textContent.trim();
    if (!caption) return;
    code.setAttribute("role", "group");
    code.setAttribute("aria-label", caption);
    const copy = code.querySelector("button");
    copy?.setAttribute("aria-label", `${translated("Copy") ?? copy.ariaLabel}: ${caption}`);
  }

  // A chart has its values in words; the letters of its drawing would be read a second time, out of order.
  const quiet = (drawing) => drawing.setAttribute("aria-hidden", "true");
  // What changes by itself beside what a person does, such as how many were found.
  const announce = (news) => news.setAttribute("role", "status");

  // Its label names the buttons in it; "presentation" would take the label away.
  const group = (zone) => zone.setAttribute("role", "group");

  const NAMING = [
    ["[role=progressbar]", nameProgress],
    ["[data-testid=stCode]", nameCode],
    ["[data-testid=stPlotlyChart][aria-label] .plot-container, #js-plotly-tester", quiet],
    ["[class*=st-key-kabar]", announce],
    ["[data-testid=stFileUploaderDropzone]", group],
  ];

  function name(root) {
    for (const [selector, act] of NAMING) {
      if (root.matches(selector)) act(root);
      root.querySelectorAll(selector).forEach(act);
    }
  }

  function visit(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    closeConnectionDialog(root);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) translateText(texts.currentNode);
    for (const name of ATTRIBUTES) {
      if (root.hasAttribute(name)) translateAttribute(root, name);
      for (const element of root.querySelectorAll(`[${name}]`)) translateAttribute(element, name);
    }
    if (root.matches(ICONS)) quietIcon(root);
    root.querySelectorAll(ICONS).forEach(quietIcon);
    name(root);
    return undefined;
  }

  // Before the server has answered once, Streamlit does not know yet that its dialogs are not wanted.
  function closeConnectionDialog(root) {
    const title = root.querySelector("[role=dialog] h2[slot=title]");
    if (title?.textContent.trim() !== "Connection error") return;
    const dialog = title.closest("[role=dialog]");
    const layer = dialog.closest("[data-testid=stDialog]") ?? dialog;
    layer.style.visibility = "hidden";
    dialog.querySelector("button[aria-label]")?.click();
  }

  // What Streamlit's dialogs would say: that a page does not exist, in a dialog of ours; a lost connection says the bar
  // by itself; anything else must not disturb who is typing.
  function hear({ source, data }) {
    if (source !== window || data?.type !== "CLIENT_ERROR_DIALOG" || data.error === "Connection error") return;
    if (data.error === "Page not found") tell(translated(data.error), translated(String(data.message)));
    else show(words.sambungan.gangguan, "stuck");
  }

  function tell(title, text) {
    if (document.getElementById("monev-pesan")) return;
    const dialog = document.createElement("dialog");
    dialog.id = "monev-pesan";
    const [heading, said] = [part(dialog, "h2", title), part(dialog, "p", text)];
    heading.id = "monev-pesan-judul";
    said.id = "monev-pesan-isi";
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.setAttribute("aria-describedby", said.id);
    part(dialog, "button", words.sambungan.tutup).addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function part(parent, tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  }

  const bar = document.createElement("div");
  bar.id = "monev-sambungan";
  bar.setAttribute("role", "status");
  let timer = null;

  function show(text, kind) {
    bar.textContent = text;
    bar.dataset.kind = kind;
  }

  function watchConnection() {
    const connected = document.querySelector(`[${STATE}]`)?.getAttribute(STATE) === "CONNECTED";
    if (!connected && bar.dataset.kind !== "lost") {
      timer ??= setTimeout(() => show(words.sambungan.terputus, "lost"), PATIENCE_MS);
    } else if (connected) {
      clearTimeout(timer);
      timer = null;
      if (bar.dataset.kind === "lost") {
        show(words.sambungan.tersambung, "back");
        setTimeout(() => bar.dataset.kind === "back" && show("", ""), THANKS_MS);
      }
    }
  }

  function observed(changes) {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else if (change.type === "characterData") translateText(change.target);
      else if (change.attributeName !== STATE) translateAttribute(change.target, change.attributeName);
    }
    watchConnection();
  }

  window.addEventListener("message", hear);
  document.body.append(bar);
  visit(document.body);
  watchConnection();
  new MutationObserver(observed).observe(document.body, {
    attributeFilter: [...ATTRIBUTES, STATE],
    characterData: true,
    childList: true,
    subtree: true,
  });
})();
