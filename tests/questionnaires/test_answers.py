"""Answers are read leniently in spelling and strictly in meaning, the same way everywhere."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import Library
from questionnaires.answers import answer_json, read_answer, read_answers, valid_link
from questionnaires.values import AmbiguousNumberError, parse_number, parse_score
from scoring.facts import BLANK, Answer
from scoring.rules import Kind, Level, NotApplicable, Question, Setting
from tests.scoring.generated import filled

ONE = Setting(Fraction(1))
LEVELS = (Level("a", "A", Fraction(1)), Level("b", "B", Fraction(1, 2)))
PLAIN = Question("U-1", "Apakah ada?", "i", ONE)
SCALED = Question("U-2", "Apakah ada?", "i", ONE, levels=LEVELS, not_applicable=NotApplicable.FULL)
PICKED = Question("U-3", "Yang mana?", "i", ONE, kind=Kind.OPTION, options=LEVELS)
MANY = Question("U-4", "Yang mana saja?", "i", ONE, kind=Kind.MULTIPLE, options=LEVELS)
SPARED = Question("U-6", "Yang mana?", "i", ONE, kind=Kind.MULTIPLE, options=LEVELS, not_applicable=NotApplicable.ZERO)
COUNT = Question("U-5", "Berapa?", "i", ONE, kind=Kind.NUMBER)

ACCEPTED: list[tuple[Question, Any, Answer]] = [
    (PLAIN, None, BLANK),
    (PLAIN, {}, BLANK),
    (PLAIN, {"choice": None, "level": None, "number": None, "links": [], "note": ""}, BLANK),
    (PLAIN, {"choice": " Ya "}, Answer("ya")),
    (PLAIN, {"choice": "TIDAK", "note": "belum"}, Answer("tidak", note="belum")),
    (SCALED, {"choice": "ya", "level": "B"}, Answer("ya", level="b")),
    (SCALED, {"choice": "tidak_berlaku"}, Answer("tidak_berlaku")),
    (PICKED, {"choice": "b"}, Answer("b")),
    (MANY, {"choice": ["b", "a", "b"]}, Answer(chosen=("a", "b"))),
    (MANY, {"choice": "a"}, Answer(chosen=("a",))),
    (SPARED, {"choice": "Tidak_berlaku"}, Answer("tidak_berlaku")),
    (SPARED, {"choice": "b"}, Answer(chosen=("b",))),
    (COUNT, {"number": "2,5"}, Answer(number=Fraction(5, 2))),
    (COUNT, {"number": 27}, Answer(number=Fraction(27))),
    (COUNT, {"number": "9" * 26 + ",123"}, Answer(number=Fraction("9" * 26 + ".123"))),
    (PLAIN, {"choice": "ya", "links": [" https://ppid.go.id/a ", "", "https://ppid.go.id/a"]}, Answer("ya", links=("https://ppid.go.id/a",))),
    (PLAIN, {"choice": "ya", "note": "=HYPERLINK(\"x\")"}, Answer("ya", note='=HYPERLINK("x")')),
    (PLAIN, {"choice": "ya", "note": "مرحبا 👍 \u202e"}, Answer("ya", note="مرحبا 👍 \u202e")),
    (PLAIN, {"choice": "ya", "note": "x" * 10_000}, Answer("ya", note="x" * 10_000)),
    (PLAIN, {"choice": ""}, BLANK),
    (PLAIN, {"choice": []}, BLANK),
    (PLAIN, {"level": "", "number": "", "links": None, "note": None}, BLANK),
    (PLAIN, {"links": ("https://a.id",)}, Answer(links=("https://a.id",))),
    (PLAIN, {"links": [f"https://a.id/{n}" for n in range(20)]}, Answer(links=tuple(f"https://a.id/{n}" for n in range(20)))),
    (SCALED, {"choice": "ya", "level": " A "}, Answer("ya", level="a")),
    (PICKED, {"choice": " B"}, Answer("b")),
    (MANY, {"choice": (" A ", "B")}, Answer(chosen=("a", "b"))),
    (SPARED, {"choice": ["a"]}, Answer(chosen=("a",))),
    (COUNT, {"number": 0}, Answer(number=Fraction(0))),
    (COUNT, {"number": "0"}, Answer(number=Fraction(0))),
    (COUNT, {"number": " 2,50 "}, Answer(number=Fraction(5, 2))),
    (COUNT, {"number": "9" * 30}, Answer(number=Fraction("9" * 30))),
]  # fmt: skip

REFUSED: list[tuple[Question, Any, str]] = [
    (PLAIN, "ya", 'U-1: jawaban bukan objek. Tulis {"choice": "ya", "links": [...]}.'),
    (PLAIN, {"choise": "ya"}, "U-1, kunci 'choise': kunci tidak dikenal. Yang ada: choice, level, number, links, note."),
    (PLAIN, {"choice": "mungkin"}, "U-1, kunci 'choice': jawaban 'mungkin' tidak dikenal. Pilih salah satu: ya, tidak."),
    (PLAIN, {"choice": True}, "U-1, kunci 'choice': jawaban True tidak dikenal. Pilih salah satu: ya, tidak."),
    (PLAIN, {"choice": "tidak_berlaku"}, "U-1, kunci 'choice': jawaban tidak_berlaku tidak tersedia untuk butir ini. Pilih salah satu: ya, tidak."),
    (PLAIN, {"choice": ["ya", "tidak"]}, "U-1, kunci 'choice': butir ini hanya menerima satu jawaban. Tulis satu jawaban, bukan daftar."),
    (PLAIN, {"choice": "ya", "level": "a"}, "U-1, kunci 'level': butir ini tidak memakai tingkat. Kosongkan tingkat."),
    (SCALED, {"choice": "ya", "level": "e"}, "U-2, kunci 'level': tingkat 'e' bukan bagian butir ini. Pilih salah satu: a, b."),
    (SCALED, {"choice": "tidak", "level": "a"}, "U-2, kunci 'level': tingkat hanya menyertai jawaban Ya. Isi jawaban Ya atau kosongkan tingkat."),
    (SCALED, {"level": "a"}, "U-2, kunci 'level': tingkat hanya menyertai jawaban Ya. Isi jawaban Ya atau kosongkan tingkat."),
    (PICKED, {"choice": "ya"}, "U-3, kunci 'choice': jawaban 'ya' tidak dikenal. Pilih salah satu: a, b."),
    (MANY, {"choice": "tidak_berlaku"}, "U-4, kunci 'choice': pilihan 'tidak_berlaku' tidak dikenal. Yang ada: a, b."),
    (MANY, {"choice": ["c"]}, "U-4, kunci 'choice': pilihan 'c' tidak dikenal. Yang ada: a, b."),
    (PLAIN, {"number": "3"}, "U-1, kunci 'number': butir ini tidak dijawab dengan angka. Kosongkan angka."),
    (COUNT, {"number": "9" * 31}, "U-5, kunci 'number': angka sepanjang 31 karakter. Tulis jumlah yang sebenarnya."),
    (COUNT, {"number": int("9" * 31)}, "U-5, kunci 'number': angka sepanjang 31 karakter. Tulis jumlah yang sebenarnya."),
    (COUNT, {"number": "1.000"}, "U-5, kunci 'number': '1.000' dapat dibaca sebagai ribuan atau pecahan. Tulis 1000 bila ribuan, atau 1,0000 bila pecahan."),
    (COUNT, {"number": "banyak"}, "U-5, kunci 'number': 'banyak' bukan angka. Tulis angka saja, misalnya 27 atau 2,5."),
    (COUNT, {"number": "-1"}, "U-5, kunci 'number': angka -1 kurang dari nol. Isi nol atau lebih."),
    (COUNT, {"number": 2.5}, "U-5, kunci 'number': angka 2.5 bukan teks. Tulis sebagai teks, misalnya \"27\"."),
    (PLAIN, {"links": "https://a.id"}, 'U-1, kunci \'links\': bukan daftar tautan. Tulis ["https://...", ...].'),
    (PLAIN, {"links": ["ppid.go.id"]}, "U-1, kunci 'links': 'ppid.go.id' bukan tautan. Salin alamat lengkap dari peramban, diawali https:// atau http://."),
    (PLAIN, {"links": ["javascript:alert(1)"]}, "U-1, kunci 'links': 'javascript:alert(1)' bukan tautan. Salin alamat lengkap dari peramban, diawali https:// atau http://."),
    (PLAIN, {"links": [f"https://a.id/{n}" for n in range(21)]}, "U-1, kunci 'links': 21 tautan. Paling banyak 20; satukan dalam satu halaman."),
    (PLAIN, {"note": 5}, "U-1, kunci 'note': catatan bukan teks. Tulis sebagai teks."),
    (PLAIN, {"note": "a\x00b"}, "U-1, kunci 'note': catatan memuat karakter kosong (NUL). Hapus karakter itu."),
    (PLAIN, {"note": "x" * 10_001}, "U-1, kunci 'note': catatan 10001 karakter. Persingkat sampai 10000 karakter."),
    (PLAIN, {"note": "a\ud83d"}, "U-1, kunci 'note': catatan memuat karakter yang terpotong. Hapus emoji atau huruf yang rusak."),
    (PLAIN, {"choice": "x" * 98}, f"U-1, kunci 'choice': jawaban '{'x' * 98}' tidak dikenal. Pilih salah satu: ya, tidak."),
    (PLAIN, {"choice": "x" * 99}, f"U-1, kunci 'choice': jawaban '{'x' * 47}...{'x' * 48}' tidak dikenal. Pilih salah satu: ya, tidak."),
    (PLAIN, {"choice": 5}, "U-1, kunci 'choice': jawaban 5 tidak dikenal. Pilih salah satu: ya, tidak."),
    (SCALED, {"choice": "mungkin"}, "U-2, kunci 'choice': jawaban 'mungkin' tidak dikenal. Pilih salah satu: ya, tidak, tidak_berlaku."),
    (SCALED, {"choice": "ya", "level": 1}, "U-2, kunci 'level': tingkat 1 bukan bagian butir ini. Pilih salah satu: a, b."),
    (PICKED, {"choice": "b", "level": "a"}, "U-3, kunci 'level': butir ini tidak memakai tingkat. Kosongkan tingkat."),
    (PICKED, {"choice": ["a"]}, "U-3, kunci 'choice': butir ini hanya menerima satu jawaban. Tulis satu jawaban, bukan daftar."),
    (MANY, {"choice": "c"}, "U-4, kunci 'choice': pilihan 'c' tidak dikenal. Yang ada: a, b."),
    (MANY, {"choice": [3, "a"]}, "U-4, kunci 'choice': pilihan '3' tidak dikenal. Yang ada: a, b."),
    (COUNT, {"choice": "ya"}, "U-5, kunci 'choice': jawaban 'ya' tidak dikenal. Pilih salah satu: tidak ada, isi angka."),
    (COUNT, {"number": True}, "U-5, kunci 'number': angka True bukan teks. Tulis sebagai teks, misalnya \"27\"."),
    (COUNT, {"number": -3}, "U-5, kunci 'number': angka -3 kurang dari nol. Isi nol atau lebih."),
    (COUNT, {"number": "1,000"}, "U-5, kunci 'number': '1,000' dapat dibaca sebagai ribuan atau pecahan. Tulis 1000 bila ribuan, atau 1,0000 bila pecahan."),
    (PLAIN, {"links": ["https://a.id", 5]}, 'U-1, kunci \'links\': bukan daftar tautan. Tulis ["https://...", ...].'),
    (PLAIN, {"links": ["x" * 80]}, f"U-1, kunci 'links': '{'x' * 80}' bukan tautan. Salin alamat lengkap dari peramban, diawali https:// atau http://."),
    (PLAIN, {"links": ["x" * 81]}, f"U-1, kunci 'links': '{'x' * 77}...' bukan tautan. Salin alamat lengkap dari peramban, diawali https:// atau http://."),
    (PLAIN, {5: "ya"}, "U-1, kunci '5': kunci tidak dikenal. Yang ada: choice, level, number, links, note."),
    (PLAIN, {"k" * 100: "ya"}, f"U-1, kunci '{'k' * 100}': kunci tidak dikenal. Yang ada: choice, level, number, links, note."),
    (PLAIN, {"k" * 101: "ya"}, f"U-1, kunci '{'k' * 97}...': kunci tidak dikenal. Yang ada: choice, level, number, links, note."),
    (PLAIN, {"kunci\ud83d": "ya"}, "U-1, kunci 'kunci?': kunci tidak dikenal. Yang ada: choice, level, number, links, note."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "raw", "expected"), ACCEPTED)
def test_a_valid_answer_is_read(question: Question, raw: Any, expected: Answer) -> None:
    assert read_answer(question, raw, question.code) == (expected, [])
    assert read_answer(question, answer_json(expected), question.code) == (expected, [])


@pytest.mark.parametrize(("question", "raw", "message"), REFUSED)
def test_a_wrong_answer_is_refused_with_place_and_remedy(question: Question, raw: Any, message: str) -> None:
    answer, problems = read_answer(question, raw, question.code)
    assert answer == BLANK
    assert [str(problem) for problem in problems] == [message]


@given(filled())
def test_an_answer_written_out_reads_back_as_itself(case: Any) -> None:
    questionnaire, answers = case
    written = {code: answer_json(answer) for code, answer in answers.items()}
    assert read_answers(questionnaire, written) == (answers, [])


@given(st.fractions(min_value=0, max_value=10_000).filter(lambda n: 10**4 % n.denominator == 0))
def test_a_count_written_out_reads_back_as_itself(number: Fraction) -> None:
    """O17: no number that we write ourselves can be read as thousands."""
    written = answer_json(Answer(number=number))
    assert read_answer(COUNT, written, "U-5") == (Answer(number=number), [])


NUMBERS = [("2,5", "5/2"), ("2.5", "5/2"), ("0,500", "1/2"), ("1.000.000", "1000000"), ("1,000.5", "2001/2"), ("1.000,5", "2001/2"), ("+3", "3"), ("12,3456", "7716/625"), ("-2,5", "-5/2"), ("1\u00a0", "1"), ("0,125", "1/8"), ("1.234.567,89", "123456789/100"), ("1,234,567.8", "12345678/10"), ("1000,5", "2001/2"), ("0.000", "0"), ("1000.000", "1000"), ("1.000,000", "1000"), ("1,000.000", "1000")]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_is_read_with_comma_or_point(text: str, value: str) -> None:
    """O17: "2,5" and "2.5" are 2.5."""
    assert parse_number(text) == Fraction(value)


@pytest.mark.parametrize("text", ["1.000", "1,000", "999.999", "12,345"])
def test_a_number_that_can_be_two_numbers_asks(text: str) -> None:
    """O17: "1.000" asks."""
    with pytest.raises(AmbiguousNumberError):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.0.0",
        "1e5",
        "NaN",
        "½",
        "٣",
        "--1",
        "1,2,3",
        "1.",
        ".5",
        "1.000.00",
        "0.000.000",
        "1.000,5.5",
        "1 000",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"bukan angka|not a plain"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value"), [("89.998", "44999/500"), ("89,998", "44999/500"), ("87.2", "436/5"), ("436/5", "436/5")]
)
def test_a_score_never_has_thousands(text: str, value: str) -> None:
    assert parse_score(text) == Fraction(value)


LINKS = [
    "https://ppid.go.id",
    "http://ppid.go.id:8080/a?b=c#d",
    "HTTPS://PPID.GO.ID/",
    "https://ppid.xn--p1ai/x",
    "https://desa-é.id/",
    "https://a.id/" + "x" * 1987,  # 2,000 characters
]
NO_LINKS = ["ppid.go.id", "ftp://ppid.go.id", "https://", "https://localhost", "https://..", "https://a b.id", "https://a@b.id", "javascript:alert(1)", "https://a.id/\u202e", "https://a.id:99999", "//a.id", "https://a..id", "https://a.id/" + "x" * 1988, "https://a.id:0x1", "https://.id", "https://a."]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
def test_an_address_with_a_host_is_a_link(link: str) -> None:
    assert valid_link(link)


@pytest.mark.parametrize("link", NO_LINKS)
def test_anything_else_is_no_link(link: str) -> None:
    assert not valid_link(link)


def test_an_item_of_another_questionnaire_is_named_with_the_reason() -> None:
    questionnaire = Library().questionnaire("kkp/2024", "upt")
    answers, problems = read_answers(questionnaire, {"NAS-001": {"choice": "ya"}, "KKP24-001": {"choice": "ya"}})
    assert list(answers) == ["KKP24-001"]
    assert [str(problem) for problem in problems] == [
        "butir 'NAS-001': tidak ada pada kuesioner kkp/2024 kategori upt. Periksa kode, tahun, dan kategori."
    ]


def test_answers_that_are_no_object_are_refused_whole() -> None:
    questionnaire = Library().questionnaire("kkp/2024", "upt")
    answers, problems = read_answers(questionnaire, [{"choice": "ya"}])
    assert answers == {}
    assert [str(problem) for problem in problems] == [
        'jawaban: bukan objek JSON. Tulis {"KODE": {"choice": "ya", ...}, ...}.'
    ]


def test_a_wrong_answer_is_left_out_and_the_others_are_read() -> None:
    questionnaire = Library().questionnaire("kkp/2024", "upt")
    first, second = (question.code for question in questionnaire.questions[:2])
    answers, problems = read_answers(questionnaire, {first: {"choice": "entah"}, second: {"choice": "ya"}})
    assert answers == {second: Answer("ya")}
    assert [problem.place for problem in problems] == [f"{first}, kunci 'choice'"]


def test_every_fault_of_one_answer_is_told() -> None:
    raw = {"choice": "entah", "level": "z", "number": 3, "links": ["x"], "note": 5, "lain": 1}
    answer, problems = read_answer(SCALED, raw, "B7")
    assert answer == BLANK
    assert [problem.place for problem in problems] == [
        f"B7, kunci '{key}'" for key in ("lain", "choice", "level", "number", "links", "note")
    ]
    _, both = read_answer(PLAIN, {"note": "\x00\ud83d" + "x" * 10_000}, "B7")
    assert [problem.message for problem in both] == [
        "catatan memuat karakter kosong (NUL)",
        "catatan memuat karakter yang terpotong",
        "catatan 10002 karakter",
    ]


WRITTEN = [
    (Answer(), {"choice": None, "level": None, "number": None, "links": [], "note": ""}),
    (Answer("ya", (), "a", None, ("https://a.id",), "x"), {"choice": "ya", "level": "a", "number": None, "links": ["https://a.id"], "note": "x"}),
    (Answer(chosen=("a", "b")), {"choice": ["a", "b"], "level": None, "number": None, "links": [], "note": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "raw"), WRITTEN)
def test_an_answer_is_written_key_by_key(answer: Answer, raw: dict[str, Any]) -> None:
    assert answer_json(answer) == raw


DECIMALS = [
    ("0", "0"), ("27", "27"), ("5/2", "2.5"), ("1/8", "0.125"), ("1/16", "0.0625"), ("1001/1000", "1.0010"),
    ("999999/1000", "999.9990"), ("1000001/1000", "1000.001"), ("12345/10000", "1.2345"), ("1/1000", "0.001"),
    ("100", "100"), ("1/100", "0.01"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "text"), DECIMALS)
def test_a_number_is_written_as_a_decimal_that_is_never_thousands(number: str, text: str) -> None:
    """O17: three places after one to three digits would be read as thousands, so a fourth is written."""
    assert answer_json(Answer(number=Fraction(number)))["number"] == text


def test_an_item_left_out_of_a_category_is_named_with_its_reason() -> None:
    questionnaire = Library().questionnaire("pusat/2025", "parpol")
    code, reason = next(iter(questionnaire.left_out.items()))
    _, problems = read_answers(questionnaire, {code: {"choice": "ya"}})
    assert [(problem.place, problem.message, problem.remedy) for problem in problems] == [
        (f"butir '{code}'", f"tidak ditanyakan pada kategori parpol: {reason}", "Hapus")
    ]
