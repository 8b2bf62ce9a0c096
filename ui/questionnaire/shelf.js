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
    this.cellar = cellar;
    this.ok = true;
    try {
      this.storage = open();
    } catch {
      this.storage = null;
    }
    this.ok = Boolean(this.storage);
  }

  /** Take back from the cellar what the storage has lost: it was not on the disk yet when the browser ended. */
  async restore() {
    if (!this.cellar || !this.storage) return;
    try {
      const { mark, texts } = await this.cellar.read();
      const lost = mark > this.#mark();
      for (const [key, text] of texts) {
        if (lost) this.#takeBack(key, text);
        else if (this.#read(key) === null) this.cellar.put(key, null, mark); // its removal came too late
      }
      if (lost) this.storage.setItem(MARK, mark);
    } catch {
      this.cellar = null; // the storage alone has to do
    }
  }

  /** Keep `entry`; `ok` tells whether the browser took it. */
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
    for (const key of [...this.#keys(ENTRY), ...this.#keys(DRAFT)]) {
      if (submission === null || key.split("|")[1] === submission) this.#remove(key);
    }
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

  #takeBack(key, text) {
    const [here, kept] = [this.#read(key), JSON.parse(text)];
    if (here && (kept.seq ?? 0) < (here.seq ?? 0)) return;
    try {
      this.storage.setItem(key, text);
    } catch {
      this.ok = false;
    }
  }

  #keep(key, value) {
    const text = JSON.stringify(value);
    try {
      this.storage.setItem(key, text);
      this.ok = true;
    } catch {
      this.ok = false;
    }
    this.#copy(key, text);
  }

  #remove(key) {
    try {
      this.storage.removeItem(key);
    } catch {
      this.ok = false;
    }
    this.#copy(key, null);
  }

  /* What the storage did not take counts in the cellar alone, and is taken back from there. */
  #copy(key, text) {
    if (!this.cellar || !this.storage) return;
    try {
      const mark = this.#mark() + 1;
      this.cellar.put(key, text, mark);
      if (this.ok) this.storage.setItem(MARK, mark);
    } catch {
      // The storage says by itself that it is full or blocked.
    }
  }

  #mark() {
    return Number(this.storage.getItem(MARK) ?? 0);
  }
}
