"""Where the source can be changed, and how: the operators of mutmut, on every statement of a module."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import libcst as cst
import libcst.matchers as m
from mutmut.mutation import mutators
from mutmut.mutation.file_mutation import NEVER_MUTATE_FUNCTION_NAMES, MutationVisitor, deep_replace
from mutmut.mutation.pragma_handling import IgnoredCode

OUTSIDE = "(module)"
"""The place of what is executed when the module is imported: constants, fields with defaults, enumerations."""


@dataclass(frozen=True)
class Mutant:
    """One change of one file. `place` is a function by its qualified name; `state` is the text it was made from."""

    path: str
    place: str
    number: int
    state: str
    module: cst.Module
    old: cst.CSTNode
    new: cst.CSTNode

    @property
    def key(self) -> str:
        """What a result is remembered under: it is forgotten when the function changes."""
        return f"{self.path}:{self.place}:{self.number}:{self.state}"

    @cached_property
    def text(self) -> str:
        """The whole file with the change."""
        return cast("cst.Module", deep_replace(self.module, self.old, self.new)).code

    @property
    def difference(self) -> str:
        """The lines that differ, as a person compares them."""
        lines = difflib.unified_diff(self.module.code.splitlines(), self.text.splitlines(), n=0, lineterm="")
        return "\n".join(line[0] + " " + line[1:].strip() for line in list(lines)[2:] if line[0] in "+-")


def _sentence(node: cst.CSTNode) -> bool:
    """Tell whether this is a text for people: it has words with blanks between them."""
    return isinstance(node, cst.SimpleString) and " " in node.raw_value.strip()


def _string(node: cst.BaseString) -> Iterable[cst.BaseString]:
    """One change of a text that programs read; mutmut's two others differ in upper and lower case only."""
    return [] if _sentence(node) else list(mutators.operator_string(node))[:1]


def _arguments(node: cst.Call) -> Iterator[cst.Call]:
    """Each argument replaced by None, and left out where the call may still be a valid one.

    A positional argument before others is not left out: the rest would move up, which no call survives. `strict` of
    `zip` states what cannot happen and is left as it is, and so are names of types for the checker alone.
    """
    if m.matches(node.func, m.Name("cast") | m.Name("TypeVar")):
        return
    for place, arg in enumerate(node.args):
        strict = arg.keyword is not None and arg.keyword.value == "strict"
        if strict or arg.star:
            continue
        if not m.matches(arg.value, m.Name("None")):
            yield node.with_changes(args=_with(node.args, place, arg.with_changes(value=cst.Name("None"))))
        if len(node.args) > 1 and (arg.keyword is not None or place == len(node.args) - 1):
            yield node.with_changes(args=_with(node.args, place))


def _with(args: Sequence[cst.Arg], place: int, *instead: cst.Arg) -> list[cst.Arg]:
    return [*args[:place], *instead, *args[place + 1 :]]


def _condition(node: cst.If | cst.While | cst.CompIf) -> Iterator[cst.CSTNode]:
    """The opposite of a condition that is a plain value; comparisons have operators of their own."""
    if isinstance(node.test, cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.NamedExpr):
        inner = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        blank = "whitespace_after_while" if isinstance(node, cst.While) else "whitespace_before_test"
        test = cst.UnaryOperation(cst.Not(), inner)
        yield node.with_changes(test=test, **{blank: cst.SimpleWhitespace(" ")})


_REPLACED: dict[object, Callable[[Any], Iterable[cst.CSTNode]]] = {
    mutators.operator_string: _string,
    mutators.operator_arg_removal: _arguments,
}
OPERATORS: list[tuple[type, Callable[[Any], Iterable[cst.CSTNode]]]] = [
    *[(kind, _REPLACED.get(operator, operator)) for kind, operator in mutators.mutation_operators],
    (cst.If, _condition),
    (cst.While, _condition),
    (cst.CompIf, _condition),
]


class _Visitor(MutationVisitor):
    """Also enters functions with decorators, which mutmut leaves alone: here they are changed where they stand."""

    def __init__(self) -> None:
        super().__init__(OPERATORS, IgnoredCode(set(), set(), set()))

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return node.name.value in NEVER_MUTATE_FUNCTION_NAMES
        if m.matches(node, m.Arg(keyword=m.Name("strict"))) or _only_for_the_checker(node):
            return True
        return super()._skip_node_and_children(node)


def _only_for_the_checker(node: cst.CSTNode) -> bool:
    """Tell whether nothing of this statement exists while the program runs, annotations apart."""
    checking = m.matches(node, m.If(test=m.Name("TYPE_CHECKING")))
    return checking or m.matches(node, m.Assign(targets=[m.AssignTarget(m.Name("__all__"))]))


def _places(module: cst.Module) -> dict[int, str]:
    """Map each function of the module and each method of its classes to its qualified name."""
    found = {}
    for statement in module.body:
        if isinstance(statement, cst.FunctionDef):
            found[id(statement)] = statement.name.value
        elif isinstance(statement, cst.ClassDef):
            for member in statement.body.body:
                if isinstance(member, cst.FunctionDef):
                    found[id(member)] = f"{statement.name.value}.{member.name.value}"
    return found


def mutants(root: Path, path: str) -> list[Mutant]:
    """Return every change of one file, in the order of the text."""
    wrapper = cst.MetadataWrapper(cst.parse_module((root / path).read_text(encoding="utf-8")))
    visitor = _Visitor()
    module = wrapper.visit(visitor)
    places, found = _places(module), []
    counts: Counter[str] = Counter()
    states = {OUTSIDE: _state(module.code)}
    for mutation in visitor.mutations:
        holder = mutation.contained_by_top_level_function
        place = places.get(id(holder), OUTSIDE)
        if place == OUTSIDE and m.matches(mutation.original_node, m.AnnAssign(value=m.Name("None"))):
            continue  # a field that is nothing unless given: an empty text in its place is nothing as well
        if place not in states and holder is not None:
            states[place] = _state(module.code_for_node(holder))
        counts[place] += 1
        found.append(
            Mutant(path, place, counts[place], states[place], module, mutation.original_node, mutation.mutated_node)
        )
    return found


def _state(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
