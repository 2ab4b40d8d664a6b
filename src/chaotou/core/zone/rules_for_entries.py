"""Rules among the entries of the YAML files: references, cycles, targets, lights, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from chaotou.core.issues import Issue, Message
from chaotou.core.quantities import unit
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry, code_of
from chaotou.core.zone.specs import LightsSpec, TargetSpec
from chaotou.core.zone.vocabulary import EARLIER_YEARS, Duty, TargetKind, are_mixed

REFERENCES: dict[str, dict[str, str]] = {
    "zone": {"body": "bodies", "city": "bodies", "neighbors": "bodies"},
    "organizations": {"parent": "organizations"},
    "posts": {"organization": "organizations", "person": "people"},
    "people": {"organization": "organizations"},
    "bodies": {"parent": "bodies", "statistical_parent": "bodies"},
    "indicators": {"lead": "organizations", "supporting": "organizations", "whole": "indicators"},
    "targets": {
        "indicator": "indicators",
        "body": "bodies",
        "compared_with": "bodies",
        "lead": "organizations",
        "supporting": "organizations",
        "source": "sources",
    },
    "lights": {"source": "sources"},
    "calendars": {"source": "sources"},
    "observations": {"indicator": "indicators", "body": "bodies", "source": "sources"},
    "stages": {"to": "stages"},
    "recognition": {"source": "sources"},
    "reviews": {"source": "sources", "sheet": "review_sheets", "becomes": "matter_kinds"},
    "review_sheets": {"source": "sources"},
    "admission_lines": {"source": "sources"},
    "promises": {"source": "sources", "evidence": "evidence"},
    "counts": {"indicator": "indicators", "moved_to": "stages", "tier": "tiers", "scheme": "recognition"},
    "rates": {"reached": "stages", "of": "stages", "planned_in": "fields"},
    "clocks": {"done_by": "ways", "stages": "stages", "source": "sources"},
    "protection": {"renewed_by": "ways", "source": "sources"},
    "duplicates": {"source": "sources"},
    "teams": {"organization": "organizations", "cities": "cities", "chains": "chains"},
    "splits": {"source": "sources"},
    "exchange_rates": {"source": "sources"},
    "factor_kinds": {"supplier": "organizations"},
    "delivery_lights": {"source": "sources"},
    "chains": {"organization": "organizations"},
    "matter_kinds": {
        "flow": "matter_flows",
        "intake": "organizations",
        "open_to": "organizations",
        "suspensions": "suspension_reasons",
        "results": "matter_results",
        "reminders": "matter_reminders",
        "source": "sources",
    },
    "suspension_reasons": {"source": "sources"},
    "matter_reminders": {"source": "sources"},
    "matter_shades": {"source": "sources"},
    "matter_counts": {"indicator": "indicators", "kinds": "matter_kinds", "results": "matter_results"},
    "meeting_kinds": {
        "office": "organizations",
        "chair": "posts",
        "members": "posts",
        "sits_in": "posts",
        "halls": "meeting_halls",
        "becomes": "matter_kinds",
        "source": "sources",
    },
}
"""Which keys of which entries name entries of which section."""

FILE_OF = {
    "fields": "stages.yaml",
    "evidence": "stages.yaml",
    "tiers": "recognition.yaml",
    "review_sheets": "review.yaml",
    "ways": "leads.yaml",
    "cities": "leads.yaml",
    "posts": "people.yaml",
    "matter_kinds": "matters/*.yaml",
    "matter_flows": "matters.yaml",
    "matter_papers": "matters.yaml",
    "matter_results": "matters.yaml",
    "matter_reminders": "matters.yaml",
    "suspension_reasons": "matters.yaml",
    "meeting_halls": "meetings.yaml",
    "topic_kinds": "meetings.yaml",
}
"""The file of a section where it is not the section's own name."""

VERSIONED = {"recognition"}
"""Sections whose entries may share a code, each in its own time (`rules_for_projects`)."""

PARENTS = {"organizations": ("parent",), "bodies": ("parent", "statistical_parent"), "indicators": ("whole",)}


def codes_are_unique(draft: Draft) -> Iterator[Issue]:
    for section in (name for name in draft.sections() if name not in VERSIONED):
        first: dict[str, Entry] = {}  # type: ignore[type-arg]
        for entry in draft.entries(section):
            code = code_of(entry)
            if code is None:
                continue
            if code in first:
                message = Message(
                    "代码“{code}”重复，先见于第 {line} 行。", {"code": code, "line": first[code].line}
                )
                yield entry.error(message, Message("给这一条换一个代码，或删去多余的一条。"), "code")
            first.setdefault(code, entry)


def references_are_known(draft: Draft) -> Iterator[Issue]:
    for section, keys in REFERENCES.items():
        for entry in draft.entries(section):
            for key, among in keys.items():
                for code in _named(getattr(entry.spec, key)) if among not in draft.unread else ():
                    if code not in draft.codes(among) and (key, code) != ("compared_with", EARLIER_YEARS):
                        yield unknown(entry, key, code, among, draft)
    yield from _unknown_parts(draft)


