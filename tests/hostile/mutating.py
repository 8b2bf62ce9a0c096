"""How files are spoilt for the fuzzer: bytes, words, cells and marks, drawn by Hypothesis so that finds shrink."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache
from typing import Any

from hypothesis import strategies as st

from scoring.scorer import Scorer
from sheets.authoring.workbook import write_authoring
from tests.hostile.bombs import packed
from tests.officers import LIBRARY as EXAMPLES
from tests.sheets import contests, examples
from tests.sheets.authoring.contoh import good
from tests.sheets.bodies import random_body
from tests.sheets.filling import fill, template
from tests.sheets.odk_phone import form_of, kobo_csv, kobo_rows, reachable, typed

NASTY = (
    "", " ", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\u200b", "\ud800", "=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "'", '"',
    "ya", "Ya", "TIDAK", "y a", "tidak berlaku", "n/a", "nf", "1/3", "1/0", "0", "00", "0x10", "1e309", "-0", "1.000", "2,5", "1.234,5",
    "9" * 31, "9" * 5000, "1" + "0" * 20, "NaN", "inf", "\u0661", "\u00bd", "true", "None", "https://a.b", "javascript:alert(1)",
    "http://\u0430.id", "https://a.b/" + "x" * 2500, "data:text/html,x", "../../etc/passwd", "a;b", "a; a", "\r\n", "\t", "<f>1</f>",
    "_x000D_", "&#0;", "]]>", "#REF!", "2026-02-30", "31/02/2026", "0000-00-00", "29.02.2100", "uji/2025@1", "uji/2025@" + "9" * 400,
    "x" * 33_000, "\ufdfa" * 300, "a\u0308" * 50, "Badan A",
)  # fmt: skip
_PIECES = (
    b"<", b">", b'"', b"'", b"/", b"=", b"&", b"&#65;", b"&amp;", b"\x00", b"\xff", b"\xc3", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<!DOCTYPE a>", b' r="A1"', b' r="XFD1"', b' r="A0"', b" r='B3'", b' t="s"', b' t="e"', b' t="b"', b' t="d"', b' t="str"', b' t="n"',
    b' s="99"', b"<f>1</f>", b'<f t="shared" si="0"/>', b"<v>1</v>", b"<v>-1</v>", b"<v>99999</v>", b"<v/>", b"<c>", b"<c/>", b"</c>",
    b"<row>", b"</row>", b"<x:c>", b"<is><t>ya</t></is>", b' xml:space="preserve"', b"true", b"\n", b" ", b"0", b"1e400", b"NaN",
)  # fmt: skip
_CELL = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)


@cache
def workbooks() -> tuple[bytes, ...]:
    """Return filled workbooks of the example."""
    return tuple(fill(template(), examples.FULL, random_body(examples.FULL, seed), "Dinas Contoh") for seed in range(3))


@cache
def tables() -> tuple[bytes, ...]:
    """Return filled tables of stage values."""
    rows = [["Badan A", "opd", 90, 80, 70, 60, 50], ["Badan B", "kabkota", "66,5", 0, None, 12.5, 1]]
    return contests.table(*rows), contests.as_csv(*rows), contests.as_csv(*rows, separator=",")


@cache
def exports() -> tuple[bytes, ...]:
    """Return exports of forms in CSV."""
    form, scorer = form_of(examples.FULL), Scorer(examples.FULL)
    bodies = [random_body(examples.FULL, seed) for seed in (1, 2)]
    asked = [reachable(examples.FULL, body, scorer.score(body)) for body in bodies]
    sent = [form.fill(typed(examples.FULL, body, f"Badan {at}")) for at, body in enumerate(asked)]
    return kobo_csv(kobo_rows(form, sent)), kobo_csv(kobo_rows(form, sent, labels=True))


@cache
def authored() -> bytes:
    """Return the workbook of a rule set that uses every table."""
    target = io.BytesIO()
    write_authoring(good(), target)
    return target.getvalue()


@cache
def folders() -> tuple[dict[str, str], ...]:
    """Return the files of small rule sets that are laid over nothing, by name."""
    found = []
    for edition in EXAMPLES.editions:
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(edition.folder.glob("*.toml"))}
        if 'base = "' not in texts["rules.toml"]:
            found.append(texts)
    return (*found, good().texts())


def folder_bytes(texts: dict[str, str]) -> bytes:
    """Return the files of a rule set as one case."""
    return json.dumps(texts).encode()


@st.composite
def spoilt_bytes(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Return one of the files with some bytes changed, lost, doubled or put in."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.sampled_from((0, 1, 1, 4, 40)))
        put = draw(st.one_of(st.sampled_from(_PIECES), st.binary(max_size=4), st.just(bytes(data[at : at + 60]))))
        data[at : at + length] = put
    return bytes(data)


@st.composite
def spoilt_workbook(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Return one of the workbooks with cells or XML changed, packed anew so that only the content is wrong."""
    if draw(st.integers(0, 9)) == 0:
        return draw(spoilt_bytes(seeds))
    parts = unpacked(draw(st.sampled_from(seeds)))
    sheets = sorted(name for name in parts if name.startswith("xl/worksheets/sheet"))
    for _ in range(draw(st.sampled_from((1, 1, 2, 5)))):
        if draw(st.integers(0, 3)):
            name = draw(st.sampled_from(sheets))
            parts[name] = draw(_spoilt_cell(parts[name]))
        else:
            name = draw(st.sampled_from(sorted(parts)))
            parts[name] = draw(_spoilt_xml(parts[name]))
    return packed(parts)


