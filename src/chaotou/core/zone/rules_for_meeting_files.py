"""What must hold among the invented meetings of a zone: codes that exist, moments in order, whole topics."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from chaotou.core.issues import Issue, Message
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.meeting_rows import Screened, ToldMeetingSpec, ToldTopicSpec
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.core.zone.rules_for_cases import TAKES
from chaotou.core.zone.rules_for_entries import twice
from chaotou.core.zone.specs import Zone

Told = Entry[ToldMeetingSpec]
Named = Iterator[tuple[str, str | None, str]]
"""A key, the code it holds, and the section of the zone it is in."""


@dataclass(frozen=True)
class World:
    """The zone that meetings name, and where its files are."""

    path: FilePath
    zone: Zone

    @cached_property
    def kinds(self) -> dict[str, MeetingKindSpec]:
        return {kind.code: kind for kind in self.zone.meeting_kinds}

    @cached_property
    def codes(self) -> dict[str, Collection[str]]:
        """The codes of each section that meetings name, and the acts there are."""
        return {
            "meeting_kinds": set(self.kinds),
            "topic_kinds": {one.code for one in self.zone.topic_kinds},
            "meeting_halls": {one.code for one in self.zone.meeting_halls},
            "organizations": {one.code for one in self.zone.organizations},
            "people": {one.username for one in self.zone.people},
            "acts": set(TAKES),
        }


WHERE = {
    "meeting_kinds": "meetings.yaml",
    "topic_kinds": "meetings.yaml",
    "meeting_halls": "meetings.yaml",
    "organizations": "organizations.yaml",
    "people": "people.yaml",
    "acts": "docs/zone-directory.md",
}


def check_meetings(path: FilePath, zone: Zone, told: Sequence[Told]) -> Iterator[Issue]:
    """Every issue of every rule, in the order of the rules."""
    world = World(path, zone)
    yield from _twice(told)
    for entry in told:
        for rule in RULES:
            yield from rule(entry, world)


def _twice(told: Sequence[Told]) -> Iterator[Issue]:
    repeated = twice(entry.spec.meeting for entry in told)
    for entry in told:
        if entry.spec.meeting in repeated:
            message = Message("“{name}”写了不止一次。", {"name": entry.spec.meeting})
            yield entry.error(message, Message("每次会议取一个名字。"), "meeting")


def what_meetings_name_exists(entry: Told, world: World) -> Iterator[Issue]:
    for key, code, among in _named(entry.spec):
        if code and code not in world.codes[among]:
            message = Message("“{value}”在 {where} 里没有。", {"value": code, "where": WHERE[among]})
            otherwise = Message("查看是否写错，或先添上它。")
            yield entry.error(message, did_you_mean(code, world.codes[among], otherwise), key)


def _named(spec: ToldMeetingSpec) -> Named:
    yield "kind", spec.kind, "meeting_kinds"
    yield "by", spec.by, "people"
    yield "signed_by", spec.signed_by, "people"
    for key in ("excused", "sits_in", "halls"):
        yield from ((key, person, "people") for person in getattr(spec, key))
    yield from (("halls", hall, "meeting_halls") for hall in spec.halls.values())
    for topic in spec.topics:
        yield from (("topics", code, among) for code, among in _of_topic(topic))
    for line in spec.lines:
        yield from (("lines", code, "organizations") for code in (line.lead, *line.helpers))
        for act in line.acts:
            yield "lines", act.act, "acts"
            yield "lines", act.by, "people"


def _of_topic(topic: ToldTopicSpec) -> Iterator[tuple[str | None, str]]:
    yield topic.organization, "organizations"
    yield topic.kind, "topic_kinds"
    yield from ((person, "people") for person in (topic.by, *topic.votes, *topic.aside))


def moments_of_meetings_are_in_order(entry: Told, world: World) -> Iterator[Issue]:
    """Planned, called, opened and signed one after another, none after the zone's own day."""
    spec, latest = entry.spec, datetime.combine(world.zone.zone.latest, time.max)
    moments = [
        ("at", spec.at),
        *((key, getattr(spec, key)) for key in ("called_at", "opened_at", "signed_at")),
    ]
    given = [(key, at) for key, at in moments if at is not None]
    for (_key, before), (key, at) in zip(given, given[1:], strict=False):
        if at < before:
            message = Message("{key} 早于前一步（{day}）。", {"key": key, "day": before})
            yield entry.error(message, Message("各步按时间先后写。"), key)
    for key, at in given:
        if at > latest:
            message = Message("{key} 晚于 {latest}。", {"key": key, "latest": latest.date()})
            yield entry.error(message, Message("不晚于 zone.yaml 的 as_of；还没有做的不写。"), key)


def turns_follow_one_another(entry: Told, world: World) -> Iterator[Issue]:
    """What was opened was called, what was signed was opened; who signs and when go together."""
    spec = entry.spec
    for later, earlier in (("opened_at", "called_at"), ("signed_at", "opened_at"), ("lines", "opened_at")):
        if getattr(spec, later) and not getattr(spec, earlier):
            message = Message("写了 {later}，没有写 {earlier}。", {"later": later, "earlier": earlier})
            yield entry.error(message, Message("补上前一步，或删去后一步。"), later)
    if bool(spec.signed_at) != bool(spec.signed_by):
        message = Message("signed_at 与 signed_by 要一起写。")
        yield entry.error(message, Message("写明谁在什么时候签发。"), "signed_at")


def topics_are_whole(entry: Told, world: World) -> Iterator[Issue]:
    """Lines stand under topics that there are; who did not let one in says why; its papers are there."""
    spec = entry.spec
    for line in spec.lines:
        if line.topic is not None and line.topic > len(spec.topics):
            message = Message("没有第 {number} 个议题。", {"number": line.topic})
            yield entry.error(message, Message("topic 写议题的次序，从 1 起。"), "lines")
    for topic in spec.topics:
        if topic.screened in (Screened.REFUSED, Screened.DEFERRED) and not topic.reason:
            message = Message("议题“{topic}”没有写理由。", {"topic": topic.title})
            yield entry.error(message, Message("写上 reason。"), "topics")
        for file in topic.files:
            if not (world.path / file).is_file():
                message = Message("没有这个文件：{path}。", {"path": file})
                yield entry.error(message, Message("路径从区目录写起。"), "topics")


RULES: tuple[Callable[[Any, World], Iterator[Issue]], ...] = (
    what_meetings_name_exists,
    moments_of_meetings_are_in_order,
    turns_follow_one_another,
    topics_are_whole,
)
