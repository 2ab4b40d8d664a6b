"""What a zone's `cases/*.yaml` say: invented matters, each with what was done to it and when."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from chaotou.core.zone.fields import Code, Name, Spec

PathInZone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]+(/[A-Za-z0-9_.\-]+)*$")]


class CaseFileSpec(Spec):
    """A file of the zone directory that comes with an act, as which paper of `matters.yaml`."""

    file: PathInZone
    paper: Code | None = None
    alternative: str = ""
    public: bool = False


class CasePartSpec(Spec):
    """A part that `split` makes, for another organization."""

    title: Name
    lead: Code
    content: str = ""
    due_on: date | None = None


class CaseActSpec(Spec):
    """What was done, by whom (a username, `applicant` or `platform`), at which moment by the zone's clock.

    `of` is the part it was done to: one of a chain by its code, one split off by its title. The other keys
    are what the act takes.
    """

    act: Code
    by: Code
    at: datetime
    of: str = ""
    text: str = ""
    result: Code | None = None
    reason: Code | None = None
    lead: Code | None = None
    task: str = ""
    supporting: tuple[Code, ...] = ()
    due_on: date | None = None
    until_on: date | None = None
    land_on: date | None = None
    missing: tuple[Name, ...] = ()
    fields: dict[Code, str] = Field(default_factory=dict)
    papers: dict[Code, date] = Field(default_factory=dict)
    paper: Code | None = None
    percent: int | None = Field(default=None, ge=0, le=100)
    period_on: date | None = None
    nodes: dict[Code, date] = Field(default_factory=dict)
    parts: tuple[CasePartSpec, ...] = ()
    score: int | None = Field(default=None, ge=1, le=5)
    holds: bool | None = None
    files: tuple[CaseFileSpec, ...] = ()


class CaseSpec(Spec):
    """An invented matter: what was registered, by whom and when, then what was done to it in order.

    `case` is its name within these files, by which `repeats` and `appeal_of` name another. Its number is
    given when it is loaded.
    """

    case: Code
    kind: Code
    title: Name
    english: str = ""
    content: str = ""
    fields: dict[Code, str] = Field(default_factory=dict)
    by: Code
    at: datetime
    received_at: datetime | None = None
    organization: Code | None = None
    enterprise: str = ""
    project: str = ""
    repeats: Code | None = None
    appeal_of: Code | None = None
    source: str = ""
    quote: str = ""
    due_on: date | None = None
    address: str = ""
    longitude: Annotated[Decimal, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[Decimal, Field(ge=-90, le=90)] | None = None
    acts: tuple[CaseActSpec, ...] = ()
