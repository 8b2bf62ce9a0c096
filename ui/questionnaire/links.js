/* The links of an answer: as many as there are, each judged by the measure of the server. */
import { foreignHost, isLink, likelyLink, needsEvidence } from "./answers.js";
import { fill, h, icon, say } from "./dom.js";

let rowsMade = 0;

/* One address: the field, a way to look at it, a way to remove it, and what is wrong with it. */
class LinkRow {
  constructor(card, value, { changed, remove }) {
    Object.assign(this, { card, changed });
    const { t } = card;
    this.input = h("input", { type: "url", placeholder: "https://", autocomplete: "off", spellcheck: "false" });
    this.visit = h("a", { class: "visit", target: "_blank", rel: "noopener noreferrer", hidden: true }, icon("open"));
    this.drop = h("button", { type: "button", class: "drop", onclick: () => remove(this) }, icon("cross"));
    this.warning = h("p", { class: "hint", id: `${card.id}-s${(rowsMade += 1)}`, hidden: true }, t("tautan_salah"));
    this.foreign = h("p", { class: "hint foreign", hidden: true });
    this.better = h("button", { type: "button", class: "plain", hidden: true, onclick: () => this.#improve() });
    this.element = h("li", {}, h("div", { class: "link" }, this.input, this.visit, this.drop), this.warning, this.foreign, this.better);
    this.input.addEventListener("input", () => {
      this.#judge(false);
      changed();
    });
    this.input.addEventListener("blur", () => this.#judge(true));
    this.input.value = value;
    this.#judge(true);
  }

  get value() {
    return this.input.value;
  }

  /** Name the parts by their place in the list. */
  number(n) {
    const { t, question } = this.card;
    this.input.setAttribute("aria-label", t("tautan_ke", { n, kode: question.code }));
    this.visit.setAttribute("aria-label", t("buka_tautan", { n, kode: question.code }));
    this.drop.setAttribute("aria-label", t("hapus_tautan", { n, kode: question.code }));
  }

  /* Nobody is told that an address is wrong while it is still being typed for the first time. */
  #judge(finished) {
    const typed = this.value.trim();
    const good = isLink(typed);
    const wrong = Boolean(typed) && !good && (finished || !this.warning.hidden);
    this.input.setAttribute("aria-invalid", String(wrong));
    if (wrong) this.input.setAttribute("aria-describedby", this.warning.id);
    else this.input.removeAttribute("aria-describedby");
    this.visit.hidden = !good;
    if (good) this.visit.href = typed;
    const foreign = good ? foreignHost(typed) : "";
    this.foreign.hidden = !foreign;
    say(this.foreign, foreign ? this.card.t("tautan_asing", { alamat: foreign }) : "");
    this.warning.hidden = !wrong;
    const meant = wrong ? likelyLink(typed) : "";
    this.better.hidden = !meant;
    say(this.better, meant ? this.card.t("pakai_tautan", { tautan: meant }) : "");
  }

  #improve() {
    this.input.value = likelyLink(this.value.trim());
    this.input.focus();
    this.#judge(true);
    this.changed();
  }
}

/** The addresses that prove an answer; a line is added and removed freely, an incomplete one stays as typed. */
export function linkField(card) {
  const { id, question, t } = card;
  const list = h("ol", { class: "links" });
  const demand = h("small", {});
  let rows = [];
  const read = () => rows.map((row) => row.value);
  const draw = () => {
    fill(list, ...rows.map((row) => row.element));
    rows.forEach((row, index) => row.number(index + 1));
  };
  const changed = () => card.changed({ links: read() }, { text: true });
  const add = (value) => {
    const row = new LinkRow(card, value, { changed, remove });
    rows.push(row);
    list.append(row.element);
    row.number(rows.length);
    return row.input;
  };
  const remove = (row) => {
    const at = rows.indexOf(row);
    rows.splice(at, 1);
    draw();
    (rows[at] ?? rows[at - 1])?.input.focus();
    if (!rows.length) add("").focus();
    card.changed({ links: read() });
  };
  const named = { "aria-label": t("tambah_tautan_untuk", { kode: question.code }) };
  const look = { type: "button", class: "plain", ...named, onclick: () => add("").focus() };
  const more = h("button", look, icon("plus"), t("tambah_tautan"));
  const legend = h("legend", { id: `${id}-b` }, t("tautan"), " ", demand);
  const element = h("fieldset", { class: "evidence", "aria-labelledby": `${id}-b ${id}-c` }, legend, list, more);
  const show = ({ links }) => {
    if (rows.length && JSON.stringify(read().filter(Boolean)) === JSON.stringify(links.filter(Boolean))) return;
    rows = [];
    fill(list);
    for (const link of links.length ? links : [""]) add(link);
  };
  const describe = (answer) => say(demand, t(demandOf(question, answer)));
  return { element, show, describe };
}

function demandOf(question, answer) {
  if (answer.choice === "tidak_berlaku" && question.na === "full") return "tautan_surat";
  return needsEvidence(question, answer) ? "tautan_wajib" : "tautan_tidak_dinilai";
}
