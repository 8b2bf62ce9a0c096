/* What the program draws: the cards of one group, the bar at the foot, and the rail with the sections. */
import { visibleCodes } from "./answers.js";
import { Card } from "./card.js";
import { disc, fill, h, say } from "./dom.js";

const NARROW = "768px";
const FIRST_SCREEN = 10;
const NEXT = 15;

/** Adds up what groups count: [answered, questions, without evidence], as the server sends them. */
function summed(groups) {
  return groups.reduce((total, group) => total.map((count, place) => count + group[place]), [0, 0, 0]);
}

/** The cards of one page of one submission; what is below the first screen is drawn right after it. */
export class CardsView {
  constructor(program, root) {
    Object.assign(this, { program, root, cards: new Map(), titles: new Map(), waiting: [], data: null, turn: 0 });
    this.list = h("div", { class: "cards" });
    root.append(this.list);
  }

  update({ data, setTriggerValue }) {
    this.ask = (code) => setTriggerValue("question", code);
    const [before, place] = [this.data, ({ submission, groups }) => [submission, ...Object.keys(groups)].join("|")];
    const fresh = !before || place(before) !== place(data);
    this.data = data;
    this.program.learn({ ...data, groups: Object.keys(data.groups) });
    if (fresh) this.#build();
    else this.#describe();
    this.refresh();
    const turned = before && (fresh || before.focus !== data.focus);
    if (data.focus && (fresh || turned)) this.show(data.focus);
    else if (turned) this.#toTop();
  }

  /** Show new points and states, and the questions that are asked now. */
  refresh() {
    if (!this.data) return;
    const scores = this.program.scores(this.data.submission);
    for (const [code, card] of this.cards) {
      Object.assign(card.question, scores[code]);
      card.refresh();
    }
    this.#hide();
  }

  /** One slot changed. */
  changed(slot) {
    if (slot.submission !== this.data?.submission) return;
    this.cards.get(slot.code)?.refresh();
    this.#hide();
  }

  /** How many cards hold text that is no answer yet. */
  drafts(submission) {
    if (submission !== this.data?.submission) return 0;
    const drawn = [...this.cards.values()].filter((card) => card.draft).length;
    return drawn + this.waiting.filter(({ code }) => this.program.shelf.draft(submission, code)).length;
  }

  #hide() {
    const { submission, questions } = this.data;
    const answerOf = (code) => this.cards.get(code)?.answer ?? this.program.journal.slot(submission, code).shown;
    const known = questions.map((question) => this.cards.get(question.code)?.question ?? question);
    const asked = visibleCodes(known, answerOf);
    for (const [code, card] of this.cards) card.element.hidden = !asked.has(code);
    for (const [group, title] of this.titles) {
      title.hidden = !known.some((question) => question.group === group && asked.has(question.code));
    }
  }

  #build() {
    Object.assign(this, { cards: new Map(), titles: new Map(), waiting: [...this.data.questions] });
    fill(this.list);
    this.#more(FIRST_SCREEN);
  }

  #more(count) {
    const turn = ++this.turn;
    const { submission, scales } = this.data;
    for (const question of this.waiting.splice(0, count)) {
      Object.assign(question, this.program.scores(submission)[question.code]);
      this.#title(question.group);
      this.cards.set(question.code, new Card(this.program, submission, question, scales));
      this.list.append(this.cards.get(question.code).element);
    }
    this.#hide();
    if (!this.waiting.length) return;
    const next = () => setTimeout(() => turn === this.turn && this.#more(NEXT), 0);
    if (this.cards.size > FIRST_SCREEN) next();
    else requestAnimationFrame(next); // the first screen is painted before more is drawn
  }

  /* The name of a group above its first card, where a page holds several. */
  #title(group) {
    const { groups } = this.data;
    if (this.titles.has(group) || Object.keys(groups).length === 1) return;
    this.titles.set(group, h("p", { class: "title" }, groups[group]));
    this.list.append(this.titles.get(group));
  }

  #describe() {
    for (const question of this.data.questions) this.cards.get(question.code)?.describe(question);
    this.waiting = this.data.questions.filter(({ code }) => !this.cards.has(code));
  }

  /** Bring a card to the top; the page is asked for the group of a question that is not here. */
  show(code) {
    if (this.waiting.some((question) => question.code === code)) this.#more(this.waiting.length);
    const { element } = this.cards.get(code) ?? {};
    if (!element) return this.ask(code);
    // After the frame is drawn, because what stands above the cards may still move them.
    return requestAnimationFrame(() => {
      element.scrollIntoView({ block: "start" });
      element.focus({ preventScroll: true });
    });
  }

  #toTop() {
    for (let above = this.root.host; above; above = above.parentElement) above.scrollTop = 0;
    if (!this.program.choosing()) this.enter();
  }

  /** Bring the keyboard to the first card. */
  enter() {
    const first = [...this.cards.values()].find((card) => !card.element.hidden);
    first?.element.focus({ preventScroll: true });
  }
}

/** The bar: what is stored, how far the questionnaire is, and the score so far. */
export class BarView {
  constructor(program, root) {
    Object.assign(this, { program, root, data: {}, told: 0 });
    this.saved = h("span", { class: "saved-text", "aria-hidden": "true" });
    // Heard by a screen reader: what was stored or was not, without the moments between.
    this.spoken = h("span", { class: "hidden", role: "status" });
    this.action = h("button", { type: "button", class: "plain", hidden: true, onclick: () => this.act() });
    this.here = h("span", { class: "here" });
    this.all = h("span", {});
    this.score = h("span", { class: "score" });
    this.notice = h("p", { class: "notice", role: "alert", hidden: true });
    const saved = h("span", { class: "saved" }, this.saved, this.spoken, this.action);
    const progress = h("span", { class: "progress" }, this.here, this.all);
    this.element = h("div", { class: "bar", tabindex: "-1" }, this.notice, h("div", { class: "line" }, saved, progress, this.score));
    root.append(this.element);
  }

