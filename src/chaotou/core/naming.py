"""Names with both languages, said in the reader's inside a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chaotou.core.issues import Message, Sayable

LANGUAGE = Message("中文")
"""The catalogue of every other language names that language here."""


def is_chinese(translate: Callable[[str], str]) -> bool:
    """Whether a gettext function speaks Chinese, the language of the templates."""
    return LANGUAGE.say(translate) == LANGUAGE.template


@dataclass(frozen=True)
class Named:
    """A Chinese name and its English one."""

    chinese: str
    english: str

    def say(self, translate: Callable[[str], str]) -> str:
        return self.chinese if is_chinese(translate) else self.english

    def __str__(self) -> str:
        return self.chinese


@dataclass(frozen=True)
class Listed:
    """Words one after another, parted as the reader's language parts them."""

    words: tuple[object, ...]

    def say(self, translate: Callable[[str], str]) -> str:
        said = (word.say(translate) if isinstance(word, Sayable) else str(word) for word in self.words)
        return Message("、").say(translate).join(said)

    def __str__(self) -> str:
        return self.say(str)
