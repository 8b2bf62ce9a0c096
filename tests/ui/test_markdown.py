"""Words of people are shown as they were written."""

import pytest

from ui.markdown import plain

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (":material/mail: Dinas", f"\\:{JOINER}material/mail\\: Dinas"),
        ("Dinas :streamlit:", f"Dinas \\:{JOINER}streamlit\\:"),
        ("A -> B <- C", f"A \\-{JOINER}\\> B \\<{JOINER}\\- C"),
        ("A -- B >= C", f"A \\-{JOINER}\\- B \\>{JOINER}= C"),
        ("Rapat: 10.00", "Rapat\\: 10\\.00"),
        ("PPID-Utama", "PPID\\-Utama"),
    ],
)
def test_what_would_become_an_icon_or_a_sign_is_parted_and_nothing_else(written: str, sent: str) -> None:
    assert plain(written) == sent
