"""What a zone's files may say, a model for each kind of entry. `docs/zone-directory.md` explains each key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import Field

from chaotou.core.lights import Band, Base, Light, Thresholds
from chaotou.core.pace import PaceCurve
from chaotou.core.periods import Period
from chaotou.core.workdays import FIRST, LATEST, Holiday, Notice, Stretch, WorkdayCalendar
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
from chaotou.core.zone.fields import Code, Name, NumberOrReason, OptionalPercent, PeriodField, Spec, UnitCode
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
from chaotou.core.zone.vocabulary import (
    Basis,
    BodyKind,
    Bound,
    Direction,
    Duty,
    Frequency,
    Measure,
    Missing,
    OrganizationKind,
    Pace,
    Provenance,
    SourceKind,
    Status,
    TargetKind,
    Trust,
)


class ZoneSpec(Spec):
    """`zone.yaml`: which zone this is, and the year it is planning.

    `as_of` is the day a demonstration lives on when its year is over; a zone at work lives today.
    """

    code: Code
    name: Name
    english: Name
    body: Code
    city: Code
    neighbors: tuple[Code, ...] = ()
    year: int = Field(ge=1980, le=2100)
    as_of: date | None = None
    pace: Pace = Pace.EVEN_MONTH
    letters_kept_days: int | None = Field(default=None, ge=1, le=36500)

    @property
    def latest(self) -> date:
        """The latest day of which invented matters and meetings tell."""
        return self.as_of or date(self.year, 12, 31)


class OrganizationSpec(Spec):
    """`organizations.yaml`: a bureau, sub-district, park, firm or village that answers for something."""

    code: Code
    name: Name
    english: Name
    short: str = ""
    kind: OrganizationKind
    parent: Code | None = None
    aliases: tuple[Name, ...] = ()


class PostSpec(Spec):
    """`people.yaml`: a post in an organization, what its holder does with figures, and who holds it."""

    code: Code
    organization: Code
    title: Name
    english: Name
    duty: Duty
    person: Code | None = None


class PersonSpec(Spec):
    """`people.yaml`: somebody who signs in. There are no passwords in files."""

    username: Code
    name: Name
    english: Name
    organization: Code


class BodySpec(Spec):
    """`bodies.yaml`: what figures are about; `statistical_parent` is whose figures contain this one's."""

    code: Code
    name: Name
    english: Name
    kind: BodyKind
    parent: Code | None = None
    statistical_parent: Code | None = None
    scope: str = ""
    aliases: tuple[Name, ...] = ()


class IndicatorSpec(Spec):
    """`indicators.yaml`: what is measured, in which unit, how it adds up and who reports it."""

    code: Code
    name: Name
    english: Name
    aliases: tuple[Name, ...] = ()
    unit: UnitCode
    measure: Measure
    cumulative: bool = False
    direction: Direction = Direction.HIGHER
    decimals: int = Field(default=2, ge=0, le=6)
    group: Code
    lead: Code | None = None
    supporting: tuple[Code, ...] = ()
    frequency: Frequency
    whole: Code | None = None
    note: str = ""
    definition: str = ""
    english_definition: str = ""
    provenance: Provenance = Provenance.LOCAL
    slot: int | None = Field(default=None, ge=1, le=30)


class FormulaPart(Spec):
    """One number of a named formula; what the zone has not filled in stays empty and is shown so."""

    digits: str
    label: str | None = None
    target: Code | None = None


