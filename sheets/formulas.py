"""Formulas as text: the rules of one question, and whole division with the declared rounding.

Only functions that Excel, LibreOffice and their relatives share, and no comparison that reads a question mark or a star
in an answer as a wildcard. Answers are compared trimmed and in lower case, by their words or their code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.facts import Choice
from scoring.numbers import Mode, Rounding
from scoring.reasons import Reason
from scoring.rules import Blank, Evidenceless, Kind, NotApplicable, Question, RuleSet
from sheets.choices import SEPARATOR, answers_of
from sheets.lists import Block
from wording import text

_LITERAL = 250

HIDDEN, BLANK, NO, NOT_APPLICABLE, ANSWERED, UNKNOWN = 0, 1, 2, 3, 4, 9
"""The states of a question as the score sheet numbers them."""


def quoted(words: str) -> str:
    """Return `words` as a literal of a formula, in pieces where it is longer than a literal may be.

    >>> quoted('a"b')
    '"a""b"'
    """
    pieces = [words[at : at + _LITERAL] for at in range(0, len(words), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def lowered(cell: str) -> str:
    """Return what stands in `cell`, trimmed and in lower case."""
    return f"LOWER(TRIM({cell}))"


def printed(over: str, under: str, rounding: Rounding) -> str:
    """Return over/under in units of its last printed place, a whole number.

    The whole part is taken first, so that no product grows beyond twice the scale times `under`.
    """
    scale = 10**rounding.places
    whole = f"INT({over}/{under})"
    rest = f"{scale}*({over}-{whole}*{under})"
    if rounding.mode is Mode.HALF_UP:
        return f"{whole}*{scale}+INT((2*{rest}+{under})/(2*{under}))"
    below = f"INT({rest}/{under})"
    if rounding.mode is Mode.TRUNCATE:
        return f"{whole}*{scale}+{below}"
    left = f"2*({rest}-{below}*{under})"
    up = f"IF({left}>{under},1,IF({left}={under},MOD({whole}*{scale}+{below},2),0))"
    return f"{whole}*{scale}+{below}+{up}"


def link_host(cell: str) -> str:
    """Return the part of an address between the scheme and the first slash, in lower case."""
    rest = f'MID(TRIM({cell}),IF(LEFT({lowered(cell)},8)="https://",9,8),2000)'
    cut = f'SUBSTITUTE(SUBSTITUTE({rest},"?","/"),"#","/")'
    return f'IF(TRIM({cell})="","",LOWER(LEFT({cut},FIND("/",{cut}&"/")-1)))'


def link_state(cell: str, host: str) -> str:
    """Return 1 for a valid http(s) address, 0 for an empty cell, -1 for anything else."""
    name = f'LEFT({host},FIND(":",{host}&":")-1)'
    checks = (
        f'OR(LEFT({lowered(cell)},7)="http://",LEFT({lowered(cell)},8)="https://")',
        f"LEN(TRIM({cell}))<=2000",
        f'ISERROR(FIND(" ",TRIM({cell})))',
        f"ISERROR(FIND(CHAR(10),{cell}))",
        f'ISERROR(FIND("@",{host}))',
        f'ISNUMBER(FIND(".",{name}))',
        f'ISERROR(FIND("..","."&{name}&"."))',
    )
    return f'IF(TRIM({cell})="",0,IF(AND({",".join(checks)}),1,-1))'


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a question's answer and its own line stand.

    answer, level, number: cells of the sheet of answers. links: the link states. case, index, proof: cells of its line.
    scale: its levels or options in the hidden list, None where it has none. weight: units of its weight.
    """

    question: Question
    answer: str
    level: str
    number: str
    links: str
    case: str
    index: str
    proof: str
    levels: Block | None
    options: Block | None
    weight: int


