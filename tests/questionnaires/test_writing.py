"""One canonical form of every rule file: what it says is kept, comments included, and writing it again changes nothing."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from questionnaires import SHIPPED
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.tables import Refs, Sourced, Table
from questionnaires.values import Exact, Number
from questionnaires.writing import canonical, read_folder
from questionnaires.writing.comments import comments_of
from questionnaires.writing.shape import Form, shapes
from questionnaires.writing.text import pair
from scripts.canonical import model_of, rule_files

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


class _Inner(Table):
    inner: int


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
        "class": (Form.TEXT, False),
        "ref": (Form.WORDS, True),
        "grade": (Form.CHOICE, True),
    }
    assert list(found) == [*list(found)[:-2], "ref", "grade"]


def test_only_a_list_that_may_be_one_text_is_written_as_one() -> None:
    class Both(Table):
        ref: Refs
        kinds: list[str]

    assert canonical('ref = ["a"]\nkinds = ["b"]\n', Both) == 'ref = "a"\nkinds = ["b"]\n'


def test_a_category_file_keeps_its_order() -> None:
    path = SHIPPED / "kkp" / "2024" / "upt.toml"
    codes = [q["code"] for q in tomllib.loads(path.read_text(encoding="utf-8"))["questions"]]
    again = tomllib.loads(canonical(path.read_text(encoding="utf-8"), CategoryFile))["questions"]
    assert [q["code"] for q in again] == codes


def test_the_script_names_the_kind_of_each_file() -> None:
    kinds = {model_of(Path(name)).__name__ for name in ("rules.toml", "assumptions.toml", "opd.toml")}
    assert kinds == {"RulesFile", "SharedFile", "CategoryFile"}
