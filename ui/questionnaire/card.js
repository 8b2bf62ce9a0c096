/* The card of one question: what is asked, the fields, and what became of the answer. */
import { badgeOf, isBlank, needsEvidence, readFields, showNumber, toFields } from "./answers.js";
import { fill, h, icon, say } from "./dom.js";
import { choiceField, later, levelField, noteField, numberField } from "./fields.js";
import { helpPanel } from "./help.js";
import { BLANK, CHOICE_DELAY, TEXT_DELAY, same } from "./journal.js";
import { linkField } from "./links.js";

const BADGE_ICONS = { gray: "empty", yellow: "half", green: "check", orange: "alert" };

export class Card {
  /** `program` gives journal, shelf, texts (t) and the scales; `question` is the page's description. */
  constructor(program, submission, question, scales) {
    Object.assign(this, { program, submission, question, scales, t: program.t });
    this.slot = program.journal.slot(submission, question.code);
    this.draft = program.shelf.draft(submission, question.code);
    this.fields = toFields(this.slot.shown, this.draft);
    this.undo = null;
    this.#build();
    this.redraw();
  }

  /** The answer as the fields stand now. */
  get answer() {
    return readFields(this.question, this.fields, this.slot.shown).answer;
  }

  /** Take over a newer description of the same question. */
  describe(question) {
    Object.assign(this.question, question);
    this.refresh();
  }

  /** Show what the journal and the server say; fields change only when the answer did not come from here. */
  refresh() {
    if (!same(this.slot.shown, this.answer)) {
      this.fields = toFields(this.slot.shown, this.draft);
      this.redraw();
      return;
    }
    this.#status();
    this.#conflict();
  }

  /** Draw the fields again. */
  redraw() {
    for (const field of this.parts) field.show(this.fields);
    this.refreshShape();
    this.#status();
    this.#conflict();
  }

  /** Show the fields that belong to the present choice. */
  refreshShape() {
    const { choice } = this.fields;
    const linked = this.fields.links.some(Boolean) || needsEvidence(this.question, this.answer);
    this.levels.reveal(choice === "ya" && Boolean(this.question.levels));
    this.links.reveal(linked || (this.question.scored && choice === "ya"));
    this.links.describe(this.answer);
    this.clear.hidden = isBlank(this.answer) && !this.fields.note && !this.fields.links.some(Boolean);
  }

  /** A field was changed by the person. */
  changed(part, { text = false } = {}) {
    Object.assign(this.fields, part);
    this.undo = null;
    this.#store(text ? TEXT_DELAY : CHOICE_DELAY);
  }

