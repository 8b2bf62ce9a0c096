/* People without a screen: the shipped journal and shelf over real connections, and a log of all that was given and told.
 *
 * node people.mjs PLAN writes one JSON object a line. PLAN: {program, origin, seed, speed, people, faults: {count, share}}.
 * Time runs `speed` times faster for the journal, so that its waits do not slow a test down. A line "rest" on standard
 * input: nobody gives anything new, everything is sent; then what each person ends up with is written.
 */
import http from "node:http";
import { createInterface } from "node:readline";

const plan = JSON.parse(process.argv[2]);
const later = globalThis.setTimeout;
globalThis.setTimeout = (work, milliseconds) => later(work, milliseconds / plan.speed);
const { BLANK, CHOICE_DELAY, Journal, TEXT_DELAY } = await import(`${plan.program}/journal.js`);
const { Shelf } = await import(`${plan.program}/shelf.js`);

const TIMEOUT = 15000;
const FAULTS = ["half", "gone", "deaf", "slow", "stalled"];
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const { hostname, port } = new URL(plan.origin);
const faults = { left: 0, share: 0, ...plan.faults };
let resting = false;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const pause = (milliseconds) => new Promise((done) => later(done, milliseconds));

function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (bound) => Math.floor(next() * bound), of: (list) => list[Math.floor(next() * list.length)] };
}

/* What local storage of a browser is to the shelf; its content outlives the pages of a person. */
function storage() {
  const kept = {};
  const method = (name, value) => Object.defineProperty(kept, name, { value });
  method("getItem", (key) => kept[key] ?? null);
  method("setItem", (key, text) => void (kept[key] = String(text)));
  method("removeItem", (key) => void delete kept[key]);
  return kept;
}

/* One request. `fault` says how the line of this person fails; a promise that is rejected means: nobody was told. */
function send(path, cookie, body, fault, luck) {
  return new Promise((told, lost) => {
    const bytes = Buffer.from(body);
    const headers = {
      "Content-Type": "application/json", "Content-Length": bytes.length, Origin: plan.origin, Cookie: `monev_sesi=${cookie}`,
    };
    const request = http.request({ hostname, port, path, method: "POST", headers, agent });
    request.setTimeout(TIMEOUT, () => request.destroy(new Error("timeout")));
    request.on("error", lost);
    request.on("close", () => lost(new Error("closed")));
    request.on("response", (reply) => {
      const parts = [];
      if (fault === "deaf") return request.destroy();
      reply.on("data", (part) => parts.push(part));
      reply.on("error", lost);
      reply.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (!reply.complete) return lost(new Error("cut"));
        try {
          told({ status: reply.statusCode, body: JSON.parse(text) });
        } catch {
          say({ unreadable: text.slice(0, 200), status: reply.statusCode });
          lost(new Error("unreadable"));
        }
      });
    });
    deliver(request, bytes, fault, luck);
  });
}

async function deliver(request, bytes, fault, luck) {
  const cut = 1 + luck.below(bytes.length - 1);
  const drop = (milliseconds) => later(() => request.destroy(), milliseconds);
  if (fault === "half" || fault === "stalled") {
    request.write(bytes.subarray(0, cut));
    return drop(fault === "half" ? luck.below(5) : 300 + luck.below(1200));
  }
  if (fault === "slow") {
    for (let at = 0; at < bytes.length && !request.destroyed; at += 40) {
      request.write(bytes.subarray(at, at + 40));
      await pause(luck.below(25));
    }
    return request.end();
  }
  request.end(bytes);
  if (fault === "gone") request.on("finish", () => drop(luck.next() < 0.3 ? 0 : luck.next() * 6));
}

class Person {
  constructor({ name, submission, code, codes }, seed) {
    Object.assign(this, { name, submission, code, codes, dice: dice(seed) });
    this.shelf = new Shelf(() => (this.kept ??= storage()));
    this.given = new Map();
    this.pages = 0;
    this.count = 0;
  }

  /* Opens the self-assessment to a browser that was never here; the code is sent until somebody says that it is open. */
  async enter() {
    const cookie = Buffer.from(Array.from({ length: 32 }, () => this.dice.below(256))).toString("base64url");
    for (;;) {
      const reply = await send("/api/lanjut", cookie, JSON.stringify({ code: this.code }), "", this.dice).catch(() => null);
      if (reply) say({ entered: this.name, submission: this.submission, cookie, status: reply.status, message: reply.body.message });
      if (reply?.status === 200) break;
      await pause(20);
    }
    this.cookie = cookie;
  }

