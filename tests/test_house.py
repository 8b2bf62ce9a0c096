"""The house keeps its own rules: sizes, folders, texts, years, requirements."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import wording

ROOT = Path(__file__).parents[1]
ROOMS = ("web", "ui", "sheets", "analytics", "store", "workflow", "questionnaires", "scoring", "wording")
SOURCES = sorted(
    [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
    + list(ROOT.glob("*.py"))
)
SCRIPTS = sorted(path for room in ("ui", "web") for path in (ROOT / room).rglob("*.js"))
CLASS_BOUNDS = {90, 80, 60, 40}
PRINTED_BOUNDS = re.compile(r"(?:89|79|59|39)[.,]9+")
KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
YEARS_OF_MONEV = range(2011, 2041)
YEAR = re.compile(r"20[1-3]\d")


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _docstrings(path: Path) -> frozenset[int]:
    """Where the docstrings of a file are, by identity of their nodes."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = set()
    for node in ast.walk(_tree(path)):
        for before, statement in zip([None, *node.body], node.body, strict=False) if isinstance(node, holders) else ():
            text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if text and (before is None or isinstance(before, ast.AnnAssign | ast.Assign)):
                found.add(id(statement.value))
    return frozenset(found)


def _constants(path: Path) -> Iterator[ast.Constant]:
    """Every literal of a file that is no docstring."""
    documented = _docstrings(path)
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Constant) and id(node) not in documented:
            yield node


