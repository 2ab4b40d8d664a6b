"""How anything complains about what people wrote: what, where and how to mend it, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Protocol, runtime_checkable


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class _Counting(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, counts, many = format_spec.partition("|")
        if not counts:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else many}"


_COUNTING = _Counting()


@dataclass(frozen=True)
class Message:
    """A sentence said later in the reader's language: a Chinese template and its named values."""

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language that `translate` (a gettext function) gives.

        A translation may count: `{days:day|days}` says 1 day, 2 days.
        """
        values = {name: _said(value, translate) for name, value in self.params.items()}
        said = translate(self.template)
        return _COUNTING.format(said, **values) if "|" in said else said.format(**values)

    def __str__(self) -> str:
        return self.say(str)


@runtime_checkable
class Sayable(Protocol):
    """A value that is said in the reader's language: a message within a message, a period."""

    def say(self, translate: Callable[[str], str]) -> str: ...


def _said(value: object, translate: Callable[[str], str]) -> object:
    return value.say(translate) if isinstance(value, Sayable) else value


@dataclass(frozen=True)
class Place:
    """Where in a file: a line (from 1) where one is known, and a path such as `indicators[3].unit`."""

    file: str
    line: int | None = None
    path: str = ""

    def __str__(self) -> str:
        line = f":{self.line}" if self.line is not None else ""
        return f"{self.file}{line}" + (f" {self.path}" if self.path else "")


@dataclass(frozen=True)
class Issue:
    """One thing wrong with what people wrote: what, where, and how to mend it."""

    level: Level
    place: Place
    message: Message
    hint: Message | None = None

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR


def errors(issues: Iterable[Issue]) -> list[Issue]:
    """Those with which what was written cannot be used, in their order."""
    return [issue for issue in issues if issue.is_error]


class Refusal(Exception):
    """An act that is refused for a reason the person can mend; everything else that fails is ours."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def say(self, translate: Callable[[str], str]) -> str:
        parts = [self.message, *([self.hint] if self.hint else [])]
        return " ".join(part.say(translate) for part in parts)

    def __str__(self) -> str:
        return self.say(str)


class Obstacles(Refusal):
    """Everything that stands in the way of an act, at once."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(messages)
        super().__init__(self.messages[0])

    def say(self, translate: Callable[[str], str]) -> str:
        return " ".join(message.say(translate) for message in self.messages)


class Missing(Refusal):
    """What was asked for by its code is not there, or not for this person to see."""
