"""The zone's rules of meetings, found by code: kinds, halls, kinds of topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings.timing import Deadlines, deadlines
from chaotou.core.zone.meeting_specs import HallSpec, MeetingKindSpec, TopicKindSpec
from chaotou.core.zone.specs import Zone
from chaotou.organization.queries import zone


@dataclass(frozen=True)
class Rules:
    """What the zone's files say of meetings."""

    zone: Zone

    @cached_property
    def kinds(self) -> Mapping[str, MeetingKindSpec]:
        return {kind.code: kind for kind in self.zone.meeting_kinds}

    @cached_property
    def halls(self) -> Mapping[str, HallSpec]:
        return {hall.code: hall for hall in self.zone.meeting_halls}

    @cached_property
    def topic_kinds(self) -> Mapping[str, TopicKindSpec]:
        return {kind.code: kind for kind in self.zone.topic_kinds}

    @cached_property
    def body_names(self) -> Mapping[str, str]:
        """Every name an organization goes by, and its code."""
        return {
            name: spec.code
            for spec in self.zone.organizations
            for name in (spec.name, spec.short, *spec.aliases)
            if name
        }

    def kind(self, code: str) -> MeetingKindSpec:
        """A kind of meeting; `Refusal` where the zone has none of that code."""
        if code not in self.kinds:
            raise Refusal(
                Message("没有“{kind}”这类会议。", {"kind": code}), Message("请在 meetings.yaml 里写上。")
            )
        return self.kinds[code]

    def main_hall(self, kind: MeetingKindSpec) -> str:
        """The hall (a code) where people sit unless somebody says otherwise; empty where a kind has none."""
        return next((hall for hall in kind.halls if not self.halls[hall].by_video), "")

    def deadlines(self, kind: MeetingKindSpec, meets_on: date) -> Deadlines:
        """Until when topics, papers and the notice come, by the zone's working days."""
        return deadlines(kind, self.zone.workdays, meets_on)


_latest: list[Rules] = []


def rules() -> Rules:
    """The rules of the zone as it now is; laid out anew only where its files have changed."""
    held = zone()
    if not _latest or _latest[0].zone is not held:
        _latest[:] = [Rules(held)]
    return _latest[0]
