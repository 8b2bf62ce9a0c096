"""What is said of one body beside its numbers: class or state in words, awards, why something is missing."""

from __future__ import annotations

from analytics.recap import Recap
from scoring.contest import Outcome
from scoring.provisions import Gate
from wording import text


def class_words(recap: Recap, outcome: Outcome) -> str:
    """Return the class of a body, its provisional class, or its state; empty where there is none."""
    status = outcome.entry.status
    if status is not None:
        return next((one.label for one in recap.rules.statuses if one.code == status), status)
    combined = outcome.combined
    if combined.qualification is not None:
        return combined.qualification.label or ""
    if combined.provisional is not None:
        return text("rekap.kelas_sementara", kelas=combined.provisional.label, dasar=combined.basis)
    return ""


def award_labels(recap: Recap, outcome: Outcome) -> list[str]:
    """Return the names of the awards of a body."""
    return [award.label for award in recap.rules.awards if award.id in outcome.awards]


def remarks(outcome: Outcome) -> list[str]:
    """Return where a body was stopped, what was refused and what was noted."""
    closed = [found for found in outcome.combined.gates if found.closed]
    told = [text("rekap.terhenti", gerbang=gate_label(found.gate), sebab=found.reason) for found in closed]
    combined = outcome.combined
    return list(dict.fromkeys([*told, *combined.refused, *combined.notes]))


def gate_label(gate: Gate) -> str:
    """Return the name of a gate; one without a name is called by its id, as words."""
    named = gate.label and gate.label != gate.id
    return gate.label if named else gate.id.replace("_", " ").capitalize()
