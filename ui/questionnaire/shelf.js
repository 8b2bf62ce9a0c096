/* The shelf: what the browser keeps in local storage until the server has it.
 *
 * Two kinds of records. An entry is an answer on its way, one per submission, question and writer:
 * {submission, code, writer, seq, seen, answer, at, follows}. A draft is text that is no answer yet,
 * such as half an address: {links: [...], number: "..."}, one per submission and question.
 * Submission and question are both part of every key: with the code alone an answer of one year
 * would walk into the next year's questionnaire in the same tab.
 */

const ENTRY = "monev:jawaban";
const DRAFT = "monev:draf";
const MARK = "monev-tanda";

const entryKey = ({ submission, code, writer }) => [ENTRY, submission, code, writer].join("|");
const draftKey = (submission, code) => [DRAFT, submission, code].join("|");

export class Shelf {
  /**
   * `open` returns the storage; it may throw or return null where the browser blocks storage. `cellar` keeps a second
   * copy, if there is one.
   */
  constructor(open, cellar = null) {
    Object.assign(this, { cellar, written: new Set(), refused: new Set(), full: false });
    try {
      this.storage = open();
    } catch {
      this.storage = null;
    }
  }

  /** Whether the browser keeps all that it was given. */
  get ok() {
    return Boolean(this.storage) && !this.refused.size && !this.full;
  }

  /**
   * Take back from the cellar what the storage has lost, because it was not on the disk yet when the browser ended, or
   * never took. What this page has written meanwhile stays.
   */
  async restore() {
    if (!this.cellar || !this.storage) return;
    try {
      const { mark, texts } = await this.cellar.read();
      const here = this.#mark();
      for (const [key, text] of texts) {
        if (this.written.has(key)) continue;
        if (mark >= here) this.#takeBack(key, text, mark > here);
        else if (this.#read(key) === null) this.#second((cellar) => cellar.put(key, null)); // removed too late
      }
      if (mark > here) this.#count(mark);
    } catch {
      this.cellar = null; // the storage alone has to do
    }
  }

  /** Keep `entry`. */
  put(entry) {
    this.#keep(entryKey(entry), entry);
  }

  /** Forget `entry`, unless its writer has meanwhile kept a newer one. */
  drop(entry) {
    const kept = this.#read(entryKey(entry));
    if (kept && kept.seq > entry.seq) return;
    this.#remove(entryKey(entry));
  }

  /** Every entry of this browser, oldest first. */
  entries() {
    return this.#keys(ENTRY)
      .map((key) => this.#read(key))
      .filter((entry) => entry && entry.submission && entry.code && entry.writer && entry.answer)
      .sort((a, b) => a.at - b.at || a.seq - b.seq);
  }

  putDraft(submission, code, draft) {
    this.#keep(draftKey(submission, code), draft);
  }

  draft(submission, code) {
    return this.#read(draftKey(submission, code));
  }

  dropDraft(submission, code) {
    this.#remove(draftKey(submission, code));
  }

  /** Forget everything of `submission`, or of all submissions when it is null. */
  clear(submission) {
    const meant = (key) => submission === null || key.split("|")[1] === submission;
    for (const key of [...this.#keys(ENTRY), ...this.#keys(DRAFT), ...this.refused]) if (meant(key)) this.#remove(key);
    this.#second((cellar) => cellar.forget(meant));
  }

  #keys(kind) {
    try {
      return Object.keys(this.storage ?? {}).filter((key) => key.startsWith(`${kind}|`));
    } catch {
      return [];
    }
  }

  #read(key) {
    try {
      return JSON.parse(this.storage.getItem(key));
    } catch {
      return null;
    }
  }

  #takeBack(key, text, newer) {
    const here = this.#read(key);
    if (here && (!newer || (JSON.parse(text).seq ?? 0) < (here.seq ?? 0))) return;
    this.#try(key, () => this.storage.setItem(key, text));
  }

  #keep(key, value) {
    const text = JSON.stringify(value);
    this.full = !this.#try(key, () => this.storage.setItem(key, text));
    this.#copy(key, text);
  }

  #remove(key) {
    this.#try(key, () => this.storage.removeItem(key));
    this.#copy(key, null);
  }

  /* What the storage does not take is remembered: until it is gone, the cellar has to be looked at. */
  #try(key, act) {
    try {
      act();
    } catch {
      this.refused.add(key);
      return false;
    }
    this.refused.delete(key);
    return true;
  }

  #copy(key, text) {
    this.written.add(key);
    if (!this.cellar || !this.storage) return;
    const mark = this.#mark() + 1;
    this.#second((cellar) => cellar.put(key, text, mark));
    this.#count(mark);
  }

  #second(act) {
    if (this.cellar) act(this.cellar).catch(() => {});
  }

  #count(mark) {
    if (this.refused.size) return;
    try {
      this.storage.setItem(MARK, mark);
    } catch {
      // The number in the cellar is the higher one then.
    }
  }

  #mark() {
    try {
      return Number(this.storage.getItem(MARK) ?? 0);
    } catch {
      return 0;
    }
  }
}