  #store(delay) {
    const { answer, draft } = readFields(this.question, this.fields, this.slot.shown);
    const { journal, shelf } = this.program;
    const code = this.question.code;
    if (draft) shelf.putDraft(this.submission, code, draft);
    else if (this.draft) shelf.dropDraft(this.submission, code);
    this.draft = draft;
    this.refreshShape();
    if (!same(answer, this.slot.shown)) journal.write(this.submission, code, answer, delay);
    else this.refresh();
    this.program.drafted(this.submission);
  }

  #build() {
    const { question, t } = this;
    const id = (this.id = `q-${question.code.replace(/\W/g, "_")}`);
    this.choice = this.#choiceField(id);
    this.levels = later(() => levelField(this, this.scales[question.levels]));
    this.links = later(() => linkField(this));
    this.note = noteField(this);
    this.parts = [this.choice, this.levels, this.links, this.note];
    this.badge = h("span", { class: "badge" });
    this.points = h("span", { class: "points" });
    this.reason = h("p", { class: "reason" });
    this.state = h("p", { class: "state" });
    this.message = h("p", { class: "message", id: `${id}-m`, role: "alert", hidden: true });
    this.argument = h("div", { class: "conflict", role: "alert", hidden: true });
    this.clear = this.#button("kosongkan", () => this.#clear());
    this.restore = this.#button("kembalikan", () => this.#restore());
    const heading = h("h2", { id: `${id}-h` }, question.text);
    const look = { class: "card", id, tabindex: "-1", "aria-labelledby": `${id}-c ${id}-h`, "data-code": question.code };
    this.element = h(
      "article",
      look,
      h("div", { class: "top" }, h("span", { class: "code", id: `${id}-c` }, question.code), this.badge, this.points),
      heading,
      this.#openers(),
      this.choice.element,
      this.levels.element,
      this.reason,
      this.links.element,
      this.message,
      this.argument,
      h("div", { class: "more" }, this.note.element, helpPanel(this), this.clear, this.restore, this.state),
    );
  }

  #button(key, act) {
    const name = this.t(`${key}_jawaban`, { kode: this.question.code });
    return h("button", { type: "button", class: "plain", "aria-label": name, onclick: act }, this.t(key));
  }

  #choiceField(id) {
    if (this.question.kind === "number") return numberField(this, id);
    return choiceField(this, id, this.scales[this.question.options] ?? []);
  }

  #openers() {
    const lines = Object.entries(this.question.opens ?? {}).map(([choice, count]) =>
      this.t("membuka", { pilihan: this.choiceLabel(choice), n: count }),
    );
    this.opens = h("p", { class: "opens" }, lines.join(" "));
    this.opens.hidden = !lines.length;
    return this.opens;
  }

  /** The words for a choice, an option or a list of them. */
  choiceLabel(choice) {
    const known = { ya: this.t("ya"), tidak: this.t("tidak"), tidak_berlaku: this.t("tidak_berlaku") };
    const options = this.scales[this.question.options] ?? [];
    const label = (code) => options.find((option) => option.code === code)?.label ?? known[code] ?? code;
    return [choice ?? []].flat().map(label).join(", ");
  }

  /** One line that tells an answer. */
  summary(answer) {
    const full = { ...BLANK, ...answer };
    const level = (this.scales[this.question.levels] ?? []).find((one) => one.code === full.level);
    const parts = [isBlank(full) ? this.t("kosong") : showNumber(full.number) || this.choiceLabel(full.choice)];
    if (level) parts.push(level.label);
    if (full.links.length) parts.push(this.t("ringkas_tautan", { n: full.links.length }));
    if (full.note) parts.push(this.t("ringkas_catatan", { catatan: full.note.slice(0, 80) }));
    return parts.join(" · ");
  }

  #clear() {
    this.undo = { ...this.fields, links: [...this.fields.links] };
    this.fields = toFields(BLANK, null);
    this.#store(CHOICE_DELAY);
    this.redraw();
    this.restore.hidden = false;
    this.restore.focus();
  }

  #restore() {
    if (!this.undo) return;
    Object.assign(this, { fields: this.undo, undo: null });
    this.#store(CHOICE_DELAY);
    this.redraw();
    this.element.focus();
  }

  #status() {
    const { slot, t, question } = this;
    const [key, colour] = this.#badge();
    this.badge.dataset.color = colour;
    const sign = key === "lencana_tidak" || key === "lencana_tidak_berlaku" ? "minus" : BADGE_ICONS[colour];
    if (this.badge.textContent !== t(key)) fill(this.badge, icon(sign), t(key));
    this.element.dataset.status = slot.status === "stored" && this.draft ? "draft" : slot.status;
    this.restore.hidden = !this.undo;
    this.opens.hidden = !this.opens.textContent || !isBlank(this.answer);
    say(this.points, this.#pointsText());
    say(this.reason, question.reason?.includes(":") && slot.status === "stored" ? question.reason : "");
    this.reason.hidden = !this.reason.textContent;
    say(this.state, this.#stateText());
    this.message.hidden = !slot.refused;
    say(this.message, slot.refused ? t("ditolak", { pesan: slot.refused }) : "");
  }

  #pointsText() {
    const { scored, earned, possible } = this.question;
    if (!scored) return this.t("poin_data");
    return possible ? this.t("poin", { nilai: earned ?? "…", dari: possible }) : this.t("poin_belum_ada");
  }

  #badge() {
    if (this.slot.status === "pending" && this.program.journal.late(this.slot)) return ["lencana_belum_tersimpan", "orange"];
    return badgeOf(this.question, this.answer, this.slot.status, this.draft);
  }

  #stateText() {
    const { slot, t } = this;
    if (slot.status === "pending") {
      if (!this.program.journal.late(slot)) return t("menyimpan");
      if (!slot.revision) return t("belum_tersimpan");
      return t("terakhir_tersimpan", { waktu: slot.at, jawaban: this.summary(slot.answer) });
    }
    if (slot.status === "refused" || slot.status === "conflict") {
      return slot.revision ? t("terakhir_tersimpan", { waktu: slot.at, jawaban: this.summary(slot.answer) }) : "";
    }
    if (this.draft) return t("draf_belum_tersimpan");
    return slot.revision ? t("tersimpan", { waktu: slot.at }) : "";
  }

  #conflict() {
    const { conflict } = this.slot;
    this.argument.hidden = !conflict;
    if (!conflict) return fill(this.argument);
    const [mine, theirs] = [this.summary(this.slot.shown), this.summary(conflict.answer)];
    const asked = JSON.stringify([conflict.at, theirs, mine]);
    if (this.argument.dataset.asked === asked && this.argument.hasChildNodes()) return undefined;
    this.argument.dataset.asked = asked;
    const choose = (own) => () => this.#choose(own);
    const button = (own, text) => h("button", { type: "button", onclick: choose(own) }, text);
    return fill(
      this.argument,
      h("p", {}, this.t("bentrok", { waktu: conflict.at, lain: theirs, saya: mine })),
      h(
        "div",
        { class: "buttons" },
        button(true, this.t("pakai_saya", { saya: mine })),
        button(false, this.t("pakai_lain", { lain: theirs })),
      ),
    );
  }

  #choose(mine) {
    this.program.journal.choose(this.submission, this.question.code, mine);
    this.element.focus();
  }
}
