"""Rules among what is said of projects: fields, stages, recognition, tiers, counts and rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Protocol

from chaotou.core.issues import Issue, Message
from chaotou.core.quantities import unit
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.project_specs import (
    COLUMNS,
    COMPUTED,
    THRESHOLDS,
    ConditionSpec,
    CountBasis,
    CountWhat,
    FieldKind,
    FieldSpec,
    RecognitionSpec,
    StageSpec,
)
from chaotou.core.zone.rules_for_entries import unknown
from chaotou.core.zone.vocabulary import Measure

Named = tuple[Entry, str, str, str]  # type: ignore[type-arg]


class Dated(Protocol):
    """A rule that holds from a day on, perhaps until another."""

    @property
    def valid_from(self) -> date: ...

    @property
    def until(self) -> date | None: ...


NUMBERS = (FieldKind.NUMBER, FieldKind.AMOUNT)


def fields_are_whole(draft: Draft) -> Iterator[Issue]:
    """What the platform knows keeps its kind; a choice has its answers, and nothing else has."""
    kinds = {**COLUMNS, **COMPUTED}
    for entry in draft.fields:
        field = entry.spec
        if field.kind is not kinds.get(field.code, field.kind):
            params = {"field": field.code, "kind": kinds[field.code].value}
            message = Message("“{field}”是登记表的栏，kind 只能是 {kind}。", params)
            yield entry.error(message, Message("改成 kind: {kind}，或给自己的要素另取代码。", params), "kind")
        if (field.kind is FieldKind.CHOICE) != bool(field.choices):
            hint = Message("kind: choice 的要素在 choices 里列出各项；别的要素不写 choices。")
            yield entry.error(
                Message("“{field}”的 kind 与 choices 不相配。", {"field": field.code}), hint, "choices"
            )


def codes_inside_exist(draft: Draft) -> Iterator[Issue]:
    """Fields, evidence and stages named inside stages and schemes."""
    for entry, key, code, among in (*_named_by_stages(draft), *_named_by_schemes(draft)):
        if among not in draft.unread and code not in draft.codes(among):
            yield unknown(entry, key, code, among, draft)


def _named_by_stages(draft: Draft) -> Iterator[Named]:
    for entry in draft.stages:
        for need in entry.spec.needs:
            yield from ((entry, "needs", code, "fields") for code in need.fields)
            yield from ((entry, "needs", code, "evidence") for code in need.evidence)
            if need.when:
                yield entry, "needs", need.when.field, "fields"


def _named_by_schemes(draft: Draft) -> Iterator[Named]:
    for entry in draft.recognition:
        for checklist in entry.spec.checklists:
            yield entry, "checklists", checklist.stage, "stages"
            for line in checklist.attachments:
                yield from (
                    (entry, "checklists", code, "evidence") for code in (line.evidence, *line.instead)
                )
        for key, condition in _conditions_of_scheme(entry.spec):
            yield entry, key, condition.field, "fields"


def _conditions_of_scheme(scheme: RecognitionSpec) -> Iterator[tuple[str, ConditionSpec]]:
    for checklist in scheme.checklists:
        yield from (("checklists", line.when) for line in checklist.attachments if line.when)
    yield from (("exclusions", exclusion.when) for exclusion in scheme.exclusions)


def conditions_fit_their_fields(draft: Draft) -> Iterator[Issue]:
    """Numbers are compared by `at_least` and `below`, words by `is` and `starts_with`."""
    fields = {entry.spec.code: entry.spec for entry in draft.fields}
    for entry, key, condition in _conditions(draft):
        if field := fields.get(condition.field):
            yield from misfits(entry, key, condition, field)


def _conditions(draft: Draft) -> Iterator[tuple[Entry, str, ConditionSpec]]:  # type: ignore[type-arg]
    for stage in draft.stages:
        yield from ((stage, "needs", need.when) for need in stage.spec.needs if need.when)
    for scheme in draft.recognition:
        yield from ((scheme, key, condition) for key, condition in _conditions_of_scheme(scheme.spec))


def misfits(
    entry: Entry,  # type: ignore[type-arg]
    key: str,
    condition: ConditionSpec,
    field: FieldSpec,
) -> Iterator[Issue]:
    """What is wrong with a condition on this field, of whatever entry."""
    by_number = condition.at_least is not None or condition.below is not None
    by_words = bool(condition.is_one_of or condition.starts_with)
    params = {"field": field.code}
    if not by_number and not by_words:
        message = Message("条件只写了“{field}”，没有写与什么比。", params)
        yield entry.error(message, Message("写上 at_least、below、is 或 starts_with。"), key)
    if by_number and field.kind not in NUMBERS:
        message = Message("“{field}”不是数，不能用 at_least 或 below 比。", params)
        yield entry.error(message, Message("改用 is: [..] 或 starts_with: [..]。"), key)
    if by_words and field.kind in NUMBERS:
        message = Message("“{field}”是数，不能用 is 或 starts_with 比。", params)
        yield entry.error(message, Message("改用 at_least 或 below。"), key)
    yield from _answers_that_do_not_exist(entry, key, condition, field)


def _answers_that_do_not_exist(
    entry: Entry,  # type: ignore[type-arg]
    key: str,
    condition: ConditionSpec,
    field: FieldSpec,
) -> Iterator[Issue]:
    answers = {FieldKind.CHOICE: [one.code for one in field.choices], FieldKind.FLAG: ["yes", "no"]}
    may_be = answers.get(field.kind, [])
    for given in condition.is_one_of if field.kind in answers else ():
        if given not in may_be:
            message = Message("“{field}”没有“{given}”这一项。", {"field": field.code, "given": given})
            otherwise = Message("可写：{words}。", {"words": "、".join(may_be)})
            yield entry.error(message, did_you_mean(given, may_be, otherwise), key)


def stages_lead_on(draft: Draft) -> Iterator[Issue]:
    """Each stage can be reached from the first; only an exit or the last one may lead nowhere."""
    if not draft.stages:
        return
    stages = {entry.spec.code: entry.spec for entry in draft.stages}
    reached = _reached(draft.stages[0].spec.code, stages)
    ways = [entry for entry in draft.stages if not entry.spec.exit]
    for entry in draft.stages:
        if entry.spec.code not in reached:
            message = Message("没有路通到阶段“{name}”。", {"name": entry.spec.name})
            yield entry.error(
                message, Message("在能走到它的阶段的 to 里写上“{code}”。", _code(entry)), "code"
            )
        if not entry.spec.to and not entry.spec.exit and entry is not ways[-1]:
            message = Message("从阶段“{name}”哪里也去不了。", {"name": entry.spec.name})
            yield entry.error(message, Message("写上 to；若是退出，写 exit: yes。"), "to")
        yield from _exits_to_exits(entry, stages)
    if draft.stages[0].spec.exit:
        message = Message("第一个阶段不能是退出。")
        yield draft.stages[0].error(message, Message("把项目开始的阶段写在最前。"), "exit")


def _code(entry: Entry[StageSpec]) -> dict[str, object]:
    return {"code": entry.spec.code}


def _reached(first: str, stages: dict[str, StageSpec]) -> set[str]:
    reached: set[str] = set()
    open_ends = [first]
    while open_ends:
        code = open_ends.pop()
        if code in stages and code not in reached:
            reached.add(code)
            open_ends += stages[code].to
    return reached


def _exits_to_exits(entry: Entry[StageSpec], stages: dict[str, StageSpec]) -> Iterator[Issue]:
    for code in entry.spec.to:
        if entry.spec.exit and code in stages and stages[code].exit:
            params = {"name": entry.spec.name, "other": stages[code].name}
            message = Message("退出“{name}”又通向退出“{other}”。", params)
            yield entry.error(message, Message("退出只能回到某个阶段，或哪里也不去。"), "to")


def tiers_are_in_order(draft: Draft) -> Iterator[Issue]:
    """Nested tiers rise; a tier with a ceiling ends above its floor and overlaps no other such tier."""
    nested = [entry for entry in draft.tiers if entry.spec.below is None]
    for lower, higher in pairwise(nested):
        if higher.spec.at_least <= lower.spec.at_least:
            message = Message("档次“{name}”不比前一档高。", {"name": higher.spec.name})
            yield higher.error(message, Message("不含上限的档次由低到高写，起点各不相同。"), "at_least")
    bounded = [entry for entry in draft.tiers if entry.spec.below is not None]
    for entry in bounded:
        if entry.spec.below is not None and entry.spec.below <= entry.spec.at_least:
            message = Message("档次“{name}”的上限不高于起点。", {"name": entry.spec.name})
            yield entry.error(message, Message("below 要大于 at_least。"), "below")
    ordered = sorted(bounded, key=lambda entry: entry.spec.at_least)
    for lower, higher in pairwise(ordered):
        if lower.spec.below is not None and higher.spec.at_least < lower.spec.below:
            params = {"name": higher.spec.name, "other": lower.spec.name}
            message = Message("有上限的档次“{name}”与“{other}”重叠，项目会数两次。", params)
            yield higher.error(message, Message("让一档的 below 等于下一档的 at_least。"), "at_least")


def schemes_do_not_overlap(draft: Draft) -> Iterator[Issue]:
    """One code may have several versions, each in its own time; a stage has one checklist in each."""
    for entry in draft.recognition:
        if entry.spec.until and entry.spec.until < entry.spec.valid_from:
            message = Message("办法“{name}”在开始之前就结束了。", {"name": entry.spec.name})
            yield entry.error(message, Message("until 不早于 from。"), "until")
        stages = [checklist.stage for checklist in entry.spec.checklists]
        for code in sorted({code for code in stages if stages.count(code) > 1}):
            message = Message("阶段“{code}”有两份清单。", {"code": code})
            yield entry.error(message, Message("把两份并成一份。"), "checklists")
    for one, other in combinations(draft.recognition, 2):
        if one.spec.code == other.spec.code and overlap(one.spec, other.spec):
            message = Message("办法“{code}”的两个版本同时有效。", {"code": other.spec.code})
            hint = Message("给先前的一个写上 until，早于后一个的 from。")
            yield other.error(message, hint, "from")


def overlap(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both rules hold."""
    first, second = sorted((one, other), key=lambda scheme: scheme.valid_from)
    return first.until is None or second.valid_from <= first.until


