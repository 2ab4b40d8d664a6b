"""What the tables of a zone's `projects/` folder say: the projects to begin with, a model for each table.

Amounts are in yuan, land in mu; what happened on a day counts as the evening of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from chaotou.core.zone.fields import Code, Name, PeriodField, Spec
from chaotou.core.zone.project_specs import FieldKind, FieldSpec

ProjectCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=40)]
Amount = Annotated[Decimal, Field(ge=0)]
Share = Annotated[Decimal, Field(gt=0, le=1)]


def _parts(value: object) -> object:
    return tuple(filter(None, map(str.strip, re.split("[;；]", value)))) if isinstance(value, str) else value


Parts = Annotated[tuple[str, ...], BeforeValidator(_parts)]
"""Several things in one cell, parted by semicolons."""


class ProjectRow(Spec):
    """A line of `projects/projects.csv`; a column more for each field that the zone adds in `stages.yaml`."""

    code: ProjectCode
    name: Annotated[str, StringConstraints(min_length=1, max_length=150)]
    english: str = ""
    kind: Code | Literal[""] = ""
    investor: str = ""
    product: str = ""
    industry: str = ""
    chain: Code | Literal[""] = ""
    link: Code | Literal[""] = ""
    source_city: Code | Literal[""] = ""
    channel: Code | Literal[""] = ""
    referrer: str = ""
    investment: Amount | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"
    investment_stated: Amount | None = None
    rate: Annotated[Decimal, Field(gt=0)] | None = None
    rate_on: date | None = None
    fixed_investment: Amount | None = None
    land_mu: Amount | None = None
    plot: Code | Literal[""] = ""
    longitude: Annotated[Decimal, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[Decimal, Field(ge=-90, le=90)] | None = None
    yearly_output: Amount | None = None
    yearly_tax: Amount | None = None
    organization: Code
    landing: Code | None = None
    officer: Code | None = None
    linked_leader: Code | None = None
    secretary: Code | None = None
    registered_by: Code
    registered_at: datetime
    synthetic: bool


class OfProject(Spec):
    """A line about a project that `projects.csv` has."""

    project: ProjectCode


class MoveRow(OfProject):
    """`moves.csv`: a stage reached, or an increase; without an amount, the project's planned investment."""

    kind: Literal["stage", "increase"] = "stage"
    to_stage: Code
    moved_on: date
    investment: Amount | None = None
    occasion: str = ""
    reason: str = ""
    reported_by: Code
    reported_on: date


class RecognitionRow(OfProject):
    """`recognitions.csv`: what a scheme made of the latest move to a stage."""

    stage: Code
    scheme: Code
    state: Literal["requested", "recognized", "refused", "withdrawn"]
    requested_by: Code
    requested_on: date
    recognized_on: date | None = None
    decided_by: Code | None = None
    decided_on: date | None = None
    reason: str = ""


class CreditRow(OfProject):
    """`credits.csv`: shares of credit; a project without a line is its first talker's whole."""

    organization: Code
    share: Share
    role: Code
    from_on: date
    until_on: date | None = None


class TalkRow(OfProject):
    """`talks.csv`: talks with investors and steps at home, in a way that `leads.yaml` knows."""

    way: Code
    on: date
    place: str = ""
    people: str = ""
    summary: Name
    next_step: str = ""
    next_step_on: date | None = None
    recorded_by: Code
    recorded_on: date


class DisputeRow(OfProject):
    """`disputes.csv`: who else held to be first, and what was decided."""

    organization: Code
    statement: Name
    raised_by: Code
    raised_on: date
    ruling: Literal["", "stands", "passes", "shared"] = ""
    reason: str = ""
    ruled_by: Code | None = None
    ruled_on: date | None = None


class TransferRow(OfProject):
    """`transfers.csv`: a project passed on; its credits from that day on are the transfer's."""

    kind: Literal["area", "unit"]
    from_organization: Code
    to_organization: Code
    reason: Name
    decided_by: Code
    decided_on: date


class EvidenceRow(OfProject):
    """`evidence.csv`: a file of the zone directory as evidence, of a move to a stage or of the project."""

    stage: Code | None = None
    kind: Code
    file: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]+(/[A-Za-z0-9_.\-]+)*$")]
    taken_at: datetime | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    added_by: Code
    added_on: date


