"""Rules as a scheme runs them: keys as written, readings of subjects by criteria, and each cell told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from inspect import signature
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.evaluation.amounts import AmountSpec
from chaotou.core.evaluation.rules import RULES
from chaotou.core.evaluation.rules.kind import Rule, Scale
from chaotou.core.issues import Message
from chaotou.core.panel import Floats

ARITHMETIC = str.maketrans({"×": "*", "÷": "/", "−": "-", "∞": "inf"})
REMARK = re.compile("（[^（）]*）")


@dataclass(frozen=True)
class Sheet:
    """One rule on readings `x[..., subject, criterion]`; `lower` by criterion."""

    name: str
    x: Floats
    written: Mapping[str, Any]
    lower: tuple[bool, ...]
    full: float

    @property
    def rule(self) -> Rule:
        return RULES[self.name]

    @cached_property
    def keys(self) -> dict[str, Any]:
        """Numbers as arrays by criterion, other keys as they are."""
        keys = self.rule.keys(**self.written)
        return {name: number(getattr(keys, name), len(self.lower)) for name in type(keys).model_fields}

    @cached_property
    def arguments(self) -> dict[str, Any]:
        wanted = signature(self.rule.share).parameters
        both = {"lower": np.array(self.lower), "full": np.full(len(self.lower), self.full)}
        return self.keys | {name: both[name] for name in both.keys() & wanted.keys()}

    @cached_property
    def measured(self) -> Mapping[str, Floats]:
        return self.rule.measure(self.x, **self.arguments) if self.rule.measure else {}

    @cached_property
    def shares(self) -> Floats:
        return self.rule.share(self.x, **self.arguments, **self.measured)

    @property
    def bounded(self) -> Floats:
        """Shares within the rule's own floor and cap."""
        return np.clip(self.shares, self.rule.floor, self.rule.cap)

    def cell(self, subject: int, criterion: int) -> dict[str, Any]:
        """The arguments of one cell as plain numbers."""
        given = {**self.arguments, **self.measured}
        return {name: plain(value, self.x, subject, criterion) for name, value in given.items()}

    def told(self, subject: int, criterion: int) -> Message:
        return self.rule.tell(float(self.x[subject, criterion]), **self.cell(subject, criterion))

    def knots(self, subject: int, criterion: int) -> list[float] | None:
        return self.rule.knots(**self.cell(subject, criterion)) if self.rule.knots else None


def number(value: object, criteria: int) -> object:
    """An amount or number as an array by criterion."""
    if isinstance(value, AmountSpec):
        return np.full(criteria, float(value.number or 0))
    return np.full(criteria, float(value)) if isinstance(value, Decimal) else value


def plain(value: object, x: Floats, subject: int, criterion: int) -> object:
    if not isinstance(value, np.ndarray):
        return value
    return np.broadcast_to(value, x.shape)[subject, criterion].item()


def sheet(
    name: str, x: ArrayLike, lower: bool | tuple[bool, ...] = False, full: float = 1, **keys: Any
) -> Sheet:
    """A sheet; a plain list of readings is one criterion."""
    array = np.asarray(x, dtype=np.float64)
    array = array[:, None] if array.ndim == 1 else array
    return Sheet(name, array, keys, lower if isinstance(lower, tuple) else (lower,) * array.shape[-1], full)


def shares(name: str, x: ArrayLike, lower: bool = False, full: float = 1, **keys: Any) -> list[float]:
    """The shares of a list of readings under one criterion, before floor and cap."""
    return [float(share) for share in sheet(name, x, lower, full, **keys).shares[:, 0]]


def come_to(message: Message) -> float:
    """What a told formula comes to for whoever recomputes it, remarks left out."""
    text, before = str(message), ""
    while text != before:
        text, before = REMARK.sub("", text), text
    assert re.fullmatch(r"[\d. +−×÷^()∞]+", text), text
    formula = text.translate(ARITHMETIC).replace("^", "**")
    return float(eval(formula, {"__builtins__": {}, "inf": np.inf}))


def share_told(made: Sheet, subject: int, criterion: int) -> float:
    value = come_to(made.told(subject, criterion))
    return value / {Scale.SHARE: 1, Scale.MARK: 100, Scale.POINTS: made.full}[made.rule.told_in]
