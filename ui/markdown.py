"""Words of people inside Markdown: shown as they were written, never read as marks."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~])")


def plain(text: str) -> str:
    r"""The text with every mark escaped.

    >>> plain("Dinas *PU* [A]: 50$")
    'Dinas \\*PU\\* \\[A\\]\\: 50\\$'
    """
    return _MARKS.sub(r"\\\1", text)