  /* A page that shows a score says which one; it is drawn again when an answer was stored after it. */
  update({ data, setTriggerValue }) {
    this.data = data;
    this.follow = (number) => setTriggerValue("stored", number);
    if (data.submission) this.program.learn({ ...data, questions: [] });
    else this.refresh();
  }

  refresh() {
    const { t } = this.program;
    const state = this.program.saving();
    this.element.dataset.state = state.kind;
    say(this.saved, t(state.key, state));
    if (state.kind !== "busy") say(this.spoken, this.saved.textContent);
    this.#offer(state);
    this.notice.hidden = !state.notice;
    say(this.notice, state.notice);
    this.#numbers();
  }

  changed() {
    this.refresh();
  }

  /* Sending again helps where the line failed; where a person must decide, the way to the card does. */
  #offer({ key, stuck }) {
    const needless = !stuck && !["bar_belum_tersimpan", "bar_terputus"].includes(key);
    if (needless && this.root.activeElement === this.action) this.element.focus();
    this.action.hidden = needless;
    say(this.action, this.program.t(stuck ? "tampilkan" : "simpan_sekarang"));
    this.act = () => (stuck ? this.program.show(stuck.code) : this.program.retry());
  }

  #numbers() {
    const { t } = this.program;
    const { number, progress, total } = this.program.standing();
    if (this.data.submission && number > Math.max(this.data.number, this.told)) this.follow((this.told = number));
    if (progress) {
      const here = this.program.groups.map((key) => progress.groups[key]).filter(Boolean);
      const [answered, questions] = summed(here);
      say(this.here, here.length ? t("bar_halaman", { answered, questions }) : "");
      say(this.all, t("bar_semua", progress));
    }
    if (total) this.#score(total);
  }

  #score(total) {
    const { t } = this.program;
    const key = JSON.stringify(total);
    if (key === this.drawn) return;
    this.drawn = key;
    if (!total.published) fill(this.score, t("bar_nilai_belum", { alasan: total.refused?.[0] ?? "" }));
    else fill(this.score, t("bar_nilai"), h("strong", {}, total.published), total.label ? this.#class(total) : null);
  }

  #class(total) {
    const steps = { tidak_informatif: 0, kurang_informatif: 1, cukup_informatif: 2, menuju_informatif: 3, informatif: 4 };
    const colours = ["red", "orange", "yellow", "blue", "green"];
    const step = steps[total.class];
    if (step === undefined) return h("span", { class: "badge", "data-color": "gray" }, total.label);
    return h("span", { class: "badge", "data-color": colours[step] }, disc(step, 4), total.label);
  }
}

/** The rail: the sections of the questionnaire with how far each is; choosing one asks the page for it. */
export class RailView {
  constructor(program, root) {
    Object.assign(this, { program, root, drawn: "", arrows: false });
    this.element = h("div", { class: "rail" });
    root.append(this.element);
  }

  update({ data, setTriggerValue }) {
    this.data = data;
    this.choose = (code) => setTriggerValue("section", code);
    const key = JSON.stringify([data.submission, data.sections]);
    if (key !== this.drawn) this.#build();
    this.drawn = key;
    for (const input of this.inputs) input.checked = input.value === data.current;
    this.refresh();
  }

  refresh() {
    const groups = this.program.standing().progress?.groups;
    if (!groups) return;
    this.data.sections.forEach((section, index) => {
      const [answered, questions, without_evidence] = summed(section.groups.map((key) => groups[key]).filter(Boolean));
      const counts = { answered, questions, without_evidence };
      const key = counts.without_evidence ? "rel_tanpa_bukti" : "rel";
      say(this.captions[index], this.program.t(key, counts));
      this.meters[index].style.inlineSize = `${counts.questions ? (100 * counts.answered) / counts.questions : 0}%`;
    });
  }

  changed() {}

  /** Whether the person is trying one section after the other: arrows choose at once and must not lead away. */
  get choosing() {
    return this.arrows && Boolean(this.root.activeElement);
  }

  /* Enter goes to the cards of the section that was chosen. */
  #pressed({ key }) {
    this.arrows = key.startsWith("Arrow");
    if (key === "Enter") this.program.enter();
  }

  /* On a phone the rail lies over the page; what was chosen is below it. */
  #turnTo(code) {
    this.choose(code);
    const narrow = window.matchMedia(`(max-width: ${NARROW})`).matches;
    if (narrow) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }

  #build() {
    this.captions = this.data.sections.map(() => h("small", {}));
    this.meters = this.data.sections.map(() => h("i", {}));
    this.inputs = this.data.sections.map(({ code }) =>
      h("input", { type: "radio", name: "bagian", value: code, onchange: () => this.#turnTo(code) }),
    );
    const labels = this.data.sections.map(({ label }, index) =>
      h(
        "label",
        {},
        this.inputs[index],
        h("span", {}, label, this.captions[index], h("b", { "aria-hidden": "true" }, this.meters[index])),
      ),
    );
    const hands = { onkeydown: (event) => this.#pressed(event), onpointerdown: () => (this.arrows = false) };
    fill(this.element, h("fieldset", hands, h("legend", {}, this.program.t("bagian")), labels));
  }
}
