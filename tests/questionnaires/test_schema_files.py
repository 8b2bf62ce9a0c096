"""The JSON Schema that editors use is the format that the loader checks."""

import pytest

from scripts.schema import FILES, FOLDER, schema


@pytest.mark.parametrize("name", FILES)
def test_the_schema_on_file_is_the_format_of_the_loader(name: str) -> None:
    """`python -m scripts.schema` writes it again after the format changed."""
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == schema(FILES[name])


def test_no_other_schema_is_left_behind() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(FILES)
