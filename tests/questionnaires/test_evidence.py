"""Evidence rules are told in words, each where a question sets it (M31)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from questionnaires import Library
from questionnaires.evidence import evidence_text
from scoring.questions import Evidence


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(text="Tautan halaman."), "Tautan halaman."),
        (Evidence(text="Tautan halaman.", count=2), "Tautan halaman; paling sedikit 2 tautan"),
        (Evidence(text="Lampiran X.", count=2), "Lampiran X; paling sedikit 2 tautan"),
        (Evidence(text="Register", sample=20), "Register; 20 dokumen diperiksa sebagai contoh"),
        (Evidence(text="Laporan", period="keduanya"), "Laporan; dokumen tahun lalu dan tahun ini"),
        (Evidence(text="Laporan", max_mb=Fraction(5, 2)), "Laporan; berkas paling besar 2,5 MB"),
        (
            Evidence(text="Tautan", max_mb=Fraction(2), period="tahun_ini", own_site=True),
            "Tautan; dokumen tahun ini; berkas paling besar 2 MB; di situs badan publik sendiri",
        ),
        (Evidence(own_site=True), "di situs badan publik sendiri"),
        (Evidence(), ""),
    ],
)
def test_every_rule_is_told(evidence: Evidence, words: str) -> None:
    assert evidence_text(evidence) == words


def test_shipped_rules_can_all_be_told() -> None:
    questions = Library().questionnaire("banjarnegara/2026", "opd").questions
    assert any("di situs badan publik sendiri" in evidence_text(question.evidence) for question in questions)
