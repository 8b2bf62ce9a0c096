"""How a change gets into a process: into a function that is loaded already, or into a module that is imported next."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from scripts.mutants.sites import Mutant


class NotInPlace(Exception):
    """The change cannot be put into the loaded function: it is of another shape, or a default that is set on import."""


def module_name(path: str) -> str:
    """Return the dotted name of a module by its file.

    >>> module_name("scoring/numbers.py"), module_name("questionnaires/scheme/__init__.py")
    ('scoring.numbers', 'questionnaires.scheme')
    """
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


def put_in_place(mutant: Mutant, root: Path) -> None:
    """Change the loaded function to what it would be, wherever it was passed on to.

    Raises:
        NotInPlace: the function needs other surroundings.
    """
    source = str(root / mutant.path)
    module = sys.modules[module_name(mutant.path)]
    code = _code(compile(mutant.text, source, "exec", dont_inherit=True), mutant.place)
    function = _function(module, mutant.place)
    if code == function.__code__:
        raise NotInPlace(mutant.key)
    try:
        function.__code__ = code
    except ValueError as error:
        raise NotInPlace(mutant.key) from error


def _code(outer: CodeType, place: str) -> CodeType:
    """Find the code of a function by its qualified name."""
    name, _, rest = place.partition(".")
    for inner in outer.co_consts:
        if isinstance(inner, CodeType) and inner.co_name == name:
            return _code(inner, rest) if rest else inner
    raise NotInPlace(place)


def _function(module: ModuleType, place: str) -> FunctionType:
    """Find the function itself under what decorators made of it."""
    held: object = module
    for name in place.split("."):
        held = vars(held)[name]
    for function in _within(held):
        return function
    raise NotInPlace(place)


def _within(held: object) -> Iterator[FunctionType]:
    for _ in range(5):
        if isinstance(held, FunctionType) and not hasattr(held, "__wrapped__"):
            yield held
            return
        for name in ("__wrapped__", "__func__", "fget", "func", "wrapped"):
            inner = getattr(held, name, None)
            if inner is not None and inner is not held:
                held = inner
                break


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, source: str, text: str) -> None:
        super().__init__(name, source)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._text, self.get_filename(fullname), "exec", dont_inherit=True)


class Importer(importlib.abc.MetaPathFinder):
    """Gives out the changed text when the module is imported."""

    def __init__(self, mutant: Mutant, root: Path) -> None:
        self.name, self.source, self.text = module_name(mutant.path), str(root / mutant.path), mutant.text

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """Return the changed module for its name, nothing for every other one."""
        if fullname != self.name:
            return None
        loader = _Loader(fullname, self.source, self.text)
        return importlib.util.spec_from_file_location(fullname, self.source, loader=loader)
