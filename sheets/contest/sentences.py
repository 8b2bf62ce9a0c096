"""The rules between bodies in words: each stage, gate, panel, adjustment, award and the class table in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.provisions import FINAL, Award, AwardKind, Condition, Gate, GateCondition, Group, Objection
from scoring.rules import RuleSet
from scoring.settings import Setting
from scoring.stage_rules import Adjustment, Change, MissingStage, Panel, Stage
from sheets.contest.titles import stage_label
from sheets.numbers import exact_number
from wording import number, text


def amount(value: Fraction) -> str:
    """Return a number of the rules as people write it, as a fraction where no decimal holds it.

    >>> amount(Fraction(15, 2)), amount(Fraction(1, 3))
    ('7,5', '1/3')
    """
    if exact_number(value) is None:
        return str(value)
    whole, mark, places = format(float(value), ".15f").rstrip("0").partition(".")
    return number(f"{whole}.{places}" if mark and places else whole)


def stage_sentence(rules: RuleSet, stage: Stage) -> str:
    """Return the weight of a stage, its parts, and what it is worth when it is missing."""
    share = _share("rekap.aturan.tahap", stage.weight, tahap=stage.label)
    parts = [_share("rekap.aturan.komponen", part.weight, komponen=part.label) for part in stage.parts]
    if parts:
        share += " " + text("rekap.aturan.komponen_dari", daftar=", ".join(parts))
    if stage.in_points:
        share += " " + text("rekap.aturan.poin")
    return f"{share} {_missing(rules, stage.missing, stage)}"


def gate_sentence(rules: RuleSet, gate: Gate, categories: Mapping[str, str]) -> str:
    """Return who passes a gate, and what becomes of those who do not."""
    ways = text("rekap.aturan.atau").join(_way(rules, one, categories) for one in gate.any_of)
    tested = " + ".join(stage_label(rules, code) for code in gate.on)
    key = f"rekap.aturan.angka.{gate.number}"
    sentence = text(
        "rekap.aturan.gerbang", gerbang=gate_label(gate), tahap=stage_label(rules, gate.before),
        angka=text(key, tahap=tested), syarat=ways,
    )  # fmt: skip
    if gate.categories:
        sentence += " " + text("rekap.aturan.hanya", kategori=_names(gate.categories, categories))
    if gate.otherwise is not None:
        stage = next(stage for stage in rules.stages if stage.code == gate.before)
        sentence += " " + text("rekap.aturan.terhenti", akibat=_consequence(rules, gate.otherwise, stage))
    return sentence


def gate_label(gate: Gate) -> str:
    """Return the name of a gate; one without a name is called by its id, as words."""
    named = gate.label and gate.label != gate.id
    return gate.label if named else gate.id.replace("_", " ").capitalize()


def panel_sentence(rules: RuleSet, panel: Panel) -> str:
    """Return how the marks of several assessors become one."""
    sentence = text(f"rekap.aturan.panel.{panel.aggregate}", tahap=stage_label(rules, panel.place))
    if panel.minimum is not None:
        sentence += " " + text("rekap.aturan.paling_sedikit", banyak=panel.minimum)
    return sentence + (" " + text("rekap.aturan.wilayah_sama") if panel.territorial else "")


def adjustment_sentence(rules: RuleSet, adjustment: Adjustment) -> str:
    """Return what a fact changes in a stage."""
    fact = next(fact.label for fact in rules.facts if fact.code == adjustment.when)
    shown = text("rekap.aturan.tidak_terbit") if adjustment.value.value is None else amount(adjustment.value.value)
    key = "kali" if adjustment.change is Change.MULTIPLY else "tambah"
    return text(
        f"rekap.aturan.penyesuaian.{key}", nama=adjustment.label, tahap=stage_label(rules, adjustment.place),
        fakta=fact, nilai=shown, batas=amount(adjustment.cap),
    )  # fmt: skip


def class_sentence(rules: RuleSet) -> str:
    """Return the class table, best first."""
    if not rules.bands:
        return text("rekap.aturan.tanpa_kelas")
    named = []
    for band in rules.bands:
        lower = band.lower.value
        shown = text("rekap.aturan.tidak_terbit") if lower is None else amount(lower)
        named.append(text("rekap.aturan.kelas", kelas=band.label, mulai=shown))
    return " · ".join(named)


def award_sentence(rules: RuleSet, award: Award, categories: Mapping[str, str]) -> str:
    """Return who receives an award."""
    on = text("rekap.aturan.nilai_akhir") if award.on == FINAL else stage_label(rules, award.on)
    if award.kind is AwardKind.CLASS:
        sentence = text(
            "rekap.aturan.anugerah.kelas", nama=award.label, nilai=on, kelas=_class(rules, award.class_code)
        )
    else:
        sentence = text(
            "rekap.aturan.anugerah.juara", nama=award.label, nilai=on, banyak=award.places, kelompok=_group(award.per)
        )
    if award.categories:
        sentence += " " + text("rekap.aturan.hanya", kategori=_names(award.categories, categories))
    return sentence


def objection_sentence(rules: RuleSet, objection: Objection) -> str:
    """Return on what a body may object, for how long, and how."""
    days = objection.days
    long = text("rekap.aturan.sanggah.tanpa_hari") if days is None else text("rekap.aturan.sanggah.hari", n=days)
    return text(f"rekap.aturan.sanggah.{objection.mode}", tahap=stage_label(rules, objection.on), hari=long)


def ranking_sentence(rules: RuleSet) -> str:
    """Return how places are given."""
    ranking = rules.ranking
    keys = [text(f"rekap.aturan.kunci.{key.kind}", hal=_key(rules, key.of)) for key in ranking.keys]
    sentence = text(
        f"rekap.aturan.peringkat.{ranking.ties}", angka=text(f"rekap.aturan.peringkat.angka.{ranking.number}"),
        kelompok=_group(ranking.per),
    )  # fmt: skip
    return sentence + (" " + text("rekap.aturan.kunci.urut", daftar=", ".join(keys)) if keys else "")


def sentences(rules: RuleSet, categories: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what decides between bodies, as subject and sentence."""
    for stage in rules.stages:
        yield text("rekap.aturan.hal.tahap"), stage_sentence(rules, stage)
    for panel in rules.panels:
        yield text("rekap.aturan.hal.panel"), panel_sentence(rules, panel)
    for adjustment in rules.adjustments:
        yield text("rekap.aturan.hal.penyesuaian"), adjustment_sentence(rules, adjustment)
    for gate in rules.gates:
        yield text("rekap.aturan.hal.gerbang"), gate_sentence(rules, gate, categories)
    yield text("rekap.aturan.hal.kelas"), class_sentence(rules)
    yield text("rekap.aturan.hal.peringkat"), ranking_sentence(rules)
    for award in rules.awards:
        yield text("rekap.aturan.hal.anugerah"), award_sentence(rules, award, categories)
    if rules.objection is not None:
        yield text("rekap.aturan.hal.sanggah"), objection_sentence(rules, rules.objection)


