/* The journal: from an input to the server's "stored", without ever losing what was given.
 *
 * Every change is put on the shelf first, then posted, and leaves the shelf only when the server
 * says stored or same. Each page load writes under a name of its own: session storage is copied
 * into a duplicated tab, and two tabs counting under one name would take each other's numbers.
 * What an earlier page left behind is sent under the name it was written with, so the server
 * recognises what it already holds.
 */

export const BLANK = Object.freeze({ choice: null, level: null, number: null, links: [], note: "" });
export const TEXT_DELAY = 800;
export const CHOICE_DELAY = 50;
/* After this time an answer that is still on its way is called unsaved on the screen. */
export const SLOW = 1000;
const LONGEST_WAIT = 5000;
const RETRY = [3000, 3000, 6000, 12000, 30000];
const BATCH = 20;
/* How many versions of one answer go along at most; times BATCH it is what the server takes at once. */
const UNHEARD = 5;
const KEEPALIVE_BYTES = 60000;

/** Tell whether two answers say the same. */
export function same(a, b) {
  const plain = (x) => JSON.stringify([x.choice, x.level, x.number, x.links, x.note]);
  return plain({ ...BLANK, ...a }) === plain({ ...BLANK, ...b });
}

/* The time now, but after what an answer is built on: a clock that was set back must not put it before that. */
const after = (at = 0) => Math.max(Date.now(), at + 1);

class Slot {
  /* One question of one submission: what the server holds, and what is on its way, oldest first. */
  constructor(submission, code) {
    Object.assign(this, { submission, code, revision: 0, answer: BLANK, at: "", queue: [] });
    Object.assign(this, { conflict: null, refused: "", due: Infinity, since: null, alone: false });
  }

  get shown() {
    return this.queue.at(-1)?.answer ?? this.answer;
  }

  get status() {
    if (this.conflict) return "conflict";
    if (this.refused) return "refused";
    if (this.queue.length) return "pending";
    return this.revision ? "stored" : "empty";
  }
}

export class Journal {
  /**
   * post(body, keepalive) resolves to {status, body} and rejects when the network does.
   * now() must never run backwards, as the clock of a computer does when it is set.
   * changed(slot) is called after every change of a slot, replied(submission, body) with every reply.
   */
  constructor({ shelf, post, writer, now = () => performance.now(), changed = () => {}, replied = () => {} }) {
    Object.assign(this, { shelf, post, writer, now, changed, replied });
    this.slots = new Map();
    this.busy = new Set();
    this.denied = new Map();
    this.seq = 0;
    this.failures = 0;
    this.trouble = "";
    this.retryAt = 0;
    this.timer = null;
  }

  slot(submission, code) {
    const key = `${submission}|${code}`;
    if (!this.slots.has(key)) this.slots.set(key, new Slot(submission, code));
    return this.slots.get(key);
  }

  /** All slots of `submission` whose latest answer the server has not confirmed. */
  unsaved(submission) {
    return [...this.slots.values()].filter((slot) => slot.submission === submission && slot.queue.length);
  }

  /** Tell whether an answer has been on its way for so long that the page must not be silent about it. */
  late(slot) {
    return slot.queue.length > 0 && this.now() - slot.since > SLOW;
  }

  /** Take over what the page says the server holds, unless a reply already told something newer. */
  learn(submission, code, { revision, answer, at }) {
    const slot = this.slot(submission, code);
    if (revision > slot.revision) Object.assign(slot, { revision, answer, at });
    return slot;
  }

  /** Keep and soon send `answer`. */
  write(submission, code, answer, delay) {
    const slot = this.slot(submission, code);
    const before = slot.queue.at(-1);
    if (before?.writer !== this.writer) slot.queue.push(this.#entry(slot, before));
    Object.assign(slot.queue.at(-1), { answer, seq: ++this.seq, at: after(before?.at) });
    this.shelf.put(slot.queue.at(-1));
    slot.refused = "";
    slot.since ??= this.now();
    slot.due = Math.min(this.now() + delay, slot.since + LONGEST_WAIT);
    this.changed(slot);
    this.#plan();
  }

  /** Send what earlier pages of this browser left behind, for every submission. */
  resend() {
    for (const entry of this.shelf.entries()) {
      const slot = this.slot(entry.submission, entry.code);
      if (entry.writer === this.writer || slot.queue.some((known) => known.writer === entry.writer)) continue;
      slot.queue.push(entry);
      slot.queue.sort((a, b) => a.at - b.at);
      slot.since ??= this.now();
      slot.due = this.now();
      this.changed(slot);
    }
    this.#plan();
  }

  /** Send at once whatever is not yet confirmed; also while the page is being left. */
  flush({ leaving = false } = {}) {
    this.retryAt = 0;
    const waiting = [...this.slots.values()].filter((slot) => slot.queue.length);
    for (const slot of waiting) slot.due = this.now();
    for (const submission of new Set(waiting.map((slot) => slot.submission))) this.#send(submission, leaving);
  }

  /** Settle a conflict: keep this page's answer, or the one that the server holds. */
  choose(submission, code, mine) {
    const slot = this.slot(submission, code);
    const { conflict, queue, shown } = slot;
    if (!conflict) return;
    Object.assign(slot, { queue: [], conflict: null, since: null });
    Object.assign(slot, { revision: conflict.revision, answer: conflict.answer, at: conflict.at });
    if (mine) this.write(submission, code, shown, 0);
    for (const entry of queue) if (!mine || entry.writer !== this.writer) this.shelf.drop(entry);
    this.changed(slot);
  }

  /** Forget what this browser keeps of `submission`, or of all of them when it is null. */
  forget(submission) {
    this.shelf.clear(submission);
    for (const [key, slot] of this.slots) {
      if (submission === null || slot.submission === submission) this.slots.delete(key);
    }
  }

  #entry(slot, before) {
    const { submission, code, revision } = slot;
    const follows = before ? `${before.writer}:${before.seq}` : null;
    return { submission, code, writer: this.writer, seen: revision, follows, seq: 0, answer: BLANK, at: 0 };
  }