class QuestionFormulas:
    """The formulas of one question under its rules."""

    def __init__(self, cells: Cells, rules: RuleSet, parents: Mapping[str, Cells]) -> None:
        self.cells, self.rules, self.question = cells, rules, cells.question
        self._parents = parents

    def case(self) -> str:
        """Return the state of the question as a number."""
        shown = self._shown()
        state = self._state() if shown == "1" else f"IF({shown},{self._state()},{HIDDEN})"
        return f"IF({self._bad()},{UNKNOWN},{state})"

    def index(self) -> str:
        """Return which level or option was chosen, counted from 1, or how many of several."""
        cells = self.cells
        if self.question.kind is Kind.MULTIPLE and cells.options:
            return f"SUMPRODUCT(--({_chosen(cells)}))"
        block, cell = (
            (cells.options, cells.answer) if self.question.kind is Kind.OPTION else (cells.levels, cells.level)
        )
        if block is None:
            return "0"
        same = f"((LOWER({block.words})={lowered(cell)})+(LOWER({block.codes})={lowered(cell)})>0)"
        return f"SUMPRODUCT({same}*(ROW({block.codes})-{block.first}))"

    def units(self) -> str:
        """Return the points earned, in whole units."""
        case, proof = self.cells.case, self.cells.proof
        if not self.question.scored:
            return "0"
        earned = self._claim()
        if self.question.yes_without_evidence is Evidenceless.ZERO:
            earned = f"IF({proof}=0,0,{earned})"
        full = f"IF({proof}=0,0,{self.cells.weight})"
        unused = full if self.question.not_applicable is NotApplicable.FULL else "0"
        return f"IF({case}={ANSWERED},{earned},IF({case}={NOT_APPLICABLE},{unused},0))"

    def counted(self) -> str:
        """Return the weight that counts in the indicator, in whole units."""
        if not self.question.scored:
            return "0"
        gone = [f"{self.cells.case}={HIDDEN}"] if self.question.shown_when else []
        if self.question.not_applicable is NotApplicable.DROP_WEIGHT:
            gone.append(f"{self.cells.case}={NOT_APPLICABLE}")
        return f"IF(OR({','.join(gone)}),0,{self.cells.weight})" if gone else str(self.cells.weight)

    def pending(self) -> str:
        """Return 1 while the rules leave the points open, else 0."""
        if not self.question.scored:
            return "0"
        waits = [f"{self.cells.case}={BLANK}"] if self.rules.blank is Blank.PENDING else []
        if self._unclaimed_waits():
            proven = f",{self.cells.proof}>0" if self.question.yes_without_evidence is Evidenceless.ZERO else ""
            waits.append(f'AND({self.cells.case}={ANSWERED},TRIM({self.cells.level})=""{proven})')
        return f"IF(OR({','.join(waits)}),1,0)" if waits else "0"

    def reason(self) -> str:
        """Return the kernel's reason, in its words."""
        case = self.cells.case
        scored = self._scored_reason() if self.question.scored else quoted(Reason.DATA)
        asked = f"IF({case}={HIDDEN},{quoted(Reason.HIDDEN)},{scored})" if self.question.shown_when else scored
        return f"IF({case}={UNKNOWN},{quoted(text('sheets.nilai.periksa'))},{asked})"

    def _scored_reason(self) -> str:
        case, proof = self.cells.case, self.cells.proof
        answered = self._answered_reason()
        if self.question.yes_without_evidence is Evidenceless.ZERO:
            worth = "1" if self._unclaimed_waits() else f"({self._claim()})"
            answered = f"IF(AND({proof}=0,{worth}<>0),{quoted(Reason.NO_EVIDENCE)},{answered})"
        unused = {
            NotApplicable.FULL: f"IF({proof}=0,{quoted(Reason.NO_EVIDENCE)},{quoted(Reason.FULL)})",
            NotApplicable.DROP_WEIGHT: quoted(Reason.DROPPED),
        }.get(self.question.not_applicable, quoted(Reason.NOT_APPLICABLE_ZERO))
        rest = f"IF({case}={NOT_APPLICABLE},{unused},{answered})"
        return f"IF({case}={BLANK},{quoted(Reason.BLANK)},IF({case}={NO},{quoted(Reason.NO)},{rest}))"

    def _answered_reason(self) -> str:
        cells, question = self.cells, self.question
        if question.kind is Kind.OPTION and cells.options:
            return _detail(Reason.OPTION, f"INDEX({cells.options.labels},MAX(1,{cells.index}))")
        if question.kind is Kind.MULTIPLE:
            count = f'{cells.index}&" dari {len(question.options)}"'
            less = Reason.INCOMPLETE if question.all_or_nothing else Reason.PARTLY
            whole = f"{cells.index}={len(question.options)}"
            return f"IF({whole},{_detail(Reason.COMPLETE, count)},{_detail(less, count)})"
        own = f"INDEX({cells.levels.labels},MAX(1,{cells.index}))" if cells.levels else '""'
        level = _detail(Reason.LEVEL, own)
        if question.kind is Kind.NUMBER:
            counted = _detail(Reason.COUNT, f'SUBSTITUTE({cells.number}&"",".",",")')
            return f"IF({self._by_level()},{level},{counted})" if cells.levels else counted
        default = self._default_reason()
        return f'IF(TRIM({cells.level})<>"",{level},{default})' if cells.levels else default

    def _default_reason(self) -> str:
        default = self._default_level()
        if default is not None:
            return quoted(Reason.DEFAULT_LEVEL.with_detail(self.question.levels[default].label))
        if self.question.levels and self.rules.claimed_yes == "pending":
            return quoted(Reason.UNCLAIMED)
        return f"IF({self.cells.proof}>0,{quoted(Reason.YES)},{quoted(Reason.YES_UNPROVEN)})"

    def _claim(self) -> str:
        """Return the points of the answer if its evidence holds; 0 while they are open."""
        cells, question = self.cells, self.question
        if question.kind is Kind.MULTIPLE and cells.options:
            return self._several(cells.options)
        if question.kind is Kind.OPTION and cells.options:
            return _value(cells.options, cells.index)
        if question.kind is Kind.NUMBER:
            return self._reached()
        if cells.levels is None:
            return str(cells.weight)
        return f'IF(TRIM({cells.level})<>"",{_value(cells.levels, cells.index)},{self._default_units()})'

    def _default_units(self) -> str:
        default = self._default_level()
        if default is not None and self.cells.levels is not None:
            return f"INDEX({self.cells.levels.units},{default + 1})"
        return "0" if self.rules.claimed_yes == "pending" else str(self.cells.weight)

    def _default_level(self) -> int | None:
        codes = [level.code for level in self.question.levels]
        return codes.index(self.rules.claimed_yes) if self.rules.claimed_yes in codes else None

    def _unclaimed_waits(self) -> bool:
        by_level = self.question.kind is Kind.YES_NO and bool(self.question.levels)
        return by_level and self.rules.claimed_yes == "pending"

    def _several(self, block: Block) -> str:
        cells, weight = self.cells, self.cells.weight
        if self.question.all_or_nothing:
            return f"IF({cells.index}={len(self.question.options)},{weight},0)"
        return f"MIN({weight},SUMPRODUCT(({_chosen(cells)})*{block.units}))"

    def _reached(self) -> str:
        """Return the points by count, or those of the level below the first band."""
        cells = self.cells
        value = _value(cells.levels, cells.index) if cells.levels else "0"
        points = f'IF(TRIM({cells.level})<>"",{value},0)' if cells.levels else "0"
        for band, units in zip(self.question.counts, self._band_units(), strict=True):
            points = f"IF({cells.number}>={float(band.lower)!r},{units},{points})"
        return points

    def _band_units(self) -> list[int]:
        weight = self.question.weight.value or 1
        return [int(band.points / weight * self.cells.weight) for band in self.question.counts]

    def _by_level(self) -> str:
        """Return whether the count stays below every band and a level was given."""
        lowest = float(self.question.counts[0].lower) if self.question.counts else 0.0
        below = f"{self.cells.number}<{lowest!r}" if self.question.counts else "TRUE"
        return f'AND({below},TRIM({self.cells.level})<>"")'

    def _state(self) -> str:
        cells, answer = self.cells, lowered(self.cells.answer)
        unused = self._is_not_applicable()
        if self.question.kind is Kind.NUMBER:
            typed = f'IF({answer}<>"",{UNKNOWN},IF({cells.number}="",{BLANK},{self._counted_state()}))'
            return f"IF({unused},{NOT_APPLICABLE},{typed})"
        if self.question.kind is Kind.YES_NO:
            known = f"IF({answer}={_yes()},{ANSWERED},IF({answer}={_no()},{NO},{UNKNOWN}))"
        elif self.question.kind is Kind.OPTION:
            known = f"IF({cells.index}>0,{ANSWERED},{UNKNOWN})"
        else:
            line = _split(cells.answer)
            parts = f'LEN({line})-LEN(SUBSTITUTE({line},"{SEPARATOR}",""))-1'
            known = f"IF({cells.index}={parts},{ANSWERED},{UNKNOWN})"
        return f'IF({answer}="",{BLANK},IF({unused},{NOT_APPLICABLE},{known}))'

    def _counted_state(self) -> str:
        number = self.cells.number
        return f"IF(ISNUMBER({number}),IF({number}>=0,{ANSWERED},{UNKNOWN}),{UNKNOWN})"

    def _is_not_applicable(self) -> str:
        if self.question.not_applicable is NotApplicable.REFUSE or self.question.kind is Kind.OPTION:
            return "FALSE"
        return _says(self.cells.answer, text("sheets.isian.tidak_berlaku"), Choice.NOT_APPLICABLE)

    def _bad(self) -> str:
        """Return whether the reader would refuse the row: links, levels and cells that are not used."""
        cells, question = self.cells, self.question
        bad = [f"COUNTIF({cells.links},-1)>0"]
        if question.levels:
            unfit = (
                f"{cells.index}=0"
                if question.kind is not Kind.YES_NO
                else (f"OR({cells.index}=0,{lowered(cells.answer)}<>{_yes()})")
            )
            bad.append(f'AND(TRIM({cells.level})<>"",{unfit})')
        else:
            bad.append(f'TRIM({cells.level})<>""')
        if question.kind is not Kind.NUMBER:
            bad.append(f'TRIM({cells.number})<>""')
        return f"OR({','.join(bad)})"

    def _shown(self) -> str:
        condition = self.question.shown_when
        if condition is None:
            return "1"
        parent = self._parents[condition.question]
        said = [_answered(parent, code) for code in condition.choices]
        return f"AND({parent.case}<>{HIDDEN},OR({','.join(said) or 'FALSE'}))"


