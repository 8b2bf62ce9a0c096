"""Bodies whose answers are drawn at random, but always allowed by the questionnaire."""

from __future__ import annotations

import random
from fractions import Fraction

from scoring.facts import Answer
from scoring.rules import Kind, NotApplicable, Question, Questionnaire

_LINKS = (
    "https://ppid.contoh.go.id/profil", "http://contoh.go.id:8080/a?b=1&c=%20#d", "HTTPS://Contoh.go.id",
    "https://drive.contoh.com/file/d/1?usp=sharing", "https://a.b", "https://contoh.go.id?x=http://b",
)  # fmt: skip
_NOTES = ("", "", "sudah tayang", "=1+1", "baris\ndua", "-", "@rapat", "“kutip” & <tanda>", "2026-11-27", "1.000")


def random_body(questionnaire: Questionnaire, seed: int) -> dict[str, Answer]:
    """Return the answers of a body; equal seeds give equal bodies."""
    draw = random.Random(f"{questionnaire.rules.id}{questionnaire.category}{seed}")
    eager = draw.choice((0.3, 0.8, 0.98))
    found = {}
    for question in questionnaire.questions:
        if draw.random() < eager:
            found[question.code] = random_answer(question, draw, eager)
        elif draw.random() < 0.1:
            found[question.code] = Answer(note="belum sempat", links=(draw.choice(_LINKS),))
    return found


def random_answer(question: Question, draw: random.Random, eager: float) -> Answer:
    """Return one allowed answer."""
    links = tuple(draw.sample(_LINKS, draw.choice((1, 1, 2, 5)))) if draw.random() < eager else ()
    note = draw.choice(_NOTES)
    if question.kind is not Kind.OPTION and question.not_applicable is not NotApplicable.REFUSE and draw.random() < 0.2:
        return Answer("tidak_berlaku", links=links, note=note)
    if question.kind is Kind.OPTION:
        return Answer(draw.choice(question.options).code, links=links, note=note)
    if question.kind is Kind.MULTIPLE:
        count = draw.randint(1, len(question.options))
        codes = {option.code for option in draw.sample(question.options, count)}
        return Answer(chosen=tuple(o.code for o in question.options if o.code in codes), links=links, note=note)
    if question.kind is Kind.NUMBER:
        return Answer(number=_count(question, draw), level=_level(question, draw), links=links, note=note)
    choice = "ya" if draw.random() < eager else "tidak"
    return Answer(choice, level=_level(question, draw) if choice == "ya" else None, links=links, note=note)


def _level(question: Question, draw: random.Random) -> str | None:
    return draw.choice(question.levels).code if question.levels and draw.random() < 0.7 else None


def _count(question: Question, draw: random.Random) -> Fraction:
    """Return a count at, just below or beyond a bound."""
    bounds = [band.lower for band in question.counts] or [Fraction(10)]
    return max(
        Fraction(0), draw.choice(bounds) + draw.choice((Fraction(-1), Fraction(-1, 2), Fraction(0), Fraction(1)))
    )
