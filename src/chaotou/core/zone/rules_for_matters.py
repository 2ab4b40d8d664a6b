"""Rules of kinds of matter: what they name exists, fields are whole, privacy holds, flows can do it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chaotou.core.issues import Issue, Message
from chaotou.core.naming import Listed
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec
from chaotou.core.zone.matter_specs import KindSpec, MatterFieldKind, MatterFieldSpec, NodeSpec, Privacy
from chaotou.core.zone.project_specs import ConditionSpec, FieldKind, FieldSpec
from chaotou.core.zone.rules_for_entries import circling, twice, unknown
from chaotou.core.zone.rules_for_matter_flows import closing_steps
from chaotou.core.zone.rules_for_projects import misfits

KindEntry = Entry[KindSpec]

ASKS: dict[str, tuple[Act, ...]] = {
    "suspensions": (Act.SUSPEND,),
    "extension": (Act.ASK_EXTENSION,),
    "correction": (Act.ASK_CORRECTION,),
    "tolerance": (Act.ACCEPT_TOLERATING,),
    "progress_every": (Act.REPORT,),
    "nodes": (Act.REPORT,),
    "parts": (Act.SPLIT,),
    "call_back": (Act.CALL_BACK, Act.REOPEN),
    "look_back_days": (Act.LOOK_BACK,),
    "reopen_within_days": (Act.REOPEN,),
}
"""What a kind writes, and the steps its flow must have for it."""


def what_kinds_name_exists(draft: Draft) -> Iterator[Issue]:
    """What is named inside limits, proofs, routing, parts and appeals."""
    for entry in draft.matter_kinds:
        for key, code, among in _named(entry.spec):
            if among not in draft.unread and code not in draft.codes(among):
                yield unknown(entry, key, code, among, draft)


def _named(kind: KindSpec) -> Iterator[tuple[str, str, str]]:
    yield from (("limits", limit.source, "sources") for limit in kind.limits)
    yield from (("proofs", proof.evidence, "matter_papers") for proof in kind.proofs)
    for line in kind.routing:
        yield from (("routing", code, "organizations") for code in (line.lead, *line.supporting))
    for part in kind.parts:
        yield "parts", part.kind, "matter_kinds"
        yield "parts", part.lead, "organizations"
    if kind.correction:
        yield "correction", kind.correction.source, "sources"
    if kind.appeal:
        yield "appeal", kind.appeal.kind, "matter_kinds"
        yield "appeal", kind.appeal.source, "sources"


def prefixes_differ(draft: Draft) -> Iterator[Issue]:
    """Numbers of matters begin with their kind's prefix, so no two kinds share one."""
    first: dict[str, str] = {}
    for entry in draft.matter_kinds:
        if other := first.get(entry.spec.prefix):
            params = {"prefix": entry.spec.prefix, "other": other}
            message = Message("编号前缀“{prefix}”已用于“{other}”。", params)
            yield entry.error(message, Message("另取一到三个大写字母。"), "prefix")
        first.setdefault(entry.spec.prefix, entry.spec.name)


def matter_fields_are_whole(draft: Draft) -> Iterator[Issue]:
    """Each field once; a choice has its answers, and nothing else has."""
    for entry in draft.matter_kinds:
        for code in twice(field.code for field in entry.spec.fields):
            message = Message("要素“{code}”写了不止一次。", {"code": code})
            yield entry.error(message, Message("同一类事项里，要素的代码不能重复。"), "fields")
        for field in entry.spec.fields:
            if (field.kind is MatterFieldKind.CHOICE) != bool(field.choices):
                message = Message("“{field}”的 kind 与 choices 不相配。", {"field": field.code})
                hint = Message("kind: choice 的要素在 choices 里列出各项；别的要素不写 choices。")
                yield entry.error(message, hint, "fields")


