"""Rules of watching over matters: reminders in order of time, one set of shades, counts that fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from chaotou.core.deadlines import CountedIn
from chaotou.core.issues import Issue, Message
from chaotou.core.quantities import unit
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.core.zone.matter_watch_specs import Anchor, Counted, MatterCountSpec, ReminderSpec, Sheet
from chaotou.core.zone.rules_for_entries import twice
from chaotou.core.zone.specs import IndicatorSpec
from chaotou.core.zone.vocabulary import Measure

SHEETS = tuple(Sheet)
HOURS = {CountedIn.HOURS: 1, CountedIn.NATURAL: 24, CountedIn.WORKING: 34}
"""About how many hours one is, to tell which of two reminders comes first."""

FITTING: dict[Counted, tuple[Measure, str]] = {
    Counted.REGISTERED: (Measure.COUNT, "件"),
    Counted.CLOSED: (Measure.COUNT, "件"),
    Counted.OPEN: (Measure.STOCK, "件"),
    Counted.OVERDUE: (Measure.STOCK, "件"),
    Counted.ON_TIME_RATE: (Measure.RATIO, "%"),
    Counted.AVERAGE_DAYS: (Measure.RATIO, "工作日"),
    Counted.LIMIT_USED: (Measure.RATIO, "%"),
    Counted.SATISFACTION_RATE: (Measure.RATIO, "%"),
    Counted.REPEAT_RATE: (Measure.RATIO, "%"),
}
"""The measure of the indicator that keeps a count, and a unit like its own."""


def reminders_say_when(draft: Draft) -> Iterator[Issue]:
    """An amount where one is needed, a share up to the whole limit, and none for the due time itself."""
    for entry in draft.matter_reminders:
        reminder = entry.spec
        params = {"name": reminder.name}
        if (reminder.anchor is Anchor.AT_DUE) != (reminder.amount == 0):
            message = Message("提醒“{name}”的 amount 与 anchor 不相配。", params)
            hint = Message("到期之时（at_due）不写 amount，别的写大于零的数。")
            yield entry.error(message, hint, "amount")
        if reminder.anchor is Anchor.SHARE_USED and reminder.amount > 1:
            message = Message("提醒“{name}”的份额大于 1。", params)
            yield entry.error(message, Message("写 0.5 表示时限过半。"), "amount")


def reminders_are_in_order(draft: Draft) -> Iterator[Issue]:
    """A kind's reminders of its due time come as they are written, and sheets do not grow milder."""
    known = {entry.spec.code: entry.spec for entry in draft.matter_reminders}
    for entry in draft.matter_kinds:
        for code in twice(entry.spec.reminders):
            message = Message("提醒“{code}”写了不止一次。", {"code": code})
            yield entry.error(message, Message("只留一处。"), "reminders")
        timed = [known[code] for code in entry.spec.reminders if code in known]
        yield from _out_of_order(entry, [one for one in timed if one.anchor in _SIDES])


def _out_of_order(entry: Entry[KindSpec], timed: list[ReminderSpec]) -> Iterator[Issue]:
    for earlier, later in pairwise(timed):
        params = {"name": later.name, "other": earlier.name}
        if hours_from_due(later) < hours_from_due(earlier):
            message = Message("提醒“{name}”先于排在它前面的“{other}”。", params)
            yield entry.error(message, Message("按时间先后排列：到期前、到期、超期。"), "reminders")
        elif SHEETS.index(later.sheet) < SHEETS.index(earlier.sheet):
            message = Message("提醒“{name}”晚于“{other}”，督办单的颜色却更轻。", params)
            yield entry.error(message, Message("颜色只能由蓝到黄到红。"), "reminders")


_SIDES = {Anchor.BEFORE_DUE: -1, Anchor.AT_DUE: 0, Anchor.AFTER_DUE: 1}


def hours_from_due(reminder: ReminderSpec) -> Decimal:
    """About how many hours after the due time it comes, negative before it; only to put several in order."""
    return _SIDES[reminder.anchor] * reminder.amount * HOURS[reminder.counted_in]


def shades_are_whole(draft: Draft) -> Iterator[Issue]:
    """One set of shades wherever there are kinds, attention before due soon; one set of quiet hours."""
    for section in ("matter_shades", "quiet_hours"):
        for again in draft.entries(section)[1:]:
            message = Message("“{section}”写了不止一条。", {"section": section})
            yield again.error(message, Message("只留一条。"))
    for entry in draft.matter_shades:
        if entry.spec.attention >= entry.spec.due_soon:
            message = Message("attention 不小于 due_soon，提醒关注就没有时候了。")
            yield entry.error(message, Message("例如 attention: 0.5，due_soon: 0.8。"), "attention")
    if draft.matter_kinds and not draft.matter_shades and "matter_shades" not in draft.unread:
        message = Message("有事项，却没有写用去时限的几成算临期。")
        hint = Message("在 matters.yaml 里写上 matter_shades。")
        yield draft.matter_kinds[0].error(message, hint)


def counts_fit_their_indicators(draft: Draft) -> Iterator[Issue]:
    """Each indicator is counted once, by matters or by projects, in a unit and measure like its own."""
    by_matters = [entry.spec.indicator for entry in draft.matter_counts]
    again = set(twice([*by_matters, *(entry.spec.indicator for entry in draft.counts)]))
    for entry in draft.matter_counts:
        indicator = draft.indicator(entry.spec.indicator)
        if entry.spec.indicator in again:
            message = Message("指标“{code}”不止一处计数。", {"code": entry.spec.indicator})
            yield entry.error(message, Message("一个指标只由一处计数。"), "indicator")
        if indicator and not _fits(entry.spec, indicator):
            measure, like = FITTING[entry.spec.counted]
            message = Message("“{indicator}”的单位与所数的不相配。", {"indicator": indicator.name})
            hint = Message(
                "指标写 measure: {measure}，unit: {unit}。", {"measure": measure.value, "unit": like}
            )
            yield entry.error(message, hint, "indicator")


def _fits(count: MatterCountSpec, indicator: IndicatorSpec) -> bool:
    measure, like = FITTING[count.counted]
    return indicator.measure is measure and unit(indicator.unit).dimension == unit(like).dimension


def counts_count_something(draft: Draft) -> Iterator[Issue]:
    """Results are of closed matters; what is counted belongs to kinds that exist."""
    families = {entry.spec.family for entry in draft.matter_kinds}
    for entry in draft.matter_counts:
        if entry.spec.results and entry.spec.counted is not Counted.CLOSED:
            message = Message("只有办结数（closed）能按结果数。")
            yield entry.error(message, Message("删去 results，或写 counted: closed。"), "results")
        for family in entry.spec.families if "matter_kinds" not in draft.unread else ():
            if family not in families:
                message = Message("没有属于“{family}”的事项，数不出来。", {"family": family.value})
                yield entry.warning(message, Message("先写这一类事项，或从 families 里删去。"), "families")


RULES = (
    reminders_say_when,
    reminders_are_in_order,
    shades_are_whole,
    counts_fit_their_indicators,
    counts_count_something,
)
