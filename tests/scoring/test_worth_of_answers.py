"""What each way of answering earns, in which state, with which words: one row per rule of an answer, on paper.

The question weighs 4 of the 5 points of its indicator, which weighs 100: a level of 2 earns 40, the whole question 80.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from scoring.facts import Answer, FactKind, Outcome, State, Verdict
from scoring.gains import Gain, Gap, gains
from scoring.lines import Lines
from scoring.numbers import Rounding
from scoring.questions import CountBand, ShownWhen
from scoring.resolve import FactError, Resolved, resolve
from scoring.rules import (
    Blank,
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
    Step,
)
from scoring.scorer import Scorer
from scoring.sheet import QuestionScore

RULES = RuleSet("uji", 2030, 1, "Uji", "draft", Fraction(100))
LINKS = ("https://ppid.contoh.go.id/dokumen",)
PLAIN = Question("Q", "Butir", "i", Setting(Fraction(4)))
OTHER = Question("R", "Butir lain", "i", Setting(Fraction(1)))
A, B, C = (
    Level(code, label, Fraction(points)) for code, label, points in (("a", "Baik", 4), ("b", "Cukup", 2), ("c", "-", 0))
)
LEVELLED = replace(PLAIN, levels=(A, B, C))
OPTION = replace(PLAIN, kind=Kind.OPTION, options=(A, B, C))
MULTIPLE = replace(PLAIN, kind=Kind.MULTIPLE, options=(Level("x", "X", Fraction(3)), Level("y", "Y", Fraction(2))))
WHOLE = replace(MULTIPLE, all_or_nothing=True)
NUMBER = replace(
    PLAIN, kind=Kind.NUMBER, counts=(CountBand(Fraction(1), Fraction(1)), CountBand(Fraction(5), Fraction(4)))
)
YES, PROVEN = Answer("ya"), Answer("ya", links=LINKS)
SELF, VERIFIED = FactKind.SELF, FactKind.VERIFIED
ACCEPTED, REJECTED = Verdict(Outcome.ACCEPTED), Verdict(Outcome.REJECTED)


def line(
    question: Question, answer: Answer, kind: FactKind = SELF, verdict: Verdict | None = None, **rules: Any
) -> QuestionScore:
    """Return the line of the question, next to another one that is not answered."""
    paper = Questionnaire(
        replace(RULES, **rules), "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (question, OTHER)
    )
    return Scorer(paper).score({"Q": answer}, kind, {"Q": verdict} if verdict else None).questions[0]


def told(found: QuestionScore) -> tuple[str, Any, Any, str, str | None, Any]:
    return (found.state.value, found.earned, found.possible, found.reason, found.level, found.claimed)


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (PLAIN, Answer(), ("blank", 0, 80, "belum dijawab", None, 0)),
        (PLAIN, Answer(links=LINKS, note="catatan"), ("blank", 0, 80, "belum dijawab", None, 0)),
        (PLAIN, Answer("tidak"), ("answered", 0, 80, "dijawab Tidak", None, 0)),
        (PLAIN, PROVEN, ("answered", 80, 80, "dijawab Ya dengan bukti", None, 80)),
        (PLAIN, YES, ("answered", 0, 80, "bukti belum ada", None, 80)),
        (
            replace(PLAIN, yes_without_evidence=Evidenceless.KEEP),
            YES,
            ("answered", 80, 80, "dijawab Ya, bukti tidak disyaratkan", None, 80),
        ),
        (replace(PLAIN, scored=False), YES, ("answered", 0, 0, "data, tidak dinilai", None, 0)),
        (replace(PLAIN, scored=False), Answer(), ("blank", 0, 0, "data, tidak dinilai", None, 0)),
        (
            LEVELLED,
            Answer("ya", level="b", links=LINKS),
            ("answered", 40, 80, "tingkat menurut badan publik: Cukup", "b", 40),
        ),
        (LEVELLED, Answer("ya", level="b"), ("answered", 0, 80, "bukti belum ada", "b", 40)),
        (LEVELLED, Answer("ya", level="c"), ("answered", 0, 80, "tingkat menurut badan publik: -", "c", 0)),
        (OPTION, Answer("b", links=LINKS), ("answered", 40, 80, "pilihan: Cukup", "b", 40)),
        (OPTION, Answer("b"), ("answered", 0, 80, "bukti belum ada", "b", 40)),
        (OPTION, Answer("c"), ("answered", 0, 80, "pilihan: -", "c", 0)),
        (
            MULTIPLE,
            Answer(chosen=("x",), links=LINKS),
            ("answered", 60, 80, "sebagian terpenuhi: 1 dari 2", None, 60),
        ),
        (MULTIPLE, Answer(chosen=("y", "x"), links=LINKS), ("answered", 80, 80, "lengkap: 2 dari 2", None, 80)),
        (
            WHOLE,
            Answer(chosen=("x",), links=LINKS),
            ("answered", 0, 80, "belum lengkap, seluruh nilai butir gugur: 1 dari 2", None, 0),
        ),
        (WHOLE, Answer(chosen=("x", "y"), links=LINKS), ("answered", 80, 80, "lengkap: 2 dari 2", None, 80)),
        (NUMBER, Answer(number=Fraction(0), links=LINKS), ("answered", 0, 80, "jumlah: 0", None, 0)),
        (NUMBER, Answer(number=Fraction(1), links=LINKS), ("answered", 20, 80, "jumlah: 1", None, 20)),
        (NUMBER, Answer(number=Fraction(4), links=LINKS), ("answered", 20, 80, "jumlah: 4", None, 20)),
        (NUMBER, Answer(number=Fraction(5), links=LINKS), ("answered", 80, 80, "jumlah: 5", None, 80)),
        (NUMBER, Answer(number=Fraction(5)), ("answered", 0, 80, "bukti belum ada", None, 80)),
        (
            replace(NUMBER, levels=(A, B)),
            Answer(number=Fraction(0), level="b", links=LINKS),
            ("answered", 40, 80, "tingkat menurut badan publik: Cukup", "b", 40),
        ),
    ],
)
def test_an_answer_earns_what_its_rule_says_and_says_why(
    question: Question, answer: Answer, expected: tuple[str, Any, Any, str, str | None, Any]
) -> None:
    assert told(line(question, answer)) == expected


@pytest.mark.parametrize(
    ("claimed", "answer", "expected"),
    [
        ("a", PROVEN, ("answered", 80, 80, "Ya tanpa tingkat, dihitung: Baik", "a", 80)),
        ("b", PROVEN, ("answered", 40, 80, "Ya tanpa tingkat, dihitung: Cukup", "b", 40)),
        ("pending", PROVEN, ("pending", None, 80, "Ya, menunggu penilaian", None, None)),
        ("pending", YES, ("answered", 0, 80, "bukti belum ada", None, None)),
        ("top", PROVEN, ("answered", 80, 80, "dijawab Ya dengan bukti", None, 80)),
    ],
)
def test_a_ya_without_a_level_is_worth_what_the_rules_say(
    claimed: str, answer: Answer, expected: tuple[str, Any, Any, str, str | None, Any]
) -> None:
    assert told(line(LEVELLED, answer, claimed_yes=claimed)) == expected


def test_where_no_level_is_asked_a_ya_never_waits() -> None:
    assert told(line(PLAIN, PROVEN, claimed_yes="pending"))[:4] == ("answered", 80, 80, "dijawab Ya dengan bukti")


def test_a_blank_waits_where_the_rules_say_so() -> None:
    assert told(line(PLAIN, Answer(), blank=Blank.PENDING)) == ("pending", None, 80, "belum dijawab", None, None)


@pytest.mark.parametrize(
    ("unjudged", "verdict", "answer", "expected"),
    [
        ("zero", None, PROVEN, ("pending", 0, 80, "belum dinilai verifikator, dihitung nol", None, 0)),
        ("b", None, PROVEN, ("pending", 40, 80, "belum dinilai verifikator, dihitung: Cukup", "b", 40)),
        ("pending", None, PROVEN, ("pending", None, 80, "belum dinilai verifikator", None, None)),
        ("zero", ACCEPTED, PROVEN, ("answered", 80, 80, "diterima verifikator", None, 80)),
        ("zero", ACCEPTED, Answer("ya", level="b", links=LINKS), ("answered", 40, 80, "tingkat menurut verifikator: Cukup", "b", 40)),
        ("zero", Verdict(Outcome.ACCEPTED, "a"), Answer("ya", level="b", links=LINKS), ("answered", 80, 80, "tingkat menurut verifikator: Baik", "a", 80)),
        ("zero", REJECTED, PROVEN, ("rejected", 0, 80, "ditolak verifikator", None, 0)),
        ("zero", REJECTED, Answer("tidak"), ("answered", 0, 80, "dijawab Tidak", None, 0)),
        ("zero", None, Answer("tidak"), ("answered", 0, 80, "dijawab Tidak", None, 0)),
    ],
)  # fmt: skip
def test_a_verifier_decides_and_until_then_the_rules_do(
    unjudged: str, verdict: Verdict | None, answer: Answer, expected: tuple[str, Any, Any, str, str | None, Any]
) -> None:
    assert told(line(LEVELLED, answer, VERIFIED, verdict, unjudged_yes=unjudged)) == expected


def test_what_a_body_says_of_itself_no_verdict_changes() -> None:
    assert told(line(PLAIN, PROVEN, SELF, REJECTED))[:2] == ("answered", 80)
    dropping = replace(PLAIN, not_applicable=NotApplicable.ZERO)
    assert line(dropping, Answer("tidak_berlaku"), SELF, REJECTED).state is State.NOT_APPLICABLE


@pytest.mark.parametrize("question", [OPTION, MULTIPLE, NUMBER])
def test_a_choice_and_a_number_are_rejected_like_a_ya(question: Question) -> None:
    answer = {OPTION: Answer("a"), MULTIPLE: Answer(chosen=("x",)), NUMBER: Answer(number=Fraction(9))}[question]
    proven = replace(answer, links=LINKS)
    assert told(line(question, proven, VERIFIED, REJECTED)) == ("rejected", 0, 80, "ditolak verifikator", None, 0)
    assert line(question, proven, VERIFIED).earned > 0


@pytest.mark.parametrize(
    ("policy", "answer", "kind", "verdict", "expected"),
    [
        (NotApplicable.DROP_WEIGHT, Answer("tidak_berlaku"), SELF, None, ("not_applicable", 0, 0, "tidak berlaku, tidak dihitung", None, 0)),
        (NotApplicable.ZERO, Answer("tidak_berlaku"), SELF, None, ("not_applicable", 0, 80, "tidak berlaku, dihitung nol", None, 0)),
        (NotApplicable.FULL, Answer("tidak_berlaku", links=LINKS), SELF, None, ("not_applicable", 80, 80, "tidak berlaku, dihitung penuh", None, 80)),
        (NotApplicable.FULL, Answer("tidak_berlaku"), SELF, None, ("not_applicable", 0, 80, "bukti belum ada", None, 80)),
        (NotApplicable.FULL, Answer("tidak_berlaku", links=LINKS), VERIFIED, REJECTED, ("rejected", 0, 80, "ditolak verifikator", None, 0)),
        (NotApplicable.FULL, Answer("tidak_berlaku", links=LINKS), VERIFIED, ACCEPTED, ("not_applicable", 80, 80, "tidak berlaku, dihitung penuh", None, 80)),
        (NotApplicable.FULL, Answer("tidak_berlaku", links=LINKS), VERIFIED, None, ("not_applicable", 80, 80, "tidak berlaku, dihitung penuh", None, 80)),
        (NotApplicable.DROP_WEIGHT, Answer("tidak_berlaku"), VERIFIED, REJECTED, ("rejected", 0, 80, "ditolak verifikator", None, 0)),
    ],
)  # fmt: skip
def test_tidak_berlaku_is_worth_what_the_question_says(
    policy: NotApplicable,
    answer: Answer,
    kind: FactKind,
    verdict: Verdict | None,
    expected: tuple[str, Any, Any, str, str | None, Any],
) -> None:
    assert told(line(replace(PLAIN, not_applicable=policy), answer, kind, verdict)) == expected


def test_an_option_may_be_called_tidak_berlaku_or_tidak() -> None:
    named = replace(OPTION, options=(replace(A, code="tidak_berlaku"), replace(B, code="tidak")))
    assert told(line(named, Answer("tidak_berlaku", links=LINKS)))[1:4] == (80, 80, "pilihan: Baik")
    assert told(line(named, Answer("tidak", links=LINKS)))[1:4] == (40, 80, "pilihan: Cukup")


@pytest.mark.parametrize(
    ("question", "answer", "kind", "message"),
    [
        (PLAIN, Answer("tidak_berlaku"), SELF, "Q: tidak_berlaku tidak tersedia untuk butir ini"),
        (PLAIN, Answer("mungkin"), SELF, "Q: jawaban 'mungkin' tidak dikenal"),
        (LEVELLED, Answer("tidak", level="b"), SELF, "Q: tingkat tidak dapat menyertai jawaban Tidak"),
        (LEVELLED, Answer("ya", level="z"), SELF, "Q: tingkat 'z' bukan bagian butir ini"),
        (LEVELLED, Answer("ya", level="z"), VERIFIED, "Q: tingkat 'z' bukan bagian butir ini"),
        (OPTION, Answer("z"), SELF, "Q: pilihan 'z' bukan bagian butir ini"),
        (OPTION, Answer(number=Fraction(1)), SELF, "Q: pilihan '' bukan bagian butir ini"),
        (MULTIPLE, Answer(chosen=("x", "z")), SELF, "Q: pilihan 'z' bukan bagian butir ini"),
        (MULTIPLE, Answer(chosen=("x", "x")), SELF, "Q: satu pilihan disebut dua kali"),
        (NUMBER, Answer("ya"), SELF, "Q: butir ini dijawab dengan angka"),
        (
            replace(NUMBER, levels=(A,)),
            Answer(number=Fraction(0), level="z"),
            SELF,
            "Q: tingkat 'z' bukan bagian butir ini",
        ),
    ],
)
def test_an_answer_that_the_question_does_not_know_is_refused(
    question: Question, answer: Answer, kind: FactKind, message: str
) -> None:
    with pytest.raises(FactError) as refused:
        line(question, answer, kind)
    assert str(refused.value) == message
    assert f"{refused.value.code}: {refused.value.message}" == message


def test_a_verdict_with_a_level_of_another_scale_is_refused() -> None:
    with pytest.raises(FactError, match="Q: tingkat 'z' bukan bagian butir ini"):
        line(LEVELLED, PROVEN, VERIFIED, Verdict(Outcome.ACCEPTED, "z"))
    assert line(LEVELLED, PROVEN, VERIFIED, Verdict(Outcome.ACCEPTED, "c")).earned == 0


def test_a_multiple_choice_without_a_weight_of_its_own_earns_what_is_chosen() -> None:
    """Without a weight of the question nothing is known of its share, so nothing is earned that can be shown."""
    assert told(line(replace(MULTIPLE, weight=Setting(None)), Answer(chosen=("x",), links=LINKS)))[1:3] == (None, None)
    assert told(line(replace(WHOLE, weight=Setting(None)), Answer(chosen=("x",), links=LINKS)))[1:3] == (None, None)


@pytest.mark.parametrize(("given", "asked"), [("a", True), ("c", False), (None, False)])
def test_a_question_is_asked_when_the_one_before_was_answered_so(given: str | None, asked: bool) -> None:
    """What hangs on a question that is itself not asked is not asked either."""
    hidden = replace(PLAIN, code="H", shown_when=ShownWhen("Q", ("a", "b")))
    further = replace(PLAIN, code="G", shown_when=ShownWhen("H", ("ya",)))
    paper = Questionnaire(
        RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (OPTION, hidden, further)
    )
    answers = {"Q": Answer(given, links=LINKS), "H": PROVEN, "G": PROVEN}
    sheet = Scorer(paper).score(answers)
    for score in sheet.questions[1:]:
        assert (score.state.value, score.reason) == (
            ("answered", "dijawab Ya dengan bukti") if asked else ("hidden", "tidak ditanyakan")
        )
    assert sheet.questions[1].possible == (Fraction(100, 3) if asked else 0)


def test_one_of_several_choices_is_enough_to_be_asked() -> None:
    hidden = replace(PLAIN, code="H", shown_when=ShownWhen("Q", ("y",)))
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (MULTIPLE, hidden))
    states = [
        Scorer(paper).score({"Q": Answer(chosen=chosen, links=LINKS)}).questions[1].state
        for chosen in (("x", "y"), ("x",))
    ]
    assert states == [State.BLANK, State.HIDDEN]


def test_gains_name_evidence_first_then_the_largest_and_leave_out_what_waits() -> None:
    """Each of five questions weighs 20 of 100; the level b is worth half of one."""
    questions = [
        replace(LEVELLED, code="a tingkat"),
        replace(PLAIN, code="z kosong"),
        replace(PLAIN, code="b tidak"),
        replace(PLAIN, code="c bukti"),
        replace(PLAIN, code="d penuh"),
    ]
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), tuple(questions))
    answers = {
        "a tingkat": Answer("ya", level="b", links=LINKS),
        "b tidak": Answer("tidak"),
        "c bukti": YES,
        "d penuh": PROVEN,
    }
    assert gains(Scorer(paper).score(answers)) == [
        Gain("c bukti", Gap.EVIDENCE, Fraction(20)),
        Gain("z kosong", Gap.ANSWER, Fraction(20)),
        Gain("b tidak", Gap.FULFIL, Fraction(20)),
        Gain("a tingkat", Gap.LEVEL, Fraction(10)),
    ]
    waiting = replace(paper, rules=replace(RULES, claimed_yes="pending"))
    for answer in (PROVEN, YES):
        codes = [gain.code for gain in gains(Scorer(waiting).score({**answers, "a tingkat": answer}))]
        assert codes == ["c bukti", "z kosong", "b tidak"]


def test_a_single_point_is_a_gain_and_nothing_is_none() -> None:
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(1))),), (PLAIN,))
    assert gains(Scorer(paper).score({})) == [Gain("Q", Gap.ANSWER, Fraction(1))]
    assert gains(Scorer(paper).score({"Q": PROVEN})) == []


def test_evidence_for_an_answer_that_earns_nothing_is_no_gain() -> None:
    question = replace(PLAIN, weight=Setting(None))
    assert gains(Scorer(Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (question,))).score({"Q": YES})) == []  # fmt: skip


def test_a_line_is_looked_up_where_the_same_answer_was_resolved_before() -> None:
    """Architecture, section 6: two bodies that answer alike share their lines; another verdict makes another line."""
    hidden = replace(PLAIN, code="H", scored=False, shown_when=ShownWhen("Q", ("tidak",)))
    questions = (LEVELLED, replace(OPTION, code="O"), hidden)
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), questions)
    scorer, answers = Scorer(paper), {"Q": PROVEN, "O": Answer("a", links=LINKS)}
    first, second = (scorer.score(answers, VERIFIED, {"Q": ACCEPTED}) for _ in range(2))
    assert [old is new for old, new in zip(first.questions, second.questions, strict=True)] == [True, False, True]
    rejected = scorer.score(answers, VERIFIED, {"Q": REJECTED})
    levelled = scorer.score(answers, VERIFIED, {"Q": Verdict(Outcome.ACCEPTED, "b")})
    unjudged = scorer.score(answers, VERIFIED)
    assert [sheet.questions[0].reason for sheet in (first, rejected, levelled, unjudged)] == [
        "diterima verifikator",
        "ditolak verifikator",
        "tingkat menurut verifikator: Cukup",
        "belum dinilai verifikator, dihitung nol",
    ]
    assert scorer.lines.line(LEVELLED, answers, SELF, None) is scorer.lines.line(LEVELLED, dict(answers), SELF, None)


def test_what_hangs_on_an_answer_directly_or_through_others_is_counted_again() -> None:
    """Q shows H and H shows G; nobody else is looked at."""
    hidden = replace(PLAIN, code="H", shown_when=ShownWhen("Q", ("a", "b")))
    further = replace(PLAIN, code="G", shown_when=ShownWhen("H", ("ya",)))
    paper = Questionnaire(
        RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (OPTION, hidden, further, OTHER)
    )
    scorer = Scorer(paper)
    assert sorted(scorer.lines.touched(["Q"])) == ["G", "H", "Q"]
    assert sorted(scorer.lines.touched(["H"])) == ["G", "H"]
    assert scorer.lines.touched(["R", "G"]) == ["R", "G"]
    before = {"Q": Answer("c", links=LINKS), "H": PROVEN, "G": PROVEN}
    after = {**before, "Q": Answer("a", links=LINKS)}
    tally = scorer.tally(before)
    gone_on = scorer.again(tally, after, ["Q"])
    assert gone_on == scorer.tally(after)
    assert [score.earned for score in gone_on.sheet.questions] == [Fraction(400, 13)] * 3 + [0]
    assert scorer.changes(tally, gone_on) == [0, 1, 2, 3]
    assert scorer.changes(gone_on, scorer.again(gone_on, {**after, "R": PROVEN}, ["R"])) == [3]


def test_a_choice_that_a_body_makes_of_itself_no_verdict_rejects() -> None:
    assert told(line(OPTION, Answer("a", links=LINKS), SELF, REJECTED))[:2] == ("answered", 80)
    assert told(line(NUMBER, Answer(number=Fraction(5), links=LINKS), SELF, REJECTED))[:2] == ("answered", 80)


def test_what_is_data_or_does_not_apply_earns_nothing_and_counts_for_nothing() -> None:
    """Nothing of it is open: its points are 0, not missing."""
    data, dropping = replace(PLAIN, scored=False), replace(PLAIN, not_applicable=NotApplicable.DROP_WEIGHT)
    nothing = {"points": Fraction(0), "claimed": Fraction(0), "counts": False}
    for question, answer, state, reason in (
        (data, YES, State.ANSWERED, "data, tidak dinilai"),
        (data, Answer(), State.BLANK, "data, tidak dinilai"),
        (dropping, Answer("tidak_berlaku"), State.NOT_APPLICABLE, "tidak berlaku, tidak dihitung"),
    ):
        assert resolve(question, answer, None, SELF, RULES) == Resolved(state=state, reason=reason, **nothing)


def test_a_question_that_is_not_asked_earns_and_claims_nothing_and_counts_for_nothing() -> None:
    """Whatever was answered before it was hidden."""
    hidden = replace(PLAIN, code="H", shown_when=ShownWhen("Q", ("tidak",)))
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (PLAIN, hidden))
    found = Lines(paper).line(hidden, {"Q": PROVEN, "H": YES}, SELF, None)
    assert found.worth == Resolved(State.HIDDEN, Fraction(0), "tidak ditanyakan", None, Fraction(0), False)


def test_choices_without_a_weight_of_the_question_are_worth_what_they_add_up_to() -> None:
    """3 + 2 = 5, for every choice or for all of them together; a single choice of a proposed scale names it."""
    for question in (replace(MULTIPLE, weight=Setting(None)), replace(WHOLE, weight=Setting(None))):
        found = resolve(question, Answer(chosen=("x", "y"), links=LINKS), None, SELF, RULES)
        assert (found.points, found.claimed) == (5, 5)
    proposed = replace(MULTIPLE, options=(Level("x", "X", Fraction(3), assumption="usulan"),))
    assert resolve(proposed, Answer(chosen=("x",), links=LINKS), None, SELF, RULES).assumption == "usulan"


def test_where_a_weight_was_not_published_the_line_still_says_what_was_answered() -> None:
    unknown = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(None)),), (LEVELLED,))
    (found,) = Scorer(unknown).score({"Q": Answer("ya", level="b", links=LINKS)}).questions
    assert found == ("Q", State.ANSWERED, None, None, "tingkat menurut badan publik: Cukup", "b", None)
    dropped = line(replace(PLAIN, not_applicable=NotApplicable.DROP_WEIGHT), Answer("tidak_berlaku"))
    assert (dropped.code, dropped.level) == ("Q", None)


def test_half_a_point_without_evidence_is_claimed_as_half_a_point() -> None:
    """Half of five points is 10 of 100."""
    half = replace(LEVELLED, levels=(A, replace(B, points=Fraction(1, 2))))
    assert told(line(half, Answer("ya", level="b"))) == ("answered", 0, 80, "bukti belum ada", "b", 10)


def test_a_line_that_is_counted_again_is_the_remembered_one() -> None:
    paper = Questionnaire(RULES, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction(100))),), (PLAIN, OTHER))
    scorer = Scorer(paper)
    known = scorer.score({"Q": PROVEN}).questions[0]
    assert scorer.again(scorer.tally({}), {"Q": PROVEN}, ["Q"]).sheet.questions[0] is known


@pytest.mark.parametrize("step", [Step.QUESTION, Step.INDICATOR])
def test_an_assumed_printing_is_named_besides_the_assumed_level(step: Step) -> None:
    """The level is worth a fifth of 33,33: no number of two places."""
    rules = replace(RULES, rounding={step: DeclaredRounding(Rounding(2), "cetak")})
    proposed = replace(LEVELLED, levels=(A, replace(B, points=Fraction(1), assumption="usulan")))
    paper = Questionnaire(rules, "opd", "OPD", (Indicator("i", "Satu", Setting(Fraction("33.33"))),), (proposed, OTHER))
    sheet = Scorer(paper).score({"Q": Answer("ya", level="b", links=LINKS)})
    assert sheet.assumptions == ("usulan", "cetak")
