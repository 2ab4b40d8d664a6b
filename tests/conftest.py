"""The shared world of every test: five people of one zone, each allowed something else.

林晓 records for the Economic Development Bureau, 周敏 reviews at the Management Committee, 何川 records for
another bureau and must not see what is unpublished, 顾远 leads the zone, 沈洁 administers accounts and sees
no figures.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from threading import Event
from time import sleep
from types import SimpleNamespace

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from chaotou.core.issues import Refusal
from chaotou.core.zone import loading, tables, yaml_text
from chaotou.core.zone.specs import Zone
from chaotou.organization import zones
from chaotou.organization.models import Organization, Person, Post, Responsibility

SHARED = Path(__file__).resolve().parents[2] / "shared"
PASSWORD = "潮起潮落-2024-tide"
EDITIONS = count()
NOW = datetime(2024, 8, 12, 1, 30, tzinfo=UTC)
LED_BY_ECONOMY = ["gdp", "industrial_value_added", "fixed_asset_investment"]
Act = Callable[[], object]
LED_BY_COMMERCE = ["retail_sales", "fdi_utilized", "total_trade"]

# A busy machine is no fault of the code: no example is failed for being slow. The usual run tries the same
# examples every time; HYPOTHESIS_PROFILE=thorough looks for new ones.
hypothesis.settings.register_profile("house", deadline=None, max_examples=40, derandomize=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module that loads a whole zone once is run by one worker, not loaded by each."""
    for item in items:
        if "loaded" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def pytest_collection_finish() -> None:
    """What is imported by now stays: the garbage collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Argon2 is slow on purpose; only the tests of passwords themselves need it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def _the_same_file_is_parsed_once() -> Iterator[None]:
    """Tests read the demonstration zone many hundred times, with one line of one file changed."""
    read, table = lru_cache(maxsize=256)(yaml_text.read_yaml), tables._table

    def read_yaml(text: str, file: str) -> yaml_text.YamlText:
        return replace(kept := read(text, file), issues=[*kept.issues])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "composed", lru_cache(maxsize=256)(yaml_text.composed))
        patch.setattr(loading, "read_yaml", read_yaml)
        patch.setattr(tables, "_table", lru_cache(maxsize=64)(lambda *asked: tuple(table(*asked))))
        yield


@pytest.fixture(autouse=True, scope="session")
def _the_demonstration_is_loaded_meanwhile(request, tmp_path_factory) -> None:
    if any(_opens_the_demonstration(item) for item in request.session.items):
        from tests.browser.serving import begin_to_load

        begin_to_load(tmp_path_factory)


def _opens_the_demonstration(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("browser")) and not item.get_closest_marker("skip")


@pytest.fixture(autouse=True)
def _static_files_wait_to_be_asked_for(settings) -> None:
    """Every test client has a server of its own, which would look for all of them first."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _nothing_kept(settings) -> None:
    """Tests write past the journal, by whose head answers are kept; its own test sets its own cache."""
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = dict.fromkeys(("default", "counters"), dummy)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request in English leaves its language behind in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def serve(monkeypatch) -> Callable[[Zone], None]:
    """`serve(zone)`: this deployment serves that zone, however a module has imported the question for it."""

    def served(zone: Zone) -> None:
        kept = zones._Kept(zone, marks=(), looked=0.0, edition=f"{next(EDITIONS)}")
        monkeypatch.setattr(zones, "_served", lambda: kept)

    return served


@pytest.fixture
def shared() -> Path:
    """The reference material beside the repository; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED}, which is not here")
    return SHARED


@pytest.fixture
def password() -> str:
    """Everybody's password in this world."""
    return PASSWORD


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def world(db) -> SimpleNamespace:
    """The organizations: a zone with two bureaus, and what each answers for."""
    committee = _organization("committee", "管委会", "Management Committee", "zone", None)
    economy = _organization("economy", "经济发展局", "Economic Development Bureau", "bureau", committee)
    commerce = _organization("commerce", "商务局", "Commerce Bureau", "bureau", committee)
    for organization, codes in ((economy, LED_BY_ECONOMY), (commerce, LED_BY_COMMERCE)):
        for code in codes:
            Responsibility.objects.create(
                organization=organization, role="lead", subject="indicator", code=code
            )
    return SimpleNamespace(committee=committee, economy=economy, commerce=commerce)


def _organization(code: str, name: str, english: str, kind: str, parent: Organization | None) -> Organization:
    return Organization.objects.create(code=code, name=name, english=english, kind=kind, parent=parent)


def _person(username: str, name: str, organization: Organization, title: str, duty: str) -> Person:
    person = Person(username=username, name=name, english=username.title(), organization=organization)
    person.set_password(PASSWORD)
    person.save()
    Post.objects.create(
        code=f"{username}_post",
        organization=organization,
        title=title,
        english=title,
        duty=duty,
        person=person,
    )
    return person


@pytest.fixture
def linxiao(world) -> Person:
    """Records for the Economic Development Bureau."""
    return _person("linxiao", "林晓", world.economy, "统计员", "records")


@pytest.fixture
def zhoumin(world) -> Person:
    """Reviews and publishes at the Management Committee."""
    return _person("zhoumin", "周敏", world.committee, "审核员", "reviews")


@pytest.fixture
def hechuan(world) -> Person:
    """Records for another bureau: sees what is published, nothing unpublished of others."""
    return _person("hechuan", "何川", world.commerce, "统计员", "records")


@pytest.fixture
def guyuan(world) -> Person:
    """Leads the zone."""
    return _person("guyuan", "顾远", world.committee, "主任", "leads")


@pytest.fixture
def shenjie(world) -> Person:
    """Administers accounts; sees no figures."""
    return _person("shenjie", "沈洁", world.committee, "账号管理员", "administers")


@pytest.fixture
def signed_in():
    """`signed_in(person)` is a browser in which the person has signed in."""

    def browser(person: Person, language: str = "zh-hans") -> Client:
        client = Client(headers={"accept-language": language})
        client.force_login(person)
        return client

    return browser


LEFT_OPEN_SECONDS = 0.3
"""Time enough for the second to come up against what the first holds."""


@pytest.fixture
def meanwhile() -> Callable[[Act, Act], str]:
    """`meanwhile(first, then)` does `then` while `first` is done and not yet committed; what refused `then`.

    "" where nothing did. SQLite lets one writer in after another. The test has transactions of its own.
    """
    return _meanwhile if connection.vendor == "postgresql" else _one_after_another


def _one_after_another(first: Act, then: Act) -> str:
    first()
    return _refused(then)


def _meanwhile(first: Act, then: Act) -> str:
    done = Event()

    def slowly() -> None:
        with closing(connection), transaction.atomic():
            try:
                first()
            finally:
                done.set()
            sleep(LEFT_OPEN_SECONDS)

    def late() -> str:
        with closing(connection):
            done.wait()
            return _refused(then)

    with ThreadPoolExecutor(2) as pool:
        slow, refused = pool.submit(slowly), pool.submit(late)
        slow.result()
        return refused.result()


def _refused(act: Act) -> str:
    try:
        act()
    except Refusal as refusal:
        return str(refusal)
    return ""
