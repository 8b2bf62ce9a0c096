"""What of a rule set was never published, in words: nothing is listed that the file states."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.scheme.contest import BY_NUMBER
from questionnaires.scheme.text import Line, Names, counts_only, listing, open_value, said, word
from questionnaires.scope import Scope


def unpublished(scope: Scope, names: Names) -> Iterator[Line]:
    """Yield every value that is "nf", with the assumption that fills it."""
    for key, labels in (
        ("belum_tahap", [s.label for s in scope.rules.stages if open_value(s.weight)]),
        ("belum_tanpa_tahap", list(_without(scope))),
        ("belum_bagian", list(_parts(scope))),
        ("belum_indikator", [row.label for row in scope.rules.indicators if open_value(row.weight)]),
        ("belum_kelas", [row.label for row in scope.rules.bands if open_value(row.lower)]),
        ("belum_panel", list(_panels(scope, names))),
    ):
        if labels:
            yield said(key, daftar=listing(labels))
    yield from _gates(scope, names)
    yield from _methods(scope)


def _without(scope: Scope) -> Iterator[str]:
    for stage in scope.rules.stages:
        if open_value(stage.missing) and not scope.filled(f"stages.{stage.code}.missing"):
            yield stage.label


def _parts(scope: Scope) -> Iterator[str]:
    for stage in scope.rules.stages:
        for part in stage.parts:
            if open_value(part.weight):
                yield word("porsi_dari", nama=part.label, tahap=stage.label)


def _panels(scope: Scope, names: Names) -> Iterator[str]:
    for panel in scope.rules.panels:
        if open_value(panel.aggregate) and not scope.filled(f"panels.{panel.stage}.aggregate"):
            yield names.stage(panel.stage)


def _gates(scope: Scope, names: Names) -> Iterator[Line]:
    for gate in scope.rules.gates:
        name = names.stage(gate.before)
        if any(open_value(row.value) for row in gate.any_of):
            yield said("belum_ambang", tahap=name)
        by_number = BY_NUMBER & {row.kind for row in gate.any_of}
        if by_number and not gate.tested:
            yield said("belum_nilai_diuji", tahap=name)
        elif by_number and open_value(gate.value) and not scope.filled(f"gates.{gate.id}.value"):
            yield said("belum_nilai_ambang", tahap=name)
        open_ties = any(row.kind == "rank" and open_value(row.ties) for row in gate.any_of)
        if open_ties and not scope.filled(f"gates.{gate.id}.ties"):
            yield said("belum_seri_ambang", tahap=name)


def _methods(scope: Scope) -> Iterator[Line]:
    rules = scope.rules
    if counts_only(rules):
        yield said("belum_tanpa_nilai")
        return
    if not rules.bands:
        yield said("belum_skala")
    if not rules.indicators:
        yield said("belum_nama_indikator")
    if not rules.stages:
        yield said("belum_semua_tahap")
    open_ties = rules.ranking is None or open_value(rules.ranking.ties)
    if open_ties and not scope.filled("ranking.ties"):
        yield said("belum_seri")
    if not any(point.at == "final" for point in rules.rounding.points):
        yield said("belum_bulat")
    if rules.objection is not None and open_value(rules.objection.mode):
        yield said("belum_cara_sanggah")
    if rules.objection is not None and open_value(rules.objection.days):
        yield said("belum_lama_sanggah")
    for table in rules.adjustments:
        if open_value(table.value):
            yield said("belum_penyesuaian", nama=table.label)
