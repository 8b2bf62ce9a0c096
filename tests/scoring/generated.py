"""Generated rule sets and answers: small, but with every kind of question and every policy of the format."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from scoring.facts import Answer, Outcome, Verdict
from scoring.numbers import Mode, Rounding
from scoring.rules import (
    Blank,
    CountBand,
    DeclaredRounding,
    Evidenceless,
    Indicator,
    Kind,
    Level,
    NotApplicable,
    Question,
    Questionnaire,
    RuleSet,
    Setting,
    ShownWhen,
    Step,
)

LINK = ("https://ppid.contoh.go.id/dokumen",)
WEIGHTS = [Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3), Fraction(5, 4), Fraction(1, 3)]
HUNDRED = Fraction(100)

weights = st.sampled_from(WEIGHTS)


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Indicator, ...]:
    shares = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    return tuple(
        Indicator(f"i{n}", f"Indikator {n}", Setting(Fraction(share * 100, sum(shares))))
        for n, share in enumerate(shares)
    )


@st.composite
def questions(draw: st.DrawFn, code: str, indicator: str, earlier: tuple[Question, ...]) -> Question:
    weight = draw(weights)
    kind = draw(st.sampled_from([Kind.YES_NO, Kind.YES_NO, Kind.YES_NO, Kind.OPTION, Kind.MULTIPLE, Kind.NUMBER]))
    scale = [
        Level(letter, letter.upper(), weight * part)
        for letter, part in zip("abcd", (1, Fraction(3, 4), Fraction(1, 3), 0), strict=True)
    ]
    parents = [q for q in earlier if q.kind is Kind.YES_NO]
    parent = draw(st.sampled_from(parents)) if parents and draw(st.booleans()) and draw(st.booleans()) else None
    return Question(
        code=code,
        text=f"Butir {code}",
        indicator=indicator,
        weight=Setting(weight),
        kind=kind,
        levels=tuple(scale) if kind is Kind.YES_NO and draw(st.booleans()) else (),
        options=_options(kind, weight, scale),
        counts=(CountBand(Fraction(5), weight / 2), CountBand(Fraction(10), weight)) if kind is Kind.NUMBER else (),
        all_or_nothing=kind is Kind.MULTIPLE and draw(st.booleans()),
        yes_without_evidence=draw(st.sampled_from(Evidenceless)),
        not_applicable=draw(st.sampled_from(NotApplicable)),
        shown_when=ShownWhen(parent.code, ("ya",)) if parent else None,
    )


def _options(kind: Kind, weight: Fraction, scale: list[Level]) -> tuple[Level, ...]:
    if kind is Kind.OPTION:
        return tuple(scale)
    if kind is Kind.MULTIPLE:
        return tuple(Level(f"o{n}", f"O{n}", weight / 4) for n in range(4))
    return ()


@st.composite
def roundings(draw: st.DrawFn) -> dict[Step, DeclaredRounding]:
    steps = draw(st.lists(st.sampled_from(Step), max_size=2, unique=True))
    return {step: DeclaredRounding(Rounding(draw(st.integers(0, 3)), draw(st.sampled_from(Mode)))) for step in steps}


@st.composite
def questionnaires(draw: st.DrawFn, exact: bool = False) -> Questionnaire:
    parts = draw(indicators())
    found: tuple[Question, ...] = ()
    for part in parts:
        for _ in range(draw(st.integers(1, 4))):
            found += (draw(questions(f"Q{len(found)}", part.code, found)),)
    rules = RuleSet(
        owner="uji",
        year=2030,
        version=1,
        title="Aturan uji",
        state="draft",
        maximum=HUNDRED,
        blank=Blank.ZERO if exact else draw(st.sampled_from([Blank.ZERO, Blank.ZERO, Blank.ZERO, Blank.PENDING])),
        claimed_yes="top" if exact else draw(st.sampled_from(["top", "top", "b", "pending"])),
        unjudged_yes=draw(st.sampled_from(["zero", "b", "pending"])),
        rounding={} if exact else draw(roundings()),
        indicators=parts,
    )
    return Questionnaire(rules, "opd", "OPD", parts, found)


@st.composite
def answers_to(draw: st.DrawFn, question: Question) -> Answer:
    links = draw(st.sampled_from([(), LINK, LINK]))
    blank = Answer(links=links)
    if question.kind is Kind.OPTION:
        option = draw(st.sampled_from([None, *(option.code for option in question.options)]))
        return Answer(choice=option, links=links)
    if question.kind is Kind.MULTIPLE:
        chosen = draw(st.sets(st.sampled_from([option.code for option in question.options])))
        return Answer(chosen=tuple(sorted(chosen)), links=links)
    if question.kind is Kind.NUMBER:
        return Answer(
            number=draw(st.sampled_from([None, Fraction(0), Fraction(4), Fraction(7), Fraction(12)])), links=links
        )
    choices = [None, "tidak", "ya", "ya", "ya"]
    if question.not_applicable is not NotApplicable.REFUSE:
        choices.append("tidak_berlaku")
    choice = draw(st.sampled_from(choices))
    if choice is None:
        return blank
    level = None
    if choice == "ya" and question.levels:
        level = draw(st.sampled_from([None, *(level.code for level in question.levels)]))
    return Answer(choice=choice, level=level, links=links)


@st.composite
def filled(draw: st.DrawFn, exact: bool = False) -> tuple[Questionnaire, dict[str, Answer]]:
    questionnaire = draw(questionnaires(exact))
    return questionnaire, {question.code: draw(answers_to(question)) for question in questionnaire.questions}


@st.composite
def verdicts(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Verdict]:
    found = {}
    for question in questionnaire.questions:
        outcome = draw(st.sampled_from([None, Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REJECTED]))
        if outcome is not None:
            found[question.code] = Verdict(outcome)
    return found


def best(question: Question) -> Answer:
    """Return an answer that nothing can beat."""
    if question.kind is Kind.OPTION:
        return Answer(choice=question.options[0].code, links=LINK)
    if question.kind is Kind.MULTIPLE:
        return Answer(chosen=tuple(option.code for option in question.options), links=LINK)
    if question.kind is Kind.NUMBER:
        return Answer(number=question.counts[-1].lower, links=LINK)
    return Answer(choice="ya", level=question.levels[0].code if question.levels else None, links=LINK)
