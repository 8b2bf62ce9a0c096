"""A rule set in the sentences that `docs/skema` has too."""

import streamlit as st

import wording
from questionnaires import Library
from questionnaires.scheme import Line, Section, scheme
from ui.markdown import plain

SHOWN = ("tahap", "gerbang", "kelas", "indikator", "tingkat", "penilai", "sanggah", "peringkat", "ukuran", "hitungan")
"""What the page tells in sentences; the rest it shows as tables."""


def show(library: Library, name: str) -> None:
    """Draw how bodies are judged under a rule set, section by section."""
    for section in scheme(library, name).sections:
        if section.code in SHOWN:
            st.subheader(section.title, anchor=False)
            _lines(section)
    st.caption(wording.text("aturan.isi.derajat"))


def one(library: Library, name: str, code: str) -> None:
    """Draw the sentences of one section; nothing where the rule set has nothing to say there."""
    for section in scheme(library, name).sections:
        if section.code == code:
            _lines(section)


def _lines(section: Section) -> None:
    st.markdown("\n".join(f"- {sentence(line)}" for line in section.lines))


def sentence(line: Line) -> str:
    """Return one sentence in Markdown: names of assumptions as code, sources and grade behind it.

    >>> sentence(Line("Mulai 90 menurut `skala`.", ("ki-1",), "B"))
    'Mulai 90 menurut `skala`\\\\. :gray[ki\\\\-1 · B]'
    """
    parts = line.text.split("`")
    told = "".join(f"`{part}`" if at % 2 else plain(part) for at, part in enumerate(parts))
    stands = " · ".join(part for part in (", ".join(line.refs), line.grade) if part)
    return f"{told} :gray[{plain(stands)}]" if stands else told
