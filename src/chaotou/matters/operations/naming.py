"""What a new matter names: its organization, enterprise, project, other matters; found or complained of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.core.zone.matter_specs import KindSpec, Privacy
from chaotou.enterprises.models import Enterprise
from chaotou.matters.access import Actor, roles_of
from chaotou.matters.details import Details
from chaotou.matters.models import Matter
from chaotou.matters.queries.sight import matters
from chaotou.matters.rules import rules
from chaotou.organization.models import Organization, Person
from chaotou.projects.access import SYSTEM
from chaotou.projects.models import Project
from chaotou.projects.queries.sight import projects


@dataclass
class Named:
    """What was found by the names given; `wrong` says of what was not."""

    organization: Organization
    enterprise: int | None = None
    project: Project | None = None
    parent: Matter | None = None
    repeats: Matter | None = None
    appeal_of: Matter | None = None
    wrong: list[Message] = field(default_factory=list)


def names_of(details: Details, kind: KindSpec, theirs: tuple[str, ...], actor: Actor, at: datetime) -> Named:
    """Everything a new matter names, as far as the actor may know of it. A query for each name given.

    `theirs` are the organizations (codes) for which they may register it, at least one.
    """
    found = Named(organization=Organization())
    found.organization = _organization(details.get("organization", ""), theirs, found)
    found.enterprise = _enterprise(details.get("enterprise"), found)
    found.project = _project(details.get("project", ""), actor, found)
    found.parent = _parent(details.get("parent", ""), kind, actor, found)
    found.repeats = _first_of(_matter(details.get("repeats", ""), actor, found))
    found.appeal_of = _appealed(details.get("appeal_of", ""), kind, actor, at, found)
    return found


def _organization(code: str, theirs: tuple[str, ...], found: Named) -> Organization:
    """For whom it is registered: whom the actor names of theirs, else the first of theirs."""
    if code and code not in theirs:
        found.wrong.append(Message("不能以“{organization}”的名义登记。", {"organization": code}))
    wanted = code or theirs[0]
    row = Organization.objects.filter(code=wanted).first()
    if row is None:
        found.wrong.append(Message("没有机构“{code}”。", {"code": wanted}))
    return row or Organization()


def _enterprise(pk: int | None, found: Named) -> int | None:
    if pk is not None and not Enterprise.objects.filter(pk=pk, merged_into=None).exists():
        found.wrong.append(Message("没有这家企业。"))
    return pk


def _project(code: str, actor: Actor, found: Named) -> Project | None:
    if not code:
        return None
    reader = actor if isinstance(actor, Person) else SYSTEM
    row = projects(reader).filter(code=code).first()
    if row is None:
        found.wrong.append(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    return row


def _matter(code: str, actor: Actor, found: Named) -> Matter | None:
    if not code:
        return None
    row = matters(actor).select_related("repeats", "parent").filter(code=code).first()
    if row is None:
        found.wrong.append(Message("没有事项“{code}”，或不在可见范围内。", {"code": code}))
    return row


def _first_of(row: Matter | None) -> Matter | None:
    """What is asked again is linked to the first time it was asked."""
    return row.repeats or row if row else None


def _parent(code: str, kind: KindSpec, actor: Actor, found: Named) -> Matter | None:
    row = _matter(code, actor, found)
    if row is None:
        return None
    if row.closed_at:
        found.wrong.append(_is_over(row))
    if roles_of(actor, row) <= {Role.SUPPORTING, Role.APPLICANT}:
        found.wrong.append(Message("事项 {code} 的分项由其受理、交办或牵头单位登记。", {"code": code}))
    if row.privacy == Matter.Privacy.STRICT and kind.privacy is not Privacy.STRICT:
        found.wrong.append(Message("事项 {code} 只有经办人可见，不能在其下登记这类分项。", {"code": code}))
    return row


def require_in_hand(whole: Matter) -> None:
    """Go on only while the matter is not over: a part could not be registered under it any more."""
    if whole.closed_at:
        raise Refusal(_is_over(whole))


def _is_over(whole: Matter) -> Message:
    return Message("事项 {code} 已经办结，不能再登记分项。", {"code": whole.code})


def _appealed(code: str, kind: KindSpec, actor: Actor, at: datetime, found: Named) -> Matter | None:
    """The matter whose result is objected to: of a kind that is appealed in this one, and in time."""
    row = _matter(code, actor, found)
    if row is None:
        return None
    way = rules().kind(row.kind).appeal
    if way is None or way.kind != kind.code:
        found.wrong.append(Message("对事项 {code} 的结果不能这样提出异议。", {"code": code}))
    elif row.closed_at is None or row.phase != Matter.Phase.CLOSED:
        found.wrong.append(Message("事项 {code} 还没有办结。", {"code": code}))
    else:
        latest = timezone.localdate(row.closed_at) + timedelta(days=way.within_days)
        if timezone.localdate(at) > latest:
            said = {"code": code, "day": latest}
            found.wrong.append(Message("对事项 {code} 的结果，最迟应在 {day} 提出异议。", said))
    return row
