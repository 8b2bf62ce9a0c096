"""How a questionnaire is cut for the screen: sections by indicator, groups of questions inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.rules import Question, Questionnaire
from workflow.instruments import group_key


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-section: what one page of cards shows.

    key: as in the progress of an opened self-assessment. slug: the same for addresses, "mengumumkan.berkala-keuangan".
    """

    key: str
    slug: str
    label: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An indicator with its groups, in the order in which they are asked."""

    code: str
    label: str
    groups: tuple[Group, ...]


def sections_of(questionnaire: Questionnaire) -> tuple[Section, ...]:
    """Return the sections that have questions."""
    found = []
    for indicator in questionnaire.indicators:
        groups = tuple(_groups(questionnaire, indicator.code, indicator.label))
        if groups:
            found.append(Section(indicator.code, indicator.label, groups))
    return tuple(found)


def find_group(sections: tuple[Section, ...], slug: str) -> Group | None:
    """Return the group that an address names."""
    return next((group for section in sections for group in section.groups if group.slug == slug), None)


def group_of(sections: tuple[Section, ...], code: str) -> Group | None:
    """Return the group that holds a question."""
    for section in sections:
        for group in section.groups:
            if any(question.code == code for question in group.questions):
                return group
    return None


def _groups(questionnaire: Questionnaire, indicator: str, label: str) -> Iterator[Group]:
    by_key: dict[str, list[Question]] = {}
    for question in questionnaire.questions:
        if question.indicator == indicator:
            by_key.setdefault(group_key(question), []).append(question)
    taken: set[str] = set()
    for key, questions in by_key.items():
        name = questions[0].group or label
        slug = f"{indicator}.{re.sub(r'[^a-z0-9]+', '-', name.casefold()).strip('-')}"
        while slug in taken:
            slug += "-2"
        taken.add(slug)
        yield Group(key, slug, name, tuple(questions))
