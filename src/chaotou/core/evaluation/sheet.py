"""The sheet: subjects down, scored items across; rules are applied to many columns in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from inspect import signature
from typing import Any

import numpy as np

from chaotou.core.evaluation.amounts import AmountSpec, Origin
from chaotou.core.evaluation.facts import Facts, Side, fact_name
from chaotou.core.evaluation.methods.imputation import medians
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.rules import measuring
from chaotou.core.evaluation.rules.kind import Keys, Rule
from chaotou.core.evaluation.scheme import AbsentSpec
from chaotou.core.panel import Floats, Whole

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A scored item made ready: what it reads, its rule and keys, and the bounds of its share.

    `full` are its points, `full_by_group` those of the groups for whom it carries other points.
    """

    code: str
    reads: ReadsSpec
    rule: Rule
    keys: Keys
    lower: bool
    floor: float
    cap: float
    full: float
    missing: AbsentSpec
    full_by_group: Mapping[str, float] = field(default_factory=dict)

    def full_in(self, group: str) -> float:
        return self.full_by_group.get(group, self.full)

    @cached_property
    def amounts(self) -> Mapping[str, AmountSpec]:
        """The keys that are numbers, each perhaps different by subject."""
        given = {name: getattr(self.keys, name) for name in type(self.keys).model_fields}
        return {name: as_amount(value) for name, value in given.items() if is_number(value)}

    @cached_property
    def fixed(self) -> Mapping[str, Any]:
        """The keys that are no numbers: columns which differ in them are computed apart."""
        given = {name: getattr(self.keys, name) for name in type(self.keys).model_fields}
        return {name: value for name, value in given.items() if not is_number(value)}


def is_number(value: object) -> bool:
    return isinstance(value, AmountSpec | Decimal)


def as_amount(value: AmountSpec | Decimal) -> AmountSpec:
    return value if isinstance(value, AmountSpec) else AmountSpec(Origin.WRITTEN, value)


def bound(written: Decimal | None, usual: float | None, otherwise: float) -> float:
    """A floor or cap: as the scheme writes it, else the rule's own; infinity takes the rule's away."""
    if written is None:
        return otherwise if usual is None else usual
    return float(written) if written.is_finite() else otherwise


@dataclass(frozen=True)
class Ground:
    """What amounts are resolved on.

    `facts` of the scored subjects; `groups` numbers each subject's group in `group_codes`, one past the
    last for none; `outside` holds readings of subjects that are not scored, by (subject, column code).
    """

    facts: Facts
    groups: Whole
    group_codes: tuple[str, ...]
    outside: Mapping[tuple[str, str], float]
    within_groups: bool

    @property
    def parts(self) -> list[Any]:
        """Whom a reading is compared with: everybody, or the members of each group in turn."""
        if not self.within_groups:
            return [slice(None)]
        return [np.flatnonzero(self.groups == group) for group in np.unique(self.groups)]


@dataclass(frozen=True)
class Block:
    """Columns that one call of their rule computes."""

    rule: Rule
    columns: tuple[Column, ...]
    at: Any

    @property
    def counts_points(self) -> bool:
        """Whether the rule looks at how many points its criterion carries."""
        return "full" in self._wants

    @cached_property
    def _wants(self) -> frozenset[str]:
        return frozenset(signature(self.rule.share).parameters)

    @cached_property
    def _written(self) -> Mapping[str, Floats]:
        """Number keys that are written out in every column, by name."""
        found = {}
        for name in self.columns[0].amounts:
            amounts = [column.amounts[name] for column in self.columns]
            if all(one.number is not None for one in amounts):
                found[name] = np.array([float(one.number or 0) for one in amounts])
        return found

    def arguments(self, x: Floats, ground: Ground) -> Arguments:
        """The rule's keys for readings `x[..., subject, column of this block]`."""
        found: Arguments = {**self.columns[0].fixed, **self._written}
        for name in self.columns[0].amounts.keys() - self._written.keys():
            parts = [
                resolved(column.amounts[name], x[..., at], column, ground)
                for at, column in enumerate(self.columns)
            ]
            found[name] = np.stack(np.broadcast_arrays(*parts), axis=-1)
        if "lower" in self._wants:
            found["lower"] = np.array([column.lower for column in self.columns])
        if self.counts_points:
            found["full"] = self._full(ground)
        return found

    def _full(self, ground: Ground) -> Floats:
        """The columns' points, by subject where groups differ in them."""
        if not any(column.full_by_group for column in self.columns):
            return np.array([column.full for column in self.columns])
        codes = (*ground.group_codes, "")
        by_group = np.array([[column.full_in(code) for column in self.columns] for code in codes])
        return by_group[ground.groups]

    def measured(self, x: Floats, arguments: Arguments, ground: Ground) -> Mapping[str, Floats]:
        """What the rule measures on everybody, or group by group."""
        if self.rule.measure is None:
            return {}
        parts = ground.parts
        if len(parts) == 1:
            return self.rule.measure(x, **arguments)
        found: dict[str, Floats] = {}
        for members in parts:
            for name, value in self._measured_part(x, members, arguments).items():
                found.setdefault(name, np.empty(x.shape))[..., members, :] = value
        return found

    def _measured_part(self, x: Floats, members: Whole, arguments: Arguments) -> Mapping[str, Floats]:
        assert self.rule.measure is not None
        held = {
            name: value[..., members, :] if np.ndim(value) > 1 else value for name, value in arguments.items()
        }
        return self.rule.measure(x[..., members, :], **held)

    def shares(self, x: Floats, ground: Ground) -> Floats:
        """Shares of full points before floors and caps, shaped as `x`."""
        arguments = self.arguments(x, ground)
        return self.rule.share(x, **arguments, **self.measured(x, arguments, ground))


