"""What a rule set must satisfy beyond its format: references, closing weights, ordered classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from questionnaires.contest_checks import check_contest, stages_for
from questionnaires.contest_schema import StageTable
from questionnaires.editions import Edition, is_file_name
from questionnaires.fill_values import QUESTION_WEIGHT, contest_open_keys, fill_fault
from questionnaires.problems import Problem
from questionnaires.schema import BandTable, IndicatorTable
from questionnaires.scope import Scope
from questionnaires.tables import Sourced
from questionnaires.values import UNPUBLISHED

HUNDRED = Fraction(100)


def check_rules(scope: Scope) -> Iterator[Problem]:
    """Yield every fault of a `rules.toml` that its format alone does not show."""
    rules, place = scope.rules, f"{scope.name}/rules.toml"
    if rules.version > 1 and not rules.reason:
        yield Problem(
            f"{place}, kunci 'reason'", f"versi {rules.version} tanpa alasan", "Tulis mengapa versi ini dibuat"
        )
    for name, codes in _codes(scope):
        yield from repeated(f"{place}, {name}", codes)
    yield from _check_files(scope, place)
    yield from check_refs(scope, place, _sourced(scope))
    yield from check_indicators(scope, place, rules.indicators)
    yield from _check_bands(scope, place)
    yield from _check_stages(scope, place)
    yield from check_contest(scope, place)
    yield from _check_fills(scope, place)
    yield from _check_pairs(scope, place)
    yield from _check_levels(scope, place)


def _check_files(scope: Scope, place: str) -> Iterator[Problem]:
    """Yield file names that would lead out of the folder of the rule set, or name no category file."""
    rows = [(f"categories ({row.code})", row.file) for row in scope.rules.categories]
    rows += [(f"instruments ({row.body})", row.file) for row in scope.rules.instruments]
    for name, file in rows:
        if not is_file_name(file):
            yield Problem(
                f"{place}, {name}, kunci 'file'", f"'{file}' bukan nama berkas .toml di folder ini",
                "Tulis nama berkasnya saja, tanpa folder, misalnya opd.toml",
            )  # fmt: skip


def check_identity(edition: Edition, scope: Scope) -> Iterator[Problem]:
    """Yield where a `rules.toml` says it is another rule set than its folder does."""
    for key, stated, expected in (
        ("owner", scope.rules.owner, edition.owner),
        ("year", scope.rules.year, edition.year),
        ("version", scope.rules.version, edition.version),
    ):
        if stated != expected:
            yield Problem(
                f"{scope.name}/rules.toml, kunci '{key}'",
                f"'{stated}' tidak cocok dengan folder ('{expected}')",
                "Samakan keduanya",
            )


def repeated(place: str, codes: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every code that stands twice."""
    for code, count in Counter(codes).items():
        if count > 1:
            yield Problem(
                place, f"kode '{code}' ditulis {count} kali", "Beri kode yang berbeda atau hapus salah satunya"
            )


def check_refs(scope: Scope, place: str, tables: Iterable[tuple[str, Sourced]]) -> Iterator[Problem]:
    """Yield the tables whose source is missing or unknown."""
    known = {source.id for source in scope.rules.sources}
    for name, table in tables:
        if not table.ref and table.grade != UNPUBLISHED:
            yield Problem(f"{place}, {name}, kunci 'ref'", "tanpa sumber", "Sebut id dari tabel sources")
        for ref in table.ref:
            if ref not in known:
                yield Problem(
                    f"{place}, {name}, kunci 'ref'", f"sumber '{ref}' tidak ada", "Tambahkan ke tabel sources"
                )


def check_indicators(scope: Scope, place: str, indicators: Sequence[IndicatorTable]) -> Iterator[Problem]:
    """Yield a problem when the weights miss the declared maximum (O15)."""
    weights = [scope.number(table.weight, f"indicators.{table.code}.weight").value for table in indicators]
    for table, weight in zip(indicators, weights, strict=True):
        if weight is not None and weight <= 0:
            yield Problem(
                f"{place}, indicators ({table.code}), kunci 'weight'", f"bobot {weight}", "Isi lebih dari nol"
            )
    known = [weight for weight in weights if weight is not None]
    if indicators and len(known) == len(weights) and sum(known) != scope.rules.maximum:
        yield Problem(
            f"{place}, indicators, kunci 'weight'",
            f"jumlah bobot {sum(known)}, seharusnya {scope.rules.maximum}",
            "Perbaiki bobot atau kunci 'maximum'",
        )