class TargetSpec(Spec):
    """`targets.yaml`: what was undertaken, by whom, by when, where it was said. Growth is in percent."""

    code: Code
    indicator: Code | None = None
    name: Name
    english: Name
    kind: TargetKind
    body: Code
    period: PeriodField
    value: Decimal | None = None
    bound: Bound = Bound.AT_LEAST
    unit: UnitCode | None = None
    compared_with: tuple[Code, ...] = ()
    lead: Code | None = None
    supporting: tuple[Code, ...] = ()
    source: Code
    sentence: str = ""
    parts: tuple[FormulaPart, ...] = ()
    curve: Annotated[tuple[Decimal, ...], Field(min_length=12, max_length=12)] | None = None
    set_on: date
    provenance: Provenance

    @property
    def pace_curve(self) -> PaceCurve | None:
        """The target's own curve where it has one."""
        return PaceCurve.monthly([float(share) for share in self.curve]) if self.curve else None


class SourceSpec(Spec):
    """`sources.yaml`: where a figure or target was read; `url` is empty where no good address is known."""

    id: Code
    title: Name
    english: Name
    published_on: date | None = None
    url: str | None = None
    kind: SourceKind
    trust: Trust
    note: str = ""


class GrowthBand(Spec):
    """A light and the least lead that still earns it (empty: everything below)."""

    light: Light
    at_least: Decimal | None = None

    @property
    def as_rule(self) -> Band:
        return Band(self.light, None if self.at_least is None else float(self.at_least))


class LightBand(GrowthBand):
    """The same with the light's words."""

    name: Name
    english: Name


class LightsSpec(Spec):
    """`lights.yaml`: the bands that hold from a date on, best first, together covering every value."""

    valid_from: date = Field(alias="from")
    source: Code
    note: str = ""
    base: Base = Base.POINTS
    bands: tuple[LightBand, ...] = Field(min_length=1)
    growth_bands: tuple[GrowthBand, ...] = ()

    @property
    def thresholds(self) -> Thresholds:
        """The bands as the rule that gives a light."""
        growth = Thresholds(tuple(band.as_rule for band in self.growth_bands)) if self.growth_bands else None
        return Thresholds(tuple(band.as_rule for band in self.bands), self.base, growth)

    @property
    def bands_of_growth(self) -> tuple[LightBand, ...]:
        """The bands for growth, each with its light's words."""
        named = {band.light: band for band in self.bands}
        return tuple(
            named[one.light].model_copy(update={"at_least": one.at_least}) for one in self.growth_bands
        )


class HolidaySpec(Spec):
    """Days off in a row, both ends included, and the weekend days worked for them 调休上班."""

    name: Name
    english: Name
    starts_on: date = Field(alias="from")
    ends_on: date = Field(alias="to")
    worked: tuple[date, ...] = ()

    @property
    def as_rule(self) -> Holiday:
        return Holiday(self.name, self.english, Stretch(self.starts_on, self.ends_on), self.worked)


class CalendarSpec(Spec):
    """`calendars.yaml`: the holidays of a year and the notice that sets them."""

    year: int = Field(ge=FIRST.year, le=LATEST.year)
    source: Code
    note: str = ""
    holidays: tuple[HolidaySpec, ...] = Field(min_length=1)

    @property
    def notice(self) -> Notice:
        """The year as the rule that tells working days."""
        return Notice(self.year, self.source, tuple(holiday.as_rule for holiday in self.holidays))


