"""Writes the JSON Schema of rule files to `docs/schema/`, for editors that check TOML while it is written.

python -m scripts.schema
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

from questionnaires.schema import CategoryFile, RulesFile, SharedFile
from questionnaires.tables import Table

FOLDER = Path(__file__).parents[1] / "docs" / "schema"
FILES: dict[str, type[Table]] = {"rules": RulesFile, "category": CategoryFile, "assumptions": SharedFile}


class _Schema(GenerateJsonSchema):
    """Leaves out defaults that JSON cannot hold, such as exact fractions."""

    ignored_warning_kinds: set[JsonSchemaWarningKind] = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012


def schema(model: type[Table]) -> str:
    """Return the schema of one kind of file as it stands in `docs/schema/`."""
    found: dict[str, Any] = model.model_json_schema(schema_generator=_Schema)
    named = {"$schema": _Schema.schema_dialect, **found}
    return json.dumps(named, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(exist_ok=True)
    for name, model in FILES.items():
        (FOLDER / f"{name}.json").write_text(schema(model), encoding="utf-8")


if __name__ == "__main__":
    main()
