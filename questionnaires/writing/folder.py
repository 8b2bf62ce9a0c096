"""A rule set as its folder holds it: `rules.toml`, the files of its categories, and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from questionnaires.problems import Problem, RuleErrors
from questionnaires.reading import read_table
from questionnaires.schema import CategoryFile, RulesFile
from questionnaires.tables import Table
from questionnaires.writing.comments import comments_of
from questionnaires.writing.document import Document, headings

RULES, NOTES = "rules.toml", "CATATAN.md"


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a rule set by name, `rules.toml` first.

    notes: what `CATATAN.md` says, None where there is none.
    """

    files: Mapping[str, Document]
    notes: str | None = None

    def texts(self) -> dict[str, str]:
        """Return every file with what stands in it, in canonical form."""
        found = {name: document.text() for name, document in self.files.items()}
        return found if self.notes is None else {**found, NOTES: self.notes}


def read_folder(folder: Path, only: Iterable[str] | None = None) -> Folder:
    """Return the rule set in `folder`; of its category files all, or `only` those with these names.

    Raises:
        RuleErrors: a file has faults.
    """
    problems: list[Problem] = []
    names = [RULES, *(sorted(path.name for path in folder.glob("*.toml")) if only is None else only)]
    files: dict[str, Document] = {}
    for name in dict.fromkeys(names):
        document = read_document(folder / name, f"{folder.name}/{name}", problems)
        if document is not None:
            files[name] = document
    if problems:
        raise RuleErrors(problems)
    notes = folder / NOTES
    return Folder(files, notes.read_bytes().decode("utf-8") if notes.is_file() else None)


def read_document(path: Path, called: str, problems: list[Problem]) -> Document | None:
    """Return one rule file, or None with its faults added to `problems`."""
    model: type[Table] = RulesFile if path.name == RULES else CategoryFile
    table = read_table(path, called, model, problems)
    if table is None:
        return None
    return Document(table, comments_of(path.read_text(encoding="utf-8"), headings(model)))
