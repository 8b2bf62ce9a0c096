"""The sheets beside the score: what is still to be earned, the rules with their sources, the assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from scoring.gains import Gain
from scoring.numbers import Mode, Rounding
from scoring.rules import Assumption, Questionnaire, Setting
from sheets.paper import Paper, row_height, words
from sheets.sumspage import number_words
from wording import text

Row = Sequence[str]

_SHOWN = Rounding(2, Mode.HALF_UP)


def write_gaps(paper: Paper, questionnaire: Questionnaire, gains: Sequence[Gain]) -> None:
    """Write what would raise the score, as it was when the workbook was made."""
    page = paper.sheet(text("sheets.lembar.belum"), [13.0, 52, 20, 12, 60])
    questions = {question.code: question for question in questionnaire.questions}
    rows = [
        (
            gain.code,
            questions[gain.code].text,
            text(f"sheets.belum.jenis.{gain.gap}"),
            number_words(_SHOWN.apply(gain.points)),
            questions[gain.code].remedy,
        )
        for gain in gains
    ]
    titles = [text(f"sheets.belum.kolom.{key}") for key in ("kode", "pertanyaan", "perlu", "tambahan", "cara")]
    explained = text("sheets.belum.cara") if rows else text("sheets.belum.tidak_ada")
    _table(paper, page, text("sheets.belum.judul"), explained, titles, rows, [13.0, 52, 20, 12, 60])


def write_rules(paper: Paper, questionnaire: Questionnaire) -> None:
    """Write every number that decides, with its source, and the sources themselves."""
    widths = [44.0, 44, 18, 10, 60]
    page = paper.sheet(text("sheets.lembar.aturan"), widths)
    rules = questionnaire.rules
    titles = [text(f"sheets.aturan.kolom.{key}") for key in ("hal", "isi", "sumber", "derajat", "keterangan")]
    row = _table(paper, page, text("sheets.aturan.judul"), rules.title, titles, list(_rules(questionnaire)), widths)
    words(page, row + 1, 0, text("sheets.aturan.daftar_sumber"), paper.style("section"))
    named = _named_sources(questionnaire)
    for at, source in enumerate((s for s in rules.sources.values() if s.id in named), start=row + 2):
        words(page, at, 0, source.id, paper.style("cell"))
        words(page, at, 1, source.title, paper.style("plain"))
        words(page, at, 4, source.url, paper.style("plain"))


def write_assumptions(paper: Paper, known: Mapping[str, Assumption], used: Sequence[str]) -> None:
    """Write the assumptions `used`, those that this very result depends on."""
    widths = [28.0, 60, 60]
    page = paper.sheet(text("sheets.lembar.anggapan"), widths)
    rows = [(name, known[name].text, known[name].reason) for name in used if name in known]
    titles = [text(f"sheets.anggapan.kolom.{key}") for key in ("nama", "isi", "alasan")]
    explained = text("sheets.anggapan.cara") if rows else text("sheets.anggapan.tidak_ada")
    _table(paper, page, text("sheets.anggapan.judul"), explained, titles, rows, widths)


def _table(
    paper: Paper,
    page: Worksheet,
    title: str,
    explained: str,
    titles: Sequence[str],
    rows: Sequence[Row],
    widths: Sequence[float],
) -> int:
    """Write a titled table; return the row below it."""
    page.set_row(0, 32)
    words(page, 0, 0, title, paper.style("title"))
    words(page, 1, 0, explained, paper.style("plain"))
    for column, name in enumerate(titles):
        words(page, 3, column, name, paper.style("header"))
    for at, row in enumerate(rows, start=4):
        page.set_row(at, row_height(zip(row, widths, strict=True)))
        for column, value in enumerate(row):
            words(page, at, column, value, paper.style("cell"))
    page.freeze_panes(4, 0)
    page.repeat_rows(3)
    page.fit_to_pages(1, 0)
    return 4 + len(rows)


def _rules(questionnaire: Questionnaire) -> Iterable[Row]:
    rules = questionnaire.rules
    for indicator in questionnaire.indicators:
        yield _setting(text("sheets.aturan.bobot", nama=indicator.label), indicator.weight)
    for band in rules.bands:
        printed = text("sheets.aturan.tercetak", rentang=band.printed) if band.printed else ""
        yield _setting(text("sheets.aturan.kelas", nama=band.label), band.lower, printed)
    for step, declared in rules.rounding.items():
        yield _rounding(text(f"sheets.aturan.pembulatan.{step}"), declared.rounding, declared.assumption)
    default = rules.default_rounding
    yield _rounding(text("sheets.aturan.pembulatan.lain"), default.rounding, default.assumption)
    yield (text("sheets.aturan.kelas_dari"), text(f"sheets.aturan.kelas_on.{rules.class_on}"), "", "", "")
    yield (text("sheets.aturan.kosong"), text(f"sheets.aturan.blank.{rules.blank}"), "", "", "")
    for question in questionnaire.questions:
        if question.scored:
            yield _setting(text("sheets.aturan.butir", kode=question.code), question.weight)


def _setting(name: str, setting: Setting, remark: str = "") -> Row:
    value = text("sheets.hitungan.tidak_terbit") if setting.value is None else number_words(Fraction(setting.value))
    assumed = text("sheets.aturan.anggapan", nama=setting.assumption) if setting.assumption else ""
    return (name, value, ", ".join(setting.ref), setting.grade, "; ".join(part for part in (remark, assumed) if part))


def _rounding(name: str, rounding: Rounding, assumption: str | None) -> Row:
    mode = text(f"sheets.aturan.cara.{rounding.mode}")
    value = text("sheets.aturan.angka_desimal", jumlah=rounding.places, cara=mode)
    return (name, value, "", "", text("sheets.aturan.anggapan", nama=assumption) if assumption else "")


def _named_sources(questionnaire: Questionnaire) -> set[str]:
    settings = [indicator.weight for indicator in questionnaire.indicators]
    settings += [band.lower for band in questionnaire.rules.bands]
    settings += [question.weight for question in questionnaire.questions]
    named = {ref for setting in settings for ref in setting.ref}
    return named | {ref for question in questionnaire.questions for ref in question.ref}
