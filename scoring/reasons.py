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


class GateReason(StrEnum):
    """Why a gate is open, closed or not decided."""

    MET = "nilai {number} mencapai ambang {bound}"
    ABOVE = "nilai {number} di atas ambang {bound}"
    UNDER = "nilai {number} belum mencapai ambang {bound}"
    NOT_ABOVE = "nilai {number} tidak di atas ambang {bound}"
    NO_BOUND = "ambang tidak dipublikasikan"
    NO_NUMBER = "nilai yang dibandingkan tidak dipublikasikan"
    AMONG = "termasuk {places} terbaik {group}"
    NOT_AMONG = "tidak termasuk {places} terbaik {group}"
    NO_PLACES = "jumlah yang lolos menurut urutan tidak dipublikasikan"
    TIE = "nilai sama di batas {places} terbaik {group}, kunci seri tidak memutuskan"
    NO_TERRITORY = "wilayah belum diketahui"
    CLASS = "kelas {label}"
    WORSE_CLASS = "kelas {label}, di bawah {bound}"
    CATEGORY = "kategori ini lolos berapa pun nilainya"
    OTHER_CATEGORY = "bukan kategori yang lolos tanpa ambang"
    FACT = "{label}: ya"
    NO_FACT = "{label}: tidak"
    UNKNOWN_FACT = "{label}: belum diketahui"
    WAITING = "nilai tahap {label} belum ada"
    CLOSED = "tahap {label} tertutup"
    NO_WEIGHT = "bobot tahap {label} tidak dipublikasikan"

    def of(self, **values: object) -> str:
        """Return the reason with what it refers to.

        >>> GateReason.UNDER.of(number="64,99", bound="65")
        'nilai 64,99 belum mencapai ambang 65'
        """
        return self.value.format(**values)


class Note(StrEnum):
    """What happened to a body that its numbers alone do not show."""

    NOT_COUNTED = "nilai tahap {stage} tidak dihitung: tertutup oleh gerbang {gate}"
    LET_THROUGH = "nilai tahap {stage} dihitung: gerbang {gate} belum diputuskan, tetapi nilai itu sudah ada"
    SHARED = "peringkat {place} dibagi: nilai sama dan tidak ada kunci yang memutuskan"
    NO_GROUP = "tanpa peringkat: wilayah belum diketahui"

    def of(self, **values: object) -> str:
        """Return the note with what it refers to."""
        return self.value.format(**values)
