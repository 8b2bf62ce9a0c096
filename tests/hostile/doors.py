"""The ways by which a file of a stranger comes in, each as a function that says what was found wrong."""

from __future__ import annotations

from functools import cache

from questionnaires.loader import Library
from sheets.authoring.examine import examine
from sheets.authoring.reader import read_authoring
from sheets.contest.gathering import Named, gather
from sheets.many import count_workbooks, read_many
from sheets.odk.submissions import read_body
from sheets.reader import WorkbookReader

RULES, CATEGORY, YEAR = "kkp/2024", "upt", "sumbar/2025"
MODULES = ("tests.hostile.doors",)


@cache
def library() -> Library:
    """Return the shipped rules."""
    return Library()


def filled(data: bytes) -> list[str]:
    """Read a filled workbook or export as the page of a self-assessment and `monev score` do."""
    return [
        str(one) for one in read_body(data, "isian.xlsx", library(), library().questionnaire(RULES, CATEGORY)).problems
    ]


def phone(data: bytes) -> list[str]:
    """Read an export in CSV as the page of a self-assessment does."""
    return [
        str(one) for one in read_body(data, "isian.csv", library(), library().questionnaire(RULES, CATEGORY)).problems
    ]


def many(data: bytes) -> list[str]:
    """Read a packed file of workbooks as a comparison does."""
    reader = WorkbookReader(library(), library().questionnaire(RULES, CATEGORY))
    count_workbooks([("isian.zip", data)])
    return [str(one) for unread in read_many([("isian.zip", data)], reader) for one in getattr(unread, "problems", ())]


def table(data: bytes) -> list[str]:
    """Read a table of stage values as the page of a recap and `monev rank` do."""
    rules = library().rule_set(YEAR)
    return [str(one) for one in gather([Named("tabel.xlsx", data)], rules, library().categories(YEAR)).problems]


def authored(data: bytes) -> list[str]:
    """Read a workbook of rules as the page of rules and `monev rules import` do."""
    return [str(one) for one in examine(read_authoring(data, "aturan.xlsx"), library()).problems]


def ready() -> None:
    """Load what every door needs before the work is measured."""
    library().questionnaire(RULES, CATEGORY)
    library().rule_set(YEAR)
    filled(b"PK\3\4")
    table(b"PK\3\4")
    authored(b"PK\3\4")
