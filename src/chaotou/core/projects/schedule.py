"""The critical path method over activities that wait for each other, in whole days after the plan's first.

A day is a natural or a working day, as the calendar that turns positions into dates has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from chaotou.core.issues import Message, Refusal
from chaotou.core.workdays import WorkdayCalendar

Days = NDArray[np.int64]


class Relation(StrEnum):
    """Which end of the later activity waits for which end of the earlier one."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


RELATIONS = tuple(Relation)


@dataclass(frozen=True)
class Activity:
    """What takes so many days; none for a milestone."""

    code: str
    days: int


@dataclass(frozen=True)
class Link:
    """`after` waits for `before` and a lag; a negative lag lets them overlap."""

    before: str
    after: str
    relation: Relation = Relation.FINISH_START
    lag_days: int = 0


@dataclass(frozen=True)
class Network:
    """Activities by position: how long each takes, and the links as parallel arrays of positions.

    `relation` indexes `RELATIONS`. Every relation is one lower bound between starts, `weight`: the later
    activity starts no earlier than `weight` days after the earlier one starts.
    """

    codes: tuple[str, ...]
    days: Days
    before: Days
    after: Days
    relation: Days
    lag: Days

    @classmethod
    def of(cls, activities: Iterable[Activity], links: Iterable[Link] = ()) -> Network:
        """`Refusal` for a link to an activity that is not there, or to itself."""
        rows, ties = list(activities), list(links)
        at = {row.code: n for n, row in enumerate(rows)}
        for tie in ties:
            _require_known(tie, at)
        return cls(
            tuple(at),
            _array(row.days for row in rows),
            _array(at[tie.before] for tie in ties),
            _array(at[tie.after] for tie in ties),
            _array(RELATIONS.index(tie.relation) for tie in ties),
            _array(tie.lag_days for tie in ties),
        )

    @cached_property
    def weight(self) -> Days:
        earlier, later = self.days[self.before], self.days[self.after]
        by_relation = [earlier, np.zeros_like(earlier), earlier - later, -later]
        return np.asarray(self.lag + np.choose(self.relation, by_relation))

    @cached_property
    def order(self) -> Days:
        """The activities so that none comes before what it waits for; `Refusal` names the cycle."""
        waiting = np.bincount(self.after, minlength=len(self.codes)).tolist()
        followers = self._followers
        order = [n for n, count in enumerate(waiting) if not count]
        for activity in order:
            for follower in followers[activity]:
                waiting[follower] -= 1
                if not waiting[follower]:
                    order.append(follower)
        if len(order) < len(self.codes):
            raise self._circling({n for n, count in enumerate(waiting) if count})
        return np.array(order, np.int64)

    @cached_property
    def _followers(self) -> list[list[int]]:
        followers: list[list[int]] = [[] for _ in self.codes]
        for before, after in zip(self.before.tolist(), self.after.tolist(), strict=True):
            followers[before].append(after)
        return followers

    @cached_property
    def links_in_order(self) -> Days:
        """Positions of the links, those of earlier activities first: one sweep settles every start."""
        place = np.empty_like(self.order)
        place[self.order] = np.arange(len(self.order))
        return np.argsort(place[self.before], kind="stable")

    def _circling(self, stuck: set[int]) -> Refusal:
        """Walk back among the activities that wait for each other until one comes up again."""
        waits_for = {
            after: before
            for before, after in zip(self.before.tolist(), self.after.tolist(), strict=True)
            if before in stuck and after in stuck
        }
        path = [min(waits_for)]
        while (found := waits_for[path[-1]]) not in path:
            path.append(found)
        around = [found, *reversed(path[path.index(found) :])]
        named = " → ".join(self.codes[n] for n in around)
        return Refusal(
            Message("节点的先后关系绕成了圈：{cycle}。", {"cycle": named}), Message("去掉其中一个先后关系。")
        )


