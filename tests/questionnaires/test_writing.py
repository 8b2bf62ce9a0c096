"""One canonical form of every rule file: what it says is kept, comments included, and writing it again changes nothing."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from questionnaires import SHIPPED, RuleErrors
from questionnaires.schema import CategoryFile, Fill, RulesFile
from questionnaires.tables import CodesOrNf, Refs, Sourced, Table
from questionnaires.values import Exact, Number
from questionnaires.writing import canonical, headings, read_folder
from questionnaires.writing.comments import comments_of
from questionnaires.writing.document import Document, plain_number
from questionnaires.writing.shape import Form, shapes, split
from questionnaires.writing.text import comment, decimal_places, pair
from scripts.canonical import model_of, rule_files
from tests.questionnaires.test_what_the_kernel_is_given import QUESTIONS, STATED

FILES = sorted(rule_files(SHIPPED))


def test_every_shipped_file_is_canonical() -> None:
    """`python -m scripts.canonical` brings a file into this form."""
    written = {path: path.read_text(encoding="utf-8") for path in FILES}
    astray = [
        str(path.relative_to(SHIPPED)) for path, text in written.items() if canonical(text, model_of(path)) != text
    ]
    assert astray == []


def test_a_folder_is_read_and_written_as_it_stands() -> None:
    folder = SHIPPED / "latihan" / "2025"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert read_folder(folder).texts() == written


LOOSE = '''
# Berkas uji.

# Milik kunci teratas.
title   =  'Aturan uji'   # judul
state = "draft"
owner = "uji"
version = 1
year = 2030
reason = ""

[ranking]
# cara peringkat
ties = "dense"
ref = [ "sumber" ]
grade = "B"
keys = [ { by = "stage", of = "saq" }, # pertama
  { by = "submitted" } ]
number = "exact"

# Dua butir pembulatan.
[[rounding.points]]
grade = "A"
ref = ["a", "b"]
mode = "half_up"
at = "final"
places = 2

[[indicators]]
weight = 12.50
code = "satu"
label = """
Satu # bukan komentar \\
   dan "dua" """
ref = "a"
grade = "B"
# di ujung berkas
'''

TIGHT = """\
# Berkas uji.
# Milik kunci teratas.
# judul

owner = "uji"
year = 2030
version = 1
state = "draft"
title = "Aturan uji"

# Dua butir pembulatan.
[[rounding.points]]
at = "final"
places = 2
mode = "half_up"
ref = ["a", "b"]
grade = "A"

# di ujung berkas
[[indicators]]
code = "satu"
label = "Satu # bukan komentar dan \\"dua\\" "
weight = 12.5
ref = "a"
grade = "B"

