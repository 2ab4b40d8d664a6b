"""Every kind of the demo zone is lived through: registered, taken by the acts of its flow until it closes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from shutil import copy, copytree
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from PIL import Image
from tests.apps.matters.conftest import DEMO, PAPER, demo_files
from tests.conftest import NOW

from chaotou.core.matters.flow import DETOURS, Flow
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.matter_flow_specs import Act, Phase, StepSpec
from chaotou.core.zone.matter_specs import KindSpec, MatterFieldKind, MatterFieldSpec
from chaotou.matters.access import SYSTEM, Actor, Applicant, may_register, may_take
from chaotou.matters.models import Matter
from chaotou.matters.operations.acts import take_act
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.rules import rules
from chaotou.organization.models import Organization, Person, Post
from chaotou.organization.operations.loading import load_organizations

ZONE = load_zone(DEMO).zone
KINDS = [kind.code for kind in ZONE.matter_kinds] if ZONE else []
DAY = date(2024, 8, 30)


@pytest.fixture(scope="session")
def demo_zone(tmp_path_factory):
    """The demo without its figures and projects, which take long to read."""
    zone = tmp_path_factory.mktemp("demo")
    demo_files(zone)
    copy(DEMO / "matters.yaml", zone)
    copytree(DEMO / "matters", zone / "matters")
    return zone


@pytest.fixture(autouse=True)
def _there(settings, demo_zone) -> None:
    settings.ZONE = demo_zone


@pytest.fixture(scope="module")
def loaded(demo_zone, django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo's bodies, in the database for as long as this module's tests run."""
    with override_settings(ZONE=demo_zone), django_db_blocker.unblock(), transaction.atomic():
        load_organizations(zone=rules().zone, actor=None, now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def staff(loaded, db) -> list[Actor]:
    """Somebody who records and somebody who reviews in every body, and who leads the zone."""
    found: list[Actor] = [SYSTEM]
    for body in Organization.objects.all():
        duties = ("records", "reviews", "leads") if body.kind == "zone" else ("records", "reviews")
        found += [_person(body, duty) for duty in duties]
    return found


def _person(body: Organization, duty: str) -> Person:
    person = Person.objects.create(username=f"{body.code}_{duty}", name=f"{body.code}{duty}")
    seat = {"organization": body, "title": "科员", "duty": duty, "person": person}
    Post.objects.create(code=f"{body.code}_{duty}_x", **seat)
    return person


def way_to_close(flow: Flow) -> list[StepSpec]:
    """The shortest way from registering to closed, without detours."""
    ways = deque([(flow.spec.first.code, [])])
    seen = set()
    while ways:
        state, taken = ways.popleft()
        if flow.phase(state) is Phase.CLOSED:
            return taken
        for step in flow.steps_from(state):
            if step.to and step.to not in seen and step.act not in DETOURS and step.act != Act.SPLIT:
                seen.add(step.to)
                ways.append((step.to, [*taken, step]))
    raise AssertionError("no way to close")


def filled(specs: tuple[MatterFieldSpec, ...]) -> dict[str, object]:
    """Something in every field."""
    values: dict[MatterFieldKind, Any] = {
        MatterFieldKind.NUMBER: "1",
        MatterFieldKind.DATE: "2024-08-01",
        MatterFieldKind.FLAG: "yes",
    }
    return {
        spec.code: spec.choices[0].code if spec.choices else values.get(spec.kind, "某处") for spec in specs
    }


def papers(kind: KindSpec) -> Iterator[Upload]:
    """A file for every paper the kind asks for, photos left to those that are."""
    for proof in kind.proofs:
        is_photo = rules().papers[proof.evidence].photo
        content, name = (PHOTO, "照片.png") if is_photo else (PAPER, "材料.pdf")
        yield Upload(ContentFile(content, name), proof.evidence)


def said(step: StepSpec, kind: KindSpec, lead: str) -> dict[str, object]:
    """What the act is told."""
    words = {"conclusion" if step.act is Act.SUBMIT else "text": "按规定办理"}
    more: dict[Act, dict[str, object]] = {
        Act.ASSIGN: {"lead": lead},
        Act.SUPPLY: {"paper": "deposit"},
        Act.ACCEPT_TOLERATING: {"papers": {"deposit": DAY}},
    }
    result = {"result": kind.results[0]} if step.result else {}
    return {**words, **more.get(step.act, {}), **result, "files": [*papers(kind)]}


def photo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


PHOTO = photo()


def take(matter: Matter, step: StepSpec, staff: list[Actor], now: datetime) -> Matter:
    """The step, taken by the earliest of the staff who may."""
    kind = rules().kind(matter.kind)
    actor = next(one for one in [*staff, Applicant(matter=matter.pk)] if may_take(one, matter, step.act))
    lead = next(iter(kind.routing), None)
    told = said(step, kind, lead.lead if lead else "economy")
    return take_act(act=step.act, matter=matter, actor=actor, now=now, version=matter.version, **told)


def begun(code: str, staff: list[Actor], now: datetime) -> Matter:
    kind = rules().kind(code)
    people = [one for one in staff if isinstance(one, Person) and may_register(one, kind)]
    return register_matter(kind=code, title="试办", actor=people[0], now=now, fields=filled(kind.fields))


def live(matter: Matter, staff: list[Actor], now: datetime) -> Matter:
    """The matter, taken to its close; its parts first."""
    flow = rules().flow(rules().kind(matter.kind))
    for part in matter.parts.order_by("pk"):
        live(part, staff, now)
    matter.refresh_from_db()
    for step in way_to_close(flow):
        if (matter.state, step.act) in flow.steps:
            matter = take(matter, step, staff, now)
    return matter


@pytest.mark.parametrize("code", KINDS)
def test_a_matter_of_every_kind_can_be_closed(code, staff, now) -> None:
    matter = live(begun(code, staff, now), staff, now)
    assert (matter.phase, matter.awaits) == ("closed", "")
    assert matter.due_at is not None
    assert not matter.clocks.filter(met_at=None).exists()


@pytest.mark.parametrize("code", KINDS)
def test_somebody_may_take_every_step_of_every_kind(code, staff, now) -> None:
    """From each state on the way, each step is open to somebody: no kind ends for want of people."""
    matter = begun(code, staff, now)
    flow = rules().flow(rules().kind(code))
    matter.parts.all().update(phase="closed", closed_at=now)
    for step in way_to_close(flow):
        assert _nobody(matter, flow, staff) == []
        if (matter.state, step.act) in flow.steps:
            matter = take(matter, step, staff, now)
    assert _nobody(matter, flow, staff) == []


def _nobody(matter: Matter, flow: Flow, staff: list[Actor]) -> list[str]:
    """Acts that the state allows and nobody may take."""
    people = [*staff, Applicant(matter=matter.pk)]
    steps = flow.steps_from(matter.state)
    return [step.act.value for step in steps if not any(may_take(one, matter, step.act) for one in people)]


def test_a_request_is_assigned_by_the_zone_s_rules_and_what_is_given_back_waits_for_a_person(
    staff, now
) -> None:
    matter = begun("enterprise_request", staff, now)
    assert (matter.state, matter.lead.code) == ("assigned", "social")
    assert [step.act for step in matter.steps.all()] == ["register", "assign"]
    labor = next(one for one in staff if may_take(one, matter, Act.DECLINE))
    matter = take_act(act="decline", matter=matter, actor=labor, now=now, text="不属职责")
    assert (matter.state, matter.lead, matter.awaits) == ("received", None, "intake")
