"""Every page of projects is reached by clicking from their list, by whoever it lets in and by nobody else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse

import chaotou
from chaotou.organization.models import Person
from chaotou.projects.models import Project

from .test_demo_projects import loaded  # noqa: F401

PEOPLE = ("linxiao", "hechuan", "zhoumin", "guyuan", "shenjie")
SOURCE = Path(chaotou.__file__).parent
START = "/projects/"
STARTS = [START, f"{START}?q=P2023-0024"]
"""The list as it is, and, first gone through, asked for a project of 林晓's unit that is being built."""
SAMPLE = 4
"""So many addresses of a page are opened; what they show is alike."""

ROOMS = {
    "register", "board", "pivot", "funnel", "map", "timeline", "leads", "plan", "reviews", "recognitions",
    "dispatch_index", "counts", "integrity", "import_start",
}  # fmt: skip
"""Doors on the list of projects, for everybody whom it lets in."""

PROJECT_PAGES = ("moves", "delivery", "talks", "evidence", "change", "put_forward", "transfer")
OPEN = {"moves", "delivery"}
TERMS = {*OPEN, "talks", "evidence"}
LINK = re.compile(r'<a\b[^>]*href="([^"#]+)')


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def links(page: str, address: str) -> list[str]:
    """The addresses of projects and enterprises that a page leads to, each once."""
    found = (urljoin(address, unescape(href)) for href in LINK.findall(page))
    return [one for one in dict.fromkeys(found) if one.startswith((START, "/enterprises/"))]


def pages_of(app: str) -> list[str]:
    """The names of an app's addresses."""
    _prefix, resolver = get_resolver().namespace_dict[app]
    return [name for name in resolver.reverse_dict if isinstance(name, str)]


def view_of(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


def walked(client: Client) -> dict[str, dict[str, int]]:
    """From the list on along every link, a few addresses a page: page, address, what it answered."""
    answers: dict[str, dict[str, int]] = {}
    todo, seen = list(STARTS), set(STARTS)
    while todo:
        address = todo.pop()
        opened = answers.setdefault(view_of(address), {})
        if len(opened) >= SAMPLE:
            continue
        response = client.get(address, follow=True)
        opened[address] = response.status_code
        if "html" in response["Content-Type"]:
            leads_to = [one for one in links(response.content.decode(), address) if one not in seen]
            seen.update(leads_to)
            todo.extend(leads_to)
    return answers


@pytest.fixture(autouse=True)
def _own_media(loaded) -> None:  # noqa: F811
    """The demonstration's files lie where they were loaded."""


@pytest.fixture(scope="module")
def walks(loaded) -> dict[str, dict[str, dict[str, int]]]:  # noqa: F811
    """Where each of the four who see projects comes to."""
    return {username: walked(browser(username)) for username in PEOPLE[:4]}


@pytest.fixture
def demo(loaded, db):  # noqa: F811
    return loaded


@pytest.mark.parametrize("username", PEOPLE[:4])
def test_every_door_that_is_shown_opens(walks, db, username: str) -> None:
    found = walks[username]
    closed = {one: code for opened in found.values() for one, code in opened.items() if code != 200}
    assert closed == {}
    assert {f"projects:{room}" for room in ROOMS} <= found.keys()


@pytest.mark.parametrize("app", ["projects", "enterprises"])
def test_there_is_no_address_which_no_page_names(app: str) -> None:
    files = [one for kind in ("*.html", "*.py") for one in SOURCE.rglob(kind) if one.name != "urls.py"]
    by_name_or_shared = rf"(?:\b{app}:|\badd:':)(\w+)"  # a shared part says whose with app|add:':name'
    named = set(re.findall(by_name_or_shared, "".join(one.read_text("utf-8") for one in files)))
    assert set(pages_of(app)) - named - ROOMS == set()


def test_who_administers_finds_no_door_and_no_page(demo) -> None:
    client = browser("shenjie")
    answers = {room: client.get(reverse(f"projects:{room}"), follow=True).status_code for room in ROOMS}
    assert answers == dict.fromkeys(ROOMS, 403)
    assert START not in LINK.findall(client.get("/accounts/").content.decode())
    code = Project.objects.filter(stage="signed").values_list("code", flat=True)[0]
    assert {client.get(f"{START}{code}/{page}/").status_code for page in ("moves", "talks")} <= {403, 404}


@pytest.mark.parametrize(
    ("username", "stage", "organization", "shown"),
    [
        ("linxiao", "negotiation", "economy", {*TERMS, "change", "put_forward"}),
        ("linxiao", "signed", "economy", {*TERMS, "change"}),
        ("linxiao", "signed", "commerce", OPEN),
        ("hechuan", "signed", "economy", OPEN),
        ("zhoumin", "negotiation", "economy", {*TERMS, "transfer"}),
        ("guyuan", "signed", "commerce", {*TERMS, "transfer"}),
    ],
)
def test_a_project_shows_the_doors_that_let_one_in(
    demo, username: str, stage: str, organization: str, shown: set[str]
) -> None:
    held = Project.objects.filter(stage=stage, organization__code=organization)
    client, project = browser(username), held.order_by("code").first()
    page = client.get(f"{START}{project.code}/").content.decode()
    doors = {name: reverse(f"projects:{name}", args=[project.code]) for name in PROJECT_PAGES}
    leads_to = set(re.findall(r'href="([^"?#]+)', page))
    assert {name for name, address in doors.items() if address in leads_to} == shown
    opens = {name for name, address in doors.items() if client.get(address).status_code == 200}
    assert opens == shown


@pytest.mark.parametrize("username", ["linxiao", "hechuan"])
def test_a_lead_of_another_unit_has_no_door_at_all(demo, username: str) -> None:
    lead = Project.objects.filter(stage="lead", organization__code="commerce").first()
    client = browser(username)
    assert f"{START}{lead.code}/" not in links(client.get(f"{START}?q={lead.code}").content.decode(), START)
    assert client.get(f"{START}{lead.code}/").status_code == 404
