"""What must be shown, as one sentence for the person who has to show it."""

from __future__ import annotations

from questionnaires.answers import answer_json
from scoring.facts import Answer
from scoring.questions import Evidence
from wording import number, text


def evidence_text(evidence: Evidence) -> str:
    """Return what is asked for with every rule that the question sets for it."""
    rules = []
    if evidence.count > 1:
        rules.append(text("bukti.jumlah", jumlah=evidence.count))
    if evidence.sample is not None:
        rules.append(text("bukti.contoh", jumlah=evidence.sample))
    if evidence.period:
        rules.append(text(f"bukti.tahun.{evidence.period}"))
    if evidence.max_mb is not None:
        rules.append(text("bukti.besar", besar=number(answer_json(Answer(number=evidence.max_mb))["number"])))
    if evidence.own_site:
        rules.append(text("bukti.situs"))
    asked = evidence.text.rstrip(".") if rules else evidence.text
    return "; ".join(part for part in (asked, *rules) if part)