def counts_can_be_made(draft: Draft) -> Iterator[Issue]:
    """A recognized count names a scheme with a checklist for its stage; the indicator's unit fits."""
    listed = {(entry.spec.code, line.stage) for entry in draft.recognition for line in entry.spec.checklists}
    for entry in draft.counts:
        count = entry.spec
        if (count.basis is CountBasis.RECOGNIZED) != (count.scheme is not None):
            message = Message("按认定计数要写明认定办法；按上报计数没有办法。")
            hint = Message("basis: recognized 时写 scheme，basis: reported 时不写。")
            yield entry.error(message, hint, "scheme")
        elif count.scheme in draft.codes("recognition") and (count.scheme, count.moved_to) not in listed:
            params = {"scheme": count.scheme, "stage": count.moved_to}
            message = Message("办法“{scheme}”不认定阶段“{stage}”。", params)
            yield entry.error(message, Message("在它的 checklists 里加上这个阶段，或换一个办法。"), "scheme")
        indicator = draft.indicator(count.indicator)
        if indicator and not _counts(count.what, indicator.unit, indicator.measure):
            message = Message("“{indicator}”的单位与所数的不相配。", {"indicator": indicator.name})
            hint = Message("数项目的指标用 measure: count，加投资额的用金额单位。")
            yield entry.error(message, hint, "indicator")


