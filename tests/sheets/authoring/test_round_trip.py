"""A rule set goes out as a workbook and comes back byte by byte, whichever rule set and category it is."""

from __future__ import annotations

import os
import tomllib
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from questionnaires import SHIPPED, Library
from questionnaires.editions import editions_in
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.writing import Document, Folder, canonical, read_folder
from questionnaires.writing.folder import NOTES
from sheets.authoring.draft import Draft, read_pages
from sheets.authoring.examine import examine
from sheets.authoring.plan import NOTES as NOTES_SHEET
from sheets.authoring.plan import SHEETS, blocks
from sheets.authoring.reader import read_authoring
from sheets.authoring.titles import bare, sheet_title
from sheets.authoring.workbook import write_authoring
from tests.sheets.authoring.contoh import Workbook, good
from tests.sheets.libreoffice import saved

DEEP = os.environ.get("MONEV_DEEP") == "1"
FOLDERS = [edition.folder for edition in editions_in(SHIPPED)]
THROUGH_FILES = FOLDERS if DEEP else FOLDERS[::12]
CATEGORIES = [
    (folder, path.name) for folder in FOLDERS for path in sorted(folder.glob("*.toml")) if path.name != "rules.toml"
]


def _file(folder: Folder) -> bytes:
    target = BytesIO()
    write_authoring(folder, target)
    return target.getvalue()


def _same(draft: Draft, folder: Folder) -> None:
    assert [str(found) for found in (*draft.problems, *draft.notices)] == []
    assert draft.folder is not None
    assert draft.folder.texts() == folder.texts()
    assert list(draft.folder.texts()) == list(folder.texts())


def test_every_rule_set_comes_back_from_its_sheets_as_its_files_stand() -> None:
    for place in FOLDERS:
        folder = read_folder(place)
        _same(read_pages(Workbook.of(folder).pages()), folder)
        written = {name: (place / name).read_bytes().decode("utf-8") for name in folder.texts()}
        assert folder.texts() == written


def test_every_category_comes_back_alone() -> None:
    assert len(CATEGORIES) > 30
    for place in dict.fromkeys(place for place, _ in CATEGORIES):
        whole = read_folder(place)
        rules = whole.files["rules.toml"]
        for name in (name for other, name in CATEGORIES if other == place):
            folder = Folder({"rules.toml": rules, name: whole.files[name]}, whole.notes)
            _same(read_pages(Workbook.of(folder).pages()), folder)


@pytest.mark.parametrize("place", THROUGH_FILES, ids=lambda place: f"{place.parent.name}/{place.name}")
def test_a_rule_set_comes_back_through_a_file(place: Path) -> None:
    folder = read_folder(place)
    _same(read_authoring(_file(folder)), folder)


def test_categories_come_back_through_files() -> None:
    for place, name in CATEGORIES if DEEP else CATEGORIES[::16]:
        folder = read_folder(place, [name])
        _same(read_authoring(_file(folder)), folder)


def test_rule_sets_come_back_from_a_file_that_libreoffice_saved(tmp_path: Path) -> None:
    places = FOLDERS if DEEP else [SHIPPED / "pusat" / "2025"]
    folders = {f"{place.parent.name}-{place.name}": read_folder(place) for place in places}
    files = saved({name: _file(folder) for name, folder in folders.items()}, tmp_path)
    for name, folder in folders.items():
        _same(read_authoring(files[name]), folder)


def test_equal_rules_give_equal_bytes() -> None:
    assert _file(good()) == _file(good())


def test_an_overlay_comes_back_with_what_it_leaves_out_and_moves() -> None:
    folder = read_folder(SHIPPED / "kaltim" / "2025@2", ["opd.toml"])
    table = folder.files["opd.toml"].table
    assert isinstance(table, CategoryFile)
    assert table.base == "kaltim/2025@1:opd"
    assert table.leave_out
    assert table.move
    found = examine(read_authoring(_file(folder)), Library())
    assert [str(problem) for problem in found.problems] == []
    assert found.whole is not None
    assert len(found.whole.questionnaires["opd"].questions) == len(
        Library().questionnaire("kaltim/2025@2", "opd").questions
    )


