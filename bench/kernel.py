"""Scoring one submission exactly, with reasons, against a bare loop of fractions over the same items.

    python -m bench.kernel [--rules pusat/2025 --category kementerian]

Target: at most 4 times. The first score of a scorer, before it knows any answer, is printed beside it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from fractions import Fraction

from questionnaires import Library
from scoring.facts import Answer
from scoring.rules import Questionnaire
from scoring.scorer import Scorer

TARGET = 4.0
ROUNDS = 15
REPEATS = 20


def body(questionnaire: Questionnaire) -> dict[str, Answer]:
    """Return a plausible body: most items fulfilled, some without evidence, some blank, levels mixed."""
    answers = {}
    for number, question in enumerate(q for q in questionnaire.questions if q.scored):
        if number % 11 == 0:
            continue
        level = question.levels[number % len(question.levels)].code if question.levels and number % 3 == 0 else None
        links = () if number % 7 == 0 else (f"https://ppid.contoh.go.id/{number}",)
        choice = "tidak" if number % 13 == 0 else "ya"
        answers[question.code] = Answer(choice, level=level if choice == "ya" else None, links=links)
    return answers


def milliseconds(work: Callable[[], object]) -> float:
    """Return the time of one call, averaged over a few."""
    start = time.perf_counter()
    for _ in range(REPEATS):
        work()
    return (time.perf_counter() - start) * 1000 / REPEATS


def main() -> None:
    """Measure and print floor, figure and ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", default="pusat/2025")
    parser.add_argument("--category", default="kementerian")
    options = parser.parse_args()
    questionnaire = Library().questionnaire(options.rules, options.category)
    answers = body(questionnaire)
    weights = [
        (Fraction(40, 85), Fraction(3, 4) if number % 3 else Fraction(1))
        for number in range(len(questionnaire.questions))
    ]

    def bare() -> Fraction:
        total = Fraction(0)
        for weight, points in weights:
            total += weight * points
        return total

    scorer = Scorer(questionnaire)
    first = time.perf_counter()
    sheet = scorer.score(answers)
    first = (time.perf_counter() - first) * 1000
    pairs = [(milliseconds(bare), milliseconds(lambda: scorer.score(answers))) for _ in range(ROUNDS)]
    floor, figure = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(mine / bottom for bottom, mine in pairs)
    print(f"{options.rules} {options.category}: {len(questionnaire.questions)} butir, nilai {sheet.published}")
    print(
        f"lantai {floor:.3f} ms, kernel {figure:.3f} ms, rasio {ratio:.2f} (target {TARGET:.0f}); "
        f"pertama kali {first:.3f} ms"
    )


if __name__ == "__main__":
    main()