# cara peringkat
# pertama
[ranking]
number = "exact"
ties = "dense"
keys = [
  { by = "stage", of = "saq" },
  { by = "submitted" },
]
ref = "sumber"
grade = "B"
"""


def test_a_loose_file_becomes_canonical_with_its_comments_beside_their_tables() -> None:
    assert canonical(LOOSE, RulesFile) == TIGHT
    assert canonical(TIGHT, RulesFile) == TIGHT


def test_a_canonical_file_says_the_same_as_before() -> None:
    before, after = (RulesFile.model_validate(tomllib.loads(text, parse_float=Decimal)) for text in (LOOSE, TIGHT))
    assert before == after


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(1, 2), "k = 0.5"),
        (Fraction(-5, 4), "k = -1.25"),
        (Fraction(1, 3), 'k = "1/3"'),
        (Decimal("80.00"), "k = 80"),
        (True, "k = true"),
        ([], "k = []"),
        (["a", "b"], 'k = ["a", "b"]'),
        ([{"a": 1}], "k = [{ a = 1 }]"),
        ([{"a": 1}, {"a": 2}], "k = [\n  { a = 1 },\n  { a = 2 },\n]"),
        ({"kata kunci": "x"}, 'k = { "kata kunci" = "x" }'),
        ("tab\tdan \"kutip\"", 'k = "tab\\tdan \\"kutip\\""'),
    ],
)  # fmt: skip
def test_a_value_has_one_way_to_be_written(value: Any, written: str) -> None:
    assert pair("k", value) == written


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.text(
    'ab "\\ \n#', min_size=100, max_size=300
)


@given(TEXTS | st.lists(TEXTS, max_size=5) | st.fractions() | st.lists(st.fixed_dictionaries({"a": TEXTS}), max_size=3))
def test_what_is_written_is_read_back(value: Any) -> None:
    def exact(read: Any) -> Any:
        if isinstance(value, Fraction):
            return Fraction(read)
        return read

    assert exact(tomllib.loads(pair("k", value), parse_float=Decimal)["k"]) == value


@given(TEXTS)
def test_no_text_is_taken_for_a_comment(text: str) -> None:
    assert comments_of(pair("k", text) + "\n# ya\n[t]\n", ["t"]) == {("t", 0): "ya"}


# (a file with tables t and t.b, and its comments by the table that they speak of)
COMMENTS: list[tuple[str, dict[tuple[str, int], str]]] = [
    ("# a\n", {("", 0): "a"}),
    ("# a\n\n# b\nx = 1\n", {("", 0): "a\nb"}),
    ("# a\n\n\n# b\n\n[t]\nx = 1\n", {("", 0): "a\nb"}),
    ("# a\n[[ t ]]\n", {("t", 0): "a"}),
    ("x = 1 # a\n# b\n[t]\n# c\ny = 2 # d\n# e\n", {("", 0): "a", ("t", 0): "b\nc\nd\ne"}),
    ("x = 1\n\n# b\n\n# c\n\n[t]\n", {("t", 0): "b\nc"}),
    ("x = 1\n  # masuk\n[t]\n", {("t", 0): "masuk"}),
    ("x = 1#a\n", {("", 0): "a"}),
    ("X = 1\n\n# b\n[t]\n", {("t", 0): "b"}),
    ("x = [ 1 ] # X\n# Xa\n[t]\n", {("", 0): "X", ("t", 0): "Xa"}),
    ("#Xa\n#X\n[t]\n", {("t", 0): "Xa\nX"}),
    ("#\n# a\n#b\n##  c\nx=1\n", {("", 0): "\na\nb\n c"}),
    ("[[t]]\n# a\nx = 1\n[[t]]\n# b\nx = 2\n[u]\n# c\ny = 1\n", {("t", 0): "a", ("t", 1): "b\nc"}),
    ('[ "t" . b ] # a\nx = 1\n', {("t.b", 0): "a"}),
    ("x = [\n  # satu\n  1, # dua\n  2,\n] # tiga\n# empat\n[t]\n", {("", 0): "satu\ndua\ntiga", ("t", 0): "empat"}),
    ("x = [\n[1], # a\n[2]]\n[t]\n# b\ny = 1\n", {("", 0): "a", ("t", 0): "b"}),
    ('x = { a = "}" } # a\n[t]\ny = 1 # b\n', {("", 0): "a", ("t", 0): "b"}),
    ('x = [ "]" , "#" ] # a\n[t]\ny = 1 # b\n', {("", 0): "a", ("t", 0): "b"}),
    ('x = ""  # a\n', {("", 0): "a"}),
    ("x = '' # a\n", {("", 0): "a"}),
    ("x = 'a # tidak' # a\n", {("", 0): "a"}),
    ('x = "\\\\" # a\n', {("", 0): "a"}),
    ('x = "a \\" # tidak" # a\n', {("", 0): "a"}),
    ("x = 'a \\' # a\n", {("", 0): "a"}),
    ('x = """""" # a\n', {("", 0): "a"}),
    ('x = """a\n# tidak\nb""" # a\n', {("", 0): "a"}),
    ('x = """a\n""" # a\n', {("", 0): "a"}),
    ('x = """a""""" # a\n', {("", 0): "a"}),
    ('x = """a\\"""" # a\n', {("", 0): "a"}),
    ('x = """a""""# a\n', {("", 0): "a"}),
    ("x = '''a''''# a\n", {("", 0): "a"}),
    ('x = """\n[t]\n"""\n# a\n', {("", 0): "a"}),
    ('x = [\n["t"],\n]\n# a\n', {("", 0): "a"}),
    ('x = """a\\""" # tidak\n""" # a\n', {("", 0): "a"}),
    ("x = '''a\n# tidak'''\n# a\n[t]\n", {("t", 0): "a"}),
    ("x = '''a''''' # a\n", {("", 0): "a"}),
    ("x = '''a\\''' # a\n", {("", 0): "a"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "comments"), COMMENTS)
def test_a_comment_stays_with_the_table_that_it_speaks_of(text: str, comments: dict[tuple[str, int], str]) -> None:
    assert comments_of(text, ["t", "t.b"]) == comments


WORDS = " ".join(["kata"] * 40)
"""199 characters."""
CODES = [f"kode-{number:02}" for number in range(20)]
HYPHENS = ["kode-satu[0]"] * 12

