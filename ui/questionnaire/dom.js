/* Elements without a framework. Data reaches the page as text nodes and attributes only, never as markup. */

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  empty: ["M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z"],
  half: ["M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z", "M8 3.5v9M8.5 4.5h2.6M8.5 6.7h4M8.5 9h4M8.5 11.3h2.6"],
  check: ["M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z", "m5.4 8.2 1.8 1.8 3.5-3.7"],
  minus: ["M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z", "M5.5 8h5"],
  alert: ["M8 2.8 14 13H2z", "M8 6.5v3M8 11.4v.2"],
  cross: ["m4.5 4.5 7 7m0-7-7 7"],
  plus: ["M8 3.5v9M3.5 8h9"],
  open: ["M6.5 3.5h-3v9h9v-3M9 3.5h3.5V7M12.3 3.7 7.5 8.5"],
};

/** A new element; `on…` attributes listen, true sets a bare attribute, false and null leave it out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** One of the drawn icons; it says nothing to a screen reader, the words beside it do. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const look = { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(look)) svg.setAttribute(key, value);
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** The class sign of design: a disc that fills from empty to full, with a check at the top. */
export function disc(steps, of) {
  const svg = icon(steps >= of ? "check" : "empty");
  if (steps > 0 && steps < of) {
    const angle = (steps / of) * 2 * Math.PI;
    const [x, y] = [8 + 5.5 * Math.sin(angle), 8 - 5.5 * Math.cos(angle)];
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", `M8 8V2.5A5.5 5.5 0 ${angle > Math.PI ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`);
    path.setAttribute("class", "filled");
    svg.append(path);
  }
  return svg;
}

/** Put `children` into `element`, in the place of what was there. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

/** Set the text only where it differs, so that a live region speaks only of changes. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A function that fills the places of a sentence: "{nilai} dari {dari}" with the values given. */
export function speaker(texts) {
  return (key, values = {}) => {
    if (!(key in texts)) throw new Error(`no text ${key}`);
    return texts[key].replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
  };
}
