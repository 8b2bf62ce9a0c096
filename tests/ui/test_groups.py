"""Groups keep their order, share a page while they are small, and have an address each."""

import pytest

from questionnaires import Library
from scoring.rules import Questionnaire
from ui.questionnaire.groups import PAGE_SIZE, find_group, group_of, sections_of
from workflow import group_key

LIBRARY = Library()
ALL = [
    (f"{row['rules']}@{row['version']}", category["code"])
    for row in LIBRARY.listing()
    for category in row["categories"]
]


def _of(rules: str, category: str) -> Questionnaire:
    return LIBRARY.questionnaire(rules, category)


@pytest.mark.parametrize(("rules", "category"), ALL)
def test_every_question_stands_on_one_page_in_its_group(rules: str, category: str) -> None:
    questionnaire = _of(rules, category)
    groups = [group for section in sections_of(questionnaire) for page in section.pages for group in page.groups]
    shown = [question.code for group in groups for question in group.questions]
    assert sorted(shown) == sorted(question.code for question in questionnaire.questions)
    assert all(group_key(question) == group.key for group in groups for question in group.questions)
    assert len({group.slug for group in groups}) == len(groups)


@pytest.mark.parametrize(("rules", "category"), ALL)
def test_a_page_is_as_full_as_its_groups_allow(rules: str, category: str) -> None:
    for section in sections_of(_of(rules, category)):
        for page, following in zip(section.pages, section.pages[1:], strict=False):
            assert len(page.questions) + len(following.groups[0].questions) > PAGE_SIZE
        assert all(len(page.groups) == 1 or len(page.questions) <= PAGE_SIZE for page in section.pages)


def test_a_group_is_found_by_address_and_by_question() -> None:
    sections = sections_of(_of("kkp/2024", "upt"))
    group = find_group(sections, "mengumumkan.berkala-keuangan")
    assert group is not None
    assert group is group_of(sections, "KKP24-007")
    assert find_group(sections, "mengumumkan.tidak-ada") is None
    assert group_of(sections, "KKP24-999") is None
