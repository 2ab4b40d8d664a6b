"""What must hold among the cases of a zone: codes that exist, moments in order, acts of the flow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from itertools import chain
from pathlib import Path as FilePath
from typing import Any

from chaotou.core.issues import Issue, Message, Refusal
from chaotou.core.matters.fields import filled
from chaotou.core.matters.flow import Flow
from chaotou.core.naming import Listed
from chaotou.core.zone.case_specs import CaseActSpec, CaseSpec
from chaotou.core.zone.case_walks import Whole
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.core.zone.specs import Zone

PLATFORM, APPLICANT = "platform", "applicant"
"""Who acts besides people: the platform itself, and who brought the matter, without an account."""

ALWAYS = ("act", "by", "at", "of")
WORDS = ("text", "files")
HOLD_LAND, CONFIRM_OPINION = "hold_land", "confirm_opinion"
"""What is done to a chain and its parts that is no step of a flow."""

TAKES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("accept", "refuse", "withdraw", "return", "sign_for", "decline", "respond", "resume", "press"), WORDS
    ),
    **dict.fromkeys(("grant_extension", "deny_extension", "send_back", "reopen", "list", "note"), WORDS),
    **dict.fromkeys(("submit", "verify", "sign_off"), ("result", *WORDS)),
    "approve": ("result", "nodes", *WORDS),
    "accept_tolerating": ("papers", *WORDS),
    "ask_correction": ("missing", *WORDS),
    "correct": ("fields", *WORDS),
    "assign": ("lead", "task", "supporting", "due_on", *WORDS),
    "transfer": ("lead", *WORDS),
    "split": ("parts", *WORDS),
    "report": ("percent", "period_on", "nodes", *WORDS),
    "suspend": ("reason", *WORDS),
    "ask_extension": ("until_on", *WORDS),
    "supply": ("paper", *WORDS),
    "call_back": ("score", *WORDS),
    "look_back": ("holds", *WORDS),
    HOLD_LAND: ("land_on", "files"),
    CONFIRM_OPINION: ("files",),
}
"""What each act may say."""

NEEDS = {
    "accept_tolerating": "papers", "ask_correction": "missing", "assign": "lead", "transfer": "lead",
    "split": "parts", "suspend": "reason", "ask_extension": "until_on", "supply": "paper",
    "call_back": "score", HOLD_LAND: "land_on",
}  # fmt: skip
"""What an act has to say."""


@dataclass(frozen=True)
class Case:
    """A case as it was read, and each of its acts with its own line."""

    told: Entry[CaseSpec]
    acts: tuple[Entry[CaseActSpec], ...] = ()


@dataclass
class Told:
    """The cases as read, and the zone that they name."""

    path: FilePath
    zone: Zone
    cases: list[Case]

    @cached_property
    def kinds(self) -> dict[str, KindSpec]:
        return {kind.code: kind for kind in self.zone.matter_kinds}

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset({one.username for one in self.zone.people} | {APPLICANT, PLATFORM})

    @cached_property
    def organizations(self) -> frozenset[str]:
        return frozenset(one.code for one in self.zone.organizations)

    @cached_property
    def papers(self) -> frozenset[str]:
        return frozenset(one.code for one in self.zone.matter_papers)


def check_cases(told: Told) -> Iterator[Issue]:
    """Every issue of every rule, in the order of the rules."""
    for rule in RULES:
        yield from rule(told)


def _unknown(
    entry: Entry[Any], key: str, value: str | None, known: Collection[str], where: object
) -> Iterator[Issue]:
    if value and value not in known:
        message = Message("“{value}”在 {where} 里没有。", {"value": value, "where": where})
        yield entry.error(message, did_you_mean(value, known, Message("查看是否写错，或先添上它。")), key)


def cases_are_once(told: Told) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for case in told.cases:
        name = case.told.spec.case
        if name in first:
            message = Message("“{value}”已在第 {line} 行。", {"value": name, "line": first[name]})
            yield case.told.error(message, Message("另取一个名字。"), "case")
        first.setdefault(name, case.told.line)


def what_cases_name_exists(told: Told) -> Iterator[Issue]:
    """Kinds, people, organizations and firms; another case is named after it."""
    firms = {one.name for one in told.zone.enterprises}
    earlier = {case.told.spec.case: case.told.spec.at for case in told.cases}
    for case in told.cases:
        entry, spec = case.told, case.told.spec
        yield from _unknown(entry, "kind", spec.kind, told.kinds, "matters.yaml")
        yield from _unknown(entry, "by", spec.by, told.people, "people.yaml")
        yield from _unknown(
            entry, "organization", spec.organization, told.organizations, "organizations.yaml"
        )
        yield from _unknown(entry, "enterprise", spec.enterprise, firms, "enterprises.csv")
        for key in ("repeats", "appeal_of"):
            before = {name for name, at in earlier.items() if at < spec.at}
            yield from _unknown(entry, key, getattr(spec, key), before, Message("更早的事项"))


def forms_are_filled_in(told: Told) -> Iterator[Issue]:
    """A case says what the form of its kind asks for, and a correction what the form knows."""
    for case in told.cases:
        if (kind := told.kinds.get(case.told.spec.kind)) is None:
            continue
        for message in filled(kind.fields, case.told.spec.fields).wrong:
            yield case.told.error(message, Message("照这类事项的 fields 填写。"), "fields")
        for act in case.acts:
            for message in filled(kind.fields, act.spec.fields, held={}).wrong:
                yield act.error(message, Message("照这类事项的 fields 填写。"), "fields")


def moments_are_in_order(told: Told) -> Iterator[Issue]:
    """Each act comes after the one before, all within the planned year and not after the zone's own day."""
    first = datetime(told.zone.zone.year, 1, 1)
    latest = datetime.combine(told.zone.zone.latest, time.max)
    for case in told.cases:
        before = first
        for entry, at in ((case.told, case.told.spec.at), *((act, act.spec.at) for act in case.acts)):
            if not first <= at <= latest:
                params = {"at": at, "first": first.date(), "latest": latest.date()}
                message = Message("{at} 不在 {first} 到 {latest} 之间。", params)
                yield entry.error(message, Message("在计划年度内，不晚于 zone.yaml 的 as_of。"), "at")
            elif at < before:
                yield entry.error(
                    Message("早于前一步（{day}）。", {"day": before}), Message("各步按时间先后写。"), "at"
                )
            before = max(before, at)