class ObservationRow(Spec):
    """A line of `observations/*.csv`: a figure as published, in the indicator's unit, growth in percent."""

    indicator: Code
    body: Code
    period: PeriodField
    value: NumberOrReason = None
    growth: OptionalPercent = None
    basis: Basis = Basis.UNSTATED
    status: Status
    scope: str = ""
    source: Code
    synthetic: bool
    recorded_on: date
    note: str = ""

    @property
    def number(self) -> Decimal | None:
        """The value where there is one."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def missing(self) -> Missing | None:
        """Why there is no value, where the file says so."""
        return self.value if isinstance(self.value, Missing) else None

    @property
    def key(self) -> tuple[str, str, Period, str]:
        """What is observed: later rows with the same key are revisions."""
        return self.indicator, self.body, self.period, self.scope


class Zone(Spec):
    """All of a zone's files, read and found in order."""

    zone: ZoneSpec
    organizations: tuple[OrganizationSpec, ...] = ()
    posts: tuple[PostSpec, ...] = ()
    people: tuple[PersonSpec, ...] = ()
    bodies: tuple[BodySpec, ...] = ()
    indicators: tuple[IndicatorSpec, ...] = ()
    targets: tuple[TargetSpec, ...] = ()
    sources: tuple[SourceSpec, ...] = ()
    lights: tuple[LightsSpec, ...] = ()
    calendars: tuple[CalendarSpec, ...] = ()
    stages: tuple[StageSpec, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    evidence: tuple[EvidenceSpec, ...] = ()
    recognition: tuple[RecognitionSpec, ...] = ()
    tiers: tuple[TierSpec, ...] = ()
    counts: tuple[CountSpec, ...] = ()
    rates: tuple[RateSpec, ...] = ()
    integrity: tuple[IntegritySpec, ...] = ()
    clocks: tuple[ClockSpec, ...] = ()
    ways: tuple[WaySpec, ...] = ()
    protection: tuple[ProtectionSpec, ...] = ()
    duplicates: tuple[DuplicateSpec, ...] = ()
    cities: tuple[CitySpec, ...] = ()
    teams: tuple[TeamSpec, ...] = ()
    splits: tuple[SplitSpec, ...] = ()
    exchange_rates: tuple[ExchangeRateSpec, ...] = ()
    chains: tuple[ChainSpec, ...] = ()
    reviews: tuple[ReviewRulesSpec, ...] = ()
    review_sheets: tuple[ReviewSheetSpec, ...] = ()
    admission_lines: tuple[AdmissionSpec, ...] = ()
    promises: tuple[PromiseSpec, ...] = ()
    node_templates: tuple[NodeTemplateSpec, ...] = ()
    factor_kinds: tuple[FactorKindSpec, ...] = ()
    problem_levels: tuple[ProblemLevelSpec, ...] = ()
    linkage_slots: tuple[LinkageSlotSpec, ...] = ()
    delivery_lights: tuple[DeliveryLightsSpec, ...] = ()
    dispatch_lists: tuple[DispatchListSpec, ...] = ()
    matter_flows: tuple[FlowSpec, ...] = ()
    matter_kinds: tuple[KindSpec, ...] = ()
    matter_papers: tuple[EvidenceSpec, ...] = ()
    matter_results: tuple[ResultSpec, ...] = ()
    suspension_reasons: tuple[SuspensionSpec, ...] = ()
    matter_reminders: tuple[ReminderSpec, ...] = ()
    matter_shades: tuple[ShadesSpec, ...] = ()
    quiet_hours: tuple[QuietSpec, ...] = ()
    matter_counts: tuple[MatterCountSpec, ...] = ()
    meeting_kinds: tuple[MeetingKindSpec, ...] = ()
    meeting_halls: tuple[HallSpec, ...] = ()
    topic_kinds: tuple[TopicKindSpec, ...] = ()
    plots: tuple[PlotSpec, ...] = ()
    enterprises: tuple[EnterpriseRow, ...] = ()
    observations: tuple[ObservationRow, ...] = ()

    @cached_property
    def workdays(self) -> WorkdayCalendar:
        """Which days are worked, by the notices of the years that have one."""
        return WorkdayCalendar(calendar.notice for calendar in self.calendars)

    def delivery_lights_on(self, on: date) -> DeliveryLightsSpec | None:
        """The lights of delivery that hold on the day `on`: the latest whose `from` has come."""
        held = [lights for lights in self.delivery_lights if lights.valid_from <= on]
        return max(held, key=lambda lights: lights.valid_from, default=None)

    def lights_on(self, on: date) -> LightsSpec | None:
        """The bands that hold on the day `on`: the latest whose `from` has come."""
        held = [lights for lights in self.lights if lights.valid_from <= on]
        return max(held, key=lambda lights: lights.valid_from, default=None)