def _compared_bounds(path: Path) -> Iterator[object]:
    """Class bounds that something other than a length is compared with."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Compare) and not (
            isinstance(node.left, ast.Call) and ast.unparse(node.left.func) == "len"
        ):
            for operand in (node.left, *node.comparators):
                numeric = isinstance(operand, ast.Constant) and type(operand.value) in (int, float)
                if numeric and operand.value in CLASS_BOUNDS:
                    yield operand.value


def _limit(path: Path) -> int:
    room = path.relative_to(ROOT).parts
    if room[:2] == ("ui", "pages"):
        return 120
    return 200 if room[0] == "scoring" else 400


@pytest.mark.parametrize("path", [*SOURCES, *SCRIPTS], ids=_named)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= _limit(path)


@pytest.mark.parametrize("path", SOURCES, ids=_named)
def test_a_function_stops_at_forty_lines(path: Path) -> None:
    long = []
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            described = ast.get_docstring(node) is not None
            first = node.body[1] if described and len(node.body) > 1 else node.body[0]
            if (node.end_lineno or 0) - first.lineno + 1 > 40:
                long.append(node.name)
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=_named)
def test_no_year_and_no_class_bound_stands_in_code(path: Path) -> None:
    years = [
        node.value
        for node in _constants(path)
        if (type(node.value) is int and node.value in YEARS_OF_MONEV)
        or (isinstance(node.value, str) and YEAR.fullmatch(node.value))
    ]
    printed = [n.value for n in _constants(path) if isinstance(n.value, str) and PRINTED_BOUNDS.fullmatch(n.value)]
    assert years + printed + list(_compared_bounds(path)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "ui" / "pages").glob("[!_]*.py")), ids=_named)
def test_a_page_has_a_test_of_its_own(path: Path) -> None:
    assert [*(ROOT / "tests").glob(f"ui/test_{path.stem}*.py"), *(ROOT / "tests").glob(f"browser/test_{path.stem}*.py")]


@pytest.mark.parametrize("room", [*ROOMS, "tests", "bench", "data"])
def test_a_room_says_what_lives_in_it(room: str) -> None:
    lines = [line for line in (ROOT / room / "README.md").read_text(encoding="utf-8").splitlines() if line.strip()]
    assert lines[0].startswith("# ")
    assert len(lines) >= 2


def test_the_command_line_knows_no_screen() -> None:
    for name in (*(path.name for path in ROOT.glob("cli*.py")), "wiring.py"):
        modules = [node.module or "" for node in ast.walk(_tree(ROOT / name)) if isinstance(node, ast.ImportFrom)]
        modules += [a.name for node in ast.walk(_tree(ROOT / name)) if isinstance(node, ast.Import) for a in node.names]
        assert [module for module in modules if module.split(".")[0] in ("ui", "streamlit", "app")] == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=_named)
def test_no_test_is_left_out(path: Path) -> None:
    leaving_out = {"skip", "skipif", "xfail", "importorskip"}
    names = {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}
    assert names & leaving_out == set()


class _Texts:
    """Which keys of the catalogue the code asks for: by name, by pattern, by section."""

    def __init__(self) -> None:
        self.asked: set[tuple[str, str]] = set()
        self.mentioned: set[str] = set()
        self.patterns: list[re.Pattern[str]] = []
        self.endings: set[str] = set()
        for path in SOURCES:
            self.mentioned |= {node.value for node in _constants(path) if isinstance(node.value, str)}
            for node in ast.walk(_tree(path)):
                if isinstance(node, ast.Call) and node.args:
                    self._call(path, ast.unparse(node.func).rsplit(".", 1)[-1], node.args[0])
                if isinstance(node, ast.JoinedStr):
                    self._pattern(node)

    def _call(self, path: Path, name: str, argument: ast.expr) -> None:
        if name == "templates" and isinstance(argument, ast.Constant):
            self.patterns.append(re.compile(re.escape(str(argument.value)) + r"\..+"))
        elif name == "templates":
            self.patterns.append(re.compile(r"(bawaan|sambungan)\..+"))
        elif name == "text":
            branches = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
            self.asked |= {
                (_named(path), str(branch.value))
                for branch in branches
                if isinstance(branch, ast.Constant) and KEY.fullmatch(str(branch.value))
            }

    def _pattern(self, node: ast.JoinedStr) -> None:
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values]
        if len(parts) == 2 and parts[0] == ".+" and re.match(r"\\\.[a-z_]+$", parts[1]):
            self.endings.add(parts[1].removeprefix("\\"))
        if len(parts) > 1 and re.match(r"[a-z_]+\\\.", parts[0]):
            self.patterns.append(re.compile("".join(parts)))

    def uses(self, key: str) -> bool:
        """Whether something asks for the key."""
        named = key in self.mentioned or any(pattern.fullmatch(key) for pattern in self.patterns)
        return named or any(
            key.endswith(ending) and key.removesuffix(ending) in self.mentioned for ending in self.endings
        )


@pytest.fixture(scope="module")
def texts() -> _Texts:
    """The texts that the code asks for."""
    return _Texts()


def test_every_text_that_is_asked_for_exists(texts: _Texts) -> None:
    known = wording.catalogue()
    assert sorted((place, key) for place, key in texts.asked if key not in known) == []


def test_every_text_that_exists_is_asked_for(texts: _Texts) -> None:
    assert [key for key in wording.catalogue() if not texts.uses(key)] == []


def test_every_text_names_its_places_in_letters() -> None:
    """An unnamed or numbered place could not be filled by name."""
    for key, sentence in wording.catalogue().items():
        names = [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
        assert all(re.fullmatch(r"[a-z_]+", name) for name in names), key


def _pinned(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    return dict(line.split(";")[0].split("==") for line in wanted)


def test_requirements_pin_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [dependency.split(";")[0] for dependency in project["dependencies"]]
    assert sorted(named, key=str.lower) == sorted(_pinned("requirements.txt"), key=str.lower)


def test_every_requirement_is_installed_in_the_version_that_was_tested() -> None:
    tested = {name.lower(): version for name, version in _pinned("constraints.txt").items()}
    for file in ("requirements.txt", "requirements-dev.txt"):
        for name, version in _pinned(file).items():
            assert tested[name.split("[")[0].lower()] == version, name


def test_every_requirement_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0001-libraries.md").read_text(encoding="utf-8")
    names = [name.split("[")[0] for file in ("requirements.txt", "requirements-dev.txt") for name in _pinned(file)]
    assert [name for name in names if f"| {name} |" not in reasons] == []
