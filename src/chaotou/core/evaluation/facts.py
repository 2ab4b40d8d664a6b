"""What a scheme reads: figures of subjects by name, each present or missing for a reason.

A fact's name is `indicator`, or `indicator.measure` for what stands beside a figure (its published
growth, its target, the whole it is a part of, a judged mark), and `@previous` or `@year_ago` behind it
for an earlier period: `fdi`, `fdi.growth`, `gdp.whole@year_ago`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Codes, Floats, State, Whole


class Side(StrEnum):
    """What stands beside a figure under the same indicator."""

    GROWTH = "growth"  # in percent, as published
    TARGET = "target"
    WHOLE = "whole"  # the figure of the body this one is a part of
    MARK = "mark"  # a judged mark


class When(StrEnum):
    THIS = "this"
    PREVIOUS = "previous"
    YEAR_AGO = "year_ago"


def fact_name(indicator: str, side: Side | None = None, when: When = When.THIS) -> str:
    """`fdi`, `fdi.growth`, `fdi@year_ago`."""
    beside = f".{side}" if side else ""
    return indicator + beside + (f"@{when}" if when is not When.THIS else "")


@dataclass(frozen=True)
class Citation:
    """Where one figure was read: its source, the vintage, and what the platform knows it by."""

    source: str
    vintage: str = ""
    reference: str = ""
    status: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Facts:
    """`values[subject, name]`, NaN exactly where `state` is not REPORTED.

    `labels` are texts by subject under a column's name, such as the group each belongs to; `elapsed` is
    the share of the year that the period has run; `citations` are by (subject, fact name).
    """

    subjects: tuple[str, ...]
    names: tuple[str, ...]
    values: Floats
    state: Codes
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[tuple[str, str], Citation] = field(default_factory=dict)
    elapsed: float = 1.0
    year: int | None = None

    @classmethod
    def of(
        cls,
        subjects: Sequence[str],
        columns: Mapping[str, Sequence[float | None]],
        *,
        labels: Mapping[str, Sequence[str]] | None = None,
        elapsed: float = 1.0,
        year: int | None = None,
    ) -> Facts:
        """Facts from ready columns; None and NaN are not reported."""
        shape = (len(subjects), len(columns))
        values = np.array([*columns.values()], dtype=np.float64).T.reshape(shape)
        kept = {name: tuple(texts) for name, texts in (labels or {}).items()}
        return cls(tuple(subjects), tuple(columns), values, missing(values), kept, elapsed=elapsed, year=year)

    @cached_property
    def columns(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {subject: at for at, subject in enumerate(self.subjects)}

    def column(self, name: str) -> Floats:
        """One fact of all subjects; all NaN where nobody has it."""
        at = self.columns.get(name)
        return self.values[:, at] if at is not None else np.full(len(self.subjects), np.nan)

    def states(self, name: str) -> Codes:
        at = self.columns.get(name)
        unknown = np.full(len(self.subjects), int(State.NOT_REPORTED), dtype=np.int8)
        return self.state[:, at] if at is not None else unknown

    def label(self, name: str) -> tuple[str, ...]:
        """A column of texts, or of numbers that name groups; `Refusal` where there is neither."""
        if name in self.labels:
            return tuple(self.labels[name])
        if name not in self.columns:
            raise Refusal(
                Message("数据表里没有“{column}”这一列。", {"column": name}),
                Message("加上这一列，写明每个对象属于哪一组。"),
            )
        return tuple("" if np.isnan(number) else f"{number:g}" for number in self.column(name))

    def only(self, subjects: Sequence[str]) -> Facts:
        """The facts of these subjects, in this order; subjects without any are all missing."""
        held = np.array([self.rows.get(subject, -1) for subject in subjects], dtype=np.int64)
        values = np.where(held[:, None] >= 0, self.values[held], np.nan)
        state = np.where(held[:, None] >= 0, self.state[held], int(State.NOT_REPORTED)).astype(np.int8)
        labels = {name: _picked(texts, held) for name, texts in self.labels.items()}
        return replace(self, subjects=tuple(subjects), values=values, state=state, labels=labels)

    def changed(self, cells: Mapping[tuple[str, str], float]) -> Facts:
        """These facts with some cells, by (subject, name), set to other numbers; KeyError for unknown."""
        values, state = self.values.copy(), self.state.copy()
        for (subject, name), value in cells.items():
            at = self.rows[subject], self.columns[name]
            values[at], state[at] = value, int(State.REPORTED)
        return replace(self, values=values, state=state)


def missing(values: Floats) -> Codes:
    """REPORTED where there is a number, NOT_REPORTED elsewhere."""
    return np.isnan(values).astype(np.int8)


def _picked(texts: Sequence[str], held: Whole) -> tuple[str, ...]:
    return tuple(texts[at] if at >= 0 else "" for at in held)