  #ready(submission) {
    const waiting = this.unsaved(submission).filter((slot) => !slot.conflict && !slot.refused);
    const due = waiting.filter((slot) => slot.due <= this.now());
    const alone = due.find((slot) => slot.alone);
    return alone ? [alone] : due.slice(0, BATCH);
  }

  #plan() {
    clearTimeout(this.timer);
    const open = [...this.slots.values()].filter(
      (slot) => slot.queue.length && !slot.conflict && !slot.refused && !this.denied.has(slot.submission),
    );
    const free = open.filter((slot) => !this.busy.has(slot.submission));
    if (!free.length) return;
    const due = Math.max(this.retryAt, Math.min(...free.map((slot) => slot.due)));
    this.timer = setTimeout(() => {
      for (const submission of new Set(free.map((slot) => slot.submission))) this.#send(submission, false);
    }, Math.max(0, due - this.now()));
  }

  /* One request at a time for each submission keeps answers, points and totals in order. A page that is being left
   * sends beside it; the server knows writer and number, so nothing is stored twice or out of order. */
  async #send(submission, leaving) {
    if (this.busy.has(submission) && !leaving) return;
    const slots = this.#ready(submission);
    if (!slots.length) return this.#plan();
    for (const slot of slots) this.#underway(slot.queue[0]);
    const sent = slots.map((slot) => ({ slot, ...slot.queue[0] }));
    const items = sent.flatMap(({ code, seen, writer, unheard }) =>
      unheard.map(({ answer, seq }) => ({ code, answer, seen, writer, seq })),
    );
    const body = JSON.stringify({ submission, items });
    this.busy.add(submission);
    const reply = await this.post(body, new Blob([body]).size < KEEPALIVE_BYTES).catch(() => null);
    this.busy.delete(submission);
    if (reply) this.#answered(submission, sent, reply);
    else this.#failed();
    for (const { slot } of sent) this.changed(slot);
    this.#plan();
  }

  /* What was sent and not answered may still arrive, however late. It goes along, in its order, until the server has
   * answered: where the newest equals what is stored, it leaves no trace there, and an older one that comes in last
   * would be taken for a new answer. */
  #underway(entry) {
    const { unheard = [], answer, seq } = entry;
    if (unheard.at(-1)?.seq === seq) return;
    entry.unheard = [...unheard, { answer, seq }].slice(-UNHEARD);
    this.shelf.put(entry);
  }

  #answered(submission, sent, { status, body }) {
    if (status === 200) {
      Object.assign(this, { failures: 0, trouble: "", retryAt: 0 });
      this.denied.delete(submission);
      this.replied(submission, body);
      const results = new Map(body.items.map((item) => [item.code, item]));
      for (const item of sent) {
        if (results.has(item.code)) this.#settle(item, results.get(item.code));
        else this.#failed();
      }
    } else if ([401, 403, 404].includes(status)) {
      this.denied.set(submission, body.message ?? "");
    } else if ([400, 413, 422].includes(status)) {
      this.#unfit(sent, body.message ?? "");
    } else {
      this.#failed(body.message);
    }
  }

  /* A request that the server cannot read: find the answer to blame by sending each alone. */
  #unfit(sent, message) {
    Object.assign(this, { failures: 0, trouble: "" });
    for (const { slot, seq } of sent) {
      this.#heard(slot.queue[0], seq);
      if (sent.length > 1) slot.alone = true;
      else Object.assign(slot, { refused: message, alone: false });
    }
  }

  /* `trouble` is what the server says where it answers but cannot store. */
  #failed(trouble = "") {
    this.trouble = trouble;
    this.retryAt = this.now() + RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
  }

  #settle(sent, result) {
    const { slot } = sent;
    const head = slot.queue[0];
    const known = { revision: result.revision, answer: result.answer, at: result.at_text };
    slot.alone = false;
    if (head?.writer !== sent.writer || head.seq < sent.seq) return;
    this.#heard(head, sent.seq);
    if (result.outcome === "refused") this.#refuse(slot, sent, result.message);
    else if (result.outcome === "conflict" && !same(result.answer, slot.shown)) slot.conflict = known;
    else this.#stored(slot, sent, known);
  }

  #heard(entry, seq) {
    if (entry?.unheard) entry.unheard = entry.unheard.filter((one) => one.seq > seq);
  }

  #stored(slot, sent, known) {
    const head = slot.queue[0];
    const next = head.seq === sent.seq ? slot.queue[1] : head;
    const current = same(known.answer, sent.answer);
    if (known.revision >= slot.revision) Object.assign(slot, known);
    const built = next === head || next?.follows === `${sent.writer}:${sent.seq}`;
    if (next && built && current) {
      next.seen = known.revision;
      this.shelf.put(next);
    }
    if (head.seq === sent.seq) {
      slot.queue.shift();
      this.shelf.drop(head);
    }
    if (!slot.queue.length) Object.assign(slot, { since: null, due: Infinity });
    else slot.since = this.now();
  }

  #refuse(slot, sent, message) {
    const head = slot.queue[0];
    if (slot.queue.length > 1) {
      slot.queue.shift();
      this.shelf.drop(head);
    } else if (head.seq === sent.seq) {
      slot.refused = message;
    }
  }
}
