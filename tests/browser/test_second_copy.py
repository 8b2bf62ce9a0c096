"""The second copy of what is on its way: on the disk at once, for a browser that ends before it wrote its local storage."""

import pytest
from playwright.sync_api import Page

from tests.browser.drawn import STORAGE

HARNESS = """async (script) => {
  const { Cellar, Shelf } = modules;
  const own = String(Math.random());
  const cellar = () => new Cellar(() => ({ open: (name, version) => indexedDB.open(name + own, version) }));
  const storage = @STORAGE@;
  const shelf = (memory, kept = cellar(), full = undefined) => new Shelf(() => storage(memory, full), kept);
  const entry = (seq, note, code = 'A-1') => ({ submission: 's', code, writer: 'w', seq, seen: 0, answer: { note }, at: 1 });
  const alreadyRead = async () => {
    const found = cellar();
    const content = await found.read();
    found.read = async () => content;
    return found;
  };
  const there = async (texts) => {
    for (let look = 0; (await cellar().read()).texts.size !== texts; look += 1) {
      if (look > 2000) throw new Error(`not ${texts} texts`);
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  const begun = async () => {
    const memory = {};
    const first = shelf(memory);
    first.put(entry(1, 'satu'));
    await there(1);
    return { memory, first };
  };
  const dropUnheard = (one) => {
    const copy = one.cellar;
    one.cellar = { put: async () => {} };
    one.drop(entry(1, 'satu'));
    one.cellar = copy;
  };
  const taken = async (next) => {
    await next.restore();
    return next.entries().map(({ seq }) => seq);
  };
  return await (new Function('tools', `return (async () => {${script}})()`))(
    { Cellar, cellar, shelf, entry, there, alreadyRead, begun, dropUnheard, taken });
}""".replace("@STORAGE@", STORAGE)


def played(modules: Page, script: str) -> object:
    """Run a script with shelves that have a storage in memory and a real database of the browser."""
    tools = "Cellar, cellar, shelf, entry, there, alreadyRead, begun, dropUnheard, taken"
    return modules.evaluate(HARNESS, f"const {{ {tools} }} = tools; {script}")


def test_what_the_storage_lost_is_taken_back(modules: Page) -> None:
    script = """
      const { memory, first } = await begun();
      const disk = { ...memory };
      first.put(entry(2, 'satu dua'));
      first.putDraft('s', 'A-2', { links: ['www.'] });
      await there(2);
      const next = shelf(disk);
      const before = next.entries().map(({ seq }) => seq);
      await next.restore();
      return [before, next.entries().map(({ seq, answer }) => [seq, answer.note]), next.draft('s', 'A-2').links];
    """
    assert played(modules, script) == [[1], [[2, "satu dua"]], ["www."]]


def test_what_was_sent_or_forgotten_does_not_come_back(modules: Page) -> None:
    script = """
      const { memory, first } = await begun();
      first.putDraft('s', 'A-2', { links: ['www.'] });
      await there(2);
      first.drop(entry(1, 'satu'));
      first.clear('s');
      await there(0);
      const next = shelf(memory);
      await next.restore();
      return [next.entries(), next.draft('s', 'A-2')];
    """
    assert played(modules, script) == [[], None]


def test_a_removal_that_a_page_that_was_left_did_not_finish_is_made_up_for(modules: Page) -> None:
    script = """
      const { memory, first } = await begun();
      dropUnheard(first);
      const next = shelf(memory);
      await next.restore();
      await there(0);
      return next.entries();
    """
    assert played(modules, script) == []


def test_an_older_copy_replaces_nothing_newer(modules: Page) -> None:
    script = """
      const { memory, first } = await begun();
      first.cellar = null;
      first.put(entry(2, 'satu dua'));
      memory['monev-tanda'] = '0';
      return taken(shelf(memory));
    """
    assert played(modules, script) == [2]


def test_what_a_full_storage_did_not_take_is_kept_by_the_copy(modules: Page) -> None:
    """Also when something smaller fits later, and over pages on which it is still full."""
    script = """
      const memory = {};
      const full = (key) => key.includes('|A-2|');
      const first = shelf(memory, cellar(), full);
      first.put(entry(1, 'satu'));
      first.put(entry(2, 'dua, yang panjang', 'A-2'));
      first.put(entry(3, 'tiga', 'A-3'));
      await there(3);
      const told = [first.ok];
      for (let reload = 0; reload < 3; reload += 1) {
        const again = shelf(memory, cellar(), full);
        await again.restore();
        told.push(again.ok);
      }
      const next = shelf(memory);
      const seqs = await taken(next);
      return [told, next.ok, seqs];
    """
    assert played(modules, script) == [[False, False, False, False], True, [1, 2, 3]]


def test_what_a_full_storage_did_not_take_is_forgotten_too(modules: Page) -> None:
    script = """
      const memory = {};
      const first = shelf(memory, cellar(), (key) => key.includes('|A-2|'));
      first.put(entry(1, 'satu'));
      first.put(entry(2, 'dua', 'A-2'));
      await there(2);
      const elsewhere = shelf(memory);
      elsewhere.clear('lain');
      await there(2);
      elsewhere.clear('s');
      await there(0);
      return elsewhere.entries();
    """
    assert played(modules, script) == []


def test_a_clearing_up_beside_another_tab_hides_none_of_its_changes(modules: Page) -> None:
    """Tab two clears up what the first one has removed; the browser is killed before its storage is on the disk."""
    script = """
      const { memory, first } = await begun();
      dropUnheard(first);
      const disk = { ...memory };
      const second = shelf(memory, await alreadyRead());
      first.put(entry(2, 'dua', 'A-2'));
      await second.restore();
      await there(1);
      return taken(shelf(disk));
    """
    assert played(modules, script) == [2]


def test_what_is_typed_before_the_copy_is_read_stays(modules: Page) -> None:
    script = """
      const { first } = await begun();
      first.putDraft('s', 'A-2', { links: ['www.lama'] });
      await there(2);
      const slow = await alreadyRead();
      const next = shelf({}, slow);
      const restoring = next.restore();
      next.putDraft('s', 'A-2', { links: ['www.baru'] });
      await restoring;
      return [next.draft('s', 'A-2').links, next.entries().map(({ seq }) => seq)];
    """
    assert played(modules, script) == [["www.baru"], [1]]


@pytest.mark.parametrize("factory", ["() => { throw new Error('blokir'); }", "() => null", "() => undefined"])
def test_without_a_database_the_storage_is_the_only_copy(modules: Page, factory: str) -> None:
    script = f"""
      const memory = {{}};
      const one = shelf(memory, new Cellar({factory}));
      await one.restore();
      one.put(entry(1, 'satu'));
      await one.restore();
      return [one.ok, one.entries().map(({{ seq }}) => seq)];
    """
    assert played(modules, script) == [True, [1]]
