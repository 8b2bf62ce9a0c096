"""The sheet of sums: indicators, total and class in whole numbers over one common denominator."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from scoring.rules import Band, ClassOn, Step
from scoring.sheet import IndicatorScore, ScoreSheet
from sheets.exact import Arithmetic, Share, comparison
from sheets.formulas import printed, quoted
from sheets.paper import Paper, words
from sheets.places import FIRST_SUM, Places, score_sheet, sums_sheet
from sheets.scorepage import put
from wording import number, text

_TITLES = (
    "indikator", "bobot", "bobot_bulat", "dihitung", "berlaku", "pembilang", "penyebut", "pengali", "jumlah", "tinggi",
    "masuk", "terbit", "menunggu",
)  # fmt: skip
_WIDTHS = [44.0, 20, 12, 12, 10, 14, 14, 14, 16, 16, 16, 12, 10]
_BAND_TITLES = ("kelas", "tercetak", "mulai", "dalam_cetakan", "tercapai", "hasil")


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where the search down the class table stops at a class.

    start: from where the class is known to begin. open_from: from where it cannot be told whether it begins, None where
    its bound was published.
    """

    start: Fraction | None
    open_from: Fraction | None
    label: str
    refused: str
    formula: str
    outcome: str | None

    def reached(self, value: Fraction) -> bool:
        """Tell whether the class is known to begin at or below `value`."""
        return self.start is not None and value >= self.start

    def holds(self, value: Fraction) -> bool:
        """Tell whether the search stops here."""
        return self.reached(value) or (self.open_from is not None and value >= self.open_from)

    def words(self, value: Fraction) -> str:
        """Return the class, or why there is none."""
        return self.label if self.open_from is None or self.reached(value) else self.refused


