"""What every scoring rule is: its keys in a scheme, its arithmetic over arrays, and how it tells itself.

A rule turns readings into *shares of the full points*: 1 earns all of a criterion's points, 0 none. It
works on arrays `x[..., subject, criterion]`; its keys come as arrays that broadcast against them. Empty
readings are NaN and stay NaN. The criterion's own floor and cap are applied after the rule, in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from chaotou.core.issues import Message
from chaotou.core.panel import Floats
from chaotou.core.zone.fields import Spec


class Keys(Spec):
    """The keys of a rule as written under its name in a scheme."""

    def contradicts(self, lower: bool) -> bool:
        """Whether the order of the numbers written says the opposite of the criterion's direction."""
        return False

    def faults(self) -> Iterator[tuple[Message, Message]]:
        """What is wrong with the numbers among themselves, and what to write instead."""
        yield from ()


def _both_ways(value: object) -> object:
    """A single number, which a file gives as text, for both ways; anything else as it is."""
    try:
        number = float(value) if isinstance(value, str | int | float) else None
    except ValueError:
        return value
    return value if number is None else (-number, number)


def in_order(value: tuple[float, float]) -> tuple[float, float]:
    if value[0] >= value[1]:
        raise PydanticCustomError("scheme_order", "out of order", {"given": f"{value[0]:g}, {value[1]:g}"})
    return value


Pair: TypeAlias = tuple[float, float]
Span = Annotated[Pair, AfterValidator(in_order)]
Limits = Annotated[Span, BeforeValidator(_both_ways, json_schema_input_type=Pair | float)]
"""A least and a greatest value; one number n stands for -n and n."""


class Scale(StrEnum):
    """What the number that a told formula comes to is: a share, a mark out of 100, or points."""

    SHARE = "share"
    MARK = "mark"
    POINTS = "points"


Measured: TypeAlias = Mapping[str, Floats]


@dataclass(frozen=True)
class Rule:
    """A scoring rule.

    `share(x, **keys, **measured)` gives shares of full points, shaped as `x`. Where it names them it is
    also given `lower` (truths by criterion: smaller is better) and `full` (the criterion's points);
    `measure`, `tell` and `knots` are then given them too.
    `measure(x, **keys)` gives what is measured on all subjects of one group (their least, greatest, mean,
    place), shaped to broadcast against `x`; a rule that measures moves everybody when one figure moves.
    `tell(x, **keys, **measured)` is the formula of one cell with its numbers put in: all arguments are
    plain numbers. What it comes to is said by `told_in`; words in full-width brackets may follow it.
    `knots(**keys, **measured)` are the readings at which a piecewise linear rule may change its slope,
    what is measured on the others staying as it is; None for a rule that is not a continuous line of
    straight pieces in the subject's own reading. Where a floor or cap bites is not among them.
    """

    name: str
    keys: type[Keys]
    share: Callable[..., Floats]
    tell: Callable[..., Message]
    source: str
    floor: float | None = None
    cap: float | None = None
    measure: Callable[..., Measured] | None = None
    knots: Callable[..., list[float] | None] | None = None
    told_in: Scale = Scale.SHARE

    @property
    def moves_everybody(self) -> bool:
        return self.measure is not None
