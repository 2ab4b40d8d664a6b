"""Answers over the whole register, kept until something is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from chaotou.journal import keeping
from chaotou.projects.queries.wanted import Asked

T = TypeVar("T")


def settled(what: str, asked: Asked, find: Callable[[], T], *about: object) -> T:
    """What `find` answers about this, or answered since the latest act to the same question by who sees the
    same.
    """
    seen = asked.sight.organizations
    who = (None if seen is None else sorted(seen), asked.wanted.own and asked.seats)
    return kept(what, asked, find, who, asked.today, asked.wanted, *about)


def kept(what: str, asked: Asked, find: Callable[[], T], *about: object) -> T:
    """What `find` answers about this, or answered since the latest act."""
    return keeping.kept(f"projects.{what}", asked.seal, find, *about)
