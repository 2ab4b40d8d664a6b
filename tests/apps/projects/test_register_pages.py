"""The pages that list projects: what each person finds there, in both languages, at odd addresses too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chaotou.core.names import grams
from chaotou.projects.models import Move, Node, Project

NOON = datetime(2024, 9, 21, 4, tzinfo=UTC)
PAGES = ["register", "board", "pivot", "funnel", "map", "home_section"]


@pytest.fixture
def some(few, world, make_project, today) -> None:
    """Beside the few: a large signed project of commerce from Shanghai on a plot, with a node gone by."""
    make_project(
        "P2024-0009",
        name="潮北芯片封测项目",
        english="Chip packaging",
        stage="commenced",
        investment=Decimal("5200000000"),
        organization=world.commerce,
        source_city="shanghai",
        chain="pcb",
        plot="plot_a1",
        grams=grams("潮北芯片封测项目"),
        next_step="催办施工许可",
    )
    project = Project.objects.get(code="P2024-0009")
    Node.objects.create(project=project, code="power", name="通电", planned_on=today - timedelta(days=30))


@pytest.fixture
def page(signed_in) -> Callable[..., str]:
    def read(person: object, address: str, language: str = "zh-hans") -> str:
        answer = signed_in(person, language).get(address)
        assert answer.status_code == 200, address
        return str(answer.content.decode())

    return read


def listed(text: str) -> set[str]:
    codes = ("P2024-0001", "P2024-0002", "P2024-0003", "P2024-0009")
    return {code for code in codes if f"/projects/{code}/" in text}


def test_a_reviewer_finds_every_project_and_each_unit_its_own_leads(some, page, zhoumin, linxiao, hechuan):
    address = reverse("projects:register")
    assert len(listed(page(zhoumin, address))) == 4
    assert listed(page(linxiao, address)) == {"P2024-0001", "P2024-0002", "P2024-0009"}
    assert listed(page(hechuan, address)) == {"P2024-0002", "P2024-0003", "P2024-0009"}


@pytest.mark.parametrize("name", PAGES)
def test_who_administers_accounts_sees_no_projects(some, signed_in, shenjie, name) -> None:
    assert signed_in(shenjie).get(reverse(f"projects:{name}")).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_projects_and_without(page, guyuan, make_project, name, language) -> None:
    assert "P2024" not in page(guyuan, reverse(f"projects:{name}"), language)
    make_project("P2024-0001", stage="signed", source_city="suzhou")
    page(guyuan, reverse(f"projects:{name}"), language)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=封测", {"P2024-0009"}),
        ("q=cbxp", {"P2024-0009"}),
        ("q=xinpian", {"P2024-0009"}),
        ("stage=signed", {"P2024-0002"}),
        ("stage=signed&stage=commenced", {"P2024-0002", "P2024-0009"}),
        ("organization=commerce", {"P2024-0003", "P2024-0009"}),
        ("city=shanghai", {"P2024-0009"}),
        ("chain=pcb", {"P2024-0009"}),
        ("tier=from_5b", {"P2024-0009"}),
        ("from=50&to=60", {"P2024-0009"}),
        ("to=50", {"P2024-0001", "P2024-0002", "P2024-0003"}),
        ("late=1", {"P2024-0009"}),
        ("q=——", set()),
    ],
)
def test_a_filter_keeps_what_it_says(some, page, zhoumin, query, codes) -> None:
    assert listed(page(zhoumin, f"{reverse('projects:register')}?{query}")) == codes


def test_own_keeps_what_the_readers_unit_holds(some, page, hechuan) -> None:
    assert listed(page(hechuan, reverse("projects:register") + "?own=1")) == {"P2024-0003", "P2024-0009"}


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=999999999",
        "page=x",
        "order=nothing",
        "column=nothing",
        "from=%27",
        "to=-1",
        "stage=%00",
        "organization=%00",
        "q=%22%27*",
        "tier=x",
        "by=x",
        "column=code&column=registered_at&column=yearly_tax&column=land_mu&column=landing",
        "order=next_step_on",
        "order=investment",
        "stale=1",
    ],
)
@pytest.mark.parametrize("name", ["register", "board", "pivot"])
def test_an_odd_address_still_opens(some, page, linxiao, name, query) -> None:
    page(linxiao, f"{reverse(f'projects:{name}')}?{query}")


def test_terms_are_hidden_from_units_that_do_not_hold_the_project(some, page, linxiao, hechuan) -> None:
    address = reverse("projects:register") + "?stage=commenced"
    assert "催办施工许可" in page(hechuan, address)
    assert "催办施工许可" not in page(linxiao, address)
    assert listed(page(linxiao, address + "&order=next_step_on")) == set()


def test_pages_follow_each_other_from_either_end(make_project, page, zhoumin) -> None:
    for number in range(165):
        make_project(f"N{number:03d}", name=f"第{number:03d}号")
    address = reverse("projects:register")
    first, second, third = (page(zhoumin, f"{address}?page={number}") for number in (1, 2, 3))
    assert [text.count('<th scope="row"') for text in (first, second, third)] == [80, 80, 5]
    assert "第164号" in first
    assert first.index("第164号") < first.index("第085号")
    assert second.index("第084号") < second.index("第005号")
    assert third.index("第004号") < third.index("第000号")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_no_more_queries_for_many_projects(make_project, signed_in, zhoumin, name) -> None:
    browser, address = signed_in(zhoumin), reverse(f"projects:{name}")
    taken = []
    for batch in range(2):
        for number in range(12):
            make_project(f"N{batch}{number:02d}", stage="signed", source_city="suzhou", plot="plot_a1")
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        taken.append(len(captured))
    assert taken[1] <= taken[0] <= 16


def test_the_page_of_a_project_keeps_to_its_queries(some, signed_in, zhoumin) -> None:
    browser, address = signed_in(zhoumin), reverse("projects:project", args=["P2024-0009"])
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    assert len(captured) <= 16


def test_the_board_counts_and_sums_what_the_reader_sees(some, page, linxiao, zhoumin) -> None:
    seen = page(linxiao, reverse("projects:board"))
    assert "<strong>3</strong>" in seen
    assert "58.00" in seen
    assert "<strong>4</strong>" in page(zhoumin, reverse("projects:board"))


def test_every_cell_of_the_pivot_opens_to_its_list(some, page, zhoumin) -> None:
    text = page(zhoumin, reverse("projects:pivot") + "?by=organization")
    assert '<td class="num"><a href="/projects/?organization=commerce&amp;stage=commenced">1</a>' in text
    assert "Amount(" not in text
    assert listed(page(zhoumin, "/projects/?organization=commerce&stage=commenced")) == {"P2024-0009"}


def test_the_map_shows_cities_and_plots_with_their_projects(some, page, zhoumin) -> None:
    text = page(zhoumin, reverse("projects:map"))
    assert "上海 1" in text
    assert "电子信息园 A-1 号地块" in text
    assert "为演示虚构" in text


def test_the_funnel_counts_who_went_on_and_who_is_still_there(few, page, zhoumin, today) -> None:
    Move.objects.create(
        project=few.signed, to_stage="signed", moved_on=today + timedelta(days=40), reported_at=NOON
    )
    text = page(zhoumin, reverse("projects:funnel"))
    lead = text.split('stage=lead">')[1].split("</tr>")[0]
    assert [part.split("<")[0] for part in lead.split('<td class="num">')[1:4]] == ["3", "1", "0"]
    assert "33.3%" in lead


def test_a_project_says_how_far_it_is_and_why_its_light_is_what_it_is(some, page, zhoumin) -> None:
    text = page(zhoumin, reverse("projects:project", args=["P2024-0009"]))
    assert "开工" in text
    assert "还没有认定" in text
    assert "light-behind" in text
    assert "52.00" in text


@pytest.mark.parametrize(("month", "year", "days"), [(10, 2024, 61), (10, 2025, 8)])
def test_a_project_stands_today_and_in_a_demonstration_on_its_day(
    some, page, zhoumin, monkeypatch, month, year, days
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(year, month, 12, 4, tzinfo=UTC))
    address = reverse("projects:project", args=["P2024-0009"])
    assert f"2024-08-12 起，{days} 天" in page(zhoumin, address)


def test_a_rival_lead_does_not_exist_for_others(some, signed_in, linxiao, hechuan) -> None:
    address = reverse("projects:project", args=["P2024-0003"])
    assert signed_in(linxiao).get(address).status_code == 404
    assert signed_in(hechuan).get(address).status_code == 200


def test_terms_of_a_signed_project_stay_with_its_holders(some, page, hechuan, linxiao) -> None:
    Project.objects.filter(code="P2024-0009").update(referrer="某某商会")
    address = reverse("projects:project", args=["P2024-0009"])
    assert "某某商会" in page(hechuan, address)
    assert "某某商会" not in page(linxiao, address)


def test_projects_of_an_organization_are_a_fragment_for_other_pages(some, page, linxiao, signed_in) -> None:
    address = reverse("projects:of_organization", args=["commerce"])
    fragment = signed_in(linxiao).get(address, headers={"HX-Request": "true"}).text
    assert listed(fragment) == {"P2024-0009"}
    assert "<html" not in fragment
    assert "<html" in page(linxiao, address)
    assert signed_in(linxiao).get(reverse("projects:of_organization", args=["none"])).status_code == 404


def test_another_page_tells_who_sees_no_projects_why(some, shenjie, signed_in) -> None:
    browser, address = signed_in(shenjie), reverse("projects:of_organization", args=["commerce"])
    fragment = browser.get(address, headers={"HX-Request": "true"})
    assert (fragment.status_code, "职责分离" in fragment.text) == (200, True)
    assert browser.get(address).status_code == 403


def test_another_pages_projects_say_when_there_are_more(some, page, guyuan, monkeypatch) -> None:
    address = reverse("projects:of_organization", args=["commerce"])
    assert "只列最近登记的" not in page(guyuan, address)
    monkeypatch.setattr("chaotou.projects.queries.elsewhere.MOST", 1)
    text = page(guyuan, address)
    assert len(listed(text)) == 1
    assert "只列最近登记的 1 个" in text


def test_the_home_page_fetches_its_part_and_links_there_without_scripts(page, guyuan) -> None:
    text = page(guyuan, "/").split("<main")[1]
    assert 'hx-get="/projects/home/"' in text
    assert '<a href="/projects/">' in text


def test_a_list_is_saved_for_oneself_or_shared_with_the_unit(some, signed_in, linxiao, hechuan) -> None:
    browser = signed_in(linxiao)
    said = {"name": "本月要盯的", "query": "stage=signed&page=3&odd=1", "shared": "1"}
    answer = browser.post(reverse("projects:save_view"), said)
    assert answer.url == "/projects/?stage=signed"
    assert "本月要盯的" in browser.get("/projects/").content.decode()
    assert "本月要盯的" not in signed_in(hechuan).get("/projects/").content.decode()


def test_only_its_owner_removes_a_view(some, signed_in, linxiao, zhoumin) -> None:
    signed_in(linxiao).post(reverse("projects:save_view"), {"name": "甲", "query": "own=1"})
    address = view_address(signed_in(linxiao))
    assert signed_in(zhoumin).post(address).status_code == 404
    assert signed_in(linxiao).post(address).status_code == 302
    assert "own=1" not in signed_in(linxiao).get("/projects/").content.decode().split("</form>")[-1]


def view_address(browser: Client) -> str:
    text = browser.get("/projects/").content.decode()
    start = text.index("/projects/views/", text.index('class="saved-views"'))
    return text[start : text.index('"', start)]


def test_a_view_without_a_name_is_refused_in_words(some, signed_in, linxiao) -> None:
    answer = signed_in(linxiao).post(reverse("projects:save_view"), {"name": " ", "query": ""}, follow=True)
    assert "请给视图起个名称" in answer.content.decode()


@pytest.mark.parametrize("room", ["", "board/", "pivot/", "funnel/", "map/", "timeline/"])
def test_words_are_sought_on_every_page_of_the_register(make_project, zhoumin, signed_in, room: str) -> None:
    make_project("sought", name="华芯封测")
    answer = signed_in(zhoumin).get(f"/projects/{room}", {"q": "华芯"})
    assert answer.status_code == 200


def test_the_funnel_says_what_it_leaves_out_to_who_does_not_see_it(some, page, zhoumin, linxiao) -> None:
    address, words = reverse("projects:funnel"), "其他单位签约以前的项目只有走到签约的才计入"
    assert words in page(linxiao, address)
    assert words not in page(zhoumin, address)


def test_the_home_pages_part_says_its_own_day(some, page, zhoumin, clock_stands) -> None:
    assert "截至 2024-08-12：" in page(zhoumin, f"{reverse('projects:home_section')}?as_of=2023-12-31")


def test_the_board_says_that_more_stages_stand_to_the_right(few, make_project, page, zhoumin) -> None:
    stages = ["negotiation", "review", "registered", "land_secured", "commenced"]
    for number, stage in enumerate(stages):
        make_project(f"P2024-002{number}", stage=stage)
    all_abreast = page(zhoumin, reverse("projects:board"))
    assert "向右还有" not in all_abreast and 'class="board"' in all_abreast
    make_project("P2024-0030", stage="completed")
    running_on = page(zhoumin, reverse("projects:board"))
    assert "8 个阶段，向右还有" in running_on and 'class="board runs-on"' in running_on
