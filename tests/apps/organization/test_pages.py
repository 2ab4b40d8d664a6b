"""Organizations and people as pages: who sees them, what they say, how many questions they cost."""

from __future__ import annotations

import pytest

from chaotou.organization.models import Organization, Person, Post, Responsibility


@pytest.fixture(autouse=True)
def _zone(empty_zone) -> None:
    pass


@pytest.mark.parametrize("address", ["/organizations/", "/organizations/economy/", "/people/linxiao/"])
@pytest.mark.parametrize("name", ["linxiao", "hechuan", "shenjie"])
def test_whoever_holds_a_post_sees_organizations_and_people(signed_in, linxiao, request, name, address):
    assert signed_in(request.getfixturevalue(name)).get(address).status_code == 200


def test_who_holds_no_post_is_told_why_not_and_still_sees_themself(signed_in, world, linxiao):
    nobody = Person.objects.create(username="nobody", name="无岗", organization=world.economy)
    browser = signed_in(nobody)
    response = browser.get("/organizations/")
    assert (response.status_code, "目前没有岗位" in response.content.decode()) == (403, True)
    assert browser.get("/people/linxiao/").status_code == 403
    assert browser.get("/people/nobody/").status_code == 200


def test_the_tree_shows_posts_people_and_how_much_each_answers_for(signed_in, linxiao, hechuan):
    page = signed_in(linxiao).get("/organizations/").content.decode().partition("<tbody>")[2]
    assert page.index(">管委会</a>") < page.index(">经济发展局</a>") < page.index(">林晓</a>")
    assert '<td class="num">3</td>' in page


def test_an_organization_names_what_it_answers_for_and_leads_there(signed_in, linxiao):
    page = signed_in(linxiao).get("/organizations/economy/").content.decode()
    assert "地区生产总值" in page
    assert "industrial_value_added" in page, "a code stands for itself where the files have no name"
    assert 'href="/figures/indicators/gdp/"' in page


def test_an_administrator_is_not_led_to_figures(signed_in, shenjie):
    page = signed_in(shenjie).get("/organizations/economy/").content.decode()
    assert "地区生产总值" in page
    assert "/figures/" not in page


def test_a_person_shows_what_they_may_do_and_why(signed_in, linxiao, zhoumin):
    page = signed_in(zhoumin).get("/people/linxiao/").content.decode()
    assert "在填报岗位上，所在机构负责 3 项指标" in page
    assert "不在审核岗位上" in page


def test_the_unknown_is_missing(signed_in, linxiao):
    browser = signed_in(linxiao)
    assert browser.get("/organizations/nowhere/").status_code == 404
    assert browser.get("/people/nobody/").status_code == 404


@pytest.mark.parametrize(
    ("name", "doors"),
    [
        ("shenjie", ["机构与人员", "操作记录", "账号管理"]),
        ("hechuan", ["首页", "目标进度", "指标目录", "文件", "机构与人员", "操作记录"]),
        ("guyuan", ["首页", "目标进度", "指标目录", "文件", "机构与人员", "操作记录"]),
    ],
)
def test_the_menu_has_the_doors_a_person_may_open(signed_in, request, name, doors):
    menu = signed_in(request.getfixturevalue(name)).get("/organizations/").context["menu"]
    labels = [str(entry.label) for entry in menu]
    assert [door for door in doors if door not in labels] == []
    assert ("账号管理" in labels) == (name == "shenjie") == ("指标目录" not in labels)
    assert [str(entry.label) for entry in menu if entry.is_current] == ["机构与人员"]


def _grow(world, count: int) -> None:
    for number in range(count):
        bureau = Organization.objects.create(
            code=f"b{number}", name=f"局{number}", kind="bureau", parent=world.committee
        )
        person = Person.objects.create(username=f"p{number}", name=f"人{number}", organization=bureau)
        Post.objects.create(
            code=f"post{number}", organization=bureau, title="员", duty="records", person=person
        )
        Responsibility.objects.create(organization=bureau, role="lead", subject="target", code=f"t{number}")


@pytest.mark.parametrize(
    ("name", "address", "budget"),
    [
        ("linxiao", "/organizations/", 12),
        ("linxiao", "/organizations/economy/", 14),
        ("linxiao", "/people/linxiao/", 22),
        ("shenjie", "/accounts/", 12),
        ("shenjie", "/accounts/of/linxiao/", 16),
    ],
)
def test_a_page_costs_the_same_however_many_people_there_are(
    signed_in, world, linxiao, request, django_assert_max_num_queries, name, address, budget
):
    browser = signed_in(request.getfixturevalue(name))
    _grow(world, 20)
    with django_assert_max_num_queries(budget):
        assert browser.get(address).status_code == 200
