"""What the questions of one category must satisfy: known names, full scales, points that close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from questionnaires.answers import single_choices
from questionnaires.building import Placed
from questionnaires.checks import check_refs, repeated
from questionnaires.overlay import check_changes
from questionnaires.problems import Problem
from questionnaires.schema import CategoryFile
from questionnaires.scope import Scope
from questionnaires.tables import Sourced
from scoring.rules import Indicator, Kind, NotApplicable, Question


def check_category(scope: Scope, place: str, file: CategoryFile, inherited: Sequence[str]) -> Iterator[Problem]:
    """Yield faults of a category file against its rules and the codes of the items it inherits."""
    left = [code for entry in file.leave_out for code in entry.codes]
    moved = [code for entry in file.move for code in entry.codes]
    changed = [code for entry in file.change for code in entry.codes]
    yield from repeated(f"{place}, leave_out", left)
    yield from repeated(f"{place}, move", moved)
    yield from repeated(f"{place}, change", changed)
    yield from check_changes(place, file.change)
    yield from repeated(
        f"{place}, questions", [*(q.code for q in file.questions), *(code for code in inherited if code not in left)]
    )
    for table, codes in (("leave_out", left), ("move", moved), ("change", changed)):
        for code in codes:
            if code not in inherited:
                yield Problem(f"{place}, {table}", f"butir '{code}' tidak ada di dasar", "Periksa kode butir")
            elif table != "leave_out" and code in left:
                yield Problem(f"{place}, {table}", f"butir '{code}' juga ada di leave_out", "Sisakan salah satunya")
    sourced = (
        (entry.codes[0], Sourced(ref=entry.ref, grade=entry.grade or "nf"))
        for entry in file.change
        if entry.ref is not None
    )
    yield from check_refs(scope, place, ((f"change ({code})", table) for code, table in sourced))
    yield from check_refs(scope, place, ((f"questions ({q.code})", q) for q in file.questions))


def check_questions(
    place: str,
    placed: Sequence[Placed],
    questions: Sequence[Question],
    indicators: Sequence[Indicator],
    relative: bool,
    sound: set[int],
) -> Iterator[Problem]:
    """Yield faults of the finished questionnaire.

    Args:
        sound: identities of questions whose scale was found in order; those of this questionnaire are added.
    """
    known = {indicator.code: indicator for indicator in indicators}
    by_code = {question.code: question for question in questions}
    sums: dict[str, Fraction] = defaultdict(Fraction)
    open_weights = set()
    for source, question in zip(placed, questions, strict=True):
        where = f"{place}, questions ({question.code})"
        if question.indicator not in known:
            yield Problem(
                f"{where}, kunci 'indicator'",
                f"indikator '{question.indicator}' tidak ada",
                "Sebut indikator dari tabel indicators",
            )
        if question.kind is not Kind.YES_NO and question.not_applicable is not NotApplicable.REFUSE:
            yield Problem(
                f"{where}, kunci 'not_applicable'",
                "tidak_berlaku hanya untuk butir ya/tidak",
                "Hapus kunci itu, atau tulis sebagai pilihan dalam skala",
            )
        if id(question) not in sound:
            faults = list(_check_scale(where, source, question))
            yield from faults
            if not faults:
                sound.add(id(question))
        yield from _check_condition(where, question, by_code)
        if question.scored and question.weight.value is not None:
            sums[question.indicator] += question.weight.value
            if question.weight.value <= 0:
                yield Problem(f"{where}, kunci 'weight'", f"bobot {question.weight.value}", "Isi lebih dari nol")
        elif question.scored:
            open_weights.add(question.indicator)
    for indicator in indicators:
        yield from _check_sum(place, indicator, questions, sums, open_weights, relative)


def _check_sum(
    place: str,
    indicator: Indicator,
    questions: Sequence[Question],
    sums: Mapping[str, Fraction],
    open_weights: set[str],
    relative: bool,
) -> Iterator[Problem]:
    where = f"{place}, indikator {indicator.code}"
    if not any(question.scored for question in questions if question.indicator == indicator.code):
        yield Problem(where, "tidak berisi butir yang dinilai", "Tambahkan butir atau hapus indikatornya")
    elif relative or indicator.code in open_weights or indicator.weight.value in (None, sums[indicator.code]):
        return
    else:
        yield Problem(
            where,
            f"jumlah bobot butir {sums[indicator.code]}, seharusnya {indicator.weight.value}",
            "Perbaiki bobot butir, atau tulis arithmetic.question_weights = 'relative' bila butir berbagi bobot "
            "indikator menurut perbandingan",
        )


def _check_scale(where: str, placed: Placed, question: Question) -> Iterator[Problem]:
    name = placed.table.scale
    scale = question.options or question.levels
    if name and not scale:
        yield Problem(f"{where}, kunci 'scale'", f"skala '{name}' tidak ada", "Sebut skala dari tabel scales")
        return
    if question.kind in (Kind.OPTION, Kind.MULTIPLE) and not scale:
        yield Problem(f"{where}, kunci 'scale'", "butir pilihan tanpa skala", "Sebut skala dari tabel scales")
        return
    points = [level.points for level in scale]
    weight = question.weight.value
    if any(point < 0 for point in points) or (
        question.kind is not Kind.MULTIPLE and points != sorted(points, reverse=True)
    ):
        yield Problem(
            f"{where}, kunci 'scale'",
            f"skala '{name}' tidak urut dari yang terbaik",
            "Urutkan tingkat dari nilai tertinggi",
        )
    lowers, earned = [band.lower for band in question.counts], [band.points for band in question.counts]
    if lowers != sorted(set(lowers)) or earned != sorted(earned):
        yield Problem(
            f"{where}, kunci 'counts'", "rentang jumlah tidak naik", "Urutkan dari jumlah terkecil, nilai tidak turun"
        )
    best = _best(question)
    if question.scored and weight is not None and best not in (None, weight):
        yield Problem(
            f"{where}, kunci 'weight'",
            f"nilai terbaik {best}, bobot {weight}",
            "Samakan bobot dengan nilai terbaik butir ini",
        )


def _best(question: Question) -> Fraction | None:
    """Return the most a question can earn by its scale; None where Ya simply earns the weight."""
    if question.kind is Kind.NUMBER:
        return max((band.points for band in question.counts), default=Fraction(0))
    if question.kind is Kind.MULTIPLE:
        return None if question.all_or_nothing else sum((option.points for option in question.options), Fraction(0))
    scale = question.options or question.levels
    return max((level.points for level in scale), default=None)


def _check_condition(where: str, question: Question, by_code: Mapping[str, Question]) -> Iterator[Problem]:
    seen = {question.code}
    here = question
    while here.shown_when is not None:
        parent = by_code.get(here.shown_when.question)
        if parent is None:
            yield Problem(
                f"{where}, kunci 'shown_when'", f"butir '{here.shown_when.question}' tidak ada", "Periksa kode butir"
            )
            return
        if parent.code in seen:
            yield Problem(f"{where}, kunci 'shown_when'", "syarat berputar", "Putuskan salah satu syarat")
            return
        allowed = {*single_choices(parent), *(option.code for option in parent.options)}
        for choice in (choice for choice in here.shown_when.choices if choice not in allowed):
            yield Problem(
                f"{where}, kunci 'shown_when'", f"jawaban '{choice}' tidak ada pada {parent.code}", "Periksa pilihan"
            )
        seen.add(parent.code)
        here = parent
