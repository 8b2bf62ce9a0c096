"""The catalogue answers with whole sentences or raises; numbers and times look as Indonesians write them."""

import datetime as dt

import pytest

import wording

EVENING = dt.datetime(2026, 12, 31, 16, 30, 5, tzinfo=dt.UTC)


def test_a_sentence_is_found_by_its_key_and_filled() -> None:
    assert wording.text("waktu.tanggal", hari=1, bulan="Mei", tahun=2026) == "1 Mei 2026"


def test_an_unknown_key_raises_key_error() -> None:
    with pytest.raises(KeyError):
        wording.text("waktu.tidak_ada")


def test_a_missing_place_raises_key_error() -> None:
    with pytest.raises(KeyError):
        wording.text("waktu.tanggal", hari=1)


def test_an_unknown_language_raises_key_error() -> None:
    with pytest.raises(KeyError):
        wording.text("waktu.tanggal", language="xx", hari=1, bulan="Mei", tahun=2026)


def test_templates_hand_over_one_section_unfilled() -> None:
    assert wording.templates("waktu")["tanggal"] == "{hari} {bulan} {tahun}"


def test_templates_of_an_unknown_section_raise_key_error() -> None:
    with pytest.raises(KeyError):
        wording.templates("tidak_ada")


def test_every_language_has_the_same_keys_and_places() -> None:
    reference = wording.catalogue()
    for language in wording.languages():
        assert set(wording.catalogue(language)) == set(reference)


@pytest.mark.parametrize(
    ("published", "shown"),
    [("97.55", "97,55"), ("0.00", "0,00"), ("1000", "1.000"), ("1234567.5", "1.234.567,5"), ("-3.2", "-3,2"), (0, "0")],
)
def test_numbers_keep_every_published_digit(published: str | int, shown: str) -> None:
    assert wording.number(published) == shown


@pytest.mark.parametrize("wrong", ["97,55", "1951/20", "", "NaN", "1e3", ".5", " 1"])
def test_what_is_no_plain_decimal_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="bukan angka desimal"):
        wording.number(wrong)


@pytest.mark.parametrize(
    ("zone", "shown"), [("WIB", "23.30.05 WIB"), ("WITA", "00.30.05 WITA"), ("WIT", "01.30.05 WIT")]
)
def test_the_clock_is_that_of_the_body(zone: str, shown: str) -> None:
    assert wording.clock(EVENING, zone) == shown


@pytest.mark.parametrize(("zone", "shown"), [("WIB", "31 Desember 2026"), ("WITA", "1 Januari 2027")])
def test_the_day_of_an_instant_depends_on_the_zone(zone: str, shown: str) -> None:
    assert wording.date(EVENING, zone) == shown


def test_day_and_time_stand_together() -> None:
    assert wording.moment(EVENING, "WIT") == "1 Januari 2027, 01.30.05 WIT"


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        wording.clock(dt.datetime(2026, 1, 1), "WIB")
    with pytest.raises(ValueError, match="zone"):
        wording.date(EVENING)


def test_an_unknown_zone_raises_key_error() -> None:
    with pytest.raises(KeyError):
        wording.clock(EVENING, "WITX")