LONG = [
    ("a" * 113, 'k = "' + "a" * 113 + '"'),  # 119 characters
    (WORDS[:114], f'k = "{WORDS[:114]}"'),  # 120
    (WORDS[:119], 'k = """\\\n  ' + " ".join(["kata"] * 23) + ' \\\n  kata"""'),
    ("kata " * 23 + "x " + "kata", 'k = """\\\n  ' + "kata " * 23 + 'x \\\n  kata"""'),  # the first line is full
    ("kata " * 23 + "xy " + "kata", 'k = """\\\n  ' + " ".join(["kata"] * 23) + ' \\\n  xy kata"""'),
    ("kata-" * 25 + " kata", 'k = """\\\n  ' + "kata-" * 25 + ' \\\n  kata"""'),
    (WORDS, 'k = """\\\n  ' + " ".join(["kata"] * 23) + " \\\n  " + " ".join(["kata"] * 17) + '"""'),
    (WORDS + '"', 'k = """\\\n  ' + " ".join(["kata"] * 23) + " \\\n  " + " ".join(["kata"] * 17) + '\\""""'),
    (WORDS.replace("kata", 'k\\"""', 1), 'k = """\\\n  k\\\\\\"\\"\\" ' + " ".join(["kata"] * 21) + " \\\n  " + " ".join(["kata"] * 18) + '"""'),
    (" " + WORDS, f'k = " {WORDS}"'),
    (WORDS + " ", f'k = "{WORDS} "'),
    ("dua  " + WORDS, f'k = "dua  {WORDS}"'),
    ("a\t" + WORDS, f'k = "a\\t{WORDS}"'),
    ("a" * 200, 'k = "' + "a" * 200 + '"'),
    (CODES, "k = [\n  " + ", ".join(f'"{code}"' for code in CODES[:10]) + ",\n  " + ", ".join(f'"{code}"' for code in CODES[10:]) + ",\n]"),
    (HYPHENS, "k = [\n  " + ", ".join(f'"{code}"' for code in HYPHENS[:7]) + ",\n  " + ", ".join(f'"{code}"' for code in HYPHENS[7:]) + ",\n]"),
    (["dua kata", WORDS], f'k = [\n  "dua kata",\n  "{WORDS}",\n]'),
    ([{"a": "x" * 104}], 'k = [{ a = "' + "x" * 104 + '" }]'),  # 120
    ([{"a": "x" * 105}], 'k = [\n  { a = "' + "x" * 105 + '" },\n]'),
    ([{"a": WORDS}], f'k = [\n  {{ a = "{WORDS}" }},\n]'),
    ({"a": WORDS}, f'k = {{ a = "{WORDS}" }}'),
]  # fmt: skip


@pytest.mark.parametrize(("value", "written"), LONG, ids=lambda value: str(value)[:20])
def test_what_is_longer_than_a_line_is_wrapped_only_where_it_stays_the_same(value: Any, written: str) -> None:
    assert pair("k", value) == written
    assert tomllib.loads(written)["k"] == value


SIGNS = [
    (Fraction(1, 5), "k = 0.2"), (Fraction(1, 8), "k = 0.125"), (Fraction(1, 125), "k = 0.008"),
    (Fraction(1, 40), "k = 0.025"), (Fraction(-1, 20), "k = -0.05"), (Fraction(1, 6), 'k = "1/6"'),
    (Fraction(-1, 30), 'k = "-1/30"'), (Fraction(-7), "k = -7"), (Fraction(2001, 2), "k = 1000.5"), (0, "k = 0"),
    (False, "k = false"), ((1, "a"), 'k = [1, "a"]'), ("\x7f\x01", 'k = "\\u007F\\u0001"'),
    ("\b\n\f\r\\", 'k = "\\b\\n\\f\\r\\\\"'), ({"a": {"b": [True]}}, "k = { a = { b = [true] } }"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "written"), SIGNS)
def test_numbers_and_signs_have_one_form(value: Any, written: str) -> None:
    assert pair("k", value) == written


def test_a_decimal_ends_where_its_fraction_has_twos_and_fives_alone() -> None:
    """Also of numbers that a binary one could not hold: 2 ** 61 - 1 is a prime."""
    ends = {Fraction(1, 10**30): 30, Fraction(1, 5**30): 30, Fraction(1, 2**70): 70, Fraction(3): 0}
    assert {exact: decimal_places(exact) for exact in ends} == ends
    assert decimal_places(Fraction(1, 2 * (2**61 - 1))) is None


