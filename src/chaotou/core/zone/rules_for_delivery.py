"""Rules of `delivery.yaml`: templates that can be scheduled, levels that lead up, lights for every value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chaotou.core.issues import Issue, Message, Refusal
from chaotou.core.zone.delivery_specs import NodeTemplateSpec
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.rules_for_entries import unknown

SETTINGS = ("node_templates", "problem_levels", "factor_kinds", "linkage_slots", "dispatch_lists")


def templates_can_be_scheduled(draft: Draft) -> Iterator[Issue]:
    """Nodes once, links to nodes of the template, no circle."""
    for entry in draft.node_templates:
        counted = Counter(node.code for node in entry.spec.nodes)
        twice = [code for code, count in counted.items() if count > 1]
        for code in twice:
            message = Message("节点“{code}”写了不止一次。", {"code": code})
            yield entry.error(message, Message("每个节点一条，代码不重复。"), "nodes")
        if not twice:
            yield from _unschedulable(entry)


def _unschedulable(entry: Entry[NodeTemplateSpec]) -> Iterator[Issue]:
    try:
        _ = entry.spec.network().order
    except Refusal as refusal:
        hint = refusal.hint or Message("after 里只能写本模板的其他节点。")
        yield entry.error(refusal.message, hint, "nodes")


def what_templates_name_exists(draft: Draft) -> Iterator[Issue]:
    for entry in draft.node_templates:
        for node in entry.spec.nodes:
            named = [("organizations", node.organization), ("stages", node.stage)]
            named += [("evidence", code) for code in node.evidence]
            for among, code in named:
                if code and among not in draft.unread and code not in draft.codes(among):
                    yield unknown(entry, "nodes", code, among, draft)


def a_kind_has_one_template(draft: Draft) -> Iterator[Issue]:
    """Kinds of project are the answers of the field `kind`, and each is planned by one template."""
    field = next((entry.spec for entry in draft.fields if entry.spec.code == "kind"), None)
    known = {choice.code for choice in field.choices} if field else None
    first: dict[str, str] = {}
    for entry in draft.node_templates:
        for kind in entry.spec.kinds:
            if known is not None and kind not in known:
                message = Message("项目类型“{kind}”在 stages.yaml 的 kind 里没有。", {"kind": kind})
                yield entry.error(message, Message("可写：{kinds}。", {"kinds": "、".join(known)}), "kinds")
            if kind in first:
                params = {"kind": kind, "other": first[kind]}
                message = Message("项目类型“{kind}”已用模板“{other}”。", params)
                yield entry.error(message, Message("一种类型只用一个模板。"), "kinds")
            first.setdefault(kind, entry.spec.code)


def problems_rise_to_the_top(draft: Draft) -> Iterator[Issue]:
    for entry in draft.problem_levels[:-1]:
        if entry.spec.days is None:
            message = Message("“{code}”不是最高一级，要写几天不解决就升级。", {"code": entry.spec.code})
            yield entry.error(message, Message("写上 days；只有最后一级不写。"), "days")
    for entry in draft.problem_levels[-1:]:
        if entry.spec.days is not None:
            message = Message("“{code}”是最高一级，上面没有可升的层级。", {"code": entry.spec.code})
            yield entry.error(message, Message("删去这一级的 days，或在下面再写一级。"), "days")


def delivery_lights_cover_every_value(draft: Draft) -> Iterator[Issue]:
    for entry in draft.delivery_lights:
        yield from entry.spec.nodes.node_days.check(entry.place("node_days"))
        yield from entry.spec.amounts.bands.check(entry.place("money"))
    for entry, other in zip(draft.delivery_lights, draft.delivery_lights[1:], strict=False):
        if other.spec.valid_from <= entry.spec.valid_from:
            message = Message("两条亮灯规则的 from 没有由早到晚。")
            yield other.error(message, Message("由早到晚排列，一天只开始一条。"), "from")


def a_zone_that_delivers_has_lights(draft: Draft) -> Iterator[Issue]:
    for section in SETTINGS:
        for entry in draft.entries(section)[:1] if not draft.delivery_lights else ():
            message = Message("有“{section}”，却没有亮灯规则。", {"section": section})
            yield entry.error(message, Message("在 delivery.yaml 里写上 delivery_lights。"))


RULES = (
    templates_can_be_scheduled,
    what_templates_name_exists,
    a_kind_has_one_template,
    problems_rise_to_the_top,
    delivery_lights_cover_every_value,
    a_zone_that_delivers_has_lights,
)
