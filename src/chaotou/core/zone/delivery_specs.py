"""What a zone's `delivery.yaml` says: node templates, factors, levels of problems, linkage, lights, lists."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from chaotou.core.deadlines import counting
from chaotou.core.lights import Band, Base, Light, Thresholds
from chaotou.core.projects.delivery import DeliveryRules, Level
from chaotou.core.projects.money import MoneyRules
from chaotou.core.projects.schedule import Activity, Link, Network, Relation
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.fields import Code, Name, Spec

DayCount = Literal["working", "natural"]


class NodeLinkSpec(Spec):
    """What a node waits for: another node of the template, by which ends, and a lag in the plan's days."""

    node: Code
    relation: Relation = Relation.FINISH_START
    lag: int = Field(default=0, ge=-3650, le=3650)


class TemplateNodeSpec(Spec):
    """A node: how many days it takes, what it waits for, who answers, what proves that it is done."""

    code: Code
    name: Name
    english: Name
    days: int = Field(ge=0, le=3650)
    after: tuple[NodeLinkSpec, ...] = ()
    organization: Code | None = None
    stage: Code | None = None
    evidence: tuple[Code, ...] = ()


class NodeTemplateSpec(Spec):
    """`delivery.yaml`: the nodes of a kind of project, counted in working or natural days."""

    code: Code
    name: Name
    english: Name
    kinds: tuple[Code, ...] = ()
    counted_in: DayCount = "working"
    nodes: tuple[TemplateNodeSpec, ...] = Field(min_length=1)
    note: str = ""

    def network(self) -> Network:
        """The nodes and what they wait for; `Refusal` for a link to no node of the template."""
        links = [
            Link(link.node, node.code, link.relation, link.lag) for node in self.nodes for link in node.after
        ]
        return Network.of([Activity(node.code, node.days) for node in self.nodes], links)


class FactorKindSpec(Spec):
    """`delivery.yaml`: water, power, land and the like, the unit it is asked for in, who usually supplies."""

    code: Code
    name: Name
    english: Name
    unit: str = ""
    english_unit: str = ""
    supplier: Code | None = None


class ProblemLevelSpec(Spec):
    """`delivery.yaml`: who solves a problem, and in how many days before it rises; the last is the top."""

    code: Code
    name: Name
    english: Name
    days: int | None = Field(default=None, gt=0)
    counted_in: DayCount = "working"

    def as_rule(self, workdays: WorkdayCalendar) -> Level:
        """The level as the rule takes it, in the zone's working days or in all days."""
        return Level(self.code, self.days, counting(workdays, self.counted_in))


class LinkageSlotSpec(Spec):
    """`delivery.yaml`: one of the “ones” a project is given: a leader, a team, a plan."""

    code: Code
    name: Name
    english: Name
    help: str = ""
    english_help: str = ""


class DayBandSpec(Spec):
    """The light of a node at most so many natural days late; the last band has no limit."""

    light: Light
    at_most: int | None = Field(default=None, ge=0)

    @property
    def as_rule(self) -> Band:
        return Band(self.light, None if self.at_most is None else -float(self.at_most))


class MoneyBandSpec(Spec):
    """The light of an investment that leads its plan by at least so much, on the base stated."""

    light: Light
    at_least: float | None = None

    @property
    def as_rule(self) -> Band:
        return Band(self.light, self.at_least)


class DeliveryLightsSpec(Spec):
    """`delivery.yaml`: the lights that hold from a day on, each base stated, every value covered."""

    valid_from: date = Field(alias="from")
    source: Code
    due_soon_days: int = Field(ge=0, le=366)
    node_days: tuple[DayBandSpec, ...] = Field(min_length=1)
    money_base: Base = Base.POINTS
    money: tuple[MoneyBandSpec, ...] = Field(min_length=1)
    report_within_days: int = Field(ge=0, le=366)
    forecast_cases: int = Field(default=8, gt=0)
    note: str = ""

    @property
    def nodes(self) -> DeliveryRules:
        """The bands of days as the rule takes them: days ahead, so that late is below zero."""
        return DeliveryRules(Thresholds(tuple(band.as_rule for band in self.node_days)), self.due_soon_days)

    @property
    def amounts(self) -> MoneyRules:
        bands = Thresholds(tuple(band.as_rule for band in self.money), self.money_base)
        return MoneyRules(bands, self.report_within_days)


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Shows(StrEnum):
    """What a list puts before its meeting: open problems, projects behind plan, or every project."""

    PROBLEMS = "problems"
    BEHIND = "behind"
    ALL = "all"


class DispatchListSpec(Spec):
    """`delivery.yaml`: a list that is ready for each week, month or quarter."""

    code: Code
    name: Name
    english: Name
    rhythm: Rhythm
    shows: Shows
    note: str = ""


USUAL_LIGHTS = DeliveryLightsSpec.model_validate(
    {
        "from": date.min,
        "source": "usual",
        "due_soon_days": 14,
        "node_days": [
            {"light": "on_track", "at_most": 0},
            {"light": "at_risk", "at_most": 15},
            {"light": "behind"},
        ],
        "money": [
            {"light": "on_track", "at_least": 0},
            {"light": "at_risk", "at_least": -10},
            {"light": "behind"},
        ],
        "report_within_days": 10,
    }
)
"""For a zone that sets none: late is yellow for fifteen days, then red; behind is yellow for ten points."""