  /* Loads the page: a fresh writer sends what earlier pages left, then learns what the page shows. */
  open() {
    const before = this.journal;
    const page = (this.page = { open: true });
    this.pages += 1;
    this.journal = new Journal({
      shelf: this.shelf,
      writer: `${this.name}-${this.pages}`,
      now: () => performance.now() * plan.speed,
      post: (body) => this.post(page, body),
      changed: (slot) => page.open && this.look(slot),
    });
    this.journal.resend();
    for (const slot of before?.slots.values() ?? []) {
      if (slot.revision) this.journal.learn(this.submission, slot.code, slot);
    }
  }

  /* Leaves the page as a reload does: a last try to send, whose reply nobody hears. */
  leave() {
    this.journal.flush({ leaving: true });
    this.page.open = false;
  }

  async post(page, body) {
    const fault = this.fault();
    try {
      const reply = await send("/api/answers", this.cookie, body, fault, this.dice);
      if (!page.open) return await new Promise(() => {});
      const { items } = JSON.parse(body);
      const { message, items: told } = reply.body;
      const outcomes = told?.map(({ code, outcome, revision, answer }) => ({ code, outcome, revision, answer }));
      say({ person: this.name, submission: this.submission, sent: items, status: reply.status, message, told: outcomes });
      return reply;
    } catch (error) {
      say({ person: this.name, lost: error.code ?? error.message, fault });
      return await (page.open ? Promise.reject(error) : new Promise(() => {}));
    }
  }

  fault() {
    if (resting || faults.left <= 0 || this.dice.next() >= faults.share) return "";
    faults.left -= 1;
    const fault = this.dice.of(FAULTS);
    say({ broken: fault });
    return fault;
  }

  /* What the page may say: an answer on its way is on the shelf and not called stored; one that is stored is as told. */
  look(slot) {
    for (const entry of slot.queue) {
      const shelved = this.kept[["monev:jawaban", entry.submission, entry.code, entry.writer].join("|")];
      if (!shelved?.includes(`"seq":${entry.seq},`)) say({ wrong: "not on the shelf", entry });
    }
    if (slot.queue.length && slot.status === "stored") say({ wrong: "called stored", code: slot.code });
    if (slot.conflict) later(() => this.decide(slot), this.dice.below(20));
  }

  decide(slot) {
    if (!slot.conflict || this.journal.slot(slot.submission, slot.code) !== slot) return;
    const mine = this.dice.next() < 0.5;
    if (!mine) this.given.delete(slot.code);
    say({ person: this.name, submission: this.submission, conflict: slot.code, mine });
    this.journal.choose(slot.submission, slot.code, mine);
  }

  act() {
    const luck = this.dice.next();
    if (luck < 0.02) {
      this.leave();
      return this.open();
    }
    const code = this.dice.of(this.codes);
    const shown = this.journal.slot(this.submission, code).shown;
    this.count += 1;
    const fresh = { ...BLANK, choice: this.dice.of(["ya", "tidak"]), note: `${this.name} ${this.count}` };
    const answer = luck < 0.07 ? BLANK : luck < 0.12 ? { ...shown } : fresh;
    this.journal.write(this.submission, code, answer, this.dice.of([CHOICE_DELAY, TEXT_DELAY]));
    this.given.set(code, answer);
  }

  async live() {
    await this.enter();
    this.open();
    while (!resting) {
      this.act();
      await pause(plan.pause * (0.2 + 1.6 * this.dice.next()));
    }
    while (this.journal.unsaved(this.submission).length || this.shelf.entries().length) {
      this.journal.resend();
      if (!this.journal.busy.size) this.journal.flush();
      await pause(10);
    }
    say({ finished: this.name, submission: this.submission, given: Object.fromEntries(this.given) });
  }
}

createInterface({ input: process.stdin }).on("line", () => (resting = true)).on("close", () => process.exit());
await Promise.all(plan.people.map((person, place) => new Person(person, plan.seed + place).live()));
process.exit();
