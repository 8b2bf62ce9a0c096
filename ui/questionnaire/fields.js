/* The fields of a card: native radios, checkboxes, addresses and text. Each returns {element, show(fields)}. */
import { parseNumber } from "./answers.js";
import { h, say } from "./dom.js";

/** A field that is built when it is first needed: most cards of a long page never show theirs. */
export function later(make) {
  const element = h("div", { hidden: true });
  let [field, known] = [null, null];
  const reveal = (needed) => {
    if (needed && !field) {
      field = make();
      element.append(field.element);
      field.show(known);
    }
    element.hidden = !needed;
  };
  const show = (fields) => {
    known = fields;
    field?.show(fields);
  };
  return { element, reveal, show, describe: (answer) => field?.describe(answer) };
}

/** The choices of a question: a segmented pair for Ya and Tidak, a list for options. */
export function choiceField(card, id, options) {
  const { question, t } = card;
  const codes = question.kind === "yes_no" ? yesNo(question) : options.map((option) => option.code);
  const type = question.kind === "multiple" ? "checkbox" : "radio";
  const inputs = codes.map((code) => {
    const pick = () => card.changed({ choice: picked(type, inputs) });
    return h("input", { type, name: `${id}-pilihan`, value: code, onchange: pick });
  });
  const labels = inputs.map((input, index) => optionLabel(card, input, options[index]));
  const legend = h("legend", { class: "hidden", id: `${id}-j` }, t("jawaban", { kode: question.code }));
  const look = question.kind === "yes_no" ? "segments" : "options";
  const names = { "aria-labelledby": `${id}-j ${id}-h`, "aria-describedby": `${id}-m` };
  const element = h("fieldset", { class: "choice", ...names }, legend, h("div", { class: look }, labels));
  const show = ({ choice }) => {
    for (const input of inputs) input.checked = [choice ?? []].flat().includes(input.value);
  };
  return { element, show };
}

function yesNo(question) {
  return question.na ? ["ya", "tidak", "tidak_berlaku"] : ["ya", "tidak"];
}

function picked(type, inputs) {
  const codes = inputs.filter((input) => input.checked).map((input) => input.value);
  return type === "checkbox" ? codes : (codes[0] ?? null);
}

function optionLabel(card, input, option) {
  if (!option) return h("label", {}, input, h("span", {}, card.choiceLabel(input.value)));
  return h("label", {}, input, h("span", {}, option.label, " ", caption(option)));
}

function caption({ definition, points }) {
  const words = [definition, points].filter(Boolean).join(" · ");
  return words ? h("small", {}, words) : null;
}

/** The count of a number question. */
export function numberField(card, id) {
  const { question, t } = card;
  const note = h("p", { class: "hint", id: `${id}-angka` });
  const input = h("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    class: "number",
    "aria-label": t("jawaban", { kode: question.code }),
    "aria-describedby": `${id}-h ${id}-angka ${id}-m`,
    oninput: () => {
      card.changed({ number: input.value }, { text: true });
      check();
    },
  });
  const check = () => {
    const wrong = parseNumber(input.value) === undefined;
    input.setAttribute("aria-invalid", String(wrong));
    say(note, wrong ? t("angka_salah") : "");
  };
  const show = ({ number }) => {
    if (parseNumber(input.value) !== parseNumber(number)) input.value = number;
    check();
  };
  return { element: h("div", { class: "choice" }, input, note), show };
}

/** The levels of a Ya, with a first line for leaving the level open. */
export function levelField(card, levels) {
  const { id, question, t } = card;
  const name = `tingkat-${question.code}`;
  const open = { code: "", label: t("tanpa_tingkat"), definition: question.unlevelled };
  const inputs = [open, ...levels].map((level) => {
    const pick = () => card.changed({ level: level.code || null });
    return [level, h("input", { type: "radio", name, value: level.code, onchange: pick })];
  });
  const labels = inputs.map(([level, input]) => h("label", {}, input, h("span", {}, level.label, " ", caption(level))));
  const brief = levels.some((level) => level.definition) ? "" : " brief";
  const element = h(
    "fieldset",
    { class: "levels", "aria-labelledby": `${id}-t ${id}-c` },
    h("legend", { id: `${id}-t` }, t("tingkat"), " ", h("small", {}, t("boleh_kosong"))),
    h("div", { class: `options${brief}` }, labels),
  );
  const show = ({ level }) => {
    for (const [, input] of inputs) input.checked = input.value === (level ?? "");
  };
  return { element, show, describe() {} };
}

/** The note, folded away while it is empty. */
export function noteField(card) {
  const { question, t } = card;
  const named = { "aria-label": t("catatan_untuk", { kode: question.code }) };
  let area = null;
  let known = "";
  const make = () => {
    area = h("textarea", { rows: 3, maxlength: 10000, ...named, oninput: () => card.changed({ note: area.value }, { text: true }) });
    area.value = known;
    element.append(area);
  };
  const element = h("details", { class: "note" }, h("summary", named, t("catatan")));
  element.addEventListener("toggle", () => element.open && !area && make());
  const show = ({ note }) => {
    known = note;
    if (note && !area) make();
    if (area && area.value !== note) area.value = note;
    if (note) element.open = true;
  };
  return { element, show };
}
