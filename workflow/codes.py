"""Secrets and names: browser identity, resume code, submission id. Secrets are stored only as hashes."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
_READ_AS = str.maketrans("ILO", "110", " -\t\r\n\u00a0\u2010\u2011\u2013")
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_GROUP = 4


def new_browser() -> str:
    """Return a browser identity: 256 random bits as 43 letters, digits, - and _."""
    return secrets.token_urlsafe(32)


def is_browser(text: str) -> bool:
    """Tell whether the text has the form of a browser identity."""
    return _BROWSER.match(text) is not None


def new_submission_id() -> str:
    """Return a name for a submission: 80 random bits, in lower case. A name to look up, never an authority."""
    return _base32(secrets.randbits(80), 16).lower()


def new_resume_code() -> str:
    """Return 128 random bits in seven groups, read aloud and typed without look-alikes."""
    text = _base32(secrets.randbits(128), 26)
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def resume_code_hash(code: str) -> str:
    """Return the hash under which a code is stored, however it was typed: case, spaces, hyphens, O for 0, l for 1.

    >>> resume_code_hash("abcd-0123 ol") == resume_code_hash("ABCD0123 01")
    True
    """
    return secret_hash(code.upper().translate(_READ_AS))


def secret_hash(secret: str) -> str:
    """Return SHA-256 in hexadecimal; enough for secrets of 128 random bits, which nobody can guess one by one."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _base32(number: int, length: int) -> str:
    return "".join(_ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(length)))
