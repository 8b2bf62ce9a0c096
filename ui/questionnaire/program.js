/* The program that lives in the page from the first visit until the tab is closed: one journal for every group,
 * submission and page, and the views that show it. Streamlit mounts it once with the sentences; small mounts draw. */
import { Cellar } from "./cellar.js";
import { speaker } from "./dom.js";
import { Journal, SLOW } from "./journal.js";
import { Shelf } from "./shelf.js";
import { BarView, CardsView, RailView } from "./views.js";

const NAME = "monevKuesioner";
const BEGUN = `${NAME}Dimulai`;
const TIMEOUT = 15000;
/* A database of the browser that does not open must not keep a person from the questionnaire. */
const RESTORE = 1000;
const VIEWS = { cards: CardsView, bar: BarView, rail: RailView };

class Program {
  constructor({ texts, endpoint, style }, shelf) {
    this.t = speaker(texts);
    this.endpoint = endpoint;
    this.style = new CSSStyleSheet();
    this.style.replaceSync(style);
    this.views = new Map();
    this.known = new Map();
    Object.assign(this, { submission: null, groups: [] });
    this.shelf = shelf;
    this.journal = new Journal({
      shelf,
      writer: randomName(),
      post: (body, keepalive) => this.#post(body, keepalive),
      changed: (slot) => this.#changed(slot),
      replied: (submission, body) => this.#replied(submission, body),
    });
    this.#listen();
    this.journal.resend();
  }

  /** Draw or redraw what a mount asks for; returns what removes it again. */
  draw(component) {
    const { parentElement: root, data } = component;
    if (data.view === "forget") return this.#forget(data.submissions);
    if (!this.views.has(root)) {
      root.adoptedStyleSheets = [this.style];
      this.views.set(root, new VIEWS[data.view](this, root));
    }
    this.views.get(root).update(component);
    return () => {
      this.views.get(root)?.root.replaceChildren();
      this.views.delete(root);
    };
  }

  /** Take over what the page says of a submission, unless a reply already said something newer. */
  learn({ submission, groups = [], number, at, total, progress, questions }) {
    Object.assign(this, { submission, groups });
    const known = this.#of(submission);
    for (const { code, revision, answer, at: since } of questions) {
      if (revision) this.journal.learn(submission, code, { revision, answer, at: since });
    }
    if (number >= known.number) {
      const scores = Object.fromEntries(questions.map((one) => [one.code, pick(one)]));
      Object.assign(known, { number, at, total, progress, scores: { ...known.scores, ...scores } });
    }
    this.#refresh();
  }

  /** Points, state and visibility by question code, as far as they are known. */
  scores(submission) {
    return this.#of(submission).scores;
  }

  /** Total and progress of the submission on screen. */
  standing() {
    return this.#of(this.submission);
  }

  /** What to say about saving, with the notice above it. */
  saving() {
    const { journal, shelf, submission } = this;
    const open = journal.unsaved(submission);
    const drafts = this.drafts(submission);
    const denied = journal.denied.get(submission);
    const notice = denied || (shelf.ok ? journal.trouble : this.t("penyimpanan_penuh"));
    const late = open.some((slot) => journal.late(slot));
    const stuck = open.find((slot) => slot.refused || slot.conflict);
    const n = open.length;
    const unheard = journal.failures && !journal.trouble;
    if (unheard && n) return { kind: "bad", key: "bar_terputus", n, notice };
    if (stuck) return { kind: "bad", key: "bar_perlu_dilihat", n, notice, stuck };
    if (late || (journal.failures && n)) return { kind: "bad", key: "bar_belum_tersimpan", n, notice };
    if (n) return { kind: "busy", key: "menyimpan", notice };
    if (drafts) return { kind: "bad", key: "bar_draf", n: drafts, notice };
    const { at } = this.#of(submission);
    return at ? { kind: "good", key: "tersimpan", waktu: at, notice } : { kind: "empty", key: "bar_kosong", notice };
  }

  /** How many fields of the cards on screen hold text that is no answer yet. */
  drafts(submission) {
    return [...this.views.values()].reduce((count, view) => count + (view.drafts?.(submission) ?? 0), 0);
  }

  /** A draft came or went. */
  drafted() {
    for (const view of this.views.values()) if (view instanceof BarView) view.refresh();
  }

  /** Bring the card of a question to the person, from another group if need be. */
  show(code) {
    for (const view of this.views.values()) view.show?.(code);
  }

  /** Bring the keyboard to the first card. */
  enter() {
    for (const view of this.views.values()) view.enter?.();
  }

  /** Whether the person is choosing among the sections. */
  choosing() {
    return [...this.views.values()].some((view) => view.choosing);
  }

  /** The person asks to try at once. */
  retry() {
    this.journal.flush();
  }

  #of(submission) {
    if (!this.known.has(submission)) {
      this.known.set(submission, { number: 0, at: "", total: null, progress: null, scores: {} });
    }
    return this.known.get(submission);
  }

  async #post(body, keepalive) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const headers = { "Content-Type": "application/json" };
      const options = { method: "POST", headers, body, keepalive, credentials: "same-origin", signal: stop.signal };
      const reply = await fetch(this.endpoint, options);
      const json = await reply.json().catch(() => null);
      if (reply.ok && !json) throw new Error("unreadable reply");
      return { status: reply.status, body: json ?? {} };
    } finally {
      clearTimeout(timer);
    }
  }

  #replied(submission, { items, scores, total, progress }) {
    const known = this.#of(submission);
    const last = items.reduce((newest, item) => (item.revision > newest.revision ? item : newest), { revision: 0 });
    const number = Math.max(known.number, last.revision);
    const at = last.revision >= known.number ? last.at_text : known.at;
    Object.assign(known, { number, at, total, progress, scores: { ...known.scores, ...scores } });
    this.#refresh();
  }

  #changed(slot) {
    for (const view of this.views.values()) view.changed(slot);
    if (slot.queue.length) setTimeout(() => this.#changedLater(slot), SLOW + 20);
  }

  #changedLater(slot) {
    for (const view of this.views.values()) view.changed(slot);
  }

  #refresh() {
    for (const view of this.views.values()) view.refresh();
  }

  #forget(submissions) {
    for (const submission of submissions ?? [null]) this.journal.forget(submission);
    return undefined;
  }

  #listen() {
    const leave = () => this.journal.flush({ leaving: true });
    window.addEventListener("online", () => this.journal.flush());
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") leave();
      else this.journal.flush();
    });
    window.addEventListener("beforeunload", (event) => {
      if (!this.shelf.ok && this.journal.unsaved(this.submission).length) event.preventDefault();
    });
  }
}

function pick({ earned, possible, state, reason, visible }) {
  return { earned, possible, state, reason, visible };
}

function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function begin(data) {
  const shelf = new Shelf(() => window.localStorage, new Cellar(() => window.indexedDB));
  const restored = shelf.restore();
  await Promise.race([restored, new Promise((late) => setTimeout(late, RESTORE))]);
  const program = new Program(data, shelf);
  globalThis[NAME] = program;
  window.dispatchEvent(new Event(NAME));
  await restored;
  program.journal.resend();
}

export default function mount({ data }) {
  if (globalThis[BEGUN]) return;
  globalThis[BEGUN] = true;
  begin(data).catch((fault) => {
    globalThis[BEGUN] = false;
    throw fault;
  });
}