LAID_OVER = """
owner = "uji"
year = 2031
version = 1
state = "draft"
title = "Lapisan uji"
base = "uji/2030"
base_seen = 1

[[leave_out]]
table = "stages"
codes = ["uji_publik"]
reason = "Tidak ada uji publik."

[[leave_out]]
table = "awards"
reason = "Tanpa penghargaan."

[[categories]]
code = "opd"
label = "Perangkat daerah"
file = "opd.toml"
"""

CHANGED = """
category = "opd"
label = "Perangkat daerah"
base = "uji/2030:opd"

[[leave_out]]
codes = ["UJI-4"]
reason = "Belum ada meja layanan."

[[change]]
codes = ["UJI-1", "UJI-2"]
reason = "Tanpa tingkat dan dasar hukum."
scale = ""
legal = []

[[change]]
codes = ["UJI-3"]
reason = "Satu rentang saja, tanpa kelompok."
counts = [{ lower = 1, points = 15 }]
group = "Lain"
ref = []
"""


def test_what_an_overlay_takes_away_and_changes_comes_back() -> None:
    """An empty value says something else than none: it takes away what was inherited."""
    texts = {"rules.toml": LAID_OVER, "opd.toml": CHANGED}
    models = {"rules.toml": RulesFile, "opd.toml": CategoryFile}
    folder = Folder({
        name: Document(models[name].model_validate(tomllib.loads(text, parse_float=Decimal)))
        for name, text in texts.items()
    })  # fmt: skip
    written = folder.texts()
    assert 'scale = ""\nlegal = []\n' in written["opd.toml"]
    assert 'group = "Lain"\nref = []\n' in written["opd.toml"]
    _same(read_pages(Workbook.of(folder).pages()), folder)
    _same(read_authoring(_file(folder)), folder)


def test_comments_and_notes_come_back() -> None:
    texts = good().texts()
    assert "# Bobot dari pedoman.\n[[indicators]]" in texts["rules.toml"]
    assert texts["opd.toml"].startswith("# Butir uji.\n\n")
    draft = read_authoring(_file(good()))
    assert draft.folder is not None
    assert draft.folder.texts() == texts
    assert draft.folder.notes == texts[NOTES]


def test_the_workbook_holds_the_sheets_that_are_named_and_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(_file(good())))
    named = [bare(name) for name in book.sheetnames]
    assert named[:7] == ["petunjuk", "aturan", "indikator", "pertanyaan", "pilihan", "kelas", "tahap"]
    assert sheet_title(NOTES_SHEET) in book.sheetnames
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = Workbook.of(good())
    book.change("set", table="questions", key="text", value='=HYPERLINK("https://contoh.id";"Apakah")')
    draft = read_pages(book.pages())
    assert draft.folder is not None
    data = _file(draft.folder)
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=HYPERLINK")] == ["s"]
    _same(read_authoring(data), draft.folder)


def test_columns_carry_notes_and_lists_to_choose_from() -> None:
    book = openpyxl.load_workbook(BytesIO(_file(good())))
    sheet = book["Pertanyaan"]
    notes = [cell.comment.text for cell in sheet[3] if cell.comment is not None]
    assert len(notes) > 20
    lists = {check.formula1 for check in sheet.data_validations.dataValidation}
    assert '"ya/tidak,satu pilihan,beberapa pilihan,jumlah"' in lists
    assert any(str(formula).startswith("'Indikator'!") for formula in lists)


def test_every_table_of_the_format_has_a_place_and_every_column_a_title_of_its_own() -> None:
    for block in blocks():
        titles = [bare(column.title) for column in block.columns]
        assert len(set(titles)) == len(titles), block.name
    tables = {block.path[0] for block in blocks() if block.path}
    for model in (RulesFile, CategoryFile):
        rows = {field.alias or name for name, field in model.model_fields.items() if "list[" in str(field.annotation)}
        assert {row for row in rows if row not in tables} == set(), model.__name__
    assert {block.sheet for block in blocks()} == set(SHEETS)


def test_no_key_of_an_upright_table_is_called_like_a_table() -> None:
    names = {bare(block.title) for block in blocks()} | {bare(block.name) for block in blocks()}
    keys = {bare(column.title) for block in blocks() if block.upright for column in block.columns}
    assert names & keys == set()


def test_what_was_read_is_canonical() -> None:
    draft = read_authoring(_file(good()))
    assert draft.folder is not None
    for name, text in draft.folder.texts().items():
        if name.endswith(".toml"):
            assert canonical(text, RulesFile if name == "rules.toml" else CategoryFile) == text