@st.composite
def _spoilt_cell(draw: st.DrawFn, xml: bytes) -> bytes:
    """Return a sheet with something else in one of its cells."""
    found = list(_CELL.finditer(xml))
    if not found:
        return xml
    one = found[draw(st.integers(0, len(found) - 1))]
    value = draw(values()).replace("&", "&amp;").replace("<", "&lt;")
    text = "".join(
        letter for letter in value if letter in "\t\n\r" or " " <= letter < "\ud800" or "\ue000" <= letter < "\ufffe"
    )
    body = draw(
        st.sampled_from(
            (
                f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>',
                f"><v>{text}</v></c>",
                f' t="b"><v>{text[:1]}</v></c>',
                f' t="e"><v>{text}</v></c>',
                f' t="str"><f>A1</f><v>{text}</v></c>',
                f"><f>{text}</f></c>",
                "/>",
            )
        )
    )
    place = b"" if draw(st.integers(0, 15)) == 0 else b' r="' + one[1] + b'"'
    return xml[: one.start()] + b"<c" + place + body.encode() + xml[one.end() :]


@st.composite
def _spoilt_xml(draw: st.DrawFn, xml: bytes) -> bytes:
    """Return a part with a mark of XML put in, lost or doubled."""
    marks = [found.start() for found in re.finditer(rb'[<>"=]', xml)] or [0]
    at = marks[draw(st.integers(0, len(marks) - 1))]
    length = draw(st.sampled_from((0, 0, 1, 3, 20)))
    put = draw(st.one_of(st.sampled_from(_PIECES), st.just(b""), st.just(xml[at : at + 200])))
    return xml[:at] + put + xml[at + length :]


@st.composite
def spoilt_folder(draw: st.DrawFn) -> bytes:
    """Return the files of a rule set with words, lines or letters changed."""
    texts = dict(draw(st.sampled_from(folders())))
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 5)))):
        name = draw(st.sampled_from(sorted(texts)))
        texts[name] = draw(_spoilt_text(texts[name]))
    return folder_bytes(texts)


@st.composite
def _spoilt_text(draw: st.DrawFn, text: str) -> str:
    words = [found.span() for found in re.finditer(r'"[^"\n]*"|[\w./-]+|\[+|\]+|=|\n', text)] or [(0, 0)]
    start, end = words[draw(st.integers(0, len(words) - 1))]
    other = words[draw(st.integers(0, len(words) - 1))]
    value = draw(values())
    put = draw(
        st.one_of(
            st.sampled_from(
                (
                    "",
                    text[slice(*other)],
                    "[[questions]]",
                    "[]",
                    "{}",
                    "{ a = 1 }",
                    '"nf"',
                    "-1",
                    "0",
                    "1e400",
                    "0.1",
                    "nan",
                )
            ),
            st.just(json.dumps(value, ensure_ascii=True)),
            st.just(value),
        )
    )
    return text[:start] + put + text[end:]


def values() -> st.SearchStrategy[str]:
    """Return words that readers stumble over, and any others."""
    return st.one_of(
        st.sampled_from(NASTY), st.text(max_size=12), st.decimals(allow_nan=False).map(str), st.integers().map(str)
    )


def answers() -> st.SearchStrategy[bytes]:
    """Return JSON that is nearly a file of answers of the example."""
    codes = st.sampled_from([question.code for question in examples.QUESTIONS] + ["?", ""])
    words = [
        code
        for question in examples.QUESTIONS
        for one in (question.options, question.levels)
        for code in (level.code for level in one)
    ]
    choices = st.one_of(st.sampled_from([*words, "ya", "tidak", "tidak_berlaku", " YA "]), values())
    scalars: st.SearchStrategy[Any] = st.one_of(choices, st.none(), st.booleans(), st.integers(), st.floats())
    anything = st.recursive(
        scalars,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(values(), inner, max_size=3)),
        max_leaves=6,
    )
    key = st.sampled_from(("choice", "level", "number", "links", "note", "lain"))
    links = st.lists(values() | st.just("https://ppid.contoh.go.id/a"), max_size=4)
    answer = st.one_of(
        st.fixed_dictionaries({}, optional={"choice": choices | st.lists(choices, max_size=3), "level": choices, "number": values(), "links": links, "note": values()}),
        st.dictionaries(key, anything, max_size=5),
        anything,
    )  # fmt: skip
    return st.dictionaries(codes, answer, max_size=6).map(lambda found: json.dumps(found).encode())


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a packed file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
