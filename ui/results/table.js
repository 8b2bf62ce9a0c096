/* A table that stays readable on a phone: a grid of years, or rows that become blocks. Data becomes text nodes only.
 *
 * data: { caption, layout: "grid" | "rows", columns: [{ label, short, kind }], rows: [[cell]], key: [chip] }
 * cell: { text, small, chip, link, open, hidden }   chip: { code, letter, text, doubtful } */
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const table = element("table", `monev-table ${data.layout}`, { role: "table" });
  table.style.setProperty("--columns", data.columns.length - 1);
  table.append(element("caption", "hidden", {}, data.caption), head(data), body(data, setTriggerValue));
  const root = element("div", "root");
  if (data.key.length) root.append(legend(data.key));
  root.append(table);
  let style = parentElement.querySelector("style");
  parentElement.replaceChildren(...(style ? [style] : []), root);
}

function head({ columns }) {
  const row = element("tr", "", { role: "row" });
  for (const { label, short, kind } of columns) {
    const cell = element("th", kind, { role: "columnheader", scope: "col" });
    cell.append(element("span", "wide", {}, label), element("span", "narrow", { "aria-hidden": "true" }, short ?? label));
    row.append(cell);
  }
  const group = element("thead", "", { role: "rowgroup" });
  group.append(row);
  return group;
}

function body({ columns, rows }, send) {
  const group = element("tbody", "", { role: "rowgroup" });
  for (const cells of rows) {
    const row = element("tr", "", { role: "row" });
    cells.forEach((cell, at) => row.append(field(cell ?? {}, columns[at], at === 0, send)));
    group.append(row);
  }
  return group;
}

function field(cell, column, first, send) {
  const role = first ? "rowheader" : "cell";
  const box = element(first ? "th" : "td", column.kind, first ? { role, scope: "row" } : { role });
  if (!first) box.dataset.label = column.label;
  const parts = cell.parts ?? [cell];
  parts.forEach((part) => box.append(...content(part, send)));
  if (!box.textContent) box.classList.add("empty");
  return box;
}

function content(cell, send) {
  const nodes = [];
  if (cell.chip && cell.text) {
    const pair = element("span", "pair");
    pair.append(chip(cell.chip), element("span", "", {}, cell.text));
    return [pair];
  }
  if (cell.chip) nodes.push(chip(cell.chip));
  if (cell.open !== undefined) nodes.push(opener(cell, send));
  else if (cell.link) nodes.push(outside(cell));
  else if (cell.text) nodes.push(element("span", "text", cell.hidden ? { "aria-hidden": "true" } : {}, cell.text));
  if (cell.small) nodes.push(element("span", "small", {}, cell.small));
  if (cell.hidden) nodes.push(element("span", "hidden", {}, cell.hidden));
  return nodes;
}

function chip({ code, letter, text, doubtful }) {
  const box = element("span", `chip ${code}${doubtful ? " doubtful" : ""}`, { "aria-hidden": "true" });
  box.append(element("b", "", {}, letter));
  if (text) box.append(element("span", "value", {}, text));
  return box;
}

function opener(cell, send) {
  const link = element("a", "open", { href: cell.link }, cell.text);
  link.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send("open", cell.open);
  });
  return link;
}

function outside(cell) {
  return element("a", "outside", { href: cell.link, target: "_blank", rel: "noopener noreferrer" }, cell.text);
}

function legend(chips) {
  const list = element("ul", "key");
  for (const one of chips) {
    const item = element("li");
    item.append(chip({ ...one, text: "" }), element("span", "", {}, one.text));
    list.append(item);
  }
  return list;
}

function element(name, className = "", attributes = {}, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
