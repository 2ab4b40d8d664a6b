"""A small world of matters: the zone's bureaus with kinds of the tests' own.

林晓 records for the economy, which takes in permits and requests, 何川 for commerce, which handles some, 周敏
reviews at the committee, 顾远 leads the zone, 沈洁 administers. 方园 records at the office, which takes in
petitions that nobody else may know of, 白露 reviews there, 陆文 audits.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.apps.conftest import PAPER

from chaotou.core.matters.clock import last_day
from chaotou.enterprises.models import Enterprise
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.operations.closing import submit, verify
from chaotou.matters.operations.links import make_kind_link, make_matter_link
from chaotou.matters.operations.registering import register_matter
from chaotou.organization.models import Organization, Person, Post

DEMO = Path(__file__).resolve().parents[3] / "zones/demo"
FILES = [
    "zone",
    "organizations",
    "people",
    "bodies",
    "indicators",
    "sources",
    "calendars",
    "lights",
    "targets",
]


def demo_files(zone: Path) -> None:
    """The demo's organizations, sources and calendars: what kinds of matter refer to."""
    for name in FILES:
        shutil.copy(DEMO / f"{name}.yaml", zone)


@pytest.fixture(scope="session")
def matters_zone(tmp_path_factory) -> Path:
    """A zone like the demo with the tests' own kinds of matter."""
    zone = tmp_path_factory.mktemp("zone")
    demo_files(zone)
    shutil.copy(Path(__file__).with_name("matters.yaml"), zone)
    return zone


@pytest.fixture(autouse=True)
def _here(settings, tmp_path, matters_zone) -> None:
    settings.ZONE = matters_zone
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def office(world) -> SimpleNamespace:
    """The office that takes in petitions: 方园 records there, 白露 reviews, 陆文 audits."""
    body = Organization.objects.create(
        code="office", name="党政办公室", english="Office", kind="bureau", parent=world.committee
    )
    return SimpleNamespace(
        body=body,
        fangyuan=_person("fangyuan", "方园", body, "records"),
        bailu=_person("bailu", "白露", body, "reviews"),
        luwen=_person("luwen", "陆文", body, "audits"),
    )


def _person(username: str, name: str, body: Organization, duty: str) -> Person:
    person = Person.objects.create(username=username, name=name, english=username.title(), organization=body)
    Post.objects.create(code=f"{username}_post", organization=body, title="科员", duty=duty, person=person)
    return person


@pytest.fixture
def permit(world, linxiao, now) -> Callable[..., Matter]:
    """`permit(scale="large")`: an application for a permit, as 林晓 takes it in for the economy."""

    def made(**fields: Any) -> Matter:
        return register_matter(
            kind="permit", title="厂房建设", actor=linxiao, now=now, fields={"plot": "A1", **fields}
        )

    return made


@pytest.fixture
def request_of(world, linxiao, now) -> Callable[..., Matter]:
    """`request_of(title="缺工")`: a firm's request, as 林晓 takes it in."""

    def made(title: str = "招不到熟练工", **details: Any) -> Matter:
        fields = {"contact_name": "王某", "contact_phone": "13900000000", **details.pop("fields", {})}
        usual: dict[str, Any] = {"actor": linxiao, "now": now, "fields": fields}
        return register_matter(kind="request", title=title, **{**usual, **details})

    return made


@pytest.fixture
def paper() -> Callable[..., Upload]:
    """`paper("work_record")`: a file brought as a paper of the zone's list."""

    def brought(code: str = "", name: str = "佐证.pdf", content: bytes = PAPER, **said: Any) -> Upload:
        return Upload(ContentFile(content, name), code, **said)

    return brought


@pytest.fixture
def later(now) -> Callable[..., datetime]:
    """`later(days=3)`: that much after now."""
    return lambda **much: now + timedelta(**much)


@pytest.fixture
def assigned(request_of, linxiao, now) -> Callable[..., Matter]:
    """`assigned()`: a request that commerce leads, not yet signed for; other organizations as said."""

    def made(supporting: dict[str, str] | None = None, **details: Any) -> Matter:
        matter = request_of(**details)
        return assign(matter=matter, actor=linxiao, now=now, lead="commerce", supporting=supporting)

    return made


@pytest.fixture
def handled(assigned, hechuan, now) -> Callable[..., Matter]:
    """`handled()`: the same, signed for by 何川 and in hand."""

    def made(**said: Any) -> Matter:
        return sign_for(matter=assigned(**said), actor=hechuan, now=now)

    return made


@pytest.fixture
def closed(handled, hechuan, zhoumin, paper, now) -> Callable[..., Matter]:
    """`closed()`: the same, reported done by 何川 and verified by 周敏."""

    def made(**said: Any) -> Matter:
        done = submit(
            matter=handled(**said), actor=hechuan, now=now, conclusion="已招到", files=[paper("work_record")]
        )
        return verify(matter=done, actor=zhoumin, now=now, result="done")

    return made


@pytest.fixture
def petition(office, now) -> Callable[..., Matter]:
    """`petition()`: a letter that 方园 takes in at the office."""

    def made(title: str = "征收补偿", **details: Any) -> Matter:
        fields = {"petitioner": "赵某", **details.pop("fields", {})}
        return register_matter(
            kind="petition", title=title, actor=office.fangyuan, now=now, fields=fields, **details
        )

    return made


@pytest.fixture
def ends_on() -> Callable[[datetime | None], date]:
    """`ends_on(matter.due_at)`: the last day in time."""

    def day(moment: datetime | None) -> date:
        assert moment is not None
        return last_day(timezone.localtime(moment))

    return day


# Doors without sign-in


REQUEST = {
    "title": "招不到熟练工",
    "content": "三班倒缺二十人",
    "field_contact_name": "王某",
    "field_contact_phone": "13900000000",
}


@pytest.fixture
def _cached(settings) -> None:
    """What counts wrong tries; cleared, since it outlives a test."""
    in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {name: {**in_memory, "LOCATION": name} for name in ("default", "counters")}
    from django.core.cache import caches

    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def enterprise(db, now) -> Callable[[str], Enterprise]:
    """`enterprise("潮头精密")`: one in the registry."""
    return lambda name: Enterprise.objects.create(name=name, recorded_at=now, changed_at=now)


@pytest.fixture
def firm(enterprise) -> Enterprise:
    return enterprise("潮头精密")


@pytest.fixture
def kind_door(linxiao, firm, now) -> str:
    """The address of a door for requests of one firm."""
    secret = make_kind_link(kind="request", actor=linxiao, now=now, enterprise=firm.pk)[1]
    return f"/matters/door/{secret}/"


@pytest.fixture
def follow(linxiao, now) -> Callable[[Matter], str]:
    """`follow(matter)`: the address of a door to it."""

    def made(matter: Matter) -> str:
        return f"/matters/door/{make_matter_link(matter=matter, actor=linxiao, now=now)[1]}/"

    return made


@pytest.fixture
def brought(kind_door) -> SimpleNamespace:
    """A request brought through the door: the matter, the address that follows it."""
    answer = Client().post(kind_door, REQUEST)
    assert answer.status_code == 302, answer.content.decode()
    return SimpleNamespace(matter=Matter.objects.get(), address=answer["Location"].split("?")[0])


def read(address: str, **more: Any) -> str:
    answer = Client().get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def said(address: str) -> dict[str, Any]:
    return Client().get(address, headers={"accept": "application/json"}).json()
