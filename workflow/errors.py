"""What a use case can refuse, and what a person is told then.

MonevError
├── NoBrowserError        the visitor keeps no cookie, so nothing can be remembered for it
├── ForbiddenError        the permission table does not allow it
├── UnknownSubmissionError
├── UnknownCodeError      no self-assessment has this resume code
├── TooManyAttemptsError  wrong resume codes from one address
├── BadInputError         a text that cannot be stored, such as an empty name
└── StoreUnavailableError the database does not answer; nothing was stored
"""

from __future__ import annotations

import wording


class MonevError(Exception):
    """A refusal; `str(error)` is the Indonesian sentence for the person."""


class NoBrowserError(MonevError):
    """The visitor has no browser identity."""

    def __init__(self) -> None:
        super().__init__(wording.text("isian.tanpa_kuki"))


class ForbiddenError(MonevError):
    """The visitor may not do this with this self-assessment."""

    def __init__(self) -> None:
        super().__init__(wording.text("isian.bukan_milik"))


class UnknownSubmissionError(MonevError):
    """There is no such self-assessment."""

    def __init__(self) -> None:
        super().__init__(wording.text("isian.tidak_dikenal"))


class UnknownCodeError(MonevError):
    """No self-assessment has this resume code."""

    def __init__(self) -> None:
        super().__init__(wording.text("isian.kode_salah"))


class TooManyAttemptsError(MonevError):
    """Too many wrong codes came from one address; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wording.text("isian.terlalu_sering", menit=max(1, -(-wait // 60))))
        self.wait = wait


class BadInputError(MonevError):
    """A text or choice that cannot be stored; the message says which and what to do."""


class StoreUnavailableError(MonevError):
    """The database does not answer or refused the write; nothing of this call was stored."""

    def __init__(self) -> None:
        super().__init__(wording.text("isian.basis_data_tidak_siap"))


class OvertakenError(Exception):
    """Somebody else stored the next revision first: begin again with what is stored now. Never reaches a person."""