@dataclass(slots=True)
class SumsPage:
    """Writes the sheet of sums; it exists only where the workbook has formulas."""

    paper: Paper
    places: Places
    sheet: ScoreSheet
    exact: Arithmetic

    def write(self) -> None:
        """Write the sheet."""
        page = self.paper.sheet(sums_sheet(), _WIDTHS)
        page.set_row(0, 32)
        words(page, 0, 0, text("sheets.hitungan.judul"), self.paper.style("title"))
        words(page, 1, 0, text("sheets.hitungan.cara"), self.paper.style("plain"))
        page.set_row(FIRST_SUM - 1, 46)
        for column, key in enumerate(_TITLES):
            words(page, FIRST_SUM - 1, column, text(f"sheets.hitungan.kolom.{key}"), self.paper.style("header"))
        for share, score in zip(self.exact.shares, self.sheet.indicators, strict=True):
            self._indicator(page, share, score)
        self._numbers(page)
        if self.exact.questionnaire.rules.bands:
            self._bands(page)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _indicator(self, page: Worksheet, share: Share, score: IndicatorScore) -> None:
        code, row = share.indicator.code, self.places.indicators[share.indicator.code]
        words(page, row, 0, share.indicator.label, self.paper.style("cell"))
        words(page, row, 1, number_words(share.indicator.weight.value or Fraction(0)), self.paper.style("whole"))
        page.write_number(row, 2, share.weight, self.paper.style("step"))
        entered = self._entered(share, score)
        values: list[float | str] = [
            share.counted,
            share.live,
            share.numerator,
            share.denominator,
            share.factor,
            self.exact.over_common(score.earned) if score.earned is not None else self._so_far(share),
            share.counted * share.factor,
            entered,
            "" if score.published is None else float(score.published),
            self._waiting(share),
        ]
        styles = ["step"] * 8 + ["sum", "step"]
        for at, (formula, value) in enumerate(zip(self._formulas(code, row + 1), values, strict=True)):
            put(page, row, 3 + at, formula, self.paper.style(styles[at]), value)

    def _formulas(self, code: str, at: int) -> list[str]:
        """Return the formulas of an indicator, from the units that count to the questions that wait."""
        common, whole, left = (self.places.cell(key) for key in ("penyebut", "bobot", "bobot_berlaku"))
        over, under = (f"$C{at}*{whole}", f"$D{at}*{left}") if self.exact.droppable else (f"$C{at}", f"$D{at}")
        lines = self.places.sums.get(code)
        counted, numerators, waiting = (
            (f"{_line_sum(lines, column)}" if lines is not None else "0") for column in "JKL"
        )
        total = f"MIN({numerators},$J{at})" if self.exact.rounds(Step.QUESTION) else numerators
        printing = self.exact.printing(Step.INDICATOR)
        rounded = printed(f"$I{at}", common, printing)
        enters = f"$I{at}"
        if self.exact.rounds(Step.INDICATOR):
            enters = f"MIN(({rounded})*({common}/{10**printing.places}),$J{at})"
        return [
            counted,
            f"IF($D{at}>0,1,0)",
            f"IF($E{at}=0,0,{over}/GCD({over},{under}))",
            f"IF($E{at}=0,1,{under}/GCD({over},{under}))",
            f"$F{at}*({common}/({self.places.cell('satuan')}*$G{at}))",
            total,
            f"$D{at}*$H{at}",
            enters,
            f'IF($M{at}>0,"",({rounded})/{10**printing.places})',
            waiting,
        ]

    def _so_far(self, share: Share) -> int:
        codes = {question.code for question in share.questions}
        earned = sum(self.exact.over_common(line.earned) for line in self.sheet.questions if line.code in codes)
        return min(earned, share.counted * share.factor)

    def _entered(self, share: Share, score: IndicatorScore) -> int:
        whole = self._so_far(share) if score.earned is None else self.exact.over_common(score.earned)
        if not self.exact.rounds(Step.INDICATOR):
            return whole
        rounded = self.exact.printing(Step.INDICATOR).apply(Fraction(whole, self.exact.denominator))
        return min(self.exact.over_common(rounded), share.counted * share.factor)

    def _waiting(self, share: Share) -> int:
        worths = [self.exact.lines[question.code].worth for question in share.questions]
        return sum(worth.points is None and worth.counts for worth in worths)

    def _numbers(self, page: Worksheet) -> None:
        values, formulas = self._number_values(), self._number_formulas()
        words(
            page,
            min(self.places.numbers.values()) - 1,
            0,
            text("sheets.hitungan.bilangan"),
            self.paper.style("section"),
        )
        for key, row in self.places.numbers.items():
            words(page, row, 0, text(f"sheets.hitungan.angka.{key}"), self.paper.style("cell"))
            named = {"terbit": "sum", "kelas": "sum_text", "pesan": "cell"}.get(key, "whole")
            style = self.paper.style(named, num_format=self._format()) if key == "terbit" else self.paper.style(named)
            put(page, row, 1, formulas[key], style, values[key])

    def _format(self) -> str:
        return places_format(self.exact.printing(Step.STAGE).places)

    def _number_values(self) -> dict[str, float | str]:
        exact, sheet = self.exact, self.sheet
        printing = exact.printing(Step.STAGE)
        total = sum(self._entered(share, score) for share, score in zip(exact.shares, sheet.indicators, strict=True))
        value = Fraction(total, exact.denominator)
        waiting = sum(self._waiting(share) for share in exact.shares)
        live = sum(share.live for share in exact.shares)
        message = _message(live, waiting)
        return {
            "satuan": exact.unit,
            "bobot": exact.whole,
            "bobot_berlaku": exact.remaining,
            "kelipatan": exact.common,
            "penyebut": exact.denominator,
            "batas": exact.highest,
            "cukup": 1,
            "pembilang": total,
            "periksa": 0,
            "menunggu": waiting,
            "berlaku": live,
            "pesan": message,
            "dicetak": int(printing.apply(value) * 10**printing.places),
            "terbit": "" if message else float(sheet.published or 0),
            "untuk_kelas": int(printing.apply(value * 100 / sheet.maximum) * 10**printing.places),
            "kelas": "" if message else class_words(sheet),
        }

    def _number_formulas(self) -> dict[str, str | None]:
        cell, rows = self.places.cell, sorted(self.places.indicators.values())
        first, last = rows[0] + 1, rows[-1] + 1
        printing, scale = self.exact.printing(Step.STAGE), 10 ** self.exact.printing(Step.STAGE).places
        multiples = [f"{cell('satuan')}*{cell('kelipatan')}"]
        multiples += [
            str(10 ** self.exact.printing(s).places) for s in (Step.QUESTION, Step.INDICATOR) if self.exact.rounds(s)
        ]
        hundred = Fraction(100) / self.sheet.maximum
        over, under = f"({cell('pembilang')}*{hundred.numerator})", f"({cell('penyebut')}*{hundred.denominator})"
        return {
            "satuan": None,
            "bobot": None,
            "bobot_berlaku": f"SUMPRODUCT($C${first}:$C${last},$E${first}:$E${last})",
            "kelipatan": f"IFERROR(LCM($G${first}:$G${last}),0)",
            "penyebut": f"IFERROR(LCM({','.join(multiples)}),0)",
            "batas": None,
            "cukup": f"IF(AND({cell('penyebut')}>0,{cell('penyebut')}<={cell('batas')}),1,0)",
            "pembilang": f"SUM($K${first}:$K${last})",
            "periksa": self._unknown(),
            "menunggu": f"SUM($M${first}:$M${last})",
            "berlaku": f"SUM($E${first}:$E${last})",
            "pesan": self._message(),
            "dicetak": printed(cell("pembilang"), cell("penyebut"), printing),
            "terbit": f'IF({cell("pesan")}<>"","",{cell("dicetak")}/{scale})',
            "untuk_kelas": printed(over, under, printing),
            "kelas": f'IF({cell("pesan")}<>"","",{self._class()})',
        }

    def _unknown(self) -> str:
        first, last = min(self.places.lines.values()) + 1, max(self.places.lines.values()) + 1
        return f"COUNTIF({_line_range('G', first, last)},9)"

    def _message(self) -> str:
        cell = self.places.cell
        unknown = f"{cell('periksa')}&{quoted(text('sheets.hitungan.pesan.periksa'))}"
        waiting = f"{cell('menunggu')}&{quoted(text('sheets.hitungan.pesan.menunggu'))}"
        waits = f'IF({cell("menunggu")}>0,{waiting},"")'
        live = f"IF({cell('berlaku')}=0,{quoted(text('sheets.hitungan.pesan.kosong'))},{waits})"
        fits = f"IF({cell('cukup')}=0,{quoted(text('sheets.hitungan.pesan.besar'))},{live})"
        return f"IF({cell('periksa')}>0,{unknown},{fits})"

    def _class(self) -> str:
        rules = self.exact.questionnaire.rules
        if not rules.bands:
            return quoted(text("sheets.hitungan.tanpa_skala", aturan=rules.id))
        first = self.places.bands + 1
        last = first + len(rules.bands) - 1
        inside, reached, outcome = (f"${column}${first}:${column}${last}" for column in "DEF")
        below = quoted(text("sheets.hitungan.di_bawah", kelas=rules.bands[-1].label, aturan=rules.id))
        by_bound = f"IF(SUM({reached})>0,INDEX({outcome},MATCH(1,{reached},0)),{below})"
        return f"IF(SUM({inside})>0,INDEX($A${first}:$A${last},MATCH(1,{inside},0)),{by_bound})"

    def _bands(self, page: Worksheet) -> None:
        rules, first = self.exact.questionnaire.rules, self.places.bands
        words(page, first - 2, 0, text("sheets.hitungan.skala"), self.paper.style("section"))
        for column, key in enumerate(_BAND_TITLES):
            words(page, first - 1, column, text(f"sheets.hitungan.skala_kolom.{key}"), self.paper.style("header"))
        value = self._class_value()
        for at, band in enumerate(rules.bands):
            row, lower = first + at, band.lower.value
            words(page, row, 0, band.label, self.paper.class_style(band.code))
            words(page, row, 1, band.printed, self.paper.style("cell"))
            start = text("sheets.hitungan.tidak_terbit") if lower is None else number_words(lower)
            words(page, row, 2, start, self.paper.style("cell"))
            put(page, row, 3, self._inside(band), self.paper.style("step"), int(band.prints(value)))
            opened = self._opening(at)
            put(page, row, 4, opened.formula, self.paper.style("step"), int(opened.holds(value)))
            put(page, row, 5, opened.outcome, self.paper.style("cell"), opened.words(value))

    def _opening(self, place: int) -> _Opening:
        """Return when the search down the table stops at a class: it is reached, or it cannot be told.

        A bound that was not published leaves the class open, unless a worse class is known to reach above the number.
        """
        rules = self.exact.questionnaire.rules
        band = rules.bands[place]
        starts = [b.printed_from if b.lower.value is None else b.lower.value for b in rules.bands]
        start, worse = starts[place], [bound for bound in starts[place + 1 :] if bound is not None]
        refused = text("sheets.hitungan.batas_tidak_terbit", kelas=band.label, aturan=rules.id)
        open_from = None if band.lower.value is not None else max(worse, default=Fraction(0))
        reached = "0" if start is None else self._reaches(start)
        unknown = "0" if open_from is None else self._reaches(open_from)
        formula = f"IF({reached}+{unknown}>0,1,0)"
        outcome = f"IF({reached}=1,{quoted(band.label)},{quoted(refused)})"
        return _Opening(start, open_from, band.label, refused, formula, outcome if open_from is not None else None)

    def _class_value(self) -> Fraction:
        """Return the number that the class follows from, on the scale of the class table."""
        total = self._number_values()["pembilang"]
        exact = Fraction(int(total), self.exact.denominator) * 100 / self.sheet.maximum
        if self.exact.questionnaire.rules.class_on is ClassOn.EXACT:
            return exact
        return self.exact.printing(Step.STAGE).apply(exact)

    def _inside(self, band: Band) -> str:
        if band.printed_from is None or band.printed_to is None:
            return "0"
        beyond = self._reaches(band.printed_to)
        upper = f"1-{beyond}" if band.printed_to_open else f"1-{self._exceeds(band.printed_to)}"
        return f"{self._reaches(band.printed_from)}*({upper})"

    def _reaches(self, bound: Fraction) -> str:
        left, right = self._sides(bound)
        return f"IF({left}>={right},1,0)"

    def _exceeds(self, bound: Fraction) -> str:
        left, right = self._sides(bound)
        return f"IF({left}>{right},1,0)"

    def _sides(self, bound: Fraction) -> tuple[str, str]:
        """Return two whole numbers that compare as the number of the class and the bound do."""
        if self.exact.questionnaire.rules.class_on is ClassOn.EXACT:
            over, under = comparison(bound, self.sheet.maximum)
            return f"{self.places.cell('pembilang')}*{over}", f"{self.places.cell('penyebut')}*{under}"
        scaled = bound * 10 ** self.exact.printing(Step.STAGE).places
        return f"{self.places.cell('untuk_kelas')}*{scaled.denominator}", str(scaled.numerator)


def number_words(value: Fraction) -> str:
    """Return an exact number as people write it, or as a fraction where it has no end."""
    places = 0
    while (value * 10**places).denominator != 1:
        if places == 12:
            return str(value)
        places += 1
    return number(format(value.numerator * 10**places // value.denominator / 10**places, f".{places}f"))


def places_format(places: int) -> str:
    """Return the number format with exactly so many digits after the point."""
    return "0." + "0" * places if places else "0"


def class_words(sheet: ScoreSheet) -> str:
    """Return the class of the total, or why there is none."""
    if sheet.provisional is not None and sheet.provisional.label:
        return sheet.provisional.label
    return sheet.refused[-1] if sheet.refused else ""


def _message(live: int, waiting: int) -> str:
    if not live:
        return text("sheets.hitungan.pesan.kosong")
    return f"{waiting}{text('sheets.hitungan.pesan.menunggu')}" if waiting else ""


def _line_sum(row: int, column: str) -> str:
    return f"{score_sheet()}!${column}${row + 1}"


def _line_range(column: str, first: int, last: int) -> str:
    return f"{score_sheet()}!${column}${first}:${column}${last}"
