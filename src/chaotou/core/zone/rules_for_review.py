"""Rules among what is said of reviews: sheets that can be marked, lines that can be held, seats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chaotou.core.evaluation.amounts import AmountSpec
from chaotou.core.issues import Issue, Message
from chaotou.core.projects.review_indicators import INDICATORS
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.review_specs import (
    AdmissionSpec,
    LineSpec,
    MemberSpec,
    ReviewRulesSpec,
    ReviewSheetSpec,
    SheetItemSpec,
)
from chaotou.core.zone.rules_for_entries import unknown
from chaotou.core.zone.rules_for_projects import misfits
from chaotou.core.zone.vocabulary import Direction


def reviews_begin_on_different_days(draft: Draft) -> Iterator[Issue]:
    first: dict[object, str] = {}
    for entry in draft.reviews:
        if other := first.get(entry.spec.valid_from):
            params = {"name": entry.spec.name, "other": other}
            message = Message("“{name}”与“{other}”从同一天起执行。", params)
            yield entry.error(message, Message("一天只有一个评审办法执行，请改 from。"), "from")
        first.setdefault(entry.spec.valid_from, entry.spec.name)


def conditions_that_stages_wait_for_can_be_set(draft: Draft) -> Iterator[Issue]:
    """Only reviews set conditions, so that without them nothing is waited for; giving up waits for none."""
    for entry in draft.stages if "reviews" not in draft.unread else ():
        params = {"name": entry.spec.name}
        if entry.spec.needs_conditions_met and not draft.reviews:
            message = Message("阶段“{name}”要等评审附带条件落实，本区却没有项目评审办法。", params)
            hint = Message("在 review.yaml 里写上 reviews，或删去 needs_conditions_met。")
            yield entry.warning(message, hint, "needs_conditions_met")
        if entry.spec.needs_conditions_met and entry.spec.exit:
            message = Message("退出“{name}”不等评审附带条件落实。", params)
            yield entry.error(message, Message("删去 needs_conditions_met。"), "needs_conditions_met")


def seats_exist(draft: Draft) -> Iterator[Issue]:
    """Every member is one post or one organization that exists; exactly one of them chairs."""
    for entry in draft.reviews:
        for member in entry.spec.members:
            yield from _seat(entry, member, draft)
        chairs = sum(member.chair for member in entry.spec.members)
        if chairs != 1:
            message = Message("评审组应有一名主持人，现在有 {count} 名。", {"count": chairs})
            yield entry.error(message, Message("只给一名成员写上 chair: yes。"), "members")


def _seat(entry: Entry[ReviewRulesSpec], member: MemberSpec, draft: Draft) -> Iterator[Issue]:
    if (member.post is None) == (member.organization is None):
        message = Message("评审组成员要写 post 或 organization 之一。")
        yield entry.error(message, Message("按岗位的写 post，按单位的写 organization。"), "members")
    for code, among in ((member.post, "posts"), (member.organization, "organizations")):
        if code and among not in draft.unread and code not in draft.codes(among):
            yield unknown(entry, "members", code, among, draft)


def quorums_can_be_met(draft: Draft) -> Iterator[Issue]:
    for entry in draft.reviews:
        if entry.spec.quorum > len(entry.spec.members):
            params = {"quorum": entry.spec.quorum, "members": len(entry.spec.members)}
            message = Message("法定人数 {quorum} 比评审组的 {members} 名成员还多。", params)
            yield entry.error(message, Message("减少 quorum，或在 members 里补上成员。"), "quorum")


def pass_marks_can_be_reached(draft: Draft) -> Iterator[Issue]:
    sheets = {entry.spec.code: entry.spec for entry in draft.review_sheets}
    for entry in draft.reviews:
        sheet, mark = sheets.get(entry.spec.sheet), entry.spec.pass_mark
        if sheet and mark is not None and mark > sheet.full:
            params = {"mark": f"{mark:f}", "full": f"{sheet.full:f}"}
            message = Message("通过线 {mark} 高于评审表满分 {full}。", params)
            yield entry.error(message, Message("pass_mark 不高于评审表的 full。"), "pass_mark")


def review_conditions_fit(draft: Draft) -> Iterator[Issue]:
    """Fields and evidence that a dossier or a case names exist, and are compared as their kind allows."""
    fields = {entry.spec.code: entry.spec for entry in draft.fields}
    for entry in draft.reviews:
        for key, code, among in _named(entry.spec):
            if among not in draft.unread and code not in draft.codes(among):
                yield unknown(entry, key, code, among, draft)
        for key, condition in _conditions(entry.spec):
            if field := fields.get(condition.field):
                yield from misfits(entry, key, condition, field)


def _named(rules: ReviewRulesSpec) -> Iterator[tuple[str, str, str]]:
    for need in rules.dossier:
        yield from (("dossier", code, "fields") for code in need.fields)
        yield from (("dossier", code, "evidence") for code in need.evidence)
    yield from ((key, condition.field, "fields") for key, condition in _conditions(rules))


def _conditions(rules: ReviewRulesSpec) -> Iterator[tuple[str, Any]]:
    yield from (("dossier", need.when) for need in rules.dossier if need.when)
    for key, cases in (("compulsory", rules.compulsory), ("outside", rules.outside)):
        yield from ((key, condition) for case in cases for condition in case.when)


def sheets_add_up(draft: Draft) -> Iterator[Issue]:
    for entry in draft.review_sheets:
        total = sum(item.points for item in entry.spec.items)
        if total != entry.spec.full:
            params = {"total": f"{total:f}", "full": f"{entry.spec.full:f}"}
            message = Message("各项分值合计 {total}，与满分 {full} 不符。", params)
            yield entry.error(message, Message("改各项的 points，或改 full。"), "items")
        yield from _repeated(entry, "items", entry.spec.items)
        yield from _repeated(entry, "vetoes", entry.spec.vetoes)


def _repeated(entry: Entry[ReviewSheetSpec], key: str, items: Iterable[Any]) -> Iterator[Issue]:
    codes = [item.code for item in items]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        message = Message("“{code}”写了两次。", {"code": code})
        yield entry.error(message, Message("只留一条。"), key)


def items_can_be_marked(draft: Draft) -> Iterator[Issue]:
    """An item reads an indicator by a rule of its own numbers, or is judged and does neither."""
    for entry in draft.review_sheets:
        for item in entry.spec.items:
            yield from _item(entry, item)
        for veto in entry.spec.vetoes:
            if veto.below_line and veto.below_line not in INDICATORS:
                yield _unknown_indicator(entry, "vetoes", veto.below_line)


def _item(entry: Entry[ReviewSheetSpec], item: SheetItemSpec) -> Iterator[Issue]:
    params: Mapping[str, object] = {"name": item.name}
    if (item.reads is None) != (item.rule is None):
        message = Message("“{name}”要么写 reads 和 rule，要么都不写（由评审人打分）。", params)
        yield entry.error(message, Message("补上缺的一项，或把两项都删去。"), "items")
    if item.reads and item.reads not in INDICATORS:
        yield _unknown_indicator(entry, "items", item.reads)
    if item.rule is None:
        return
    for fault, hint in item.rule.keys.faults():
        yield entry.error(Message("“{name}”：{fault}", {**params, "fault": fault}), hint, "items")
    if item.rule.rule.moves_everybody or not _is_written(item):
        message = Message("“{name}”的计分规则要与别的对象相比，评审一个项目时用不上。", params)
        yield entry.error(
            message, Message("改用 banded、per_unit、pass 等只看本项目的规则，写明数字。"), "items"
        )
    if item.rule.keys.contradicts(item.direction is Direction.LOWER):
        message = Message("“{name}”的分档与 direction 相反。", params)
        yield entry.error(message, Message("越小越好的写 direction: lower，分档由好到差。"), "items")


def _is_written(item: SheetItemSpec) -> bool:
    assert item.rule is not None
    keys = item.rule.keys
    amounts = [getattr(keys, name) for name in type(keys).model_fields]
    return all(one.number is not None for one in amounts if isinstance(one, AmountSpec))


def _unknown_indicator(entry: Entry[Spec], key: str, code: str) -> Issue:
    message = Message("没有评审指标“{code}”。", {"code": code})
    otherwise = Message("可写：{words}。", {"words": "、".join(INDICATORS)})
    return entry.error(message, did_you_mean(code, INDICATORS, otherwise), key)


def lines_can_be_held(draft: Draft) -> Iterator[Issue]:
    """A line is the least of what should be much or the most of what should be little, and stands once."""
    for entry in draft.admission_lines:
        for line in entry.spec.lines:
            yield from _line(entry, line)
        codes = [line.indicator for line in entry.spec.lines]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            message = Message("“{code}”写了两次。", {"code": code})
            yield entry.error(message, Message("只留一条。"), "lines")
    yield from _twice_in_force(draft)


def _line(entry: Entry[AdmissionSpec], line: LineSpec) -> Iterator[Issue]:
    if line.indicator not in INDICATORS:
        yield _unknown_indicator(entry, "lines", line.indicator)
        return
    params = {"name": INDICATORS[line.indicator].name}
    if (line.at_least is None) == (line.at_most is None):
        message = Message("“{name}”的准入线要写 at_least 或 at_most 之一。", params)
        yield entry.error(message, Message("不低于的写 at_least，不高于的写 at_most。"), "lines")
    elif (line.at_most is not None) != INDICATORS[line.indicator].lower:
        message = Message("“{name}”的准入线写反了方向。", params)
        yield entry.error(message, Message("能耗、排放用 at_most，其余用 at_least。"), "lines")


def _twice_in_force(draft: Draft) -> Iterator[Issue]:
    first: dict[object, int] = {}
    for entry in draft.admission_lines:
        key = entry.spec.industry, entry.spec.valid_from
        if key in first:
            params = {"industry": entry.spec.industry or "—", "line": first[key]}
            message = Message("行业“{industry}”同一天有两组准入线，先见于第 {line} 行。", params)
            yield entry.error(message, Message("把两组并成一组，或改 from。"), "from")
        first.setdefault(key, entry.line)


def vetoes_have_lines(draft: Draft) -> Iterator[Issue]:
    """A veto for missing a line asks that some industry has one."""
    held = {line.indicator for entry in draft.admission_lines for line in entry.spec.lines}
    for entry in draft.review_sheets:
        for veto in entry.spec.vetoes:
            indicator = INDICATORS.get(veto.below_line or "")
            if indicator and indicator.code not in held:
                params = {"name": veto.name, "indicator": indicator.name}
                message = Message("否决项“{name}”依据{indicator}，却没有哪个行业有这条准入线。", params)
                hint = Message("在 admission_lines 里写上这条线，或删去 below_line。")
                yield entry.warning(message, hint, "vetoes")


def promises_on_tax_say_what_follows(draft: Draft) -> Iterator[Issue]:
    """What depends on tax names the paper asked for, the legal basis and since when it holds."""
    for entry in draft.promises:
        promise = entry.spec
        given = {"evidence": promise.evidence, "basis": promise.basis, "from": promise.valid_from}
        for key in [key for key, value in given.items() if promise.depends_on_tax and not value]:
            message = Message("与税收挂钩的“{name}”缺少“{key}”。", {"name": promise.name, "key": key})
            hint = Message("写上须附的材料 evidence、依据 basis 和起始日期 from。")
            yield entry.error(message, hint, key)
        if promise.words and not promise.depends_on_tax:
            message = Message("“{name}”写了 words，却与税收无关。", {"name": promise.name})
            yield entry.error(message, Message("加上 depends_on_tax: yes，或删去 words。"), "words")


RULES = (
    reviews_begin_on_different_days,
    conditions_that_stages_wait_for_can_be_set,
    seats_exist,
    quorums_can_be_met,
    pass_marks_can_be_reached,
    review_conditions_fit,
    sheets_add_up,
    items_can_be_marked,
    lines_can_be_held,
    vetoes_have_lines,
    promises_on_tax_say_what_follows,
)