class ReviewRow(OfProject):
    """`reviews.csv`: a project before a meeting; `promises` as `kind:text`, parted by semicolons."""

    batch: Name
    meets_on: date
    promises: Parts = ()
    put_forward_by: Code
    put_forward_on: date
    outcome: Literal["", "approved", "conditional", "resubmit", "deferred", "rejected"] = ""
    reason: str = ""
    decided_by: Code | None = None
    decided_on: date | None = None


class OpinionRow(OfProject):
    """`opinions.csv`: a member of a review, and what was given; `marks` as `item=points`."""

    batch: Name
    member: Code
    recused: bool = False
    marks: Parts = ()
    comment: str = ""
    vote: Literal["", "for", "against", "abstain"] = ""
    given_on: date | None = None


class ConditionRow(OfProject):
    """`conditions.csv`: what a conditional approval asks for."""

    batch: Name
    text: Name
    organization: Code
    due_on: date
    met_on: date | None = None
    met_by: Code | None = None
    note: str = ""
    confirmed_by: Code | None = None
    confirmed_on: date | None = None


class PlanRow(OfProject):
    """`plans.csv`: a node template laid out from a day on."""

    template: Code
    starts_on: date
    proposed_by: Code


class NodeRow(OfProject):
    """`nodes.csv`: what became of a node of the plan; nodes without a line are open and on plan."""

    node: Code
    forecast_on: date | None = None
    actual_on: date | None = None
    cause: str = ""


class BaselineRow(OfProject):
    """`baselines.csv`: another planned day of a node, by the number of the baseline that moves it."""

    number: int = Field(ge=2)
    node: Code
    planned_on: date
    reason: Name
    proposed_by: Code
    proposed_on: date
    approved_by: Code | None = None
    approved_on: date | None = None


class FactorRow(OfProject):
    """`factors.csv`: what is needed from outside, by which node; of its usual supplier unless said."""

    kind: Code
    node: Code | None = None
    quantity: Amount | None = None
    supplier: Code | None = None
    promised_on: date | None = None
    delivered_on: date | None = None
    note: str = ""
    recorded_by: Code
    recorded_on: date


class ProblemRow(OfProject):
    """`problems.csv`: what stands in the way; `number` tells a project's problems apart."""

    number: int = Field(ge=1)
    title: Name
    request: str = ""
    organization: Code
    node: Code | None = None
    level: Code
    level_since_on: date
    due_on: date
    raised_by: Code
    raised_on: date
    solved_by: Code | None = None
    solved_on: date | None = None
    closed_by: Code | None = None
    closed_on: date | None = None


class ProblemStepRow(OfProject):
    """`problem_steps.csv`: one line of a problem's history; nobody took what rose by itself."""

    number: int = Field(ge=1)
    kind: Literal["measure", "escalated", "solved", "returned", "closed"]
    text: Name
    taken_by: Code | None = None
    taken_on: date


class InvestmentRow(OfProject):
    """`investments.csv`: investment of one month, planned and done."""

    month: PeriodField
    planned: Amount | None = None
    done: Amount | None = None


class LinkageRow(OfProject):
    """`linkage.csv`: who fills a slot of the zone's linkage."""

    slot: Code
    text: Name


KINDS: dict[FieldKind, Any] = {
    FieldKind.TEXT: str,
    FieldKind.NUMBER: Decimal,
    FieldKind.AMOUNT: Amount,
    FieldKind.DATE: date,
    FieldKind.CHOICE: Code,
    FieldKind.FLAG: bool,
}


def project_row(fields: Iterable[FieldSpec]) -> type[ProjectRow]:
    """`ProjectRow` with a column for each field that is no column of the register."""
    own: dict[str, Any] = {spec.code: (KINDS[spec.kind] | None, None) for spec in fields if spec.is_own}
    return create_model("ProjectRow", __base__=ProjectRow, **own)


def particulars(row: ProjectRow) -> dict[str, object]:
    """The zone's own fields of a project that are given, as JSON keeps them."""
    own = {key: getattr(row, key) for key in type(row).model_fields if key not in ProjectRow.model_fields}
    return {key: _plain(value) for key, value in own.items() if value not in (None, "")}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
