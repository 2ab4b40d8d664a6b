"""Where a project's delivery stands on a day: its nodes, factors, money and problems, and its light.

Lateness is in natural days against the baseline in force. Every light comes with its reasons in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from chaotou.core.issues import Message, Sayable
from chaotou.core.lights import Light, Thresholds, light, worst
from chaotou.core.workdays import WorkdayCalendar

_light = lru_cache(maxsize=4096)(light)


@dataclass(frozen=True)
class DeliveryRules:
    """What the zone says: bands over days ahead of the plan (late is below zero), and when to warn before."""

    node_days: Thresholds
    due_soon_days: int

    def is_soon(self, days_late: int) -> bool:
        """Whether what is so many days late, below zero while there is time, is due soon or over."""
        return days_late >= -self.due_soon_days

    def light_of(self, days_late: int) -> Light:
        return _light(float(-max(days_late, 0)), self.node_days)


class NodeState(StrEnum):
    DONE = "done"
    DONE_LATE = "done_late"
    ON_PLAN = "on_plan"
    DUE_SOON = "due_soon"
    SLIPPING = "slipping"
    LATE = "late"


class FactorState(StrEnum):
    DELIVERED = "delivered"
    DELIVERED_LATE = "delivered_late"
    ON_PLAN = "on_plan"
    DUE_SOON = "due_soon"
    PROMISED_LATE = "promised_late"
    LATE = "late"


class ProblemState(StrEnum):
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SOLVED = "solved"
    CLOSED = "closed"


@dataclass(frozen=True)
class Factor:
    """Something needed by a node: when it was promised, when it came. `name` is said in the reader's
    language."""

    name: Sayable
    needed_on: date | None
    promised_on: date | None = None
    delivered_on: date | None = None


@dataclass(frozen=True)
class Node:
    """A step of the plan with the factors it needs; `expected_on` follows from what it waits for."""

    name: Sayable
    planned_on: date
    forecast_on: date | None = None
    actual_on: date | None = None
    factors: tuple[Factor, ...] = ()
    expected_on: date | None = None


@dataclass(frozen=True)
class Problem:
    """What stands in the way, due by a day that never changes."""

    name: Sayable | str
    due_on: date
    solved: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Slip:
    """By how many days a node will be done after its plan, and how one knows."""

    days: int
    reason: Message


@dataclass(frozen=True)
class Standing:
    """A state, its light, by how many days it is late (0: it is not), why so far, in sentences, and a node's
    slip.
    """

    state: str
    light: Light
    days_late: int = 0
    so_far: tuple[Message, ...] = ()
    slip: Slip | None = None

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why, with what is only expected."""
        return (*self.so_far, self.slip.reason) if self.slip else self.so_far


def factor_standing(factor: Factor, rules: DeliveryRules, today: date) -> Standing:
    """A factor against the day its node is planned for; one whose node has no plan is never late.

    Late is what has not come by that day, or is promised for a later one.
    """
    needed = factor.needed_on
    if factor.delivered_on:
        late = _days(needed, factor.delivered_on)
        state = FactorState.DELIVERED_LATE if late > 0 else FactorState.DELIVERED
        return Standing(state, Light.DONE, max(late, 0))
    if needed is None:
        return Standing(FactorState.ON_PLAN, Light.NOT_DUE)
    said = {"name": factor.name, "needed": needed}
    late = _days(needed, today)
    if late > 0:
        reason = Message("{name}应于 {needed} 到位，已迟 {days} 天。", {**said, "days": late})
        return Standing(FactorState.LATE, Light.AT_RISK, late, (reason,))
    if (after := _days(needed, factor.promised_on)) > 0:
        promised = {**said, "promised": factor.promised_on, "days": after}
        reason = Message("{name}承诺 {promised} 到位，比节点晚 {days} 天。", promised)
        return Standing(FactorState.PROMISED_LATE, Light.AT_RISK, after, (reason,))
    return Standing(FactorState.DUE_SOON if rules.is_soon(late) else FactorState.ON_PLAN, Light.ON_TRACK)


def node_standing(node: Node, rules: DeliveryRules, today: date) -> Standing:
    """A node against its plan: late so far, expected late, or held up by a late factor.

    A factor late against it, and a day expected later than the green band allows, turn the node at least
    yellow by themselves: they say today what the calendar will say then.
    """
    if node.actual_on:
        return _done(node, node.actual_on)
    late = _days(node.planned_on, today)
    slip, held_up = _slip(node, today), _late_factors(node, rules, today)
    lights = [rules.light_of(late)]
    if held_up or (slip and rules.light_of(slip.days) is not Light.ON_TRACK):
        lights.append(Light.AT_RISK)
    state = NodeState.SLIPPING if (slip or held_up) and late <= 0 else _state(late, rules)
    return Standing(state, worst(lights), max(late, 0), (*_lateness(node, late), *held_up), slip)


def _done(node: Node, actual: date) -> Standing:
    late = _days(node.planned_on, actual)
    if late <= 0:
        return Standing(NodeState.DONE, Light.DONE)
    said = {"name": node.name, "days": late}
    return Standing(NodeState.DONE_LATE, Light.DONE, late, (Message("{name}比计划晚 {days} 天完成。", said),))


