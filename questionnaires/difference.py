"""The difference between two rule sets: what became of every question and every rule, and whether a number can change.

"No score can change" is said of a category only where the kernel is given the same data for it by both, words aside
(`questionnaires.meaning`). The rows say in words what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from questionnaires.comparing import Compared, Effect, Line, compare_questions, compare_rules
from questionnaires.meaning import joins_categories, meaning
from questionnaires.whole import Whole
from wording import text
