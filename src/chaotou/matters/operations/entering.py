"""Entering a checked matter: numbered, put in charge, its clocks begun, the parts of a chain with it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models.fields.files import FieldFile

from chaotou.core.matters.fields import Filled
from chaotou.core.names import grams
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import KindSpec, NodeSpec, PartSpec
from chaotou.matters.access import Actor, Applicant, person_of
from chaotou.matters.models import Matter, MatterNode, Step
from chaotou.matters.operations import clocks
from chaotou.matters.operations.attaching import Arrived, keep
from chaotou.matters.operations.holding import place
from chaotou.matters.operations.keeping import journal_act, seal
from chaotou.matters.operations.parties import Charge, put_in_charge, routed
from chaotou.matters.operations.personal import keep_personal
from chaotou.matters.operations.taking import route
from chaotou.matters.rules import rules
from chaotou.rows.numbering import numbered

LONGEST_TITLE: Final = 200


@dataclass(frozen=True)
class Draft:
    """A matter about to be registered: checked, not yet numbered.

    `charge` answers for it from the start. What is split off another begins in the state `begins_in`.
    """

    matter: Matter
    kind: KindSpec
    form: Filled
    arrived: Sequence[Arrived] = ()
    charge: Charge | None = None
    begins_in: str = ""


@dataclass(frozen=True)
class Registrar:
    """Who registers, now and at which moment of matters; files newly stored are told to `stored`."""

    actor: Actor
    now: datetime
    at: datetime
    stored: list[FieldFile]


def enter(draft: Draft, by: Registrar) -> Matter:
    """Enter the matter into the register, with all that its kind gives it, and route it; in the caller's
    transaction."""
    return route(entered(draft, by), draft.kind, by.now)


def entered(draft: Draft, by: Registrar) -> Matter:
    """The matter in the register, before the zone's rules assign it to anybody."""
    matter, kind = draft.matter, draft.kind
    flow = rules().flow(kind)
    matter.state = draft.begins_in or flow.spec.first.code
    matter.phase, matter.privacy = flow.phase(matter.state).value, kind.privacy.value
    matter.registered_by, matter.registered_at = person_of(by.actor), by.at
    numbered(matter, kind.prefix, by.at.year, lambda: _make_findable(matter))
    keep_personal(matter, kind, draft.form.personal)
    if draft.charge:
        put_in_charge(matter, draft.charge, matter.registered_by, by.at)
    if draft.begins_in:
        clocks.begin_own(matter, by.at)
    else:
        _equip(matter, kind, by)
    place(matter, kind, flow)
    matter.save()
    _note(draft, by)
    if not draft.begins_in:
        for part in kind.parts:
            enter(_part(draft, part), by)
    return matter


def _equip(matter: Matter, kind: KindSpec, by: Registrar) -> None:
    """The nodes of its kind, and the limits that begin with registering.

    Where no limit closes it and no day is named, it is due by its latest node.
    """
    nodes = MatterNode.objects.bulk_create(_node(matter, spec, by.at.year) for spec in kind.nodes)
    if nodes and kind.own_due and matter.own_due_on is None:
        matter.own_due_on = max(node.due_on for node in nodes)
    clocks.follow(matter, kind, {Act.REGISTER}, by.at, clocks.Moved(starts_at=matter.received_at))


def _make_findable(matter: Matter) -> None:
    matter.grams = grams(matter.code, matter.title, matter.english)


def _node(matter: Matter, spec: NodeSpec, year: int) -> MatterNode:
    month, day = map(int, spec.by.split("-"))
    due_on = date(year, month, min(day, monthrange(year, month)[1]))
    return MatterNode(matter=matter, code=spec.code, name=spec.name, english=spec.english, due_on=due_on)


def _note(draft: Draft, by: Registrar) -> None:
    matter = draft.matter
    step = Step.objects.create(
        matter=matter,
        act=Act.REGISTER.value,
        to_state=matter.state,
        organization=matter.organization,
        taken_by=matter.registered_by,
        by_applicant=isinstance(by.actor, Applicant),
        taken_at=by.at,
    )
    keep(matter, step, draft.arrived, matter.registered_by, by.at, by.stored)
    journal_act(matter, Act.REGISTER, by.actor, by.now, None, _words(draft))


def _words(draft: Draft) -> dict[str, object]:
    """What the journal is told of a new matter; what it says of a person only as a seal."""
    matter, personal = draft.matter, draft.form.personal
    return {
        "kind": matter.kind,
        "title": matter.title,
        "content": matter.content,
        "particulars": matter.particulars,
        "organization": matter.organization.code,
        "enterprise": matter.enterprise_id,
        "project": matter.project and matter.project.code,
        "parent": matter.parent and matter.parent.code,
        "source": matter.source,
        "files": [one.arrival.sha256 for one in draft.arrived],
        "personal": seal("personal", matter, personal) if personal else "",
    }


def _part(draft: Draft, part: PartSpec) -> Draft:
    """A part of a chain: what its own form asks for is taken from the chain's, so that it is asked once."""
    chain, kind = draft.matter, rules().kind(part.kind)
    asked = {spec.code for spec in kind.fields if not spec.personal}
    form = Filled({code: value for code, value in chain.particulars.items() if code in asked})
    matter = Matter(
        kind=kind.code,
        title=f"{chain.title}：{kind.name}"[:LONGEST_TITLE],
        english=f"{chain.english or chain.title}: {kind.english}"[:LONGEST_TITLE],
        particulars=form.values,
        organization=chain.organization,
        enterprise=chain.enterprise,
        project=chain.project,
        parent=chain,
        part=part.code,
        channel=chain.channel,
        address=chain.address,
        longitude=chain.longitude,
        latitude=chain.latitude,
        received_at=chain.received_at,
        is_synthetic=chain.is_synthetic,
    )
    line = routed(matter, kind)
    helpers = [code for code in line.supporting if code != part.lead] if line else []
    return Draft(matter, kind, form, charge=Charge(part.lead, supporting=dict.fromkeys(helpers, "")))
