"""Rules of limits of matters: acts start and meet them, one is in force at once, promises keep the law.

What rolls past rest counts natural days, and says by which clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from chaotou.core.deadlines import CountedIn
from chaotou.core.issues import Issue, Message
from chaotou.core.naming import Listed
from chaotou.core.projects.conditions import exclusive
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec
from chaotou.core.zone.matter_specs import Basis, KindSpec, LimitSpec
from chaotou.core.zone.rules_for_projects import overlap

KindEntry = Entry[KindSpec]


def kinds_have_a_clock(draft: Draft) -> Iterator[Issue]:
    """A matter is due some day: by a limit met by closing it, by a day named by hand, or by its nodes."""
    for entry in draft.matter_kinds:
        kind = entry.spec
        if not (kind.own_due or kind.nodes or any(limit.is_closing for limit in kind.limits)):
            message = Message("“{name}”没有办结的时限，永远不会到期。", {"name": kind.name})
            hint = Message("写一条不带 met_by 的 limits，或写 own_due: yes，由交办的人定日子。")
            yield entry.error(message, hint, "limits")


def limits_are_in_order(draft: Draft) -> Iterator[Issue]:
    for entry in draft.matter_kinds:
        for limit in entry.spec.limits:
            if limit.until and limit.until < limit.valid_from:
                message = Message("时限“{name}”的“until”早于“from”。", {"name": limit.name})
                yield entry.error(message, Message("先写起日，再写止日。"), "limits")


def limits_roll_past_rest_by_a_clause(draft: Draft) -> Iterator[Issue]:
    """Only natural days can end on a day of rest, and only where a rule says so do they roll on."""
    for entry in draft.matter_kinds:
        for limit in (limit for limit in entry.spec.limits if limit.rolls_past_rest):
            params = {"name": limit.name}
            if limit.counted_in is not CountedIn.NATURAL:
                message = Message("时限“{name}”写了 rolls_past_rest，却不是按自然日计。", params)
                hint = Message("工作日本来就止于工作日，小时到点即止；删去它，或写 counted_in: natural。")
                yield entry.error(message, hint, "limits")
            elif not limit.clause.strip():
                message = Message("时限“{name}”遇休息日顺延，却没有写依据哪一条。", params)
                hint = Message("在 clause 里写明说顺延的条款；没有条款就删去 rolls_past_rest。")
                yield entry.error(message, hint, "limits")


def limits_start_and_end(draft: Draft) -> Iterator[Issue]:
    """The acts that start and meet a limit are steps of the flow; registration starts, and meets nothing."""
    flows = {entry.spec.code: entry.spec for entry in draft.matter_flows}
    for entry in draft.matter_kinds:
        if flow := flows.get(entry.spec.flow):
            acts = {step.act for step in flow.steps}
            for limit in entry.spec.limits:
                yield from _not_steps(entry, flow, limit, limit.started_by, {*acts, Act.REGISTER})
                yield from _not_steps(entry, flow, limit, limit.met_by, acts)
            yield from _never_started(entry, flow)


def _not_steps(
    entry: KindEntry, flow: FlowSpec, limit: LimitSpec, named: Collection[Act], acts: Collection[Act]
) -> Iterator[Issue]:
    for act in named:
        if act not in acts:
            params = {"name": limit.name, "act": act.value, "flow": flow.code}
            message = Message("时限“{name}”写的“{act}”，流程“{flow}”没有这一步。", params)
            known = [one.value for one in acts]
            otherwise = Message("可写：{words}。", {"words": Listed(tuple(sorted(known)))})
            yield entry.error(message, did_you_mean(act.value, known, otherwise), "limits")


def _never_started(entry: KindEntry, flow: FlowSpec) -> Iterator[Issue]:
    if any(step.starts_clock for step in flow.steps):
        return
    for limit in entry.spec.limits:
        if not limit.started_by:
            params = {"name": limit.name, "flow": flow.code}
            message = Message("时限“{name}”不会起算：流程“{flow}”没有起算时限的一步。", params)
            hint = Message("给流程的一步写 starts_clock: yes，或给时限写 started_by。")
            yield entry.error(message, hint, "limits")


def limits_of_one_code_agree(draft: Draft) -> Iterator[Issue]:
    """Of one code and basis one limit is in force at once; what the law and the promise count is the same."""
    for entry in draft.matter_kinds:
        for one, other in combinations(entry.spec.limits, 2):
            if one.code != other.code:
                continue
            params = {"code": one.code}
            if (one.started_by, one.met_by) != (other.started_by, other.met_by):
                message = Message("时限“{code}”的几条，起止不同。", params)
                hint = Message("同一代码的 started_by 和 met_by 要一样；不一样的另取代码。")
                yield entry.error(message, hint, "limits")
            if one.basis is other.basis and _both_hold(one, other):
                message = Message("时限“{code}”有两条同时有效。", params)
                hint = Message("给先前的写 until，或用 when 写明各在什么条件下用。")
                yield entry.error(message, hint, "limits")


def promises_are_within_the_law(draft: Draft) -> Iterator[Issue]:
    for entry in draft.matter_kinds:
        for one, other in combinations(entry.spec.limits, 2):
            law, promise = (one, other) if one.basis is Basis.STATUTORY else (other, one)
            paired = one.code == other.code and law.basis is not promise.basis
            if paired and _both_hold(one, other) and is_longer(promise, law):
                message = Message("时限“{code}”承诺的比法定的还长。", {"code": one.code})
                yield entry.error(message, Message("承诺时限不长于法定时限。"), "limits")


def _both_hold(one: LimitSpec, other: LimitSpec) -> bool:
    return overlap(one, other) and not exclusive(one.when, other.when)


def is_longer(one: LimitSpec, other: LimitSpec) -> bool:
    """Whether `one` is longer than `other` whatever the calendar: n working days are at least n days."""
    hours = {CountedIn.HOURS: 1, CountedIn.NATURAL: 24, CountedIn.WORKING: 24}
    if other.counted_in is CountedIn.WORKING and one.counted_in is not CountedIn.WORKING:
        return False
    return one.days * hours[one.counted_in] > other.days * hours[other.counted_in]


RULES = (
    kinds_have_a_clock,
    limits_are_in_order,
    limits_roll_past_rest_by_a_clause,
    limits_start_and_end,
    limits_of_one_code_agree,
    promises_are_within_the_law,
)
