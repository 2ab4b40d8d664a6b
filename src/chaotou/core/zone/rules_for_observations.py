"""Rules among the observations: periods, revisions, sums, slips. A note that explains lowers a suspicion."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from chaotou.core.checks import unit_slip
from chaotou.core.issues import Issue, Level, Message
from chaotou.core.periods import Period
from chaotou.core.targets import MONTHS_BETWEEN
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.specs import IndicatorSpec, ObservationRow
from chaotou.core.zone.vocabulary import Frequency, SourceKind, adds_up

Row = Entry[ObservationRow]

EXPLAIN = Message("改正数字；确有其事就在 note 里写明原因。")


def rows_say_something(draft: Draft) -> Iterator[Issue]:
    for row in draft.observations:
        if row.spec.value is None and row.spec.growth is None:
            hint = Message("写上 value 或 growth；没有数的写 not_reported、not_applicable 或 exempt。")
            yield row.error(Message("这一行既没有数也没有增速。"), hint, "value")


def observations_are_unique(draft: Draft) -> Iterator[Issue]:
    first: dict[object, Row] = {}
    for row in draft.observations:
        vintage = (*row.spec.key, row.spec.recorded_on)
        if vintage in first:
            place = first[vintage].place()
            message = Message(
                "同一指标、主体、期间、口径在同一天记了两次，先见于 {place}。", {"place": place}
            )
            yield row.error(message, Message("删去一行；若是修订，写上后来的 recorded_on 和 status。"))
        first.setdefault(vintage, row)


def periods_fit(draft: Draft) -> Iterator[Issue]:
    indicators = {entry.spec.code: entry.spec for entry in draft.indicators}
    for row in draft.observations:
        indicator = indicators.get(row.spec.indicator)
        if indicator and not _fits(row.spec, indicator):
            params = {"period": row.spec.period, "indicator": indicator.name}
            yield row.error(
                Message("期间“{period}”与指标“{indicator}”不合。", params), _expected(indicator), "period"
            )


def _fits(row: ObservationRow, indicator: IndicatorSpec) -> bool:
    """A growth alone may also be of a single month; a level keeps to the indicator's rhythm."""
    step, period = MONTHS_BETWEEN[indicator.frequency], row.period
    closes = period.latest_month % step == 0
    if indicator.cumulative:
        return closes and (period.is_year_to_date or (row.value is None and period.months == 1))
    return closes and period.first_year == period.latest_year and 12 % period.months == 0


def _expected(indicator: IndicatorSpec) -> Message:
    if indicator.frequency is Frequency.YEAR:
        return Message("这是年度指标，写 2024。")
    if indicator.frequency is Frequency.QUARTER:
        return Message("这是季度指标，写 2024Q1、2024H1、2024-01..2024-09 或 2024。")
    if indicator.cumulative:
        return Message("这是累计指标，从 1 月写起：2024-01..2024-07。")
    return Message("写一个月、季、半年或年，如 2024-07。")


def nothing_is_known_before_it_begins(draft: Draft) -> Iterator[Issue]:
    for row in draft.observations:
        if row.spec.recorded_on < row.spec.period.starts_on:
            message = Message("期间还没开始，这个数就已记下。")
            yield row.error(message, Message("recorded_on 写知道这个数的日期。"), "recorded_on")


def synthetic_rows_say_so(draft: Draft) -> Iterator[Issue]:
    kinds = {entry.spec.id: entry.spec.kind for entry in draft.sources}
    for row in draft.observations:
        kind = kinds.get(row.spec.source)
        if kind and row.spec.synthetic != (kind is SourceKind.SYNTHETIC):
            params = {"synthetic": "yes" if row.spec.synthetic else "no", "source": row.spec.source}
            message = Message("synthetic 是 {synthetic}，与来源“{source}”的性质不符。", params)
            hint = Message("合成的数 synthetic 写 yes，来源用 kind: synthetic 的；真实的数两样都不是。")
            yield row.error(message, hint, "synthetic")


def _latest(draft: Draft) -> dict[tuple[str, str, str, Period], Row]:
    """The latest vintage of each figure with a number: by body, scope, indicator and period."""
    latest: dict[tuple[str, str, str, Period], Row] = {}
    for row in sorted(draft.observations, key=lambda row: row.spec.recorded_on):
        if row.spec.number is not None:
            latest[row.spec.body, row.spec.scope, row.spec.indicator, row.spec.period] = row
    return latest


def _series(draft: Draft) -> dict[tuple[str, str, str], list[Row]]:
    """Each figure's latest vintages in order of period."""
    series: dict[tuple[str, str, str], list[Row]] = {}
    for (body, scope, indicator, _), row in sorted(
        _latest(draft).items(), key=lambda item: item[0][3].latest
    ):
        series.setdefault((body, scope, indicator), []).append(row)
    return series


def _suspect(row: Row, message: Message) -> Issue:
    return Issue(Level.WARNING if row.spec.note else Level.ERROR, row.place("value"), message, EXPLAIN)


def cumulatives_do_not_fall(draft: Draft) -> Iterator[Issue]:
    specs = (entry.spec for entry in draft.indicators)
    adding = {spec.code for spec in specs if adds_up(spec.measure, cumulative=spec.cumulative)}
    for (_, _, indicator), rows in _series(draft).items():
        for earlier, later in pairwise(rows) if indicator in adding else ():
            if earlier.spec.period.first == later.spec.period.first and _number(later) < _number(earlier):
                params = {"earlier": earlier.spec.number, "period": earlier.spec.period}
                yield _suspect(later, Message("累计数变小了：{period}已是 {earlier}。", params))


def parts_do_not_exceed_wholes(draft: Draft) -> Iterator[Issue]:
    wholes = {entry.spec.code: entry.spec.whole for entry in draft.indicators if entry.spec.whole}
    latest = _latest(draft)
    for (body, scope, indicator, period), part in latest.items():
        whole = latest.get((body, scope, wholes.get(indicator, ""), period))
        if whole and _number(part) > _number(whole):
            params = {"indicator": indicator, "whole": wholes[indicator], "value": whole.spec.number}
            yield _suspect(part, Message("“{indicator}”是“{whole}”的一部分，却比它的 {value} 大。", params))


def units_do_not_slip(draft: Draft) -> Iterator[Issue]:
    for rows in _series(draft).values():
        comparable = [row for row in rows if _number(row) > 0]
        for earlier, later in pairwise(comparable):
            if unit_slip(_number(later), _number(earlier)):
                times = max(_number(earlier) / _number(later), _number(later) / _number(earlier))
                params = {"times": f"{times:,.0f}", "period": earlier.spec.period}
                message = Message("与{period}相差约 {times} 倍，像是单位错了。", params)
                yield later.warning(message, Message("查看是不是把万元、元写成了亿元。"), "value")


def _number(row: Row) -> Decimal:
    """The number of a row that has one."""
    return row.spec.number if row.spec.number is not None else Decimal(0)
