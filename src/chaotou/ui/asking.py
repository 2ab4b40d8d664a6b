"""What a list's address asks for, word by word; what is not understood is said and left aside."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from chaotou.core.issues import Message
from chaotou.ui.templatetags.show import said as in_words

LONGEST = 40
"""So much of a word that is left aside is repeated."""


def said(given: QueryDict, key: str) -> str:
    """What stands in the address; a database takes no NUL."""
    return given.get(key, "").replace("\0", "").strip()


@dataclass(frozen=True)
class Reading:
    """An address as it is read, and what of it was left aside."""

    given: QueryDict
    aside: list[Message] = field(default_factory=list)

    def text(self, key: str) -> str:
        return said(self.given, key)

    @property
    def page(self) -> int:
        """The page asked for; the first where none is, or what is no number."""
        typed = self.text("page")
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 1

    def one_of(self, key: str, known: Container[str]) -> str:
        """The code under this key, where it is known."""
        typed = self.text(key)
        return typed if not typed or typed in known else self.leave(typed)

    def some_of(self, key: str, known: Container[str]) -> tuple[str, ...]:
        """The known codes under this key, each once."""
        typed = dict.fromkeys(filter(None, (word.strip() for word in self.given.getlist(key))))
        return tuple(word for word in typed if word in known or self.leave(word))

    def leave(self, typed: str) -> str:
        """Leave a word aside that nobody knows; nothing is left of it."""
        self.aside.append(Message("没有“{text}”，没有按它筛选。", {"text": typed[:LONGEST]}))
        return ""

    def say(self, request: HttpRequest) -> None:
        """Say on the page what was left aside."""
        for message in self.aside:
            messages.warning(request, in_words(message))
