"""Every sentence that the script asks for is in the catalogue, and none stands there unused."""

import re

import wording
from scoring.rules import NotApplicable
from ui import questionnaire

_ASKED = re.compile(r'"([a-z_]+)"')
_MADE = {
    "bukti_": ["tautan", "pdf", "gambar", "video", "surat_pernyataan"],
    "dinilai_": [policy.value for policy in NotApplicable if policy is not NotApplicable.REFUSE],
}


def _called() -> set[str]:
    """Keys that stand as literals in a call of `t`."""
    return set(re.findall(r'\bt\("([a-z_]+)"', questionnaire.script()))


def _made() -> set[str]:
    return {prefix + name for prefix, names in _MADE.items() for name in names}


def test_every_sentence_that_the_script_asks_for_exists() -> None:
    assert _called() | _made() <= set(wording.templates("kuesioner"))


def test_no_sentence_stands_unused() -> None:
    literals = set(_ASKED.findall(questionnaire.script()))
    by_button = {f"{key}_jawaban" for key in ("kosongkan", "kembalikan")}
    assert set(wording.templates("kuesioner")) <= literals | _made() | by_button


def test_every_place_of_a_sentence_is_plain() -> None:
    for sentence in wording.templates("kuesioner").values():
        assert sentence.count("{") == len(re.findall(r"\{\w+\}", sentence))
