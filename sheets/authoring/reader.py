"""Reading an authored workbook: its outside is checked first, then its sheets, then what they say."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from questionnaires.problems import Problem
from sheets.authoring.areas import Page, problem
from sheets.authoring.draft import Draft, read_pages
from sheets.authoring.plan import GUIDE, NOTES, RULES, SHEETS
from sheets.authoring.titles import bare, sheet_title
from sheets.cells import Book, percent_cells
from sheets.container import CELL_LIMIT, FILE_LIMIT, Package, UnreadableError
from sheets.layout import STAMP_SHEET
from sheets.layout import problem as package_problem
from sheets.walk import DamagedError, elements
from wording import text


def read_authoring(source: bytes | Path, name: str = "") -> Draft:
    """Return what an authored workbook says, or every fault of its form.

    Args:
        name: how messages call the file.
    """
    called = name or (source.name if isinstance(source, Path) else text("sheets.tempat.berkas"))
    try:
        data = source if isinstance(source, bytes) else _bytes(source)
        return _read(Package(data, called))
    except UnreadableError as error:
        return _refused(error.problem)
    except OSError as error:
        return _refused(package_problem(called, "tidak_terbuka", sebab=error.strerror or str(error)))


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(FILE_LIMIT + 1)


def _refused(found: Problem) -> Draft:
    return Draft(None, (found,), (), {})


def _read(package: Package) -> Draft:
    wanted = {bare(spelled): name for name in (*SHEETS, NOTES) for spelled in (name, sheet_title(name))}
    there: dict[str, str] = {}
    others: list[str] = []
    for sheet in package.sheets:
        name = wanted.get(bare(sheet))
        if name in there:
            return _refused(problem(package.name, "lembar_ganda", lembar=sheet))
        if name is not None:
            there[name] = sheet
        elif bare(sheet) != bare(sheet_title(GUIDE)):
            others.append(sheet)
    if RULES not in there:
        if STAMP_SHEET in package.sheets:
            return _refused(problem(package.name, "jawaban"))
        return _refused(problem(package.name, "tanpa_lembar", lembar=sheet_title(RULES)))
    book = Book(package, list(there.values()))
    pages = {
        name: Page(book.grid(sheet), _merged(package, sheet), cache(partial(percent_cells, package, sheet)))
        for name, sheet in there.items()
    }
    draft = read_pages(pages)
    offered = ", ".join(sheet_title(name) for name in SHEETS)
    unread = tuple(problem(package.name, "lembar_lain", lembar=sheet, pilihan=offered) for sheet in others)
    return Draft(draft.folder, draft.problems, (*unread, *draft.notices), draft.spots)


def _merged(package: Package, sheet: str) -> list[str]:
    """Return the ranges of joined cells; a sheet with more than anybody joins is damaged."""
    try:
        found = elements(package.part(package.sheets[sheet]), "mergeCell", CELL_LIMIT)
    except DamagedError as error:
        raise UnreadableError(package_problem(package.name, "rusak")) from error
    return [joined.get("ref", "") for joined in found]
