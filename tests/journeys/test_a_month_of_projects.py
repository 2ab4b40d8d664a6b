"""July 2024 in a zone that begins with no projects: what people do, and what time alone does between."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chaotou.cli import main
from chaotou.core.zone.loading import load_zone
from chaotou.figures import operations as figures
from chaotou.journal.queries import verify
from chaotou.organization import operations as organization
from chaotou.organization.models import Person
from chaotou.projects.models import Problem, Project

ZONE = Path(__file__).resolve().parents[2] / "zones/demo"
SHANGHAI = ZoneInfo("Asia/Shanghai")
PAPERS = count(1)
LEAD = {
    "name": "车载光学镜头项目",
    "organization": "commerce",
    "investor": "苏州某某光学有限公司",
    "product": "车载光学镜头",
    "industry": "C4040",
    "kind": "new_plant",
    "source_city": "suzhou",
    "investment": "65000",
    "currency": "CNY",
    "fixed_investment": "42000",
    "land_mu": "120",
    "yearly_output": "80000",
    "yearly_tax": "3600",
    "energy_tce": "1200",
    "emission_note": "清洗废水",
}
DETAILS = {
    "nature": "new",
    "investor_origin": "domestic",
    "funding": "firm",
    "officer": "songyan",
    "landing": "science_park",
    "commence_by": "2024-12-01",
    "complete_by": "2025-12-31",
    "produce_by": "2026-03-31",
    "jobs": "260",
    "floor_area_m2": "96000",
    "footprint_m2": "40000",
    "emissions_t": "20",
}
MARKS = {"industry_policy": 10, "chain_fit": 4, "investor": 8, "environment": 9, "safety": 5, "siting": 4}
NO_TERMS = {"term-TOTAL_FORMS": "0", "term-INITIAL_FORMS": "0"}
NO_PROMISES = {"promise-TOTAL_FORMS": "0", "promise-INITIAL_FORMS": "0"}


class Clock:
    """What time it is: nine in the morning of the day last set."""

    now = datetime(2024, 7, 1, 9, tzinfo=SHANGHAI)

    def turn_to(self, month: int, day: int) -> None:
        self.now = datetime(2024, month, day, 9, tzinfo=SHANGHAI)

    def tick(self, month: int, day: int) -> None:
        """The day comes, and the scheduled work is done."""
        self.turn_to(month, day)
        assert main(["tick"]) == 0


@pytest.fixture
def clock(db, monkeypatch, serve, settings, tmp_path) -> Clock:
    settings.MEDIA_ROOT = tmp_path
    zone, clock = load_zone(ZONE).zone, Clock()
    serve(zone)
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    organization.load_organizations(zone=zone, actor=None, now=clock.now)
    figures.load_catalogue(zone=zone, now=clock.now)
    return clock


def browser(username: str) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Person.objects.get(username=username))
    return client


def page(username: str, address: str) -> str:
    answer = browser(username).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def post(username: str, address: str, **said: object) -> str:
    """What the act leads to: the address it goes on to, or the page that says what is wrong."""
    answer = browser(username).post(address, said)
    return answer.headers.get("Location") or answer.content.decode()


def add_papers(code: str, *kinds: str) -> None:
    for kind in kinds:
        file = SimpleUploadedFile(f"{kind}.pdf", f"%PDF-1.7 {next(PAPERS)}".encode())
        address = f"/projects/{code}/evidence/"
        assert post("songyan", address, kind=kind, file=file).endswith(address)


def version(code: str) -> int:
    return Project.objects.get(code=code).version


def move(code: str, to: str, day: str) -> str:
    said = {"to": to, "moved_on": day, "version": version(code)}
    return post("songyan", f"/projects/{code}/moves/?to={to}", **said)


def signed_so_far() -> str:
    """What the home page counts as signed this year, beside what is wanted."""
    rows = re.findall(r"<tr\b.*?</tr>", page("guyuan", "/"), re.DOTALL)
    row = next(row for row in rows if "/targets/signed_projects_2024/" in row)
    _wanted, counted, *_others = re.findall(r"<td[^>]*>\s*([^<\s]*)", row)
    return str(counted)


def test_a_month_goes_from_the_first_lead_to_the_counts_on_the_home_page(clock: Clock) -> None:
    code = _registered_once()
    clock.turn_to(7, 3)
    _put_forward(code)
    clock.turn_to(7, 15)
    _approved(code)
    clock.turn_to(7, 19)
    _signed_and_recognized(code)
    clock.turn_to(7, 22)
    _delivery_begins(code)
    assert "节点逾期" not in page("guyuan", "/projects/home/").replace("没有节点逾期", "")

    clock.tick(7, 30)
    problem = Problem.objects.get()
    assert problem.level == "leader", "five working days at the unit were not enough"
    _closed_by_another(code, problem.pk)
    assert signed_so_far() == "0", "by the end of June; July is not over"
    clock.tick(8, 6)
    assert signed_so_far() == "1"
    assert "1 个节点逾期" in page("guyuan", "/projects/home/")
    assert LEAD["name"] in page("suhang", "/projects/dispatch/monthly/")
    assert verify().ok


def _registered_once() -> str:
    """A lead comes in; who competes is refused, claims it, and is not upheld."""
    address = post("songyan", "/projects/leads/new/", **LEAD)
    code = address.split("/")[2]
    rival = {**LEAD, "organization": "science_park", "name": "镜头"}
    refused = post("pengyue", "/projects/leads/new/", **rival)
    assert "已由其他单位登记" in refused and code not in refused
    token = re.search(r'name="token" value="([^"]+)"', refused)
    assert token
    claim = {"token": token.group(1), "organization": "science_park", "statement": "五月见过对方"}
    assert post("pengyue", "/projects/disputes/raise/", **claim) == "/projects/disputes/"
    (dispute,) = re.findall(r"/projects/disputes/\d+/", page("zhoumin", "/projects/disputes/"))
    assert post("zhoumin", dispute, ruling="stands", reason="登记在先") == dispute
    return code


def _put_forward(code: str) -> None:
    """What a stage lacks is said at once; then it goes before a meeting."""
    assert move(code, "negotiation", "2024-07-03").endswith("/moves/")
    lacking = move(code, "review", "2024-07-03")
    assert all(gap in lacking for gap in ("项目性质", "资金来源", "考察报告"))
    given = {**LEAD, **DETAILS, "version": version(code)}
    assert post("songyan", f"/projects/{code}/change/", **given).endswith(f"/{code}/")
    add_papers(code, "study", "visit_record", "investor_identity")
    assert move(code, "review", "2024-07-03").endswith("/moves/")
    said = {"batch": "2024年第9次", "meets_on": "2024-07-15", **NO_PROMISES}
    assert "/projects/reviews/" in post("songyan", f"/projects/{code}/put-forward/", **said)


def _approved(code: str) -> None:
    batch = "/projects/reviews/batches/2024年第9次/"
    assert "/batches/" in post("zhoumin", f"{batch}members/", members=["guyuan", "zhoumin", "linxiao"])
    (review,) = set(re.findall(r"/projects/reviews/\d+/", page("zhoumin", batch)))
    assert post("songyan", f"{review}decide/", outcome="approved").startswith("<!doctype")
    for member in ("guyuan", "zhoumin", "linxiao"):
        marks = {f"mark-{item}": mark for item, mark in MARKS.items()}
        assert post(member, f"{review}opinion/", **marks, vote="for") == review
    assert post("zhoumin", f"{review}decide/", outcome="approved", **NO_TERMS) == review
    assert LEAD["name"] in page("guyuan", f"{batch}pack/")


def _signed_and_recognized(code: str) -> None:
    """Signed on one day, recognized on another, refused once, and never by who reported it."""
    add_papers(code, "agreement", "review_minutes", "legal_opinion", "fair_competition")
    moves = f"/projects/{code}/moves/"
    assert move(code, "signed", "2024-07-18") == moves
    (ask,) = re.findall(rf"{moves}\d+/ask/", page("songyan", moves))
    for decided_by, said in (
        ("zhoumin", {"act": "refuse", "reason": "协议缺页"}),
        ("chenglan", {"act": "grant", "on": "2024-07-19"}),
    ):
        assert post("songyan", ask, scheme="city_assessment") == moves
        waiting = re.findall(r"/projects/recognition/\d+/", page("zhoumin", "/projects/recognition/"))[0]
        assert post("songyan", waiting, **said).startswith("<!doctype")
        assert post(decided_by, waiting, **said) == "/projects/recognition/"
    assert "协议缺页" in page("songyan", moves)


def _delivery_begins(code: str) -> None:
    """A plan, a factor promised too late for its node, a problem for the firm that lays the pipes."""
    here = f"/projects/{code}/delivery/"
    assert post("songyan", f"{here}plan/", template="new_plant", starts_on="2024-07-22") == here
    node = Project.objects.get(code=code).nodes.get(code="utilities")
    asked = {"kind": "power", "quantity": "2000", "node": node.pk}
    assert post("songyan", f"{here}factors/", **asked) == here
    (promise,) = re.findall(rf"{here}factors/\d+/promise/", page("dingyi", here))
    assert post("dingyi", promise, promised_on="2026-12-31") == here
    assert "供电承诺 2026-12-31 到位，比节点晚" in page("songyan", here)
    raised = {"title": "雨水管网不通", "organization": "holding", "due_on": "2024-09-30"}
    assert post("songyan", f"{here}problems/", **raised) == here


def _closed_by_another(code: str, problem: int) -> None:
    address = f"/projects/{code}/delivery/problems/{problem}/"
    assert post("dingyi", f"{address}solve/", text="管网已接通") == address
    assert post("dingyi", f"{address}close/", text="已通").startswith("<!doctype")
    assert post("suhang", f"{address}close/", text="现场看过，已通") == address


def test_a_lead_nobody_talks_about_falls_asleep_and_is_free_for_others(clock: Clock) -> None:
    code = post("songyan", "/projects/leads/new/", **LEAD).split("/")[2]
    clock.tick(10, 29)
    assert Project.objects.get(code=code).stage == "lead", "the protection ended a month ago, not longer"
    assert LEAD["name"] in page("songyan", "/projects/leads/stale/")
    clock.tick(10, 31)
    assert Project.objects.get(code=code).stage == "dormant"
    rival = {**LEAD, "organization": "science_park"}
    assert "/talks/" in post("pengyue", "/projects/leads/new/", **rival)