def resolved(spec: AmountSpec, x: Floats, column: Column, ground: Ground) -> Floats:
    """An amount for readings `x[..., subject]` of one column, by subject."""
    if spec.number is not None:
        return np.broadcast_to(np.float64(spec.number), x.shape)
    if spec.origin is Origin.BY_GROUP:
        by_code = [float(spec.by_group.get(code, np.nan)) for code in (*ground.group_codes, "")]
        return np.broadcast_to(np.array(by_code)[ground.groups], x.shape)
    if spec.origin in (Origin.STATED, Origin.PLANNED):
        stated = ground.facts.column(fact_name(column.reads.indicator, Side.TARGET, column.reads.when))
        passed = ground.facts.elapsed if spec.origin is Origin.PLANNED else 1.0
        return np.broadcast_to(stated * passed, x.shape)
    if spec.origin is Origin.FACT:
        return np.broadcast_to(ground.facts.column(spec.name), x.shape)
    if spec.origin is Origin.SUBJECT:
        return _of_subject(spec.name, x, column, ground)
    return _compared(spec.origin, x, column.lower, ground)


def _of_subject(name: str, x: Floats, column: Column, ground: Ground) -> Floats:
    """The same reading of a named subject: one of those scored, or one beside them."""
    if name in ground.facts.rows:
        at = ground.facts.rows[name]
        return np.broadcast_to(x[..., at : at + 1], x.shape)
    return np.broadcast_to(np.float64(ground.outside.get((name, column.code), np.nan)), x.shape)


_STATISTICS: Mapping[Origin, Callable[..., Floats]] = {
    Origin.MEAN: measuring.mean,
    Origin.MEDIAN: medians,
    Origin.BEST: measuring.greatest,
    Origin.WORST: measuring.least,
}
_MIRRORED = {Origin.BEST: Origin.WORST, Origin.WORST: Origin.BEST}


def _compared(origin: Origin, x: Floats, lower: bool, ground: Ground) -> Floats:
    """The mean, median, best or worst of those compared, by subject; NaN where nobody has a reading."""
    statistic = _STATISTICS[_MIRRORED.get(origin, origin) if lower else origin]
    result = np.empty(x.shape)
    for members in ground.parts:
        result[..., members] = statistic(x[..., members][..., None])[..., 0]
    return result


def blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """The columns in as few calls as their rules and fixed keys allow."""
    found: dict[object, list[int]] = {}
    for at, column in enumerate(columns):
        found.setdefault((column.rule.name, repr(column.fixed), frozenset(column.amounts)), []).append(at)
    return tuple(
        Block(columns[where[0]].rule, tuple(columns[at] for at in where), _index(where))
        for where in found.values()
    )


def _index(where: list[int]) -> Any:
    """A slice where the columns stand side by side, else their numbers."""
    first, latest = where[0], where[-1]
    return slice(first, latest + 1) if latest - first + 1 == len(where) else np.array(where)
