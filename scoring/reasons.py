"""Why a question earned what it earned: the closed list of reasons, in the official terms."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The first words of every reason; a level or a count may follow after a colon."""

    BLANK = "belum dijawab"
    NO = "dijawab Tidak"
    YES = "dijawab Ya dengan bukti"
    YES_UNPROVEN = "dijawab Ya, bukti tidak disyaratkan"
    NO_EVIDENCE = "bukti belum ada"
    LEVEL = "tingkat menurut badan publik"
    DEFAULT_LEVEL = "Ya tanpa tingkat, dihitung"
    UNCLAIMED = "Ya, menunggu penilaian"
    UNJUDGED_ZERO = "belum dinilai verifikator, dihitung nol"
    UNJUDGED_LEVEL = "belum dinilai verifikator, dihitung"
    UNJUDGED = "belum dinilai verifikator"
    ACCEPTED = "diterima verifikator"
    ACCEPTED_LEVEL = "tingkat menurut verifikator"
    REJECTED = "ditolak verifikator"
    FULL = "tidak berlaku, dihitung penuh"
    DROPPED = "tidak berlaku, tidak dihitung"
    NOT_APPLICABLE_ZERO = "tidak berlaku, dihitung nol"
    OPTION = "pilihan"
    INCOMPLETE = "belum lengkap, seluruh nilai butir gugur"
    PARTLY = "sebagian terpenuhi"
    COMPLETE = "lengkap"
    COUNT = "jumlah"
    DATA = "data, tidak dinilai"
    HIDDEN = "tidak ditanyakan"

    def with_detail(self, detail: str) -> str:
        """Return the reason with what it refers to.

        >>> Reason.LEVEL.with_detail("Tingkat A")
        'tingkat menurut badan publik: Tingkat A'
        """
        return f"{self.value}: {detail}"
