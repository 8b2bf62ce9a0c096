/* The cellar: a second copy of what is on the shelf, which outlives a browser that is killed.
 *
 * A browser writes local storage to the disk seconds later, after many changes minutes later; one that is killed takes
 * along what was given meanwhile. IndexedDB hands every change to the operating system at once, but may miss the last
 * one of a page that is left. Each change counts on in both (the mark), so the higher one tells which is newer.
 */

const DATABASE = "monev";
const STORE = "rak";
const LAST = "tanda";

export class Cellar {
  /** `factory` returns IndexedDB; where the browser has none, or refuses it, the shelf is the only copy. */
  constructor(factory) {
    this.database = opened(factory).catch(() => null);
  }

  /** Keep `text` under `key`, or nothing where it is null; `mark` counts the changes, a clearing up is none. */
  async put(key, text, mark = null) {
    const store = await this.#store("readwrite");
    if (!store) return;
    if (text === null) store.delete(key);
    else store.put(text, key);
    if (mark !== null) store.put(mark, LAST);
  }

  /** Forget what stands under the keys that are `meant`. */
  async forget(meant) {
    const store = await this.#store("readwrite");
    if (!store) return;
    for (const key of await done(store.getAllKeys())) if (key !== LAST && meant(key)) store.delete(key);
  }

  /** Return the mark of the last change and every text by its key; rejects where it cannot be read. */
  async read() {
    const store = await this.#store("readonly");
    if (!store) return { mark: 0, texts: new Map() };
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    const texts = new Map(keys.map((key, at) => [key, values[at]]));
    const mark = texts.get(LAST) ?? 0;
    texts.delete(LAST);
    return { mark, texts };
  }

  async #store(mode) {
    try {
      return (await this.database)?.transaction(STORE, mode, { durability: "relaxed" }).objectStore(STORE);
    } catch {
      return null;
    }
  }
}

function opened(factory) {
  return new Promise((resolve, reject) => {
    const request = factory().open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = reject;
    request.onsuccess = () => resolve(request.result);
  });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}
