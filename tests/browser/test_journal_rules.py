"""The script measures answers as the server does, and its modules fit into one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from questionnaires.answers import valid_link
from tests.browser.drawn import STORAGE

LINKS = [
    "https://ppid.kkp.go.id",
    "http://ppid.kkp.go.id/profil?x=1#y",
    "HTTPS://PPID.KKP.GO.ID/A",
    "https://ppid.kkp.go.id:8443/a",
    "https://ppid.kkp.go.id:/a",
    "https://10.0.0.1/a",
    "https://a.b?c=d",
    "https://a.b#c",
    "https://situs.go.id/berkas (1).pdf",
    "https://situs.go.id/berkas%20(1).pdf",
    "https://desa-ku.desa.id/ñ",
    "https://kkp",
    "https://localhost/a",
    "https://.go.id",
    "https://kkp..go.id",
    "https://kkp.go.id.",
    "https://",
    "https:///kkp.go.id",
    "https:/kkp.go.id",
    "https//kkp.go.id",
    "//kkp.go.id",
    "kkp.go.id",
    "www.kkp.go.id",
    "ftp://kkp.go.id/a",
    "javascript:alert(1)",
    "data:text/html,a.b",
    "https://user@kkp.go.id",
    "https://user:kata@kkp.go.id",
    "https://kkp.go.id@jahat.example",
    "https://kkp.go.id:99999/",
    "https://kkp.go.id:abc/",
    "https://[::1]/a",
    "https://kkp.go.id/\u200b",
    "https://kkp.go.id/a\tb",
    " https://kkp.go.id",
    "https://kkp.go.id/" + "a" * 1982,
    "https://kkp.go.id/" + "a" * 1983,
    "",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_is_valid_in_the_browser_exactly_when_it_is_on_the_server(modules: Page, link: str) -> None:
    assert modules.evaluate("(link) => modules.isLink(link)", link) == valid_link(link)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("www.kkp.go.id/ppid", "https://www.kkp.go.id/ppid"),
        ("kkp.go.id", "https://kkp.go.id"),
        ("http:/kkp.go.id/a", "https://kkp.go.id/a"),
        ("htp://kkp.go.id", "https://kkp.go.id"),
        ("https//kkp.go.id", "https://kkp.go.id"),
        ("//kkp.go.id", "https://kkp.go.id"),
        ("https://kkp.go.id", ""),
        ("javascript:alert(1)", ""),
        ("halaman profil", ""),
        ("ppid@kkp.go.id", ""),
        ("", ""),
    ],
)
def test_an_address_that_lacks_little_is_proposed_and_nothing_else(modules: Page, typed: str, meant: str) -> None:
    assert modules.evaluate("(typed) => modules.likelyLink(typed)", typed) == meant


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), (" 27 ", "27"), ("0", "0"), ("12,50", "12.5"), ("1,234", "1.2340"), ("0,125", "0.125"), ("7,0", "7")],
)
def test_a_number_is_read_without_a_second_meaning(modules: Page, typed: str, number: str | None) -> None:
    assert modules.evaluate("(typed) => modules.parseNumber(typed)", typed) == number


@pytest.mark.parametrize("typed", ["1.234", "1,2,3", "-3", "dua", "1e3", "12,", ",5", "٣"])
def test_what_could_be_read_in_two_ways_is_no_number(modules: Page, typed: str) -> None:
    assert modules.evaluate("(typed) => modules.parseNumber(typed) === undefined", typed)


JOURNAL = """async (script) => {
  const { Journal, Shelf } = modules;
  const memory = {};
  const shelf = new Shelf(() => (@STORAGE@)(memory));
  const posts = [];
  const post = (body) => new Promise((resolve, reject) => posts.push({ ...JSON.parse(body), resolve, reject }));
  const answer = (choice) => ({ choice, level: null, number: null, links: [], note: '' });
  const reply = (at, outcome, revision, given) => posts[at].resolve({ status: 200, body: { items: [{
    code: posts[at].items[0].code, outcome, revision, at_text: 'saat', answer: given ?? posts[at].items.at(-1).answer,
    message: '' }] } });
  const soon = () => new Promise((done) => setTimeout(done, 30));
  const journal = (writer) => new Journal({ shelf, post, writer });
  return await (new Function('tools', `return (async () => {${script}})()`))(
    { memory, shelf, posts, answer, reply, soon, journal });
}""".replace("@STORAGE@", STORAGE)


def played(modules: Page, script: str) -> object:
    """Run a script with a journal, a shelf in memory and a network in the hand."""
    return modules.evaluate(
        JOURNAL, f"const {{ memory, shelf, posts, answer, reply, soon, journal }} = tools; {script}"
    )


def test_only_one_request_of_a_submission_is_on_the_way_and_the_last_word_wins(modules: Page) -> None:
    script = """
      const mine = journal('a');
      mine.write('s', 'Q', answer('ya'), 0); await soon();
      mine.write('s', 'Q', answer('tidak'), 0); await soon();
      const during = posts.length;
      reply(0, 'stored', 1); await soon();
      const { seen, answer: second } = posts[1].items[0];
      reply(1, 'stored', 2); await soon();
      return [during, seen, second.choice, Object.keys(memory).length, mine.slot('s', 'Q').status];"""
    assert played(modules, script) == [1, 1, "tidak", 0, "stored"]


def test_the_same_question_of_two_submissions_is_two_answers(modules: Page) -> None:
    script = """
      const mine = journal('a');
      mine.write('2024', 'Q', answer('ya'), 0);
      mine.write('2025', 'Q', answer('tidak'), 0); await soon();
      return [posts.map((one) => [one.submission, one.items[0].answer.choice]), Object.keys(memory).length];"""
    assert played(modules, script) == [[["2024", "ya"], ["2025", "tidak"]], 2]


def test_what_a_closed_page_left_is_sent_under_its_own_name_and_number(modules: Page) -> None:
    script = """
      journal('a').write('s', 'Q', answer('ya'), 9999);
      const later = journal('b');
      later.resend(); await soon();
      const { writer, seq } = posts[0].items[0];
      return [writer, seq, later.slot('s', 'Q').shown.choice];"""
    assert played(modules, script) == ["a", 1, "ya"]


def test_a_newer_entry_of_a_living_page_is_not_dropped_with_the_older_one(modules: Page) -> None:
    script = """
      const living = journal('a');
      living.write('s', 'Q', answer('ya'), 9999);
      const other = journal('b');
      other.resend(); await soon();
      living.write('s', 'Q', answer('tidak'), 9999);
      reply(0, 'stored', 1); await soon();
      return Object.values(memory).map((one) => JSON.parse(one).answer.choice);"""
    assert played(modules, script) == ["tidak"]


def test_an_answer_built_on_what_an_earlier_page_left_has_seen_its_revision(modules: Page) -> None:
    script = """
      journal('a').write('s', 'Q', answer('ya'), 9999);
      const later = journal('b');
      later.resend();
      later.write('s', 'Q', answer('tidak'), 0); await soon();
      reply(0, 'stored', 7); await soon();
      const { writer, seen } = posts[1].items[0];
      return [posts[0].items[0].writer, writer, seen];"""
    assert played(modules, script) == ["a", "b", 7]


def test_it_has_not_seen_what_another_device_stored_meanwhile(modules: Page) -> None:
    script = """
      journal('a').write('s', 'Q', answer('ya'), 9999);
      const later = journal('b');
      later.resend();
      later.write('s', 'Q', answer('ya'), 0); await soon();
      reply(0, 'same', 9, answer('tidak')); await soon();
      return posts[1].items[0].seen;"""
    assert played(modules, script) == 0


def test_what_nobody_answered_goes_along_in_its_order_until_somebody_does(modules: Page) -> None:
    """It may still arrive, and must then be older than what the server holds; also after the page was left."""
    script = """
      const mine = journal('a');
      mine.write('s', 'Q', answer('ya'), 0); await soon();
      posts[0].reject(new Error('putus')); await soon();
      mine.write('s', 'Q', answer('tidak'), 0); mine.flush(); await soon();
      journal('b').resend(); await soon();
      reply(1, 'stored', 2); await soon();
      mine.write('s', 'Q', answer('ya'), 0); await soon();
      return posts.map((one) => one.items.map(({ answer, writer, seq }) => [answer.choice, writer, seq]));"""
    both = [["ya", "a", 1], ["tidak", "a", 2]]
    assert played(modules, script) == [[["ya", "a", 1]], both, both, [["ya", "a", 3]]]


def test_versions_that_nobody_answered_do_not_pile_up(modules: Page) -> None:
    script = """
      const mine = journal('a');
      for (let at = 0; at < 9; at += 1) {
        mine.write('s', 'Q', { ...answer('ya'), note: String(at) }, 0); mine.flush(); await soon();
        posts.at(-1).reject(new Error('putus')); await soon();
      }
      return posts.at(-1).items.map((one) => one.answer.note);"""
    assert played(modules, script) == ["4", "5", "6", "7", "8"]


def test_a_page_that_is_left_sends_beside_the_request_on_the_way(modules: Page) -> None:
    script = """
      const mine = journal('a');
      mine.write('s', 'Q', answer('ya'), 0); await soon();
      mine.write('s', 'Q', answer('tidak'), 9999);
      mine.flush({ leaving: true });
      reply(1, 'stored', 1); await soon();
      reply(0, 'same', 1, answer('tidak')); await soon();
      return [posts.length, Object.keys(memory).length, mine.slot('s', 'Q').answer.choice];"""
    assert played(modules, script) == [2, 0, "tidak"]


def test_an_answer_that_a_reply_leaves_out_is_sent_again_after_a_while(modules: Page) -> None:
    script = """
      const mine = journal('a');
      mine.write('s', 'Q', answer('ya'), 0); await soon();
      posts[0].resolve({ status: 200, body: { items: [] } }); await soon();
      return [posts.length, mine.slot('s', 'Q').status, mine.failures];"""
    assert played(modules, script) == [1, "pending", 1]


def test_a_clock_that_is_set_back_holds_up_nothing(modules: Page) -> None:
    script = """
      const [mine, honest] = [journal('a'), Date.now];
      mine.write('s', 'Q', answer('ya'), 20);
      Date.now = () => honest() - 3600000;
      await soon(); await soon();
      Date.now = honest;
      return posts.length;"""
    assert played(modules, script) == 1


def test_modules_declare_no_name_twice() -> None:
    folder = Path(__file__).parents[2] / "ui" / "questionnaire"
    declared = [
        line.split()[1 + line.startswith("export ")].split("(")[0].rstrip("{")
        for path in sorted(folder.glob("*.js"))
        if path.name != "view.js"
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("const ", "function ", "class ", "export const ", "export function ", "export class "))
    ]
    assert len(declared) == len(set(declared))