def _named(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _unknown_parts(draft: Draft) -> Iterator[Issue]:
    for entry in draft.targets:
        for part in entry.spec.parts:
            if part.target and part.target not in draft.codes("targets"):
                yield unknown(entry, "parts", part.target, "targets", draft)


def unknown(entry: Entry, key: str, code: str, among: str, draft: Draft) -> Issue:  # type: ignore[type-arg]
    """A code that names no entry of the section `among`."""
    file = FILE_OF.get(among, f"{among}.yaml")
    message = Message("“{key}”写的“{code}”在 {file} 里没有。", {"key": key, "code": code, "file": file})
    otherwise = Message("先在 {file} 里加上“{code}”，或改成已有的代码。", {"file": file, "code": code})
    return entry.error(message, did_you_mean(code, draft.codes(among), otherwise), key)


def twice(codes: Iterable[str]) -> list[str]:
    """The codes written more than once, in order."""
    return sorted(code for code, count in Counter(codes).items() if count > 1)


def circling(after: Mapping[str, Collection[str]]) -> list[str]:
    """Of what waits for others, by code, all that waits in a circle or behind one.

    Codes that do not exist hold nobody up.
    """
    waiting = {code: {other for other in others if other in after} for code, others in after.items()}
    while free := {code for code, others in waiting.items() if not others}:
        waiting = {code: others - free for code, others in waiting.items() if code not in free}
    return sorted(waiting)


def parents_do_not_circle(draft: Draft) -> Iterator[Issue]:
    for section, keys in PARENTS.items():
        for key in keys:
            parents = {str(code_of(entry)): getattr(entry.spec, key) for entry in draft.entries(section)}
            for entry in draft.entries(section):
                code = code_of(entry)
                if code in _chain(getattr(entry.spec, key), parents):
                    message = Message("“{code}”经“{key}”绕回了自己。", {"code": code, "key": key})
                    yield entry.error(message, Message("改掉这一圈里的一个“{key}”。", {"key": key}), key)


def _chain(code: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """The codes from `code` upwards, each once."""
    chain: list[str] = []
    while code is not None and code not in chain:
        chain.append(code)
        code = parents.get(code)
    return chain


def neighbors_do_not_contain_the_zone(draft: Draft) -> Iterator[Issue]:
    wholes = {entry.spec.code: entry.spec.statistical_parent for entry in draft.bodies}
    for entry in draft.zone:
        for code in entry.spec.neighbors:
            if code in _chain(entry.spec.body, wholes):
                message = Message("周边里的“{code}”在统计上包含本区。", {"code": code})
                yield entry.warning(message, Message("部分不能与整体相比，请另选周边。"), "neighbors")


def targets_say_enough(draft: Draft) -> Iterator[Issue]:
    for entry in draft.targets:
        for lacking, key in _lacking(entry.spec):
            message = Message("“{kind}”类目标缺少“{key}”。", {"kind": entry.spec.kind.value, "key": key})
            yield entry.error(message, lacking, key)


def _lacking(target: TargetSpec) -> Iterator[tuple[Message, str]]:
    if target.kind is TargetKind.FORMULA:
        if not target.parts:
            yield Message("数字口诀要列出各位数字；不知道含义就只写 digits。"), "parts"
        return
    if target.indicator is None:
        yield Message("写上它衡量的指标代码；没有指标的数字口诀用 kind: formula。"), "indicator"
    if target.kind.is_relative:
        if not target.compared_with:
            yield Message("写明与谁比，如 [huaian_city, earlier_years]。"), "compared_with"
        return
    for key in ("value", "unit"):
        if getattr(target, key) is None:
            yield Message("写上要达到的数和单位；只比快慢或比重的用 faster_than 或 share_rises。"), key


def target_units_fit(draft: Draft) -> Iterator[Issue]:
    for entry in draft.targets:
        indicator = draft.indicator(entry.spec.indicator)
        if indicator is None or entry.spec.unit is None or entry.spec.kind.is_relative:
            continue
        fitting = unit(indicator.unit)
        if entry.spec.kind in (TargetKind.GROWTH, TargetKind.SHARE):
            fitting = unit("percent")
        if unit(entry.spec.unit).dimension != fitting.dimension:
            params = {"unit": unit(entry.spec.unit).chinese, "indicator": indicator.name}
            message = Message("单位“{unit}”与指标“{indicator}”不相配。", params)
            yield entry.error(message, Message("应写“{unit}”或同类单位。", {"unit": fitting.chinese}), "unit")


def curves_rise_to_one(draft: Draft) -> Iterator[Issue]:
    for entry in draft.targets:
        if curve := entry.spec.pace_curve:
            yield from curve.check(entry.place("curve"), entry.spec.period)


def lights_cover_every_value(draft: Draft) -> Iterator[Issue]:
    for entry in draft.lights:
        thresholds = entry.spec.thresholds
        yield from thresholds.check(entry.place("bands"))
        if thresholds.growth:
            yield from thresholds.growth.check(entry.place("growth_bands"))
        yield from _unnamed(entry)


def _unnamed(entry: Entry[LightsSpec]) -> Iterator[Issue]:
    """Lights that growth can earn but that have no words."""
    named = {band.light for band in entry.spec.bands}
    for band in entry.spec.growth_bands:
        if band.light not in named:
            message = Message("“growth_bands”里的灯“{light}”在“bands”里没有。", {"light": band.light})
            yield entry.error(message, Message("在 bands 里写上这种灯和它的名称。"), "growth_bands")


def people_have_posts(draft: Draft) -> Iterator[Issue]:
    held = {entry.spec.person for entry in draft.posts}
    for entry in draft.people:
        if entry.spec.username not in held:
            message = Message("“{name}”没有岗位，登录后什么也做不了。", {"name": entry.spec.name})
            hint = Message(
                "在 posts 里给一个岗位写上 person: {username}。", {"username": entry.spec.username}
            )
            yield entry.error(message, hint, "username")


def duties_are_separated(draft: Draft) -> Iterator[Issue]:
    duties: dict[str, set[Duty]] = {}
    for entry in draft.posts:
        if entry.spec.person is None:
            continue
        mine = duties.setdefault(entry.spec.person, set())
        mine.add(entry.spec.duty)
        if are_mixed(mine):
            message = Message("“{person}”既管理账号或审计，又有别的职责。", {"person": entry.spec.person})
            yield entry.error(message, Message("职责须分离：请把其中一个岗位交给别人。"), "duty")