def _answered(parent: Cells, code: str) -> str:
    """Return whether the parent question was answered with the choice `code`."""
    if parent.question.kind is Kind.OPTION:
        codes = [option.code for option in parent.question.options]
        return f"{parent.index}={codes.index(code) + 1}" if code in codes else "FALSE"
    words = {choice.code: choice.words for choice in answers_of(parent.question)}
    if code not in words:
        return "FALSE"
    if parent.question.kind is Kind.MULTIPLE and code != Choice.NOT_APPLICABLE:
        line = _split(parent.answer)
        found = [f"ISNUMBER(FIND({quoted(f';{said.lower()};')},{line}))" for said in (words[code], code)]
        return f"OR({','.join(found)})"
    return _says(parent.answer, words[code], code)


def _says(cell: str, words: str, code: str) -> str:
    return f"OR({lowered(cell)}={quoted(words.lower())},{lowered(cell)}={quoted(code.lower())})"


def _yes() -> str:
    return quoted(text("sheets.isian.ya").lower())


def _no() -> str:
    return quoted(text("sheets.isian.tidak").lower())


def _detail(reason: Reason, detail: str) -> str:
    return f"{quoted(f'{reason.value}: ')}&{detail}"


def _value(block: Block, index: str) -> str:
    """Return the units of the choice at `index`; the first where nothing was chosen, which no case then uses."""
    return f"INDEX({block.units},MAX(1,{index}))"


def _split(cell: str) -> str:
    """Return several choices in lower case with a separator before, between and after them."""
    tight = f'SUBSTITUTE(SUBSTITUTE({lowered(cell)},"{SEPARATOR} ","{SEPARATOR}")," {SEPARATOR}","{SEPARATOR}")'
    return f'("{SEPARATOR}"&{tight}&"{SEPARATOR}")'


def _chosen(cells: Cells) -> str:
    """Return, for each option, whether it is among the several that were chosen."""
    block, line = cells.options, _split(cells.answer)
    if block is None:
        return "0"
    found = [f'ISNUMBER(FIND(";"&LOWER({words})&";",{line}))' for words in (block.words, block.codes)]
    return f"{found[0]}+{found[1]}>0"