# (a value of an assumption as it was read, as it is written)
FILLED: list[tuple[Any, Any]] = [
    (Decimal("0.50"), Fraction(1, 2)), (3, Fraction(3)), ("1/2", Fraction(1, 2)), ("zero", "zero"), (True, True),
    (date(2030, 1, 2), "2030-01-02"), (["1/2"], ["1/2"]), ({"a": 1}, {"a": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "plain"), FILLED)
def test_a_value_of_any_kind_is_a_number_where_it_is_one(value: Any, plain: Any) -> None:
    found = plain_number(value)
    assert (type(found), found) == (type(plain), plain)


def test_an_empty_line_of_a_comment_ends_with_its_sign() -> None:
    assert comment("a \n\n  b") == "# a\n#\n#   b"


def test_a_key_stands_in_quotes_where_it_needs_them() -> None:
    assert [pair(key, 1) for key in ("a_B-9", "a b", "", "a.b", 'a"')] == [
        "a_B-9 = 1", '"a b" = 1', '"" = 1', '"a.b" = 1', '"a\\"" = 1',
    ]  # fmt: skip


def test_every_table_of_a_file_is_written_in_the_order_of_the_format() -> None:
    """By hand: rows of tables take a line each, `ref` and `grade` stand last, numbers are decimals where they end."""
    by_hand = STATED.removeprefix("\n").replace('value = "3/2"', "value = 1.5")
    for line in (
        line for line in by_hand.splitlines() if re.match(r"(levels|parts|keys|brackets) = \[\{.*\}\]$", line)
    ):
        rows = line.partition("[")[2].removesuffix("]").replace("}, {", "},\n  {")
        by_hand = by_hand.replace(line, f"{line.partition('[')[0]}[\n  {rows},\n]")
    scale = re.compile(r'ref = "s"\ngrade = "B"\n(levels = \[\n(?:  .*\n)+\]\n)')
    by_hand = scale.sub(r'\1ref = "s"\ngrade = "B"\n', by_hand)
    assert canonical(STATED, RulesFile) == by_hand
    questions = QUESTIONS.removeprefix("\n").replace(
        'all_or_nothing = true\nscale = "pilihan"', 'scale = "pilihan"\nall_or_nothing = true'
    )
    for line in (line for line in questions.splitlines() if re.match(r"(legal|counts) = \[\{.*\}\]$", line)):
        rows = line.partition("[")[2].removesuffix("]").replace("}, {", "},\n  {")
        questions = questions.replace(line, f"{line.partition('[')[0]}[\n  {rows},\n]")
    assert canonical(QUESTIONS, CategoryFile) == questions


def test_the_headings_of_a_file_are_its_tables_in_order() -> None:
    assert headings(CategoryFile) == ("indicators", "leave_out", "move", "change", "questions")
    assert headings(RulesFile) == (
        "leave_out", "sources", "assumptions", "arithmetic", "rounding.points", "categories", "indicators", "scales",
        "bands", "statuses", "stages", "facts", "gates", "panels", "adjustments", "ranking", "awards", "objection",
        "instruments", "measures",
    )  # fmt: skip


class _Inner(Table):
    inner: int


class _Rows(Table):
    rows: list[_Inner]


class _Nested(Table):
    """Rows that hold nothing but rows, and a table that does."""

    outer: list[_Rows]
    single: _Rows


def test_rows_inside_rows_have_no_heading_of_their_own() -> None:
    assert headings(_Nested) == ("outer", "single.rows")


class _Later(Sourced):
    """A table that the format may gain one day."""

    name: str
    listed: list[Literal["satu", "dua"]] = Field(default=[])
    bounds: list[Number] = Field(default=[])
    share: Exact | None = None
    places: Annotated[int, Field(ge=0)] | Literal["nf"] = 2
    record: _Inner | None = None
    rows: list[_Inner] = Field(default=[])
    anything: dict[str, int] = Field(default={})
    pairs: list[dict[str, int]] = Field(default=[])
    codes: CodesOrNf = Field(default=["nf"])
    free: Any = None
    truth: bool = False
    class_: Annotated[str, Field(alias="class")] = ""


def test_a_key_that_the_format_gains_has_its_form_from_the_first_day() -> None:
    found = {shape.key: (shape.form, shape.required) for shape in shapes(_Later)}
    assert found == {
        "name": (Form.TEXT, True),
        "listed": (Form.WORDS, False),
        "bounds": (Form.NUMBERS, False),
        "share": (Form.NUMBER, False),
        "places": (Form.WHOLE, False),
        "record": (Form.RECORD, False),
        "rows": (Form.ROWS, False),
        "anything": (Form.INLINE, False),
        "pairs": (Form.INLINE, False),
        "codes": (Form.WORDS, False),
        "free": (Form.ANY, False),
        "truth": (Form.TRUTH, False),
        "class": (Form.TEXT, False),
        "ref": (Form.WORDS, True),
        "grade": (Form.CHOICE, True),
    }
    assert list(found) == [*list(found)[:-2], "ref", "grade"]


def test_what_else_there_is_to_know_of_a_key_is_read_from_the_format() -> None:
    found = {shape.key: shape for shape in shapes(_Later)}
    assert [key for key, shape in found.items() if shape.unpublished] == ["share", "places", "codes", "grade"]
    assert [key for key, shape in found.items() if shape.lone] == ["codes", "ref"]
    assert [key for key, shape in found.items() if shape.clearable] == ["share", "record", "free"]
    assert {key: shape.choices for key, shape in found.items() if shape.choices} == {
        "listed": ("satu", "dua"), "grade": ("A", "B", "C", "D", "nf"),
    }  # fmt: skip
    assert {key: shape.model for key, shape in found.items() if shape.model} == {"record": _Inner, "rows": _Inner}
    assert found["class"].name == "class_"
    parts = split(_Later)
    assert [[shape.key for shape in part] for part in parts[1:]] == [["record"], ["rows"]]
    assert len(parts[0]) == len(found) - 2


def test_a_text_that_looks_like_a_number_stays_a_text_and_a_fill_is_a_number() -> None:
    text = 'id = "isi"\ntext = "2030"\nreason = "1/2"\nfills = [\n  { key = "a", value = 0.5 },\n  { key = "b", value = "1/3" },\n  { key = "c", value = "zero" },\n  { key = "d", value = true },\n]\n'

    class Loose(Table):
        id: str
        text: str
        reason: str
        fills: list[Fill]

    written = canonical(text.replace("0.5", '"1/2"'), Loose)
    assert written.startswith('id = "isi"\ntext = "2030"\nreason = "1/2"\n')
    assert [line for line in written.splitlines() if "value" in line] == [
        'value = 0.5', 'value = "1/3"', 'value = "zero"', "value = true",
    ]  # fmt: skip


def test_only_a_list_that_may_be_one_text_is_written_as_one() -> None:
    class Both(Table):
        ref: Refs
        kinds: list[str]

    assert canonical('ref = ["a"]\nkinds = ["b"]\n', Both) == 'ref = "a"\nkinds = ["b"]\n'


def test_a_folder_without_notes_has_none_and_only_what_was_asked_for_is_read(tmp_path: Path) -> None:
    for name, text in (("rules.toml", STATED), ("opd.toml", QUESTIONS), ("lain.toml", QUESTIONS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    whole, part = read_folder(tmp_path), read_folder(tmp_path, ["opd.toml"])
    assert (list(whole.files), whole.notes) == (["rules.toml", "lain.toml", "opd.toml"], None)
    assert list(part.files) == ["rules.toml", "opd.toml"]
    assert list(part.texts()) == ["rules.toml", "opd.toml"]
    (tmp_path / "CATATAN.md").write_text("# Catatan\r\n", encoding="utf-8", newline="")
    assert read_folder(tmp_path, ()).texts()["CATATAN.md"] == "# Catatan\r\n"
    (tmp_path / "lain.toml").write_text("category = 5\n", encoding="utf-8")
    with pytest.raises(RuleErrors) as caught:
        read_folder(tmp_path)
    assert [problem.place.partition(",")[0] for problem in caught.value.problems] == [f"{tmp_path.name}/lain.toml"] * 2


def test_a_file_that_is_made_has_no_comments() -> None:
    assert Document(_Rows.model_validate({"rows": [{"inner": 1}]})).text() == "[[rows]]\ninner = 1\n"


def test_a_category_file_keeps_its_order() -> None:
    path = SHIPPED / "kkp" / "2024" / "upt.toml"
    codes = [q["code"] for q in tomllib.loads(path.read_text(encoding="utf-8"))["questions"]]
    again = tomllib.loads(canonical(path.read_text(encoding="utf-8"), CategoryFile))["questions"]
    assert [q["code"] for q in again] == codes


def test_the_script_names_the_kind_of_each_file() -> None:
    kinds = {model_of(Path(name)).__name__ for name in ("rules.toml", "assumptions.toml", "opd.toml")}
    assert kinds == {"RulesFile", "SharedFile", "CategoryFile"}
