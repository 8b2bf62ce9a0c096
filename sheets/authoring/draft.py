"""From the sheets of an authored workbook to rule files: every fault of form at once, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from questionnaires.problems import Problem
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.tables import Table
from questionnaires.writing import HEAD, Anchor, Document, Folder, headings
from questionnaires.writing.folder import RULES as RULES_FILE
from questionnaires.writing.shape import shapes, split
from sheets.authoring.areas import Area, Page, Spot, find_areas, problem
from sheets.authoring.collect import Item, Path, collect, tidy, unread
from sheets.authoring.faults import explain
from sheets.authoring.lay import SUFFIX
from sheets.authoring.plan import FILE, FILES, NOTES, SHEETS, Block, block_named
from sheets.authoring.titles import sheet_title, title
from sheets.authoring.values import filled, listed, shown
from sheets.cells import as_text

_STEM = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")


@dataclass(slots=True)
class _File:
    """One rule file being put together. spots, told: as in `Item`, with the path from the top of the file."""

    raw: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)
    comments: dict[Anchor, str] = field(default_factory=dict)

    def add(self, block: Block, item: Item) -> None:
        """Put an item into its table."""
        tidy(item, block.columns)
        path: Path = block.path
        here: Any = self.raw
        if block.upright or not path:
            for key in path:
                here = here.setdefault(key, {})
            here.update(item.raw)
            anchor = (block.heading, 0)
        else:
            for key in path[:-1]:
                here = here.setdefault(key, {})
            rows = here.setdefault(path[-1], [])
            anchor = (block.heading, len(rows))
            path = (*path, len(rows))
            rows.append(item.raw)
        self.spots.update({(*path, *below): spot for below, spot in item.spots.items()})
        self.told |= {(*path, *below) for below in item.told}
        if item.comment:
            self.comments[anchor if anchor[0] else HEAD] = item.comment


@dataclass(frozen=True, slots=True)
class Draft:
    """What a workbook says, or why it cannot be used.

    problems: every fault; while there is one, `folder` is None or must not be used. notices: what was not read, and
    why. spots: the place of every value, by file and path.
    """

    folder: Folder | None
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    spots: Mapping[Path, Spot]

    @property
    def rules(self) -> RulesFile | None:
        """Return the tables of `rules.toml`, None where the workbook cannot be used."""
        table = self.folder.files[RULES_FILE].table if self.folder else None
        return table if isinstance(table, RulesFile) else None


def read_pages(pages: Mapping[str, Page]) -> Draft:
    """Return what the sheets say, each under the name of the plan."""
    problems: list[Problem] = []
    notices: list[Problem] = []
    tables: dict[str, tuple[Area, list[Item]]] = {}
    for sheet in SHEETS:
        for area in find_areas(sheet, pages[sheet], problems) if sheet in pages else ():
            if area.block.name in tables:
                spot = Spot(pages[sheet].grid.name, area.block.title, max(area.rows.start - 2, 0))
                problems.append(problem(spot, "tabel_ganda", tabel=area.block.title))
                continue
            items = collect(area, problems)
            notices += unread(area)
            tables[area.block.name] = (area, items)
    files = _files(tables, problems)
    documents = {name: made for name, file in files.items() if (made := _validated(name, file, problems)) is not None}
    spots = {(name, *path): spot for name, file in files.items() for path, spot in file.spots.items()}
    notes = _notes(pages, problems)
    complete = len(documents) == len(files) and not problems
    folder = Folder(documents, notes) if complete else None
    return Draft(folder, tuple(dict.fromkeys(problems)), tuple(notices), spots)


def _notes(pages: Mapping[str, Page], problems: list[Problem]) -> str | None:
    """Return the notes, one line a row, closed by a line break; a line that is no text in the first column is told."""
    if NOTES not in pages:
        return None
    grid = pages[NOTES].grid
    for (row, at), fault in sorted(grid.faults.items()):
        key = "galat" if fault.startswith("#") else "rumus"
        problems.append(problem(Spot(grid.name, "", row, at), key, isi=shown(fault)))
    for row, cells in enumerate(grid.rows):
        for at, cell in enumerate(cells[1:], start=1):
            if filled(cell) and (row, at) not in grid.faults:
                problems.append(problem(Spot(grid.name, "", row, at), "catatan_kolom", isi=shown(cell)))
    lines = ["".join(as_text(cell) for cell in row[:1]) for row in grid.rows]
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines) + "\n" if lines else None


def _files(tables: Mapping[str, tuple[Area, list[Item]]], problems: list[Problem]) -> dict[str, _File]:
    """Return the rule files by name, `rules.toml` first, then the categories in order."""
    rules = _File()
    files = {RULES_FILE: rules}
    identity = block_named("rules")
    there = tables[identity.name][0].page.grid.name if identity.name in tables else sheet_title(identity.sheet)
    rules.spots[()] = Spot(there, identity.title)
    named = _named(tables, problems)
    for stem, item in named.items():
        files[stem + SUFFIX] = file = _File()
        file.add(block_named(FILES), item)
    for name, (area, items) in tables.items():
        if area.block.path:
            for file in files.values() if area.block.by_file else (rules,):
                file.spots.setdefault(area.block.path, area.spot())
        for item in items if name != FILES else ():
            own = _stem(area.block, item, list(named), problems)
            if own is not None:
                files[own + SUFFIX if own else RULES_FILE].add(area.block, item)
    return files


def _named(tables: Mapping[str, tuple[Area, list[Item]]], problems: list[Problem]) -> dict[str, Item]:
    """Return the category files by the name without ending: those listed, and those that rows speak of."""
    found: dict[str, Item] = {}
    for item in tables[FILES][1] if FILES in tables else ():
        stem = item.file.removesuffix(SUFFIX) or str(item.raw.get("category", ""))
        spot = item.spots.get((FILE,), item.spots[()])
        if not _STEM.match(stem) or stem + SUFFIX == RULES_FILE:
            problems.append(problem(spot, "nama_berkas", isi=shown(stem)))
        elif stem in found:
            problems.append(problem(spot, "kuesioner_ganda", isi=stem))
        else:
            found[stem] = item
    categories = {str(item.raw.get("file", "")).removesuffix(SUFFIX): item for item in
                  (tables["categories"][1] if "categories" in tables else ())}  # fmt: skip
    spoken = [item.file.removesuffix(SUFFIX) for _, items in tables.values() for item in items]
    only = list(categories) if not found and len(categories) == 1 else []
    for stem in dict.fromkeys([*spoken, *only]):
        row = categories.get(stem)
        if row is not None and stem not in found and _STEM.match(stem):
            raw = {"category": row.raw.get("code", ""), "label": row.raw.get("label", "")}
            found[stem] = Item(raw, {(): row.spots[()]}, file=stem)
    return found


def _stem(block: Block, item: Item, named: list[str], problems: list[Problem]) -> str | None:
    """Return the category file that an item belongs to, nothing for `rules.toml`, None where that is unclear."""
    if not block.by_file:
        return ""
    stem = item.file.removesuffix(SUFFIX)
    column = title(block.name, "berkas")
    if stem:
        known = {name.casefold(): name for name in named}
        if stem.casefold() in known:
            return known[stem.casefold()]
        table = block_named(FILES).title
        problems.append(
            problem(item.spots[(FILE,)], "kuesioner_lain", isi=shown(stem), tabel=table, pilihan=listed(named) or "-")
        )
        return None
    if block.path[0] in RulesFile.model_fields and not (named and _of_a_category(block, item)):
        return ""
    if len(named) == 1:
        return named[0]
    if named:
        problems.append(
            problem(item.spots[()], "kuesioner_kosong", judul=column, jumlah=len(named), pilihan=listed(named))
        )
    else:
        problems.append(problem(item.spots[()], "tanpa_kuesioner", tabel=block_named(FILES).title))
    return None


def _of_a_category(block: Block, item: Item) -> bool:
    """Tell whether an item lacks what only the table of `rules.toml` needs, not that of a category."""
    models = [
        next((shape.model for shape in split(file)[2] if shape.key == block.path[0]), None)
        for file in (RulesFile, CategoryFile)
    ]
    rules, category = ({shape.key: shape for shape in shapes(model)} if model else {} for model in models)
    needed = {key for key, shape in rules.items() if shape.required and key not in category}
    return bool(needed) and not needed & set(item.raw)


def _validated(name: str, file: _File, problems: list[Problem]) -> Document | None:
    model: type[Table] = RulesFile if name == RULES_FILE else CategoryFile
    try:
        table = model.model_validate(file.raw)
    except ValidationError as error:
        problems += explain(model, error.errors(), file.spots, file.told)
        return None
    known = headings(model)
    return Document(table, {anchor: said for anchor, said in file.comments.items() if not anchor[0] or
                            anchor[0] in known})  # fmt: skip