def _share(key: str, weight: Setting, **names: str) -> str:
    if weight.value is None:
        return text(f"{key}.tidak_terbit", **names)
    return text(f"{key}.bobot", bobot=amount(weight.value), **names)


def _missing(rules: RuleSet, policy: MissingStage, stage: Stage) -> str:
    return text("rekap.aturan.kosong", akibat=_consequence(rules, policy, stage))


def _consequence(rules: RuleSet, policy: MissingStage, stage: Stage) -> str:
    return text(f"rekap.aturan.akibat.{policy}", tahap=stage_label(rules, stage.carry_to))


def _way(rules: RuleSet, one: GateCondition, categories: Mapping[str, str]) -> str:
    value = None if one.value is None else one.value.value
    shown = text("rekap.aturan.tidak_terbit") if value is None else amount(value)
    if one.kind is Condition.THRESHOLD:
        return text("rekap.aturan.syarat.di_atas" if one.strict else "rekap.aturan.syarat.mulai", nilai=shown)
    if one.kind is Condition.RANK:
        return text("rekap.aturan.syarat.besar", banyak=shown, kelompok=_group(one.per))
    if one.kind is Condition.CLASS:
        return text("rekap.aturan.syarat.kelas", kelas=_class(rules, one.class_code))
    if one.kind is Condition.CATEGORY:
        return text("rekap.aturan.syarat.kategori", kategori=_names(one.categories, categories))
    fact = next(fact.label for fact in rules.facts if fact.code == one.fact)
    return text("rekap.aturan.syarat.fakta", fakta=fact)


def _group(group: Group) -> str:
    return text(f"rekap.aturan.kelompok.{group}")


def _class(rules: RuleSet, code: str) -> str:
    return next((band.label for band in rules.bands if band.code == code), code)


def _names(codes: tuple[str, ...], categories: Mapping[str, str]) -> str:
    return ", ".join(categories.get(code, code) for code in codes)


def _key(rules: RuleSet, of: str) -> str:
    fact = next((fact.label for fact in rules.facts if fact.code == of), None)
    return fact or stage_label(rules, of)
