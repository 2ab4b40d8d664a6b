"""A working day in the demo zone: a figure is reported, published and seen; a report is read and accepted."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chaotou.core.zone.loading import load_zone
from chaotou.figures import access
from chaotou.figures import operations as figures
from chaotou.figures.export import standings_as_json
from chaotou.figures.queries.standings import standings
from chaotou.journal.queries import verify
from chaotou.organization import operations as organization
from chaotou.organization.models import Person

ZONE = Path(__file__).resolve().parents[2] / "zones/demo"
MORNING = datetime(2024, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRMS = "above_scale_enterprises_new"
SEPTEMBER = {"body": "zone", "period": "2024年1—9月", "value": "29", "status": "preliminary"}
REPORT = "2024年前三季度，淮安经济技术开发区新签约亿元以上项目118个，协议总投资610亿元。"

EXPLAINED = {
    "kind": "actual",
    "code": "signed_projects_100m",
    "body": "zone",
    "period": "2024年1—9月",
    "value": "118",
    "unit": "个",
    "bound": "exact",
    "note": "已与市认定清单核对",
}


@pytest.fixture(autouse=True)
def _demo(db, monkeypatch, serve, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    zone = load_zone(ZONE).zone
    serve(zone)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    organization.load_organizations(zone=zone, actor=None, now=MORNING)
    figures.load_catalogue(zone=zone, now=MORNING)
    figures.load_observations(zone=zone, now=MORNING)


def browser(username: str) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Person.objects.get(username=username))
    return client


def page(username: str, address: str, **query: str) -> str:
    answer = browser(username).get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def stands(on: date) -> dict[str, object]:
    rows = standings_as_json(standings(access.SYSTEM, on=on))
    return next(row for row in rows if row["indicator"] == FIRMS)


def post(username: str, address: str, said: dict[str, object]) -> None:
    client = browser(username)
    answer = client.post(address, said)
    if answer.status_code == 200 or answer.status_code == 422:  # warnings are shown before they are confirmed
        seen = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
        assert seen, answer.content.decode()
        answer = client.post(address, {**said, "seen": seen.group(1), "note": "已与税务登记核对"})
    assert answer.status_code == 302, answer.content.decode()


def test_a_figure_goes_from_the_officer_to_the_leader() -> None:
    standings_page, today = reverse("figures:standings"), "2024-10-12"
    post("linxiao", reverse("figures:record", args=[FIRMS]), SEPTEMBER)
    series = reverse("figures:indicator", args=[FIRMS])
    assert "2024年1—9月" in page("linxiao", series, as_of=today)
    assert "2024年1—9月" not in page("hechuan", series, as_of=today)

    queue = page("zhoumin", reverse("figures:publish"))
    (waiting,) = re.findall(r'name="observation" value="(\d+)"', queue)
    post("zhoumin", reverse("figures:publish"), {"observation": waiting})
    assert "2024年1—9月" in page("hechuan", series, as_of=today)
    assert "29" in page("guyuan", standings_page, as_of=today)

    now, before = stands(date(2024, 10, 12)), stands(date(2024, 8, 20))
    assert (now["latest"], now["period"], now["attainment"]) == (29, "2024-01..2024-09", 72.5)
    assert (before["latest"], before["period"]) == (22, "2024-01..2024-07")
    assert verify().ok


def test_a_report_becomes_a_figure_only_by_a_persons_act() -> None:
    file = SimpleUploadedFile("快讯.txt", REPORT.encode("gb18030"))
    said = {"file": file, "year": "2024", "body": "zone", "title": "前三季度快讯"}
    answer = browser("zhoumin").post(reverse("intake:documents"), said)
    assert answer.status_code == 302, answer.content.decode()
    document = answer.headers["Location"]
    shown = page("zhoumin", document)
    assert "118" in shown
    before = stands_signed()
    accept = re.search(r'action="([^"]+/accept/)"', shown).group(1)
    assert stands_signed() == before != 118
    doubted = browser("zhoumin").post(accept)
    assert doubted.status_code == 422
    assert "请填写说明" in doubted.content.decode()
    assert stands_signed() == before
    post("zhoumin", accept.replace("/accept/", "/correct/"), EXPLAINED)
    assert stands_signed() == 118
    assert verify().ok
    answer = browser("zhoumin").post(reverse("intake:documents"), {**said, "file": rewound(file)})
    assert answer.headers["Location"].startswith(document)


def rewound(file: SimpleUploadedFile) -> SimpleUploadedFile:
    file.seek(0)
    return file


def stands_signed() -> object:
    rows = standings_as_json(standings(access.SYSTEM, on=date(2024, 10, 12)))
    return next(row["latest"] for row in rows if row["code"] == "signed_projects_2024")
