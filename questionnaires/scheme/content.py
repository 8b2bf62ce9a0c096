"""What a rule set asks and how a number becomes a class, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.schema import BandTable, IndicatorTable
from questionnaires.scheme.text import Line, counts_only, figure, listing, open_value, said, word
from questionnaires.scope import Scope
from questionnaires.whole import Whole
from scoring.rules import Questionnaire


def classes(scope: Scope) -> Iterator[Line]:
    """Yield the classes, best first, then the states without a score."""
    bands = scope.rules.bands
    if not bands and not counts_only(scope.rules):
        yield said("kelas_tidak_ada")
    lowers = [scope.number(band.lower, f"bands.{band.code}.lower") for band in bands]
    by = {lower.assumption for lower in lowers}
    if bands and len(by) == 1 and None not in by and not any(band.printed for band in bands):
        scale = [
            f"{b.label} {figure(low.value)}" for b, low in zip(bands, lowers, strict=True) if low.value is not None
        ]
        yield said("kelas_seluruhnya_anggapan", skala=listing(scale), id=by.pop())
    else:
        yield from (_band(scope, band) for band in bands)
    for status in scope.rules.statuses:
        yield said("status", status, nama=status.label)


def _band(scope: Scope, band: BandTable) -> Line:
    lower = scope.number(band.lower, f"bands.{band.code}.lower")
    printed = word("tercetak", rentang=band.printed) if band.printed else ""
    name = word("kelas_berwarna", kelas=band.label, warna=band.color) if band.color else band.label
    if lower.value is None:
        return said("kelas_nf", band, kelas=name, tercetak=printed)
    if lower.assumption:
        return said(
            "kelas_anggapan", band, kelas=name, batas=figure(lower.value), tercetak=printed, id=lower.assumption
        )
    return said("kelas", band, kelas=name, batas=figure(lower.value), tercetak=printed)


def indicators(scope: Scope) -> Iterator[Line]:
    """Yield the indicators with their weights."""
    tables = scope.rules.indicators
    if not tables:
        yield said("indikator_tidak_ada")
    known = [scope.number(row.weight, f"indicators.{row.code}.weight").value for row in tables]
    if tables and not any(known) and len({(*row.ref, row.grade) for row in tables}) == 1:
        yield said("indikator_tanpa_bobot", tables[0], daftar=listing([row.label for row in tables]))
    else:
        yield from (_indicator(scope, table) for table in tables)


def _indicator(scope: Scope, table: IndicatorTable) -> Line:
    weight = scope.number(table.weight, f"indicators.{table.code}.weight")
    total = figure(scope.rules.maximum)
    if weight.value is None:
        return said("indikator_nf", table, nama=table.label)
    if weight.assumption:
        return said(
            "indikator_anggapan", table, nama=table.label, bobot=figure(weight.value), dari=total, id=weight.assumption
        )
    return said("indikator", table, nama=table.label, bobot=figure(weight.value), dari=total)


def questionnaires(whole: Whole) -> Iterator[Line]:
    """Yield what each category is asked."""
    for questionnaire in whole.questionnaires.values():
        yield _questionnaire(questionnaire)
    for table in whole.scope.rules.instruments:
        yield said("instrumen", table, badan=table.body, alasan=table.reason)


def _questionnaire(questionnaire: Questionnaire) -> Line:
    scored = sum(question.scored for question in questionnaire.questions)
    key = "kuesioner" if scored == len(questionnaire.questions) else "kuesioner_data"
    return said(
        key, kategori=questionnaire.label, jumlah=len(questionnaire.questions), dinilai=scored,
        data=len(questionnaire.questions) - scored,
    )  # fmt: skip


def levels(scope: Scope) -> Iterator[Line]:
    """Yield what the levels and choices of answers are worth, in points or in per cent of a question's weight."""
    for scale in scope.rules.scales:
        worth = [
            word("tingkat_angka", nama=level.label, nilai=figure(level.points))
            if level.points is not None
            else word("tingkat_bagian", nama=level.label, nilai=figure(100 * (level.share or 0)))
            for level in scale.levels
        ]
        filled = scope.filled(f"scales.{scale.code}")
        key = "skala_anggapan" if filled else "skala"
        yield said(key, scale, nama=scale.label or scale.code, tingkat="; ".join(worth), id=filled and filled[0])


def arithmetic(whole: Whole) -> Iterator[Line]:
    """Yield how answers and sums become numbers; what an answer is worth only where questions are asked."""
    scope = whole.scope
    table = scope.rules.arithmetic
    if table is not None and scope.rules.categories:
        yield said(f"kosong_{table.blank}", table)
        yield said(f"bukti_{table.yes_without_evidence}", table)
        yield _level("mandiri", table.claimed_yes, scope)
        yield _level("diperiksa", table.unjudged_yes, scope)
    for point in scope.rules.rounding.points:
        filled = scope.filled(f"rounding.points.{point.at}.mode")
        places = scope.number(point.places, f"rounding.points.{point.at}.places").value
        mode = point.mode if not open_value(point.mode) else (filled[1] if filled else "nf")
        count = word("angka_nf") if places is None else word("angka_di_belakang", jumlah=figure(places))
        yield said("bulat", point, letak=word(f"letak_{point.at}"), angka=count, cara=word(f"cara_{mode}"))
    if table is not None and not open_value(table.class_on):
        yield said(f"kelas_dari_{table.class_on}", table)


def _level(whose: str, value: str, scope: Scope) -> Line:
    labels = {level.code: level.label for scale in scope.rules.scales for level in scale.levels}
    table = scope.rules.arithmetic
    if value in labels:
        return said(f"{whose}_tingkat", table, tingkat=labels[value])
    return said(f"{whose}_{value}", table)


def assumptions(scope: Scope) -> Iterator[Line]:
    """Yield what the rule set assumes, each with its reason."""
    for table in scope.rules.assumptions:
        yield said("anggapan", id=table.id, isi=table.text, alasan=table.reason)


def sources(scope: Scope) -> Iterator[Line]:
    """Yield where everything comes from, with the grades that rest on it."""
    for source in scope.rules.sources:
        yield said(
            "sumber" if source.url else "sumber_tanpa_alamat", id=source.id, judul=source.title, alamat=source.url
        )


def versions(scope: Scope, others: list[str]) -> Iterator[Line]:
    """Yield state, period, reason and the other versions of the year."""
    rules = scope.rules
    yield said(f"keadaan_{rules.state}", versi=rules.version)
    if rules.period:
        yield said("periode", periode=rules.period)
    if rules.reason:
        yield said("alasan_versi", alasan=rules.reason)
    if scope.core:
        yield said("lapisan", dasar=scope.core)
    if others:
        yield said("versi_lain", daftar=listing(others))
