"""Answers as files, forms and workbooks give them: lenient in spelling, strict in meaning.

The same reader stands behind the command, the page's route and the workbook, so that an answer is valid in one place
exactly when it is valid in the others.
"""

from __future__ import annotations

import reprlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from questionnaires.problems import Problem
from questionnaires.values import AmbiguousNumberError, parse_number
from scoring.facts import BLANK, Answer, Choice
from scoring.rules import Kind, NotApplicable, Question, Questionnaire

NOTE_LIMIT = 10_000
"""Longest note in characters."""

LINK_LIMIT = 2_000
"""Longest address in characters."""

LINKS_LIMIT = 20
"""Most links to one question."""

NUMBER_LIMIT = 30
"""Longest number in characters; nobody counts further."""

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 100
"""How messages repeat what was given: without an end in depth or length, and in letters that can be sent."""

_KEYS = ("choice", "level", "number", "links", "note")


def valid_link(text: str) -> bool:
    """Tell whether `text` is an http(s) address with a host, without spaces, control characters or a user name."""
    if len(text) > LINK_LIMIT or " " in text or not text.isprintable():  # the one printable space is U+0020
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    labels = host.split(".")
    return parts.scheme in ("http", "https") and "@" not in parts.netloc and len(labels) > 1 and all(labels)


def read_answers(questionnaire: Questionnaire, raw: Any) -> tuple[dict[str, Answer], list[Problem]]:
    """Return the answers by question code and every problem found; an answer with a problem is left out."""
    if not isinstance(raw, Mapping):
        return {}, [Problem("jawaban", "bukan objek JSON", 'Tulis {"KODE": {"choice": "ya", ...}, ...}')]
    questions = {question.code: question for question in questionnaire.questions}
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for code, value in raw.items():
        question = questions.get(code)
        if question is None:
            problems.append(_unknown(questionnaire, str(code)))
            continue
        answer, found = read_answer(question, value, str(code))
        problems += found
        if not found:
            answers[question.code] = answer
    return answers, problems


