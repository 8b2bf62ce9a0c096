"""What the cells of the score sheet hold now: the kernel's own numbers, as the formulas will compute them again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.facts import BLANK, Answer, Choice, State
from scoring.rules import Kind, Question
from scoring.sheet import IndicatorScore, QuestionScore, ScoreSheet
from sheets import formulas
from sheets.exact import Arithmetic, Share
from sheets.numbers import exact_number
from wording import number


class LineValues(NamedTuple):
    """The cells of one question from the reason on, in the order of their columns."""

    reason: str
    earned: float | str
    possible: float | str
    proof: int
    case: int
    picked: int
    units: int
    counted: int
    numerator: int
    waits: int


class SumValues(NamedTuple):
    """The cells of the sum of one indicator, in the order of their columns."""

    earned: float | str
    possible: float | str
    counted: int
    numerator: int
    waits: int


def line_values(question: Question, score: QuestionScore, answer: Answer, exact: Arithmetic | None) -> LineValues:
    """Return the cells of one question; what only formulas need is 0 where there are none."""
    reason = _shown_reason(question, score, answer)
    earned, possible = shown(score.earned), shown(score.possible)
    if exact is None:
        return LineValues(reason, earned, possible, 0, 0, 0, 0, 0, 0, 0)
    line = exact.lines[question.code]
    return LineValues(
        reason,
        earned,
        possible,
        proof=len(answer.links),
        case=_case(question, score, answer),
        picked=_index(question, answer),
        units=line.units or 0,
        counted=exact.weights[question.code] if line.worth.counts else 0,
        numerator=exact.over_common(score.earned),
        waits=_waits(exact, question),
    )


def sum_values(score: IndicatorScore, share: Share | None, sheet: ScoreSheet, exact: Arithmetic | None) -> SumValues:
    """Return the cells of the sum of one indicator."""
    if exact is None or share is None:
        return SumValues(shown(score.earned), shown(score.possible), 0, 0, 0)
    codes = {question.code for question in share.questions}
    return SumValues(
        shown(score.earned),
        share.counted * share.factor / exact.denominator,
        share.counted,
        sum(exact.over_common(line.earned) for line in sheet.questions if line.code in codes),
        sum(_waits(exact, question) for question in share.questions),
    )


def link_states(answers: Mapping[str, Answer], code: str, links: int) -> list[tuple[int, str]]:
    """Return for each link cell of a question whether it holds an address, and its host."""
    given = answers.get(code, BLANK).links
    return [(int(at < len(given)), _host(given[at]) if at < len(given) else "") for at in range(links)]


def shown(value: Fraction | None) -> float | str:
    """Return a score as a cell shows it, nothing where there is none."""
    return "" if value is None else float(value)


def _host(link: str) -> str:
    return link.partition("://")[2].replace("?", "/").replace("#", "/").partition("/")[0].lower()


def _waits(exact: Arithmetic, question: Question) -> int:
    worth = exact.lines[question.code].worth
    return int(worth.points is None and worth.counts)


def _shown_reason(question: Question, score: QuestionScore, answer: Answer) -> str:
    """Return the reason; a count stands in it as it stands in its cell."""
    reason = str(score.reason)
    if question.kind is not Kind.NUMBER or answer.number is None or answer.number.denominator == 1:
        return reason
    held = exact_number(answer.number)
    return reason if held is None else reason.replace(str(answer.number), number(format(held, "f").rstrip("0")))


def _case(question: Question, score: QuestionScore, answer: Answer) -> int:
    if score.state is State.HIDDEN:
        return formulas.HIDDEN
    if answer.blank:
        return formulas.BLANK
    if question.kind is not Kind.OPTION and answer.choice == Choice.NOT_APPLICABLE:
        return formulas.NOT_APPLICABLE
    if question.kind is Kind.YES_NO and answer.choice == Choice.NO:
        return formulas.NO
    return formulas.ANSWERED


def _index(question: Question, answer: Answer) -> int:
    if question.kind is Kind.MULTIPLE:
        return len(answer.chosen)
    scale, wanted = [level.code for level in question.levels], answer.level
    if question.kind is Kind.OPTION:
        scale, wanted = [option.code for option in question.options], answer.choice
    return scale.index(wanted) + 1 if wanted is not None and wanted in scale else 0