def privacy_is_kept(draft: Draft) -> Iterator[Issue]:
    """Nothing of a strict kind is public, nor known to more as a part; nothing personal is public.

    Only public kinds have public fields.
    """
    strict = {entry.spec.code for entry in draft.matter_kinds if entry.spec.privacy is Privacy.STRICT}
    for entry in draft.matter_kinds:
        kind = entry.spec
        for part in kind.parts:
            if kind.code in strict and part.kind not in strict:
                message = Message(
                    "“{name}”只有经办人可见，它的环节“{part}”却不是。", {"name": kind.name, "part": part.code}
                )
                yield entry.error(message, Message("给这个环节的类型也写 privacy: strict。"), "parts")
        if kind.privacy is Privacy.STRICT and kind.is_public:
            message = Message("“{name}”只有经办人可见，不能向公众公开。", {"name": kind.name})
            yield entry.error(message, Message("删去 is_public，或改 privacy。"), "is_public")
        for field in kind.fields:
            if field.public and field.personal:
                message = Message("“{field}”是个人信息，不能向公众公开。", {"field": field.name})
                yield entry.error(message, Message("删去这一项的 public。"), "fields")
            elif field.public and not kind.is_public:
                message = Message("“{field}”写了公开，这一类事项却不公开。", {"field": field.name})
                yield entry.error(message, Message("删去 public，或给这一类写 is_public: yes。"), "fields")


def matter_conditions_fit(draft: Draft) -> Iterator[Issue]:
    """Conditions are on other fields of the kind and compare as those fields allow."""
    for entry in draft.matter_kinds:
        fields = {field.code: field for field in entry.spec.fields}
        for key, condition in _conditions(entry.spec):
            if field := fields.get(condition.field):
                yield from misfits(entry, key, condition, _compared(field))
            else:
                message = Message("条件用的要素“{field}”，这一类事项没有。", {"field": condition.field})
                otherwise = Message("可写：{words}。", {"words": Listed(tuple(fields))})
                yield entry.error(message, did_you_mean(condition.field, fields, otherwise), key)
        for field in entry.spec.fields:
            if field.when and field.when.field == field.code:
                message = Message("“{field}”以它自己为条件。", {"field": field.name})
                yield entry.error(message, Message("写另一个要素，或删去 when。"), "fields")


def _conditions(kind: KindSpec) -> Iterator[tuple[str, ConditionSpec]]:
    for key in ("fields", "limits", "proofs", "routing"):
        yield from ((key, line.when) for line in getattr(kind, key) if line.when)


def _compared(field: MatterFieldSpec) -> FieldSpec:
    """The field as conditions see it: a long text is a text."""
    kind = FieldKind.TEXT if field.kind is MatterFieldKind.LONG_TEXT else FieldKind(field.kind.value)
    return FieldSpec(
        code=field.code, name=field.name, english=field.english, kind=kind, choices=field.choices
    )


def routing_leads_on(draft: Draft) -> Iterator[Issue]:
    """The first line that holds is taken, so one without a condition comes last."""
    for entry in draft.matter_kinds:
        for line in entry.spec.routing[:-1]:
            if line.when is None:
                message = Message("派给“{lead}”没有条件，后面几行永远轮不到。", {"lead": line.lead})
                yield entry.error(message, Message("没有条件的一行写在最后。"), "routing")


def flows_do_what_kinds_ask(draft: Draft) -> Iterator[Issue]:
    """Whatever a kind foresees, its flow has the step for; results where closing asks for one."""
    flows = {entry.spec.code: entry.spec for entry in draft.matter_flows}
    for entry in draft.matter_kinds:
        if flow := flows.get(entry.spec.flow):
            yield from _not_in_flow(entry, flow)
            if not entry.spec.results and any(step.result for step in closing_steps(flow)):
                message = Message("“{name}”办结时要选结果，却没有写 results。", {"name": entry.spec.name})
                yield entry.error(message, Message("在 results 里写上可选的结果。"), "results")


def _not_in_flow(entry: KindEntry, flow: FlowSpec) -> Iterator[Issue]:
    acts = {step.act for step in flow.steps}
    for key, needed in ASKS.items():
        for act in needed if getattr(entry.spec, key) else ():
            if act not in acts:
                params = {"key": key, "flow": flow.code, "act": act.value}
                message = Message("写了“{key}”，流程“{flow}”却没有“{act}”这一步。", params)
                hint = Message("删去“{key}”，换一个流程，或给流程添上这一步。", {"key": key})
                yield entry.error(message, hint, key)


