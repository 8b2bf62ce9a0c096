"""Resume codes guessed: how often one may try, from which address, and what a wrong guess tells."""

from __future__ import annotations

import statistics
import time

import httpx
import pytest

from store import SqlStore
from tests.officers import HandClock, Officer, use_cases
from tests.web.loopback import serving
from web import SESSION_COOKIE
from workflow import Monev
from workflow.codes import new_browser, new_resume_code, resume_code_hash
from workflow.errors import TooManyAttemptsError, UnknownCodeError
from workflow.throttle import Throttle

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ATTEMPTS = 10
"""How many wrong codes one address may try in ten minutes, in each process."""


def guess(monev: Monev, code: str, address: str) -> str:
    """Try a code and return what came of it."""
    try:
        return monev.resume(new_browser(), code, address)
    except UnknownCodeError:
        return "unknown"
    except TooManyAttemptsError:
        return "stopped"


def post(origin: str, code: str, forwarded: str) -> int:
    """Post a code through a proxy on this machine that names these addresses; return the status."""
    headers = {"origin": origin, "x-forwarded-for": forwarded}
    cookies = {SESSION_COOKIE: new_browser()}
    with httpx.Client(base_url=origin, headers=headers, cookies=cookies) as client:
        return client.post("/api/lanjut", json={"code": code}).status_code


def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(file_store: SqlStore) -> None:
    """What a guesser writes before it in the header changes nothing, and nobody else is stopped."""
    monev = use_cases(file_store)
    officer = Officer(monev)
    with serving(monev) as origin:
        tried = [post(origin, "salah", f"10.9.{at}.1, 198.51.100.7") for at in range(ATTEMPTS)]
        assert tried == [404] * ATTEMPTS
        assert post(origin, officer.code, "10.9.99.1, 198.51.100.7") == 429
        assert post(origin, officer.code, "198.51.100.8") == 200


def test_each_process_counts_for_itself(file_store: SqlStore) -> None:
    """So a guesser has as many tries as there are processes times ten, and again after a restart: docs/threat-model.md."""
    first, second = use_cases(file_store), use_cases(file_store)
    tried = [guess(monev, "salah", "198.51.100.7") for _ in range(ATTEMPTS) for monev in (first, second)]
    assert tried == ["unknown"] * 2 * ATTEMPTS
    assert [guess(monev, "salah", "198.51.100.7") for monev in (first, second)] == ["stopped"] * 2


def test_tries_at_once_are_counted_before_they_are_made(file_store: SqlStore) -> None:
    from concurrent.futures import ThreadPoolExecutor

    monev = use_cases(file_store)
    with ThreadPoolExecutor(20) as pool:
        tried = list(pool.map(lambda _: guess(monev, "salah", "198.51.100.7"), range(60)))
    assert tried.count("unknown") == ATTEMPTS


def nearly(code: str) -> str:
    """Return the code with another last letter: as near to it as a wrong one can be."""
    last = code[-1]
    return code[:-1] + next(letter for letter in ALPHABET if letter not in (last, last.upper()))


def test_a_guess_that_is_nearly_right_looks_like_any_other(file_store: SqlStore, clock: HandClock) -> None:
    """What is looked up is a hash, in which a near guess has half of all bits different; and the medians agree."""
    monev = use_cases(file_store, clock, throttle=Throttle(100_000))
    officers = [Officer(monev) for _ in range(5)]
    near = [nearly(officer.code) for officer in officers]
    far = [new_resume_code() for _ in officers]
    bits = [
        bin(int(resume_code_hash(officer.code), 16) ^ int(resume_code_hash(code), 16)).count("1")
        for officer, code in zip(officers, near, strict=True)
    ]
    assert 90 < statistics.mean(bits) < 166
    seconds: dict[str, list[float]] = {"near": [], "far": []}
    for at in range(200):
        for kind, codes in (("near", near), ("far", far)) if at % 2 else (("far", far), ("near", near)):
            started = time.perf_counter()
            assert guess(monev, codes[at % 5], "198.51.100.7") == "unknown"
            seconds[kind].append(time.perf_counter() - started)
    medians = {kind: statistics.median(taken) for kind, taken in seconds.items()}
    assert max(medians.values()) < 1.5 * min(medians.values()), medians


def test_a_wrong_code_and_one_without_form_get_the_same_words(file_store: SqlStore) -> None:
    monev = use_cases(file_store)
    said = set()
    for code in (new_resume_code(), "salah", "' OR 1=1 --", "\ud800", "\x00", "x" * 100):
        with pytest.raises(UnknownCodeError) as refusal:
            monev.resume(new_browser(), code, "198.51.100.7")
        said.add(str(refusal.value))
    assert len(said) == 1


def test_codes_use_every_letter_alike() -> None:
    """128 bits stand in 26 letters of five bits; only the first letter has fewer, and each letter is as likely as others."""
    codes = [new_resume_code().replace("-", "") for _ in range(4000)]
    assert len(set(codes)) == 4000
    assert {code[0] for code in codes} == set(ALPHABET[:8])
    for place in range(1, 26):
        counts = [sum(code[place] == letter for code in codes) for letter in ALPHABET]
        expected = 4000 / 32
        assert sum((count - expected) ** 2 / expected for count in counts) < 90  # chi-squared, 31 degrees: p below 1e-6
