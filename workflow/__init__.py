"""Use cases and permissions of the self-assessment: everything a person can do, without screens and without SQL."""

from workflow.instruments import group_key
from workflow.model import (
    Change,
    Count,
    Difference,
    Item,
    Opened,
    Outcome,
    Progress,
    Saved,
    SaveOutcome,
    Started,
    StoredAnswer,
    Submission,
    SubmissionInfo,
)
from workflow.monev import Monev
from workflow.results import Results

__all__ = [
    "Change",
    "Count",
    "Difference",
    "Item",
    "Monev",
    "Opened",
    "Outcome",
    "Progress",
    "Results",
    "SaveOutcome",
    "Saved",
    "Started",
    "StoredAnswer",
    "Submission",
    "SubmissionInfo",
    "group_key",
]