def _state(late: int, rules: DeliveryRules) -> NodeState:
    if late > 0:
        return NodeState.LATE
    return NodeState.DUE_SOON if rules.is_soon(late) else NodeState.ON_PLAN


def _lateness(node: Node, late: int) -> list[Message]:
    said = {"name": node.name, "planned": node.planned_on, "days": late}
    return [Message("{name}应于 {planned} 完成，已迟 {days} 天。", said)] if late > 0 else []


def _slip(node: Node, today: date) -> Slip | None:
    """The later of its forecast and the day that follows from what it waits for, where after the plan."""
    forecast = node.forecast_on or node.planned_on
    if node.expected_on and node.expected_on > max(forecast, node.planned_on, today):
        days = _days(node.planned_on, node.expected_on)
        said = {"name": node.name, "expected": node.expected_on, "days": days}
        return Slip(days, Message("{name}按前序节点推算 {expected} 完成，比计划晚 {days} 天。", said))
    if (days := _days(node.planned_on, forecast)) <= 0:
        return None
    said = {"name": node.name, "forecast": forecast, "days": days}
    return Slip(days, Message("{name}预计 {forecast} 完成，比计划晚 {days} 天。", said))


def _late_factors(node: Node, rules: DeliveryRules, today: date) -> list[Message]:
    held = [factor_standing(factor, rules, today) for factor in node.factors]
    return [reason for one in held if one.light is Light.AT_RISK for reason in one.reasons]


def problem_standing(problem: Problem, rules: DeliveryRules, today: date) -> Standing:
    """A problem against its deadline: red past it even when solved, yellow shortly before."""
    if problem.closed:
        return Standing(ProblemState.CLOSED, Light.DONE)
    late = _days(problem.due_on, today)
    if late > 0:
        said = {"name": problem.name, "due": problem.due_on, "days": late}
        reason = Message("问题“{name}”应于 {due} 解决，已超期 {days} 天。", said)
        return Standing(ProblemState.OVERDUE, Light.BEHIND, late, (reason,))
    if problem.solved:
        return Standing(ProblemState.SOLVED, Light.ON_TRACK)
    if not rules.is_soon(late):
        return Standing(ProblemState.OPEN, Light.ON_TRACK)
    said = {"name": problem.name, "days": -late}
    reason = Message("问题“{name}”还有 {days} 天到期。", said)
    return Standing(ProblemState.DUE_SOON, Light.AT_RISK, 0, (reason,))


@dataclass(frozen=True)
class Level:
    """Who solves a problem, and the days of a calendar they have before it rises (None: the top)."""

    code: str
    days: int | None
    calendar: WorkdayCalendar


@dataclass(frozen=True)
class Climb:
    """A rise: to which level, on which day."""

    level: str
    on: date


def climbs(level: str, since: date, levels: Sequence[Level], today: date) -> list[Climb]:
    """The rises due by `today` of a problem at a level since a day, each on the day its time ran out.

    It does not matter how often one asks: what has risen counts from the day it was due to rise. A level the
    zone no longer knows stays where it is.
    """
    at = next((n for n, one in enumerate(levels) if one.code == level), len(levels))
    found: list[Climb] = []
    for below, above in zip(levels[at:], levels[at + 1 :], strict=False):
        if below.days is None or (rises := below.calendar.add(since, below.days).on) > today:
            break
        found.append(Climb(above.code, rises))
        since = rises
    return found


def project_standing(parts: Iterable[Standing], *, has_plan: bool = True) -> Standing:
    """The project's light is its worst part's; the reasons of all red and yellow parts follow, worst first.

    Of the nodes that are expected late the one that slips most is named, and how many do beside it. `state`
    is the light's own name. A project without node plan has no light of its own and says so.
    """
    found = list(parts)
    overall = worst([part.light for part in found])
    if not has_plan and overall not in TROUBLED:
        return Standing(Light.NO_DATA, Light.NO_DATA, 0, (Message("还没有节点计划。"),))
    troubled = sorted((part for part in found if part.light in TROUBLED), key=_by_severity)
    late = max((part.days_late for part in troubled), default=0)
    so_far = (reason for part in troubled for reason in part.so_far)
    return Standing(overall, overall, late, (*so_far, *_slipping(troubled)))


def _slipping(troubled: Sequence[Standing]) -> list[Message]:
    slips = [part.slip for part in troubled if part.slip]
    if not slips:
        return []
    most = max(reversed(slips), key=lambda slip: slip.days).reason
    others = Message("另有 {count} 个节点预计晚于计划。", {"count": len(slips) - 1})
    return [most, others] if len(slips) > 1 else [most]


def _by_severity(part: Standing) -> tuple[int, int]:
    return TROUBLED.index(part.light), -part.days_late


TROUBLED: Final = (Light.BEHIND, Light.AT_RISK)
"""The lights that ask for something to be done, the worse first."""


def _days(planned: date | None, then: date | None) -> int:
    """How many days `then` lies after the plan; 0 where either is not known."""
    return (then - planned).days if planned and then else 0
