"""Registering a matter: everything said of it checked at once, and who answers for it from the start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final, Unpack

from django.utils import timezone

from chaotou.core.issues import Message, Obstacles
from chaotou.core.matters.fields import Filled, filled
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.matters import access
from chaotou.matters.access import Actor
from chaotou.matters.details import Details
from chaotou.matters.models import Matter
from chaotou.matters.operations.attaching import examined
from chaotou.matters.operations.entering import LONGEST_TITLE, Draft, Registrar, enter
from chaotou.matters.operations.holding import locked
from chaotou.matters.operations.naming import Named, names_of, require_in_hand
from chaotou.matters.operations.parties import Charge, line_in_charge, routed
from chaotou.matters.operations.personal import person_seal
from chaotou.matters.queries.repeats import Asked, sure_repeat
from chaotou.matters.rules import rules
from chaotou.organization.days import working_moment
from chaotou.organization.models import Organization

_PLAIN: Final = (
    "english",
    "content",
    "address",
    "longitude",
    "latitude",
    "channel",
    "source",
    "quote",
    "is_synthetic",
)
"""Details that are columns as they are."""


def register_matter(
    *, kind: str, title: str, actor: Actor, now: datetime, **details: Unpack[Details]
) -> Matter:
    """Register a matter of a kind, with the parts of a chain; routed where the zone's rules say to whom.

    A request that is surely made again is linked to the first one. `Obstacles` with all that is wrong at
    once; `Refusal` for who may not register this kind.
    """
    spec, at = rules().kind(kind), working_moment(now)
    theirs = access.registers_for(actor, spec)
    access.require(access.registers(actor, spec, theirs))
    named = names_of(details, spec, theirs, actor, at)
    form = filled(spec.fields, details.get("fields", {}))
    arrived, wrong = examined(details.get("files", ()))
    wrong += [*_faults(title, details, spec, at), *named.wrong, *form.wrong]
    if wrong:
        raise Obstacles(wrong)
    matter = _drafted(spec, title, named, form, details, at)
    if matter.repeats_id is None:
        asked = Asked(kind, matter.title, matter.enterprise_id, person_seal(spec, form.personal))
        matter.repeats_id = sure_repeat(asked, at)
    with all_or_nothing() as stored:
        if named.parent is not None:
            require_in_hand(locked(named.parent))
        draft = Draft(matter, spec, form, arrived, first_charge(matter, spec, named.organization))
        return enter(draft, Registrar(actor, now, at, stored))


def _faults(title: str, details: Details, kind: KindSpec, at: datetime) -> Iterator[Message]:
    if not title.strip():
        yield Message("请写明标题。")
    if len(title.strip()) > LONGEST_TITLE:
        yield Message("标题最多 {most} 个字。", {"most": LONGEST_TITLE})
    yield from _long(details)
    yield from _misplaced(details)
    received_at, due_on = details.get("received_at"), details.get("due_on")
    if received_at and received_at > at:
        yield Message("收到时间还没有到。")
    if due_on:
        yield from own_due_gaps(kind, due_on, at)


def _long(details: Details) -> Iterator[Message]:
    """Words that no column holds."""
    for name in _PLAIN:
        column = Matter._meta.get_field(name)
        most = getattr(column, "max_length", None)
        if most is not None and len(str(details.get(name) or "")) > most:
            yield Message(
                "“{field}”最多 {most} 个字。", {"field": getattr(column, "verbose_name", name), "most": most}
            )


def _misplaced(details: Details) -> Iterator[Message]:
    """A place has both degrees, within the globe."""
    longitude, latitude = details.get("longitude"), details.get("latitude")
    if (longitude is None) != (latitude is None):
        yield Message("经度和纬度要一起写。")
    if (longitude and abs(longitude) > 180) or (latitude and abs(latitude) > 90):
        yield Message("经度在 -180 到 180 之间，纬度在 -90 到 90 之间。")


def own_due_gaps(kind: KindSpec, due_on: date, at: datetime) -> Iterator[Message]:
    """Why a day may not be named by which a matter of the kind is due."""
    if not kind.own_due:
        yield Message("这类事项的期限按规定计算，不能另行指定。")
    if due_on < timezone.localdate(at):
        yield Message("要求完成日期 {day} 已经过去。", {"day": due_on})


def _drafted(
    kind: KindSpec, title: str, named: Named, form: Filled, details: Details, at: datetime
) -> Matter:
    plain = {name: details[name] for name in _PLAIN if details.get(name) is not None}
    return Matter(
        kind=kind.code,
        title=title.strip(),
        particulars=form.values,
        organization=named.organization,
        enterprise_id=named.enterprise,
        project=named.project,
        parent=named.parent,
        repeats=named.repeats,
        appeal_of=named.appeal_of,
        received_at=details.get("received_at") or at,
        own_due_on=details.get("due_on"),
        land_on=land_day(kind, form.values),
        is_public=kind.is_public and details.get("is_public", True),
        **plain,
    )


def land_day(kind: KindSpec, values: Mapping[str, object]) -> date | None:
    """Since when the firm of a chain holds its land, as its form says."""
    given = values.get(kind.land_field or "")
    return date.fromisoformat(str(given)) if given else None


def first_charge(matter: Matter, kind: KindSpec, registrar: Organization) -> Charge | None:
    """Who answers from the start where nobody assigns: by the zone's rules, else who takes the matter in."""
    if any(step.act is Act.ASSIGN for step in rules().flow(kind).spec.steps):
        return None
    line = routed(matter, kind)
    if line is not None:
        return line_in_charge(line)
    return Charge(registrar.code if registrar.code in kind.intake else kind.intake[0])
