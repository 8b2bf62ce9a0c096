"""What gates, panels, adjustments, places, awards, objections and measures must satisfy beyond their format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from questionnaires.contest_schema import AwardTable, ConditionRow, GateTable, MeasureTable, StageTable
from questionnaires.problems import Problem
from questionnaires.scope import Scope
from questionnaires.values import UNPUBLISHED

_FINAL = "final"
_KEYS_OF_CONDITION = {
    "threshold": {"value", "strict"},
    "rank": {"value", "per", "ties"},
    "class": {"class_"},
    "category": {"categories"},
    "fact": {"fact"},
}
_KEYS_OF_MEASURE = {
    "frequency": {"per", "at_least"},
    "count": {"brackets"},
    "rate": {"minimum_audience", "brackets"},
    "response": {"within", "buckets"},
}
_NEEDED_BY_MEASURE = {"frequency": ("per", "at_least")}
_NEEDED_BY_CONDITION = {
    "threshold": ("value", "angka"), "rank": ("value", "angka"), "class": ("class_", "kelas"),
    "category": ("categories", "kategori"), "fact": ("fact", "fakta"),
}  # fmt: skip


def check_contest(scope: Scope, place: str) -> Iterator[Problem]:
    """Yield every fault of the tables that decide between bodies."""
    yield from _check_order(scope, place)
    yield from _check_points(scope, place)
    for gate in scope.rules.gates:
        yield from _check_gate(scope, f"{place}, gates ({gate.id})", gate)
    yield from _check_places(scope, place)
    yield from _check_ranking(scope, place)
    for award in scope.rules.awards:
        yield from _check_award(scope, f"{place}, awards ({award.id})", award)
    if scope.rules.objection:
        yield from _known_stage(scope, f"{place}, objection, kunci 'on'", scope.rules.objection.on)
    categories = {row.code for row in scope.rules.categories}
    for own in scope.rules.instruments:
        if own.category not in categories:
            yield Problem(
                f"{place}, instruments ({own.body}), kunci 'category'", f"kategori '{own.category}' tidak ada",
                "Sebut kategori dari tabel categories",
            )  # fmt: skip
    for measure in scope.rules.measures:
        yield from _check_measure(f"{place}, measures ({measure.code})", measure)


def stages_for(stages: Sequence[StageTable], category: str) -> list[StageTable]:
    """Return the stages of a category, in the order of the file."""
    return [stage for stage in stages if not stage.categories or category in stage.categories]


def _check_order(scope: Scope, place: str) -> Iterator[Problem]:
    """The stages of all categories follow one common order, so that gates can be looked at one after another."""
    stages = scope.rules.stages
    order: TopologicalSorter[str] = TopologicalSorter()
    for category in sorted({"", *(code for stage in stages for code in stage.categories)}):
        codes = list(dict.fromkeys(stage.code for stage in stages_for(stages, category)))
        for before, after in pairwise(codes):
            order.add(after, before)
    try:
        order.prepare()
    except CycleError as error:
        names = ", ".join(dict.fromkeys(error.args[1]))
        yield Problem(
            f"{place}, stages", f"urutan tahap {names} berlawanan antarkategori", "Tulis tahap semua kategori searah"
        )


def _check_points(scope: Scope, place: str) -> Iterator[Problem]:
    for stage in scope.rules.stages:
        if stage.code == UNPUBLISHED:
            yield Problem(f"{place}, stages ({stage.code})", "kode 'nf' berarti tidak dipublikasikan", "Beri kode lain")
        if stage.given_as != "points":
            continue
        where = f"{place}, stages ({stage.code}), kunci 'given_as'"
        weight = scope.number(stage.weight, f"stages.{stage.code}.weight").value
        if stage.parts:
            yield Problem(where, "tahap berpoin mempunyai komponen", "Hapus 'parts' atau tulis given_as = 'percent'")
        if weight is None or weight <= 0:
            yield Problem(where, "tahap berpoin tanpa bobot yang diketahui", "Isi 'weight' dengan angka di atas nol")


def _check_gate(scope: Scope, where: str, gate: GateTable) -> Iterator[Problem]:
    for key, codes in (("on", gate.tested), ("before", [gate.before])):
        for code in codes:
            yield from _known_stage(scope, f"{where}, kunci '{key}'", code)
    known = {stage.code for stage in scope.rules.stages}
    if {gate.before, *gate.tested} <= known:
        yield from _check_reach(scope, where, gate)
    kinds = [row.kind for row in gate.any_of]
    for kind in dict.fromkeys(kinds):
        if kinds.count(kind) > 1:
            yield Problem(f"{where}, any_of", f"syarat '{kind}' ditulis {kinds.count(kind)} kali", "Sisakan satu")
    for row in gate.any_of:
        yield from _check_condition(scope, f"{where}, any_of ({row.kind})", row, gate.id)


def _check_reach(scope: Scope, where: str, gate: GateTable) -> Iterator[Problem]:
    """Every stage that is tested stands before the one that opens, in every category concerned."""
    stages = scope.rules.stages
    everyone = {"", *(code for stage in stages for code in stage.categories)}
    for category in gate.categories or sorted(everyone):
        codes = [stage.code for stage in stages_for(stages, category)]
        suffix = f" pada kategori {category}" if category else ""
        if gate.before not in codes:
            if gate.categories:
                yield Problem(
                    f"{where}, kunci 'before'", f"tahap '{gate.before}' tidak ada{suffix}",
                    "Sesuaikan 'categories' gerbang dan tahap",
                )  # fmt: skip
            continue
        for code in gate.tested:
            if code not in codes[: codes.index(gate.before)]:
                yield Problem(
                    f"{where}, kunci 'on'", f"tahap '{code}' tidak berada sebelum '{gate.before}'{suffix}",
                    "Uji tahap yang lebih dahulu, atau sesuaikan urutan dan 'categories'",
                )  # fmt: skip


def _check_condition(scope: Scope, where: str, row: ConditionRow, gate: str) -> Iterator[Problem]:
    needed, name = _NEEDED_BY_CONDITION[row.kind]
    if getattr(row, needed) in (None, "", []):
        yield Problem(where, f"tanpa {name}", f"Isi kunci '{_written(needed)}'")
    yield from _foreign(where, row, row.kind, {"kind", *_KEYS_OF_CONDITION[row.kind]})
    if row.kind == "class" and row.class_:
        yield from _known_class(scope, where, row.class_)
    if row.kind == "fact" and row.fact:
        yield from _known_fact(scope, where, row.fact)
    key = {"rank": f"gates.{gate}.rank", "threshold": f"gates.{gate}.threshold"}.get(row.kind)
    if row.value is None or key is None:
        return
    value = scope.number(row.value, key).value
    if value is not None and row.kind == "rank" and (value < 1 or value.denominator != 1):
        yield Problem(where, f"jumlah {value}", "Isi bilangan bulat mulai 1")
    if value is not None and row.kind == "threshold" and not 0 <= value <= 100:
        yield Problem(where, f"ambang {value}", "Isi antara 0 dan 100")
    filled = scope.filled(f"gates.{gate}.ties") if row.ties == UNPUBLISHED else None
    keys = scope.rules.ranking.keys if scope.rules.ranking else []
    if row.kind == "rank" and (filled[1] if filled else row.ties) == "keys" and not keys:
        yield Problem(where, "seri diputus kunci, tetapi ranking tanpa kunci", "Isi ranking.keys")


def _check_places(scope: Scope, place: str) -> Iterator[Problem]:
    """Panels and adjustments act on a stage or a part that there is; a place has one panel."""
    known = {name for stage in scope.rules.stages for name in _names(stage)}
    for panel in scope.rules.panels:
        if panel.stage not in known:
            yield _no_place(f"{place}, panels ({panel.stage})", panel.stage)
    for adjustment in scope.rules.adjustments:
        where = f"{place}, adjustments ({adjustment.id})"
        if adjustment.stage not in known:
            yield _no_place(where, adjustment.stage)
        yield from _known_fact(scope, f"{where}, kunci 'when'", adjustment.when)
        if not 0 <= adjustment.cap <= 100:
            yield Problem(f"{where}, kunci 'cap'", f"batas {adjustment.cap}", "Isi antara 0 dan 100")
        value = scope.number(adjustment.value, f"adjustments.{adjustment.id}.value").value
        if adjustment.kind == "multiply" and value is not None and value < 0:
            yield Problem(f"{where}, kunci 'value'", f"pengali {value}", "Isi nol atau lebih")


def _check_ranking(scope: Scope, place: str) -> Iterator[Problem]:
    ranking = scope.rules.ranking
    if ranking is None:
        return
    filled = scope.filled("ranking.ties") if ranking.ties == UNPUBLISHED else None
    if (filled[1] if filled else ranking.ties) == "sequential" and not ranking.keys:
        yield Problem(f"{place}, ranking, kunci 'keys'", "peringkat berurut tanpa kunci seri", "Isi keys")
    for row in ranking.keys:
        where = f"{place}, ranking, keys ({row.by})"
        if row.by == "stage":
            yield from _known_stage(scope, where, row.of)
        elif row.by == "fact":
            yield from _known_fact(scope, where, row.of)
        elif row.of:
            yield Problem(where, f"'{row.of}' tidak dipakai di sini", "Hapus kunci 'of'")


def _check_award(scope: Scope, where: str, award: AwardTable) -> Iterator[Problem]:
    if award.on != _FINAL:
        yield from _known_stage(scope, f"{where}, kunci 'on'", award.on)
    if award.kind == "champion" and award.class_:
        yield Problem(f"{where}, kunci 'class'", "kelas tidak dipakai juara", "Hapus kunci 'class'")
    if award.kind == "class":
        yield from _known_class(scope, f"{where}, kunci 'class'", award.class_)
        yield from _foreign(where, award, award.kind, set(AwardTable.model_fields) - {"per", "places"})


def _check_measure(where: str, measure: MeasureTable) -> Iterator[Problem]:
    fitting = {"code", "label", "kind", "ref", "grade", *_KEYS_OF_MEASURE[measure.kind]}
    yield from _foreign(where, measure, measure.kind, fitting)
    for key in _NEEDED_BY_MEASURE.get(measure.kind, ()):
        if getattr(measure, key) is None:
            yield Problem(f"{where}, kunci '{key}'", "kunci wajib belum ada", "Tambahkan kunci itu")
    if measure.kind == "response" and measure.within is None and not measure.buckets:
        yield Problem(where, "tanpa batas waktu", "Isi 'within' atau 'buckets'")
    if measure.within is not None and measure.within <= 0:
        yield Problem(f"{where}, kunci 'within'", f"batas {measure.within} jam", "Isi lebih dari nol")
    lowers = [row.lower for row in measure.brackets]
    if lowers and (lowers[0] != 0 or lowers != sorted(set(lowers))):
        yield Problem(f"{where}, kunci 'brackets'", "kelompok tidak naik dari 0", "Urutkan dari batas 0")
    codes = [row.code for row in measure.brackets]
    if len(set(codes)) < len(codes):
        yield Problem(f"{where}, kunci 'brackets'", "kode kelompok ditulis dua kali", "Beri kode yang berbeda")
    if measure.buckets != sorted(set(measure.buckets)) or any(bound <= 0 for bound in measure.buckets):
        yield Problem(f"{where}, kunci 'buckets'", "batas waktu tidak naik", "Urutkan dari yang terkecil, di atas nol")


def _foreign(
    where: str, table: ConditionRow | AwardTable | MeasureTable, kind: str, fitting: set[str]
) -> Iterator[Problem]:
    """Yield the keys that were written although this kind does not know them."""
    for key in sorted(table.model_fields_set - fitting):
        yield Problem(f"{where}, kunci '{_written(key)}'", f"tidak dipakai jenis '{kind}'", "Hapus kunci itu")


def _known_stage(scope: Scope, where: str, code: str) -> Iterator[Problem]:
    if code not in {stage.code for stage in scope.rules.stages}:
        yield Problem(where, f"tahap '{code}' tidak ada", "Sebut tahap dari tabel stages")


def _known_fact(scope: Scope, where: str, code: str) -> Iterator[Problem]:
    if code not in {fact.code for fact in scope.rules.facts}:
        yield Problem(where, f"fakta '{code}' tidak ada", "Sebut fakta dari tabel facts")


def _known_class(scope: Scope, where: str, code: str) -> Iterator[Problem]:
    if code not in {band.code for band in scope.rules.bands}:
        yield Problem(where, f"kelas '{code}' tidak ada", "Sebut kelas dari tabel bands")


def _no_place(where: str, name: str) -> Problem:
    return Problem(
        f"{where}, kunci 'stage'", f"tahap atau komponen '{name}' tidak ada", "Sebut tahap, atau tahap.komponen"
    )


def _names(stage: StageTable) -> list[str]:
    return [stage.code, *(f"{stage.code}.{part.code}" for part in stage.parts)]


def _written(key: str) -> str:
    return key.removesuffix("_")