def _codes(scope: Scope) -> Iterator[tuple[str, list[str]]]:
    rules = scope.rules
    yield "sources", [table.id for table in rules.sources]
    yield "assumptions", [table.id for table in rules.assumptions]
    yield "categories", [table.code for table in rules.categories]
    yield "indicators", [table.code for table in rules.indicators]
    yield "scales", [table.code for table in rules.scales]
    yield "bands", [*(band.code for band in rules.bands), *(status.code for status in rules.statuses)]
    yield "gates", [table.id for table in rules.gates]
    yield "facts", [table.code for table in rules.facts]
    yield "panels", [table.stage for table in rules.panels]
    yield "adjustments", [table.id for table in rules.adjustments]
    yield "awards", [table.id for table in rules.awards]
    yield "instruments", [table.body for table in rules.instruments]
    yield "measures", [table.code for table in rules.measures]
    yield "rounding.points", [point.at for point in rules.rounding.points]
    for category in dict.fromkeys(["", *(code for stage in rules.stages for code in stage.categories)]):
        yield "stages", [stage.code for stage in stages_for(rules.stages, category)]
    for scale in rules.scales:
        yield f"scales ({scale.code}), levels", [level.code for level in scale.levels]
    for stage in rules.stages:
        yield f"stages ({stage.code}), parts", [part.code for part in stage.parts]


def _sourced(scope: Scope) -> Iterator[tuple[str, Sourced]]:
    rules = scope.rules
    if rules.arithmetic:
        yield "arithmetic", rules.arithmetic
    if rules.ranking:
        yield "ranking", rules.ranking
    if rules.objection:
        yield "objection", rules.objection
    yield from ((f"rounding.points ({table.at})", table) for table in rules.rounding.points)
    yield from ((f"indicators ({table.code})", table) for table in rules.indicators)
    yield from ((f"scales ({table.code})", table) for table in rules.scales)
    yield from ((f"bands ({table.code})", table) for table in rules.bands)
    yield from ((f"statuses ({table.code})", table) for table in rules.statuses)
    yield from ((f"stages ({table.code})", table) for table in rules.stages)
    yield from ((f"gates ({table.id})", table) for table in rules.gates)
    yield from ((f"panels ({table.stage})", table) for table in rules.panels)
    yield from ((f"facts ({table.code})", table) for table in rules.facts)
    yield from ((f"adjustments ({table.id})", table) for table in rules.adjustments)
    yield from ((f"awards ({table.id})", table) for table in rules.awards)
    yield from ((f"instruments ({table.body})", table) for table in rules.instruments)
    yield from ((f"measures ({table.code})", table) for table in rules.measures)


def _check_bands(scope: Scope, place: str) -> Iterator[Problem]:
    bands = scope.rules.bands
    lowers = [scope.number(band.lower, f"bands.{band.code}.lower").value for band in bands]
    ceiling: Fraction | None = None
    for band, lower in zip(bands, lowers, strict=True):
        where = f"{place}, bands ({band.code})"
        if lower is not None and not 0 <= lower <= HUNDRED:
            yield Problem(f"{where}, kunci 'lower'", f"batas {lower}", "Isi antara 0 dan 100")
        if lower is not None and ceiling is not None and lower >= ceiling:
            yield Problem(
                f"{where}, kunci 'lower'", f"batas {lower} tidak di bawah {ceiling}", "Urutkan dari kelas terbaik"
            )
        yield from _check_printed(where, band, lower, ceiling)
        ceiling = lower if lower is not None else ceiling


def _check_printed(where: str, band: BandTable, lower: Fraction | None, ceiling: Fraction | None) -> Iterator[Problem]:
    start, end = band.printed_from, band.printed_to
    if (start is None) != (end is None):
        yield Problem(where, "rentang tercetak tidak lengkap", "Isi printed_from dan printed_to")
    if start is None or end is None:
        return
    reaches_up = ceiling is not None and (end > ceiling if band.printed_to_open else end >= ceiling)
    if start > end or (lower is not None and start < lower) or reaches_up:
        yield Problem(
            where, f"rentang tercetak {start} sampai {end} tidak berada di dalam kelas",
            "Periksa printed_from dan printed_to terhadap batas kelas ini dan kelas di atasnya",
        )  # fmt: skip


def _check_stages(scope: Scope, place: str) -> Iterator[Problem]:
    stages = scope.rules.stages
    categories = sorted({code for stage in stages for code in stage.categories}) or [""]
    for category in categories:
        own = stages_for(stages, category)
        weights = [scope.number(stage.weight, f"stages.{stage.code}.weight").value for stage in own]
        known = [weight for weight in weights if weight is not None]
        if own and len(known) == len(own) and sum(known) != HUNDRED:
            suffix = f" kategori {category}" if category else ""
            yield Problem(f"{place}, stages{suffix}", f"jumlah bobot tahap {sum(known)}", "Jumlahnya harus 100")
    codes = {stage.code for stage in stages}
    for stage in stages:
        if stage.missing == "carry" and stage.carry_to not in codes - {stage.code}:
            yield Problem(
                f"{place}, stages ({stage.code}), kunci 'carry_to'", f"tahap '{stage.carry_to}' tidak ada",
                "Sebut tahap lain yang ada",
            )  # fmt: skip
        yield from _check_parts(scope, place, stage)


