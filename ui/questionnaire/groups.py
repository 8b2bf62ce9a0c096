"""How a questionnaire is cut for the screen: sections by indicator, pages of cards inside them, groups on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.rules import Question, Questionnaire
from ui.questionnaire.remembered import Remembered
from workflow import group_key

PAGE_SIZE = 25
"""Groups that follow each other share a page up to this many questions: half of all groups have only one or two."""


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-section of the questionnaire.

    key: as in the progress of an opened self-assessment. slug: the same for addresses, "mengumumkan.berkala-keuangan".
    """

    key: str
    slug: str
    label: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn at once: one group, or several small ones."""

    groups: tuple[Group, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions in the order in which they are asked."""
        return tuple(question for group in self.groups for question in group.questions)


@dataclass(frozen=True, slots=True)
class Section:
    """An indicator with its pages."""

    code: str
    label: str
    pages: tuple[Page, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups of all pages."""
        return tuple(group for page in self.pages for group in page.groups)


def sections_of(questionnaire: Questionnaire) -> tuple[Section, ...]:
    """Return the sections that have questions."""
    return _sections(questionnaire)


def _cut(questionnaire: Questionnaire) -> tuple[Section, ...]:
    found = []
    for indicator in questionnaire.indicators:
        groups = _groups(questionnaire, indicator.code, indicator.label)
        pages = tuple(Page(tuple(together)) for together in _packed(groups))
        if pages:
            found.append(Section(indicator.code, indicator.label, pages))
    return tuple(found)


_sections = Remembered(_cut)


def find_group(sections: tuple[Section, ...], slug: str) -> Group | None:
    """Return the group that an address names."""
    return next((group for section in sections for group in section.groups if group.slug == slug), None)


def group_of(sections: tuple[Section, ...], code: str) -> Group | None:
    """Return the group that holds a question."""
    groups = (group for section in sections for group in section.groups)
    return next((group for group in groups if any(question.code == code for question in group.questions)), None)


def _packed(groups: Iterator[Group]) -> Iterator[list[Group]]:
    together: list[Group] = []
    size = 0
    for group in groups:
        if together and size + len(group.questions) > PAGE_SIZE:
            yield together
            together, size = [], 0
        together.append(group)
        size += len(group.questions)
    if together:
        yield together


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
