"""Every act that any operation of any app writes into the journal, read from the source.

An act is what stands as `act=` where something is recorded: words, or a name, which is followed to where it
is set, or to whoever calls. `Unread` where it is neither.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from chaotou.core.zone.matter_flow_specs import Act

SRC = Path(__file__).resolve().parents[2] / "src/chaotou"
BY_ROWS = {
    "str(kind.value)": {"measure", "escalated", "solved", "returned", "closed"},
    "str(row.state)": {"accepted", "corrected"},
    "target.partition(':')[0]": {"figures.observation", "figures.target"},
}
"""What only rows say: a step of a problem, a claim's state, what is cited."""
Scope = ast.FunctionDef | ast.Module


class Unread(Exception):
    """An act that is said neither where it is written nor by whoever calls."""


@dataclass
class Source:
    path: Path

    @property
    def app(self) -> str:
        return self.path.relative_to(SRC).parts[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def calls(self) -> list[tuple[Scope, ast.Call]]:
        """Each call with the innermost function around it."""
        found: list[tuple[Scope, ast.Call]] = []
        waiting: list[tuple[Scope, ast.AST]] = [(self.tree, self.tree)]
        while waiting:
            around, node = waiting.pop()
            if isinstance(node, ast.Call):
                found.append((around, node))
            inner = node if isinstance(node, ast.FunctionDef) else around
            waiting += [(inner, child) for child in ast.iter_child_nodes(node)]
        return found


SOURCES = [Source(path) for path in sorted(SRC.glob("**/*.py"))]


def acts() -> set[str]:
    """Whatever is recorded, anywhere."""
    found: set[str] = set()
    for source in SOURCES:
        for around, call in source.calls:
            said = _given(call, "act")
            if said is not None and _name(call) == "record":
                found |= _words(said, around, source)
    return found


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _given(call: ast.Call, name: str, place: int | None = None) -> ast.expr | None:
    named = (word.value for word in call.keywords if word.arg == name)
    placed = call.args[place] if place is not None and place < len(call.args) else None
    return next(named, placed)


def _words(said: ast.AST, around: Scope, source: Source) -> set[str]:
    """All that an expression may come to."""
    match said:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp():
            return _words(said.body, around, source) | _words(said.orelse, around, source)
        case ast.JoinedStr():
            parts = [_words(part, around, source) for part in said.values]
            return {"".join(words) for words in product(*parts)}
        case ast.FormattedValue():
            return _words(said.value, around, source)
        case ast.Attribute(value=ast.Name(id="Act")):
            return {Act[said.attr].value}
        case ast.Attribute(attr="act"):
            return {act.value for act in Act}
        case ast.Call(func=ast.Name(id=called)) if answers := list(_answers(called, source)):
            return set().union(*(_words(answer, around, source) for answer in answers))
        case ast.Name():
            return _named(said.id, around, source)
    if (text := ast.unparse(said)) in BY_ROWS:
        return BY_ROWS[text]
    raise Unread(f"{source.path.relative_to(SRC)}: {text}")


def _named(name: str, around: Scope, source: Source) -> set[str]:
    """What a name may stand for: what it was set to, here or above, or what callers give."""
    set_to = _set_to(name, around) or _set_to(name, source.tree)
    if set_to:
        return set().union(*(_words(value, around, source) for value in set_to))
    given = list(_handed(name, around, source)) if isinstance(around, ast.FunctionDef) else []
    if not given:
        raise Unread(f"{source.path.relative_to(SRC)}: {name}")
    return set().union(*(_words(value, outer, caller) for value, outer, caller in given))


def _set_to(name: str, scope: Scope) -> list[ast.expr]:
    found: list[tuple[ast.expr, ast.expr]] = []
    for node in ast.walk(scope) if isinstance(scope, ast.FunctionDef) else scope.body:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                found += zip(names, values, strict=True)
            case ast.Assign(targets=[target], value=value):
                found.append((target, value))
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                found.append((target, value))
    return [value for target, value in found if isinstance(target, ast.Name) and target.id == name]


def _answers(function: str, source: Source) -> Iterator[ast.expr]:
    """What a function of the file returns."""
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            returns = (one for one in ast.walk(node) if isinstance(one, ast.Return))
            yield from (one.value for one in returns if one.value is not None)


def _handed(name: str, function: ast.FunctionDef, source: Source) -> Iterator[tuple[ast.expr, Scope, Source]]:
    """What callers hand over: at home of a private function, anywhere in the app of another."""
    placed = [one.arg for one in function.args.args if one.arg != "self"]
    place = placed.index(name) if name in placed else None
    callers = [one for one in SOURCES if one is source or one.app == source.app and function.name[0] != "_"]
    for caller in callers:
        for outer, call in caller.calls:
            if _name(call) == function.name and (given := _given(call, name, place)) is not None:
                yield given, outer, caller
