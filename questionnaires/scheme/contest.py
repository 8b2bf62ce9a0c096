"""How a rule set leads bodies through its stages to places and awards, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.contest_schema import ConditionRow, GateTable, MeasureTable, StageTable
from questionnaires.scheme.text import Line, Names, figure, listing, open_value, said, word
from questionnaires.scope import Scope

BY_NUMBER = frozenset({"threshold", "rank", "class"})
"""Conditions of a gate that look at a number."""


def stages(scope: Scope, names: Names) -> Iterator[Line]:
    """Yield the stages with their shares, parts and what happens without them."""
    if not scope.rules.stages:
        yield said("tahap_tidak_ada")
    for stage in scope.rules.stages:
        yield _stage(scope, stage, names)
        if stage.parts:
            yield said("tahap_bagian", stage, tahap=stage.label, bagian=listing(list(_parts(scope, stage))))
        filled = scope.filled(f"stages.{stage.code}.missing")
        if filled:
            told = word(f"tanpa_{filled[1]}", tahap=stage.label, tujuan=names.stage(stage.carry_to))
            yield said("menurut_anggapan_kalimat", isi=told, id=filled[0])
        elif not open_value(stage.missing):
            yield said(f"tanpa_{stage.missing}", stage, tahap=stage.label, tujuan=names.stage(stage.carry_to))


def _stage(scope: Scope, stage: StageTable, names: Names) -> Line:
    weight = scope.number(stage.weight, f"stages.{stage.code}.weight")
    who = word("bagi", kategori=names.categories(stage.categories)) if stage.categories else ""
    if weight.value is None:
        return said("tahap_nf", stage, tahap=stage.label, siapa=who)
    if weight.assumption:
        return said(
            "tahap_anggapan", stage, tahap=stage.label, bobot=figure(weight.value), siapa=who, id=weight.assumption
        )
    if weight.value == 0:
        return said("tahap_nol", stage, tahap=stage.label, siapa=who)
    key = "tahap_angka" if stage.given_as == "points" else "tahap_bobot"
    return said(key, stage, tahap=stage.label, bobot=figure(weight.value), siapa=who)


def _parts(scope: Scope, stage: StageTable) -> Iterator[str]:
    for part in stage.parts:
        weight = scope.number(part.weight, f"stages.{stage.code}.parts.{part.code}.weight")
        if weight.value is None:
            yield word("porsi_nf", nama=part.label)
        elif weight.assumption:
            yield word("porsi_anggapan", nama=part.label, bobot=figure(weight.value), id=weight.assumption)
        else:
            yield word("porsi_bobot", nama=part.label, bobot=figure(weight.value))


def gates(scope: Scope, names: Names) -> Iterator[Line]:
    """Yield who goes on to which stage."""
    for gate in scope.rules.gates:
        ways = listing([_condition(scope, gate, row, names) for row in gate.any_of], "atau")
        who = word("gerbang_siapa", kategori=names.categories(gate.categories)) if gate.categories else ""
        yield said("gerbang", gate, tahap=names.stage(gate.before), syarat=ways, siapa=who)
        if not gate.tested and BY_NUMBER & {row.kind for row in gate.any_of}:
            yield said("gerbang_nilai_nf", gate, tahap=names.stage(gate.before))
        if gate.otherwise != "missing":
            yield said(f"tertahan_{gate.otherwise}", gate, tahap=names.stage(gate.before))


def _condition(scope: Scope, gate: GateTable, row: ConditionRow, names: Names) -> str:
    if row.kind == "category":
        return word("syarat_kategori", kategori=names.categories(row.categories, "atau"))
    if row.kind == "fact":
        return word("syarat_fakta", fakta=names.fact(row.fact))
    tested = _tested(gate, names)
    said_of = {
        "uji": f" {tested}" if tested else "",
        "menurut": word("menurut_nilai", uji=tested) if tested else "",
        "kelompok": word(f"antara_{row.per}"),
    }
    if row.kind == "class":
        return word("syarat_kelas", kelas=names.band(row.class_), **said_of)
    setting = scope.number(row.value, f"gates.{gate.id}.{row.kind}")
    if setting.value is None:
        return word(f"syarat_{row.kind}_nf", **said_of)
    key = f"syarat_{row.kind}_di_atas" if row.strict else f"syarat_{row.kind}"
    told = word(key, batas=figure(setting.value), **said_of)
    return word("menurut_anggapan", isi=told, id=setting.assumption) if setting.assumption else told


def _tested(gate: GateTable, names: Names) -> str:
    """Return the number that is tested; nothing where it was not published which one it is."""
    stages = gate.tested
    return names.stages(stages) if len(stages) < 2 else word("nilai_beberapa", tahap=names.stages(stages))


def marks(scope: Scope, names: Names) -> Iterator[Line]:
    """Yield who marks which stage, and what raises or lowers a mark."""
    for panel in scope.rules.panels:
        filled = scope.filled(f"panels.{panel.stage}.aggregate")
        way = filled[1] if filled and open_value(panel.aggregate) else panel.aggregate
        yield said(f"panel_{way}", panel, tahap=names.stage(panel.stage))
        if filled and open_value(panel.aggregate):
            yield said("panel_anggapan", id=filled[0])
        if panel.minimum is not None:
            yield said("panel_paling_sedikit", panel, jumlah=panel.minimum)
        if panel.assessors == "territory":
            yield said("panel_wilayah", panel, tahap=names.stage(panel.stage))
    for table in scope.rules.adjustments:
        setting = scope.number(table.value, f"adjustments.{table.id}.value")
        number = word("besar_nf") if setting.value is None else figure(setting.value)
        yield said(
            f"penyesuaian_{table.kind}", table,
            fakta=names.fact(table.when), tahap=names.stage(table.stage), besar=number, batas=figure(table.cap),
        )  # fmt: skip


def objection(scope: Scope, names: Names) -> Iterator[Line]:
    """Yield how a body can object."""
    table = scope.rules.objection
    if table is not None:
        days = word("lama_nf") if table.days == "nf" else word("lama", hari=table.days)
        yield said(f"sanggah_{table.mode}", table, tahap=names.stage(table.on), lama=days)


def places(scope: Scope, names: Names) -> Iterator[Line]:
    """Yield how places are given and which awards there are."""
    table = scope.rules.ranking
    if table is not None and not open_value(table.ties):
        yield said(f"seri_{table.ties}", table, kelompok=word(f"antara_{table.per}"))
    if table is not None and not open_value(table.number):
        yield said(f"peringkat_{table.number}", table)
    if table is not None and table.keys:
        keys = [word(f"kunci_{row.by}", apa=_key(row.by, row.of, names)) for row in table.keys]
        yield said("kunci", table, urutan=listing(keys))
    for award in scope.rules.awards:
        only_best = award.kind == "champion" and award.places == 1
        yield said(
            "penghargaan_terbaik" if only_best else f"penghargaan_{award.kind}", award,
            nama=award.label, jumlah=award.places, kelompok=word(f"antara_{award.per}"), apa=names.stage(award.on),
            kelas=names.band(award.class_),
        )  # fmt: skip


def _key(by: str, of: str, names: Names) -> str:
    return names.fact(of) if by == "fact" else names.stage(of)


def measures(scope: Scope) -> Iterator[Line]:
    """Yield what is counted over a period beside the questionnaire."""
    for table in scope.rules.measures:
        unbound = table.kind == "response" and table.within is None
        yield said("ukuran_tanggapan" if unbound else f"ukuran_{table.kind}", table, nama=table.label, **_bounds(table))
        if table.brackets:
            yield said(
                "ukuran_kelompok", table, nama=table.label, daftar=listing([row.label for row in table.brackets])
            )
        if table.buckets:
            hours = listing([figure(bound) for bound in table.buckets])
            yield said("ukuran_ember", table, nama=table.label, jam=hours)


def _bounds(table: MeasureTable) -> dict[str, str]:
    within = "" if table.within is None else word("dalam_jam", jam=figure(table.within))
    audience = "" if table.minimum_audience is None else word("pengikut", jumlah=figure(table.minimum_audience))
    period = "" if table.per is None else word(f"masa_{table.per}")
    return {"jumlah": str(table.at_least or ""), "masa": period, "dalam": within, "pengikut": audience}
