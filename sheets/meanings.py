"""The sheet that says what each level and option means, each scale once."""

from __future__ import annotations

from scoring.rules import Level, Questionnaire
from sheets.choices import shown
from sheets.paper import Paper, row_height, words
from wording import text

_WIDTHS = [30.0, 26, 90]
_CODES_SHOWN = 12


def has_meanings(questionnaire: Questionnaire) -> bool:
    """Tell whether any level or option is defined."""
    return any(level.definition for scale in _scales(questionnaire) for level in scale)


def write_meanings(paper: Paper, questionnaire: Questionnaire) -> None:
    """Write the sheet."""
    page = paper.sheet(text("sheets.lembar.arti"), _WIDTHS)
    page.set_row(0, 32)
    words(page, 0, 0, text("sheets.arti.judul"), paper.style("title"))
    for column, key in enumerate(("butir", "pilihan", "arti")):
        words(page, 2, column, text(f"sheets.arti.{key}"), paper.style("header"))
    row = 3
    for scale, codes in _scales(questionnaire).items():
        asked = ", ".join(codes[:_CODES_SHOWN])
        if len(codes) > _CODES_SHOWN:
            asked = text("sheets.arti.dan_lain", kode=asked, jumlah=len(codes) - _CODES_SHOWN)
        for at, (choice, level) in enumerate(zip(shown(scale), scale, strict=True)):
            named = "" if at else asked
            words(page, row, 0, named, paper.style("small"))
            words(page, row, 1, choice.words, paper.style("cell", bold=True))
            words(page, row, 2, level.definition, paper.style("cell"))
            page.set_row(row, row_height([(named, 34), (choice.words, 24), (level.definition, 88)]))
            row += 1
        row += 1
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})


def _scales(questionnaire: Questionnaire) -> dict[tuple[Level, ...], list[str]]:
    """Return every scale that is used, with the codes of its questions; points do not make another scale."""
    found: dict[tuple[tuple[str, str, str], ...], tuple[tuple[Level, ...], list[str]]] = {}
    for question in questionnaire.questions:
        for scale in (question.options, question.levels):
            if scale:
                key = tuple((level.code, level.label, level.definition) for level in scale)
                found.setdefault(key, (scale, []))[1].append(question.code)
    return dict(found.values())