@dataclass(frozen=True)
class Schedule:
    """When activities start and finish, at the earliest and at the latest, in days after the plan's first.

    `end` is the day by which all are to be finished: by default the earliest possible.
    """

    network: Network
    start: Days
    latest_start: Days
    end: int

    @property
    def finish(self) -> Days:
        return self.start + self.network.days

    @property
    def total_float(self) -> Days:
        """By how many days each may slip without moving the end; below zero where the end is too early."""
        return self.latest_start - self.start

    @property
    def is_critical(self) -> NDArray[np.bool_]:
        return np.asarray(self.total_float == self.total_float.min(initial=0))

    def critical_path(self) -> list[str]:
        """One chain of critical activities from the first to the one that ends last.

        Where several chains are equally long, it is one of them; `is_critical` marks all.
        """
        if not self.network.codes:
            return []
        finishing = np.where(self.is_critical, self.finish, np.iinfo(np.int64).min)
        path, driving = [int(finishing.argmax())], self._driving()
        while path[-1] in driving:
            path.append(driving[path[-1]])
        return [self.network.codes[n] for n in reversed(path)]

    def _driving(self) -> dict[int, int]:
        """Of each critical activity, a critical one that its start waits for."""
        net, critical = self.network, self.is_critical
        tied = critical[net.before] & critical[net.after]
        tied &= self.start[net.before] + net.weight == self.start[net.after]
        return dict(zip(net.after[tied].tolist(), net.before[tied].tolist(), strict=True))

    def dates(self, calendar: WorkdayCalendar, first: date) -> list[date]:
        """The day each activity finishes, in natural or working days after `first` as the calendar has them.

        Activities finished before `first` are not asked for: the plan begins with the earliest.
        """
        found = calendar.add_many(np.full(len(self.start), np.datetime64(first)), self.finish)[0]
        return [day.item() for day in found]


def schedule(
    network: Network,
    *,
    done: Mapping[str, int] | None = None,
    expected: Mapping[str, int] | None = None,
    end: int | None = None,
) -> Schedule:
    """Forward and backward pass; `Refusal` for a cycle.

    `done` are finishes that stand whatever they waited for, `expected` finishes that come no earlier than
    said: both in days after the first, by code. `end` is the day all must be finished by.
    """
    held = _positions(network, done or {})
    links = network.links_in_order
    links = links[~np.isin(network.after[links], list(held))] if held else links
    sweep = [array[links].tolist() for array in (network.before, network.after, network.weight)]
    starts = _earliest_allowed(network, held, _positions(network, expected or {}))
    for before, after, weight in zip(*sweep, strict=True):
        if (bound := starts[before] + weight) > starts[after]:
            starts[after] = bound
    start = np.array(starts, np.int64)
    last = int((start + network.days).max(initial=0)) if end is None else end
    return Schedule(network, start, _latest(last - network.days, sweep), last)


def _latest(allowed: Days, sweep: list[list[int]]) -> Days:
    latest = allowed.tolist()
    for before, after, weight in zip(*map(reversed, sweep), strict=True):
        if (bound := latest[after] - weight) < latest[before]:
            latest[before] = bound
    return np.array(latest, np.int64)


def _earliest_allowed(network: Network, done: Mapping[int, int], expected: Mapping[int, int]) -> list[int]:
    starts = [0] * len(network.codes)
    for at, finish in expected.items():
        starts[at] = max(0, finish - int(network.days[at]))
    for at, finish in done.items():
        starts[at] = finish - int(network.days[at])
    return starts


def _positions(network: Network, by_code: Mapping[str, int]) -> dict[int, int]:
    if not by_code:
        return {}
    at = {code: n for n, code in enumerate(network.codes)}
    return {at[code]: day for code, day in by_code.items()}


@dataclass(frozen=True)
class Shift:
    """An activity that finishes later (or, below zero, earlier) than it did, by so many days."""

    code: str
    days: int


def moved(before: Schedule, after: Schedule) -> list[Shift]:
    """What moves when something slips: the activities whose finish changes, in the network's order."""
    by = (after.finish - before.finish).tolist()
    return [Shift(code, days) for code, days in zip(before.network.codes, by, strict=True) if days]


def _require_known(tie: Link, known: Mapping[str, int]) -> None:
    for code in (tie.before, tie.after):
        if code not in known:
            raise Refusal(Message("先后关系里的节点“{code}”不存在。", {"code": code}))
    if tie.before == tie.after:
        raise Refusal(Message("节点“{code}”不能等它自己。", {"code": tie.before}))


def _array(values: Iterable[int]) -> Days:
    return np.fromiter(values, np.int64)