def _counts(what: CountWhat, unit_code: str, measure: Measure) -> bool:
    if what is CountWhat.PROJECTS:
        return measure is Measure.COUNT
    return unit(unit_code).dimension == unit("元").dimension


def indicators_are_counted_once(draft: Draft) -> Iterator[Issue]:
    yield from _repeated(draft.counts, "indicator")
    yield from _repeated(draft.integrity, "check")


def _repeated(entries: Iterable[Entry], key: str) -> Iterator[Issue]:  # type: ignore[type-arg]
    seen: set[str] = set()
    for entry in entries:
        code = getattr(entry.spec, key)
        if code in seen:
            message = Message("“{code}”写了两次。", {"code": str(code)})
            yield entry.error(message, Message("只留一条。"), key)
        seen.add(code)


def rates_say_of_what(draft: Draft) -> Iterator[Issue]:
    """A rate's two stages differ, unless it holds what was reached against what was planned by a date."""
    kinds = {entry.spec.code: entry.spec.kind for entry in draft.fields}
    for entry in draft.rates:
        rate = entry.spec
        if rate.planned_in is None and rate.reached == rate.of:
            message = Message("“{name}”的分子分母是同一个阶段。", {"name": rate.name})
            hint = Message("改 of；若分母是计划数，用 planned_in 写明计划日期在哪个要素里。")
            yield entry.error(message, hint, "of")
        if rate.planned_in and kinds.get(rate.planned_in, FieldKind.DATE) is not FieldKind.DATE:
            message = Message("“{field}”不是日期，不能当计划日期。", {"field": rate.planned_in})
            yield entry.error(message, Message("写一个 kind: date 的要素。"), "planned_in")


def thresholds_are_taken(draft: Draft) -> Iterator[Issue]:
    """A threshold that its check does not look at would be an empty promise."""
    for entry in draft.integrity:
        takes = THRESHOLDS[entry.spec.check]
        for name in sorted(entry.spec.given.keys() - takes):
            params = {"check": entry.spec.check.value, "name": name}
            message = Message("检查“{check}”不用“{name}”。", params)
            otherwise = Message("它可写：{words}。", {"words": "、".join(sorted(takes)) or "—"})
            yield entry.error(message, otherwise, name)


RULES = (
    fields_are_whole,
    codes_inside_exist,
    conditions_fit_their_fields,
    stages_lead_on,
    tiers_are_in_order,
    schemes_do_not_overlap,
    counts_can_be_made,
    indicators_are_counted_once,
    rates_say_of_what,
    thresholds_are_taken,
)
