"""Words of people inside Markdown: shown as they were written, never read as marks."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~])")

# Streamlit draws these as icons and signs even where they are escaped; a joiner that nobody sees parts them.
_DRAWN = re.compile(r":(?:material/|streamlit:)|(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)")
_JOINER = "\u2060"


def plain(text: str) -> str:
    r"""The text with every mark escaped.

    >>> plain("Dinas *PU* [A]: 50$")
    'Dinas \\*PU\\* \\[A\\]\\: 50\\$'
    """
    parted = _DRAWN.sub(lambda found: found[0][0] + _JOINER + found[0][1:], text)
    return _MARKS.sub(r"\\\1", parted)
