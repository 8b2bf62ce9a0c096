"""The places as CSV: the printed digits with a decimal point, and the exact final score beside them."""

from __future__ import annotations

import csv
import io

from analytics.recap import Recap
from scoring.contest import Outcome
from sheets.contest.remarks import award_labels, class_words, remarks
from sheets.contest.titles import result_title
from sheets.published import harmless
from wording import text


def recap_csv(recap: Recap) -> bytes:
    """Return one line for each body, group by group, best first.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets themselves use it.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(_titles(recap))
    for group in recap.groups:
        for outcome in group.bodies:
            writer.writerow([harmless(value) for value in _line(recap, outcome)])
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8", "replace")


def _titles(recap: Recap) -> list[str]:
    before = ("peringkat", "badan", "kategori", "wilayah")
    after = ("nilai_akhir", "nilai_persis", "kelas", "penghargaan", "keterangan")
    return [
        *(text(f"rekap.kolom.{key}") for key in before),
        *(result_title(stage) for stage in recap.rules.stages),
        *(text(f"rekap.kolom.{key}") for key in after),
    ]


def _line(recap: Recap, outcome: Outcome) -> list[str]:
    entry, combined = outcome.entry, outcome.combined
    published = {score.code: score.published for score in combined.stages}
    return [
        "" if outcome.place is None else str(outcome.place),
        entry.body,
        recap.category(entry),
        entry.territory or "",
        *(published.get(stage.code, "") for stage in recap.rules.stages),
        combined.qualification.published if combined.qualification else "",
        "" if combined.exact is None else str(combined.exact),
        class_words(recap, outcome),
        "; ".join(award_labels(recap, outcome)),
        "; ".join(remarks(outcome)),
    ]