def read_answer(question: Question, raw: Any, place: str) -> tuple[Answer, list[Problem]]:
    """Return the answer of one question, blank where there are problems.

    Args:
        raw: mapping with `choice`, `level`, `number`, `links`, `note`; None or absent is blank.
        place: how messages name the place, a code or a sheet and cell.
    """
    if raw is None:
        return BLANK, []
    if not isinstance(raw, Mapping):
        return BLANK, [Problem(place, "jawaban bukan objek", 'Tulis {"choice": "ya", "links": [...]}')]
    problems = [
        Problem(f"{place}, kunci '{_named(key)}'", "kunci tidak dikenal", f"Yang ada: {', '.join(_KEYS)}")
        for key in raw
        if key not in _KEYS
    ]
    choice, chosen = _choice(question, raw.get("choice"), place, problems)
    level = _level(question, raw.get("level"), choice, place, problems)
    number = _number(question, raw.get("number"), place, problems)
    answer = Answer(
        choice, chosen, level, number, _links(raw.get("links"), place, problems), _note(raw, place, problems)
    )
    return (BLANK, problems) if problems else (answer, [])


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return the answer in the shape that files and the route use; reading it back gives the same answer."""
    return {
        "choice": list(answer.chosen) if answer.chosen else answer.choice,
        "level": answer.level,
        "number": None if answer.number is None else _plain(answer.number),
        "links": list(answer.links),
        "note": answer.note,
    }


def _plain(number: Fraction) -> str:
    """Return the number as a decimal, as every number that was read can be written."""
    places = 0
    while number.denominator != 1 and (number * 10**places).denominator != 1:
        places += 1
    digits = str(number.numerator * 10**places // number.denominator).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    if places == 3 and whole != "0" and len(whole) <= 3:  # 1.234 could be read as thousands
        rest += "0"
    return whole + (f".{rest}" if rest else "")


def _named(key: Any) -> str:
    """Return a key as messages name it: not too long, and without halves of letters."""
    name = str(key)
    return (name if len(name) <= 100 else f"{name[:97]}...").encode("utf-8", "replace").decode()


def _unknown(questionnaire: Questionnaire, code: str) -> Problem:
    place = f"butir '{_named(code)}'"
    if code in questionnaire.left_out:
        reason = questionnaire.left_out[code]
        return Problem(place, f"tidak ditanyakan pada kategori {questionnaire.category}: {reason}", "Hapus")
    name = f"{questionnaire.rules.id} kategori {questionnaire.category}"
    return Problem(place, f"tidak ada pada kuesioner {name}", "Periksa kode, tahun, dan kategori")


def _choice(question: Question, raw: Any, place: str, problems: list[Problem]) -> tuple[str | None, tuple[str, ...]]:
    where = f"{place}, kunci 'choice'"
    if raw in (None, "", []):
        return None, ()
    allowed = single_choices(question)
    code = raw.strip().casefold() if isinstance(raw, str) else raw
    if question.kind is Kind.MULTIPLE and isinstance(raw, str) and code not in allowed:
        raw = [raw]
    if isinstance(raw, list | tuple):
        return None, _chosen(question, raw, where, problems)
    if code not in allowed:
        reason = f"jawaban {_SHORT.repr(raw)} tidak dikenal"
        if code == Choice.NOT_APPLICABLE:
            reason = "jawaban tidak_berlaku tidak tersedia untuk butir ini"
        problems.append(Problem(where, reason, f"Pilih salah satu: {', '.join(allowed) or 'tidak ada, isi angka'}"))
        return None, ()
    return code, ()


def _chosen(question: Question, raw: Sequence[Any], where: str, problems: list[Problem]) -> tuple[str, ...]:
    options = [option.code for option in question.options]
    if question.kind is not Kind.MULTIPLE:
        problems.append(Problem(where, "butir ini hanya menerima satu jawaban", "Tulis satu jawaban, bukan daftar"))
        return ()
    given = {item.strip().casefold() if isinstance(item, str) else _SHORT.repr(item) for item in raw}
    for item in sorted(given - set(options)):
        problems.append(Problem(where, f"pilihan {_SHORT.repr(item)} tidak dikenal", f"Yang ada: {', '.join(options)}"))
    return tuple(code for code in options if code in given)


def single_choices(question: Question) -> list[str]:
    """Return what may be the one answer of a question; of several options none is."""
    if question.kind is Kind.OPTION:
        return [option.code for option in question.options]
    codes = [] if question.kind in (Kind.NUMBER, Kind.MULTIPLE) else [Choice.YES.value, Choice.NO.value]
    if question.not_applicable is not NotApplicable.REFUSE:
        codes.append(Choice.NOT_APPLICABLE.value)
    return codes


def _level(question: Question, raw: Any, choice: str | None, place: str, problems: list[Problem]) -> str | None:
    where = f"{place}, kunci 'level'"
    if raw is None or raw == "":
        return None
    codes = [level.code for level in question.levels]
    code = raw.strip().casefold() if isinstance(raw, str) else raw
    if not codes:
        problems.append(Problem(where, "butir ini tidak memakai tingkat", "Kosongkan tingkat"))
    elif code not in codes:
        problems.append(
            Problem(
                where, f"tingkat {_SHORT.repr(raw)} bukan bagian butir ini", f"Pilih salah satu: {', '.join(codes)}"
            )
        )
    elif question.kind is Kind.YES_NO and choice != Choice.YES:
        problems.append(Problem(where, "tingkat hanya menyertai jawaban Ya", "Isi jawaban Ya atau kosongkan tingkat"))
    else:
        return str(code)
    return None


def _number(question: Question, raw: Any, place: str, problems: list[Problem]) -> Fraction | None:
    where = f"{place}, kunci 'number'"
    if raw is None or raw == "":
        return None
    if question.kind is not Kind.NUMBER:
        problems.append(Problem(where, "butir ini tidak dijawab dengan angka", "Kosongkan angka"))
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        problems.append(Problem(where, f"angka {_SHORT.repr(raw)} bukan teks", 'Tulis sebagai teks, misalnya "27"'))
        return None
    if len(str(raw)) > NUMBER_LIMIT:
        problems.append(Problem(where, f"angka sepanjang {len(str(raw))} karakter", "Tulis jumlah yang sebenarnya"))
        return None
    try:
        number = Fraction(raw) if isinstance(raw, int) else parse_number(raw)
    except AmbiguousNumberError as error:
        thousand, fraction = str(error).replace(".", "").replace(",", ""), str(error).replace(".", ",")
        remedy = f"Tulis {thousand} bila ribuan, atau {fraction}0 bila pecahan"
        problems.append(Problem(where, f"'{error}' dapat dibaca sebagai ribuan atau pecahan", remedy))
        return None
    except ValueError:
        problems.append(Problem(where, f"{_SHORT.repr(raw)} bukan angka", "Tulis angka saja, misalnya 27 atau 2,5"))
        return None
    if number < 0:
        problems.append(Problem(where, f"angka {raw} kurang dari nol", "Isi nol atau lebih"))
        return None
    return number


def _links(raw: Any, place: str, problems: list[Problem]) -> tuple[str, ...]:
    where = f"{place}, kunci 'links'"
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple) or not all(isinstance(link, str) for link in raw):
        problems.append(Problem(where, "bukan daftar tautan", 'Tulis ["https://...", ...]'))
        return ()
    links = [link.strip() for link in raw if link.strip()]
    for link in links:
        if not valid_link(link):
            shown = link if len(link) <= 80 else link[:77] + "..."
            remedy = "Salin alamat lengkap dari peramban, diawali https:// atau http://"
            problems.append(Problem(where, f"{shown!r} bukan tautan", remedy))
    if len(links) > LINKS_LIMIT:
        problems.append(
            Problem(where, f"{len(links)} tautan", f"Paling banyak {LINKS_LIMIT}; satukan dalam satu halaman")
        )
    return tuple(dict.fromkeys(links))


def _note(raw: Mapping[str, Any], place: str, problems: list[Problem]) -> str:
    where = f"{place}, kunci 'note'"
    note = raw.get("note")
    if note is None:
        return ""
    if not isinstance(note, str):
        problems.append(Problem(where, "catatan bukan teks", "Tulis sebagai teks"))
        return ""
    if "\x00" in note:
        problems.append(Problem(where, "catatan memuat karakter kosong (NUL)", "Hapus karakter itu"))
    if not _whole(note):
        problems.append(Problem(where, "catatan memuat karakter yang terpotong", "Hapus emoji atau huruf yang rusak"))
    if len(note) > NOTE_LIMIT:
        problems.append(Problem(where, f"catatan {len(note)} karakter", f"Persingkat sampai {NOTE_LIMIT} karakter"))
    return note


def _whole(note: str) -> bool:
    """Tell whether every letter is one: half of an emoji, as a cut text can end with, cannot be stored."""
    try:
        note.encode()
    except UnicodeEncodeError:
        return False
    return True