def _check_parts(scope: Scope, place: str, stage: StageTable) -> Iterator[Problem]:
    weights = [scope.number(part.weight, f"stages.{stage.code}.parts.{part.code}.weight").value for part in stage.parts]
    known = [weight for weight in weights if weight is not None]
    if stage.parts and len(known) == len(weights) and sum(known) != HUNDRED:
        yield Problem(
            f"{place}, stages ({stage.code}), parts", f"jumlah bobot komponen {sum(known)}", "Jumlahnya harus 100"
        )


def _check_fills(scope: Scope, place: str) -> Iterator[Problem]:
    """Every fill must name a key that the file leaves unpublished, and no key is filled twice."""
    unfilled = open_keys(scope)
    seen: set[str] = set()
    for assumption in scope.rules.assumptions:
        where = f"{place}, assumptions ({assumption.id}), fills"
        for fill in assumption.fills:
            if fill.key not in unfilled and not QUESTION_WEIGHT.match(fill.key):
                yield Problem(
                    where, f"kunci '{fill.key}' tidak bernilai \"nf\"", "Hapus isian itu atau perbaiki kuncinya"
                )
            elif fill.key in seen:
                yield Problem(where, f"kunci '{fill.key}' diisi dua kali", "Sisakan satu")
            elif fill.key.startswith("scales."):
                if fill.value is not None:
                    yield Problem(where, f"kunci '{fill.key}' tidak memerlukan nilai", "Hapus kunci 'value'")
            elif fill.value is None:
                yield Problem(where, f"kunci '{fill.key}' tanpa nilai", "Isi kunci 'value'")
            elif fault := fill_fault(fill.key, fill.value):
                yield Problem(where, *fault)
            seen.add(fill.key)


def _check_pairs(scope: Scope, place: str) -> Iterator[Problem]:
    """Two keys that decide one number together rest on one assumption, so that results can name it."""
    pairs: list[tuple[str, str, str, Sourced]] = [
        (f"rounding.points.{point.at}", "places", "mode", point) for point in scope.rules.rounding.points
    ]
    pairs += [("ranking", "number", "ties", scope.rules.ranking)] if scope.rules.ranking else []
    for name, *keys, table in pairs:
        sources = {(scope.filled(f"{name}.{key}") or ("",))[0] for key in keys if getattr(table, key) == UNPUBLISHED}
        if len(sources) > 1:
            yield Problem(
                f"{place}, assumptions, fills",
                f"'{name}.{keys[0]}' dan '{name}.{keys[1]}' tidak diisi anggapan yang sama",
                "Isi keduanya dengan satu anggapan, atau biarkan keduanya kosong",
            )


def open_keys(scope: Scope) -> set[str]:
    """Return the keys that an assumption may fill: those that hold "nf", and every scale."""
    rules = scope.rules
    keys = {f"indicators.{table.code}.weight" for table in rules.indicators if table.weight == UNPUBLISHED}
    keys |= {f"bands.{table.code}.lower" for table in rules.bands if table.lower == UNPUBLISHED}
    keys |= {f"scales.{table.code}" for table in rules.scales}
    for stage in rules.stages:
        keys |= {f"stages.{stage.code}.weight"} if stage.weight == UNPUBLISHED else set()
        keys |= {f"stages.{stage.code}.missing"} if stage.missing == UNPUBLISHED else set()
        keys |= {f"stages.{stage.code}.parts.{part.code}.weight" for part in stage.parts if part.weight == UNPUBLISHED}
    for point in rules.rounding.points:
        keys |= {
            f"rounding.points.{point.at}.{key}" for key in ("places", "mode") if getattr(point, key) == UNPUBLISHED
        }
    if rules.arithmetic is None or rules.arithmetic.class_on == UNPUBLISHED:
        keys.add("arithmetic.class_on")
    for key in ("number", "ties"):
        if rules.ranking is None or getattr(rules.ranking, key) == UNPUBLISHED:
            keys.add(f"ranking.{key}")
    return keys.union(contest_open_keys(rules))


def _check_levels(scope: Scope, place: str) -> Iterator[Problem]:
    arithmetic = scope.rules.arithmetic
    levels = {level.code for scale in scope.rules.scales for level in scale.levels}
    if arithmetic:
        for key, fixed in (("claimed_yes", {"top", "pending"}), ("unjudged_yes", {"zero", "pending"})):
            value = getattr(arithmetic, key)
            if value not in fixed | levels:
                yield Problem(
                    f"{place}, arithmetic, kunci '{key}'", f"nilai '{value}' tidak dikenal",
                    f"Pilih {', '.join(sorted(fixed))}, atau kode tingkat dari tabel scales",
                )  # fmt: skip
    for scale in scope.rules.scales:
        for level in scale.levels:
            if (level.share is None) == (level.points is None):
                yield Problem(
                    f"{place}, scales ({scale.code}), levels ({level.code})", "nilai tingkat tidak jelas",
                    "Isi salah satu: share atau points",
                )  # fmt: skip