def parts_follow_parts(draft: Draft) -> Iterator[Issue]:
    """Parts of a chain stand once, wait for parts that exist, and not in a circle."""
    for entry in draft.matter_kinds:
        codes = [part.code for part in entry.spec.parts]
        for code in twice(codes):
            message = Message("环节“{code}”写了不止一次。", {"code": code})
            yield entry.error(message, Message("同一件事里，环节的代码不能重复。"), "parts")
        for part in entry.spec.parts:
            for code in part.after:
                if code not in codes:
                    params = {"part": part.code, "code": code}
                    message = Message("环节“{part}”要等的“{code}”不存在。", params)
                    otherwise = Message("写同一件事里另一环节的代码。")
                    yield entry.error(message, did_you_mean(code, codes, otherwise), "parts")
        if circle := circling({part.code: part.after for part in entry.spec.parts}):
            message = Message("环节互相等待：{codes}。", {"codes": Listed(tuple(circle))})
            yield entry.error(message, Message("改掉这一圈里的一个 after。"), "parts")


def land_is_won_on_a_day(draft: Draft) -> Iterator[Issue]:
    """A chain with opinions before the land keeps in a date field when the land was won."""
    for entry in draft.matter_kinds:
        kind, early = entry.spec, any(part.before_land for part in entry.spec.parts)
        field = next((field for field in kind.fields if field.code == kind.land_field), None)
        if kind.land_field and (field is None or field.kind is not MatterFieldKind.DATE):
            message = Message("“land_field”写的“{code}”不是这一类事项的日期要素。", {"code": kind.land_field})
            days = [field.code for field in kind.fields if field.kind is MatterFieldKind.DATE]
            otherwise = Message("在 fields 里写一个 kind: date 的要素。")
            yield entry.error(message, did_you_mean(kind.land_field, days, otherwise), "land_field")
        elif early != bool(kind.land_field):
            message = Message("取得土地之前的环节与“land_field”要一起写。")
            hint = Message("有环节写 before_land: yes 的，用 land_field 写明取得土地日期是哪个要素。")
            yield entry.error(message, hint, "land_field" if kind.land_field else "parts")


def kinds_do_not_contain_themselves(draft: Draft) -> Iterator[Issue]:
    """No kind is a part of itself, by whatever way, and none is appealed to in a circle."""
    parts = {entry.spec.code: {part.kind for part in entry.spec.parts} for entry in draft.matter_kinds}
    asked = {
        entry.spec.code: {entry.spec.appeal.kind} if entry.spec.appeal else set[str]()
        for entry in draft.matter_kinds
    }
    inside, above = circling(parts), circling(asked)
    for entry in draft.matter_kinds:
        if entry.spec.code in inside:
            message = Message("“{name}”经各环节又包含了自己。", {"name": entry.spec.name})
            yield entry.error(message, Message("改掉这一圈里的一个环节。"), "parts")
        if entry.spec.code in above:
            message = Message("“{name}”的复查绕成了圈，没有最后一级。", {"name": entry.spec.name})
            yield entry.error(message, Message("最后一级不写 appeal。"), "appeal")


def nodes_are_in_order(draft: Draft) -> Iterator[Issue]:
    """Nodes stand once, on days that every year has, each after the one before it."""
    for entry in draft.matter_kinds:
        nodes = entry.spec.nodes
        for code in twice(node.code for node in nodes):
            message = Message("节点“{code}”写了不止一次。", {"code": code})
            yield entry.error(message, Message("每个节点一条，代码不重复。"), "nodes")
        for node in nodes:
            if not _is_a_day(node):
                message = Message(
                    "节点“{name}”的日子 {by} 不是每年都有。", {"name": node.name, "by": node.by}
                )
                yield entry.error(message, Message("写成 06-30 的样子，月和日都要有。"), "nodes")
        for earlier, later in pairwise(nodes):
            if later.by <= earlier.by:
                params = {"name": later.name, "other": earlier.name}
                message = Message("节点“{name}”不晚于排在前面的“{other}”。", params)
                yield entry.error(message, Message("节点由早到晚排列，一天只有一个。"), "nodes")


def _is_a_day(node: NodeSpec) -> bool:
    try:
        date.fromisoformat(f"2023-{node.by}")
    except ValueError:
        return False
    return True


RULES = (
    what_kinds_name_exists,
    prefixes_differ,
    matter_fields_are_whole,
    privacy_is_kept,
    matter_conditions_fit,
    routing_leads_on,
    flows_do_what_kinds_ask,
    parts_follow_parts,
    land_is_won_on_a_day,
    kinds_do_not_contain_themselves,
    nodes_are_in_order,
)
