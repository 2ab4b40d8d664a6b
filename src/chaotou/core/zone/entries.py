"""Entries as read, each with the place it was written, so that every complaint can point at a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.zone.chain_specs import ChainSpec
from chaotou.core.zone.delivery_specs import (
    DeliveryLightsSpec,
    DispatchListSpec,
    FactorKindSpec,
    LinkageSlotSpec,
    NodeTemplateSpec,
    ProblemLevelSpec,
)
from chaotou.core.zone.enterprise_specs import EnterpriseRow
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.lead_specs import (
    CitySpec,
    ClockSpec,
    DuplicateSpec,
    ExchangeRateSpec,
    ProtectionSpec,
    SplitSpec,
    TeamSpec,
    WaySpec,
)
from chaotou.core.zone.matter_flow_specs import FlowSpec
from chaotou.core.zone.matter_specs import KindSpec, ResultSpec, SuspensionSpec
from chaotou.core.zone.matter_watch_specs import MatterCountSpec, QuietSpec, ReminderSpec, ShadesSpec
from chaotou.core.zone.meeting_specs import HallSpec, MeetingKindSpec, TopicKindSpec
from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.core.zone.project_specs import (
    CountSpec,
    EvidenceSpec,
    FieldSpec,
    IntegritySpec,
    RateSpec,
    RecognitionSpec,
    StageSpec,
    TierSpec,
)
from chaotou.core.zone.review_specs import AdmissionSpec, PromiseSpec, ReviewRulesSpec, ReviewSheetSpec
from chaotou.core.zone.specs import (
    BodySpec,
    CalendarSpec,
    IndicatorSpec,
    LightsSpec,
    ObservationRow,
    OrganizationSpec,
    PersonSpec,
    PostSpec,
    SourceSpec,
    TargetSpec,
    Zone,
    ZoneSpec,
)

S = TypeVar("S", bound=Spec, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[S]):
    """A spec and where it stands: its file, first line, path in the file, and the line of each key."""

    spec: S
    file: str
    line: int
    path: str
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str = "") -> Place:
        path = ".".join(part for part in (self.path, key) if part)
        return Place(self.file, self.lines.get(key, self.line), path)

    def error(self, message: Message, hint: Message, key: str = "") -> Issue:
        return Issue(Level.ERROR, self.place(key), message, hint)

    def warning(self, message: Message, hint: Message, key: str = "") -> Issue:
        return Issue(Level.WARNING, self.place(key), message, hint)


@dataclass
class Draft:
    """Everything that could be read of a zone; `written` also holds the codes of entries with faults.

    What names an entry of an `unread` section is not held against it: the file is the fault.
    """

    zone: list[Entry[ZoneSpec]] = field(default_factory=list)
    organizations: list[Entry[OrganizationSpec]] = field(default_factory=list)
    posts: list[Entry[PostSpec]] = field(default_factory=list)
    people: list[Entry[PersonSpec]] = field(default_factory=list)
    bodies: list[Entry[BodySpec]] = field(default_factory=list)
    indicators: list[Entry[IndicatorSpec]] = field(default_factory=list)
    targets: list[Entry[TargetSpec]] = field(default_factory=list)
    sources: list[Entry[SourceSpec]] = field(default_factory=list)
    lights: list[Entry[LightsSpec]] = field(default_factory=list)
    calendars: list[Entry[CalendarSpec]] = field(default_factory=list)
    stages: list[Entry[StageSpec]] = field(default_factory=list)
    fields: list[Entry[FieldSpec]] = field(default_factory=list)
    evidence: list[Entry[EvidenceSpec]] = field(default_factory=list)
    recognition: list[Entry[RecognitionSpec]] = field(default_factory=list)
    tiers: list[Entry[TierSpec]] = field(default_factory=list)
    counts: list[Entry[CountSpec]] = field(default_factory=list)
    rates: list[Entry[RateSpec]] = field(default_factory=list)
    integrity: list[Entry[IntegritySpec]] = field(default_factory=list)
    clocks: list[Entry[ClockSpec]] = field(default_factory=list)
    ways: list[Entry[WaySpec]] = field(default_factory=list)
    protection: list[Entry[ProtectionSpec]] = field(default_factory=list)
    duplicates: list[Entry[DuplicateSpec]] = field(default_factory=list)
    cities: list[Entry[CitySpec]] = field(default_factory=list)
    teams: list[Entry[TeamSpec]] = field(default_factory=list)
    splits: list[Entry[SplitSpec]] = field(default_factory=list)
    exchange_rates: list[Entry[ExchangeRateSpec]] = field(default_factory=list)
    chains: list[Entry[ChainSpec]] = field(default_factory=list)
    reviews: list[Entry[ReviewRulesSpec]] = field(default_factory=list)
    review_sheets: list[Entry[ReviewSheetSpec]] = field(default_factory=list)
    admission_lines: list[Entry[AdmissionSpec]] = field(default_factory=list)
    promises: list[Entry[PromiseSpec]] = field(default_factory=list)
    node_templates: list[Entry[NodeTemplateSpec]] = field(default_factory=list)
    factor_kinds: list[Entry[FactorKindSpec]] = field(default_factory=list)
    problem_levels: list[Entry[ProblemLevelSpec]] = field(default_factory=list)
    linkage_slots: list[Entry[LinkageSlotSpec]] = field(default_factory=list)
    delivery_lights: list[Entry[DeliveryLightsSpec]] = field(default_factory=list)
    dispatch_lists: list[Entry[DispatchListSpec]] = field(default_factory=list)
    matter_flows: list[Entry[FlowSpec]] = field(default_factory=list)
    matter_kinds: list[Entry[KindSpec]] = field(default_factory=list)
    matter_papers: list[Entry[EvidenceSpec]] = field(default_factory=list)
    matter_results: list[Entry[ResultSpec]] = field(default_factory=list)
    suspension_reasons: list[Entry[SuspensionSpec]] = field(default_factory=list)
    matter_reminders: list[Entry[ReminderSpec]] = field(default_factory=list)
    matter_shades: list[Entry[ShadesSpec]] = field(default_factory=list)
    quiet_hours: list[Entry[QuietSpec]] = field(default_factory=list)
    matter_counts: list[Entry[MatterCountSpec]] = field(default_factory=list)
    meeting_kinds: list[Entry[MeetingKindSpec]] = field(default_factory=list)
    meeting_halls: list[Entry[HallSpec]] = field(default_factory=list)
    topic_kinds: list[Entry[TopicKindSpec]] = field(default_factory=list)
    plots: list[Entry[PlotSpec]] = field(default_factory=list)
    enterprises: list[Entry[EnterpriseRow]] = field(default_factory=list)
    observations: list[Entry[ObservationRow]] = field(default_factory=list)
    written: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def entries(self, section: str) -> list[Entry[Spec]]:
        """The entries of a section by its name."""
        return list(getattr(self, section))

    def sections(self) -> Iterator[str]:
        return (name for name in Zone.model_fields if name != "zone")

    def codes(self, section: str) -> set[str]:
        """All codes a section defines, those of faulty entries too: one fault is reported once."""
        return self.written.get(section, set())

    def indicator(self, code: str | None) -> IndicatorSpec | None:
        return next((entry.spec for entry in self.indicators if entry.spec.code == code), None)

    def finished(self) -> Zone:
        """The zone, once nothing in it is an error."""
        parts = {name: tuple(entry.spec for entry in self.entries(name)) for name in self.sections()}
        return Zone.model_construct(zone=self.zone[0].spec, **parts)  # type: ignore[arg-type]


def code_of(entry: Entry[Spec]) -> str | None:
    """What an entry is known by: its code, a source's id, a person's username."""
    for key in ("code", "id", "username"):
        if (value := getattr(entry.spec, key, None)) is not None:
            return str(value)
    return None