def acts_say_what_they_take(told: Told) -> Iterator[Issue]:
    """Each act is one there is, says what it needs and nothing that it does not take."""
    for entry in _acts(told):
        act, said = entry.spec.act, entry.spec.model_fields_set - {*ALWAYS}
        yield from _unknown(entry, "act", act, TAKES, "docs/zone-directory.md")
        strange = sorted(said - {*TAKES.get(act, tuple(said))})
        if strange:
            message = Message("“{act}”没有 {keys} 这些项。", {"act": act, "keys": Listed(tuple(strange))})
            hint = Message("可写的项：{keys}。", {"keys": Listed(TAKES[act])})
            yield entry.error(message, hint, strange[0])
        if act in NEEDS and NEEDS[act] not in said:
            message = Message("缺少“{key}”。", {"key": NEEDS[act]})
            yield entry.error(message, Message("请在这一条里补上“{key}: …”。", {"key": NEEDS[act]}), "act")


def what_acts_name_exists(told: Told) -> Iterator[Issue]:
    """People, organizations, papers of the zone; results, reasons, papers and nodes of the kind."""
    for case in told.cases:
        for entry in case.acts:
            spec = entry.spec
            yield from _unknown(entry, "by", spec.by, told.people, "people.yaml")
            bodies = (("lead", spec.lead), *(("supporting", code) for code in spec.supporting))
            for key, code in chain(bodies, (("parts", part.lead) for part in spec.parts)):
                yield from _unknown(entry, key, code, told.organizations, "organizations.yaml")
            for file in spec.files:
                yield from _unknown(entry, "files", file.paper, told.papers, "matter_papers")
            if kind := _kind_of(told, case, spec):
                yield from _of_kind(entry, kind)


def _kind_of(told: Told, case: Case, act: CaseActSpec) -> KindSpec | None:
    """The kind of the matter, or of the part of a chain, that an act is done to."""
    kind = told.kinds.get(case.told.spec.kind)
    part = next((part for part in (kind.parts if kind else ()) if part.code == act.of), None)
    return told.kinds.get(part.kind) if part else kind


def _of_kind(entry: Entry[CaseActSpec], kind: KindSpec) -> Iterator[Issue]:
    spec, where = entry.spec, kind.code
    tolerable = {paper.code for paper in kind.tolerance.papers} if kind.tolerance else set()
    yield from _unknown(entry, "result", spec.result, kind.results, where)
    yield from _unknown(entry, "reason", spec.reason, kind.suspensions, where)
    for paper in (*spec.papers, *filter(None, [spec.paper])):
        yield from _unknown(entry, "paper" if spec.paper else "papers", paper, tolerable, where)
    for node in spec.nodes:
        yield from _unknown(entry, "nodes", node, {node.code for node in kind.nodes}, where)


def files_are_there(told: Told) -> Iterator[Issue]:
    for entry in _acts(told):
        for file in entry.spec.files:
            if not (told.path / file.file).is_file():
                message = Message("没有这个文件：{file}。", {"file": file.file})
                hint = Message("写区目录里的路径，如 cases/files/paper.pdf。")
                yield entry.error(message, hint, "files")


def _acts(told: Told) -> Iterable[Entry[CaseActSpec]]:
    return chain.from_iterable(case.acts for case in told.cases)


def acts_follow_the_flow(told: Told) -> Iterator[Issue]:
    """Each act is a step of the flow from the state that the acts before it led to."""
    flows = {spec.code: Flow(spec) for spec in told.zone.matter_flows}
    for case in told.cases:
        if (kind := told.kinds.get(case.told.spec.kind)) is None:
            continue
        whole = Whole.of(kind, told.kinds, flows)
        for entry in case.acts:
            try:
                whole.take(entry.spec)
            except Refusal as refusal:
                hint = Message("看这类事项的流程 {flow}：哪个状态能办哪一步。", {"flow": kind.flow})
                yield entry.error(refusal.message, hint, "act")
                break


RULES = (
    cases_are_once,
    what_cases_name_exists,
    forms_are_filled_in,
    moments_are_in_order,
    acts_say_what_they_take,
    what_acts_name_exists,
    files_are_there,
    acts_follow_the_flow,
)
