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

const entryKey = ({ submission, code, writer }) => [ENTRY, submission, code, writer].join("|");
const draftKey = (submission, code) => [DRAFT, submission, code].join("|");

export class Shelf {
  /** `open` returns the storage; it may throw or return null where the browser blocks storage. */
  constructor(open) {
    this.ok = true;
    try {
      this.storage = open();
    } catch {
      this.storage = null;
    }
    this.ok = Boolean(this.storage);
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

  #keep(key, value) {
    try {
      this.storage.setItem(key, JSON.stringify(value));
      this.ok = true;
    } catch {
      this.ok = false;
    }
  }

  #remove(key) {
    try {
      this.storage.removeItem(key);
    } catch {
      this.ok = false;
    }
  }
}
