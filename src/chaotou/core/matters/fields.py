"""The form of a kind of matter: what was filled in as plain values, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from chaotou.core.issues import Message
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import holds, is_given, number
from chaotou.core.zone.matter_specs import MatterFieldKind, MatterFieldSpec

_YES: Final = frozenset({"yes", "true", "1", "on", "是"})
_NO: Final = frozenset({"no", "false", "0", "off", "否"})


@dataclass(frozen=True)
class Fault:
    """What is wrong with the field of this code."""

    field: str
    message: Message


@dataclass
class Filled:
    """Values by code as JSON keeps them (numbers as text), personal ones apart; `faults` are all at once."""

    values: dict[str, object] = field(default_factory=dict)
    personal: dict[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def wrong(self) -> list[Message]:
        """What is wrong, without where."""
        return [fault.message for fault in self.faults]


def filled(
    specs: Iterable[MatterFieldSpec], given: Mapping[str, object], held: Mapping[str, object] | None = None
) -> Filled:
    """Read what was filled in over what was `held` before; fields whose condition does not hold are left out.

    Without `held` whatever the form requires has to be given; with it only what is given is read.
    """
    found, known = Filled(), {spec.code: spec for spec in specs}
    unknown = (code for code in given if code not in known)
    found.faults += [Fault(code, Message("没有“{field}”这一项。", {"field": code})) for code in unknown]
    read = {code: _read(known[code], value, found) for code, value in given.items() if code in known}
    facts = {**(held or {}), **read}
    for spec in known.values():
        if not holds(spec.when, facts):
            continue
        if spec.code in read and is_given(read[spec.code]):
            (found.personal if spec.personal else found.values)[spec.code] = read[spec.code]
        elif spec.required and (held is None or spec.code in given):
            found.faults += _unread(spec, given)
    return found


def required_of_person(specs: Iterable[MatterFieldSpec], personal: Mapping[str, object]) -> dict[str, object]:
    """What tells one person from another: what the kind requires of them; where that is nothing, all."""
    required = {spec.code for spec in specs if spec.personal and spec.required}
    return {code: value for code, value in personal.items() if code in required} or dict(personal)


def _unread(spec: MatterFieldSpec, given: Mapping[str, object]) -> Iterator[Fault]:
    """That a compulsory field is empty; not where it was filled in wrongly, which is said already."""
    if not is_given(given.get(spec.code)):
        yield Fault(spec.code, Message("请填写“{field}”。", {"field": Named(spec.name, spec.english)}))


def _read(spec: MatterFieldSpec, value: object, found: Filled) -> object:
    """The value as it is kept; None where it is empty or wrong, which is then noted."""
    if not is_given(value):
        return None
    read = _READERS[spec.kind](spec, value)
    if isinstance(read, Message):
        found.faults.append(Fault(spec.code, read))
        return None
    return read


def _text(spec: MatterFieldSpec, value: object) -> object:
    return str(value).strip()


def _number(spec: MatterFieldSpec, value: object) -> object:
    read = number(value)
    if read is None or not read.is_finite():
        return Message("“{field}”要填数字。", {"field": Named(spec.name, spec.english)})
    return format(read, "f")


def _date(spec: MatterFieldSpec, value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError:
        said = {"field": Named(spec.name, spec.english)}
        return Message("“{field}”要填日期，例如 2024-08-20。", said)


def _choice(spec: MatterFieldSpec, value: object) -> object:
    codes = {word: choice.code for choice in spec.choices for word in (choice.name, choice.code)}
    said = Message("“{field}”请从列表中选择。", {"field": Named(spec.name, spec.english)})
    return codes.get(str(value).strip(), said)


def _flag(spec: MatterFieldSpec, value: object) -> object:
    if isinstance(value, bool):
        return value
    found = str(value).strip().lower()
    if found in _YES or found in _NO:
        return found in _YES
    return Message("“{field}”请填是或否。", {"field": Named(spec.name, spec.english)})


_READERS: Final[Mapping[MatterFieldKind, Callable[[MatterFieldSpec, object], object]]] = {
    MatterFieldKind.TEXT: _text,
    MatterFieldKind.LONG_TEXT: _text,
    MatterFieldKind.NUMBER: _number,
    MatterFieldKind.DATE: _date,
    MatterFieldKind.CHOICE: _choice,
    MatterFieldKind.FLAG: _flag,
}
