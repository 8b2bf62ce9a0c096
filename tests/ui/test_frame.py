"""The frame knows its pages and says so when nobody provided the use cases."""

import pytest

import ui
import wording
from ui import links, organisers

OFFERED = {
    "kaltim/2025@1": "Kalimantan Timur 2025",
    "kaltim/2025@2": "Kalimantan Timur 2025",
    "kkp/2024@1": "KKP 2024",
}


def test_the_navigation_shows_the_pages_in_their_order() -> None:
    assert links.NAMES == ("beranda", "isi", "nilai", "bandingkan", "rekap", "hasil", "aturan")


@pytest.mark.parametrize("name", links.NAMES)
def test_every_page_has_a_name_for_the_navigation(name: str) -> None:
    assert wording.text(f"halaman.{name}")


def test_pages_without_use_cases_say_how_to_start() -> None:
    ui.provided.cache_clear()
    factory, ui._Provided.factory = ui._Provided.factory, None
    try:
        with pytest.raises(ui.NotProvidedError):
            ui.provided()
    finally:
        ui._Provided.factory = factory


def test_the_use_cases_are_assembled_once_and_given_to_every_page() -> None:
    made = []

    def factory() -> object:
        made.append(object())
        return made[-1]

    ui.provide(factory)  # type: ignore[arg-type]
    assert ui.provided() is ui.provided()
    assert len(made) == 1


def test_an_organiser_is_offered_by_year_and_with_its_version_only_where_there_are_several() -> None:
    found = {name: {"title": title} for name, title in OFFERED.items()}
    assert [organisers.offer(found, name) for name in found] == [
        "2025 · Kalimantan Timur (versi 1)",
        "2025 · Kalimantan Timur (versi 2)",
        "2024 · KKP",
    ]
