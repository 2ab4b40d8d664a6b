"""The officers' pages: each opens for who may and not for who must not, filters narrow, forms keep words."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chaotou.journal.models import Entry
from chaotou.matters.models import Delivery, Matter
from chaotou.matters.operations.accepting import accept
from chaotou.matters.operations.closing import submit
from chaotou.matters.operations.pausing import ask_extension
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.reporting import press
from chaotou.rows.searching import matching

from .conftest import PAPER

LISTS = ["", "all/", "overview/", "board/", "calendar/", "map/", "notices/"]
PAGES = [*LISTS, "new/", "new/request/", "home/"]


def paper(name: str = "佐证.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PAPER, content_type="application/pdf")


@pytest.fixture
def some(handled, permit, petition, zhoumin, now) -> dict[str, Matter]:
    """A request in hand, a permit that came in, a petition, a directive with a place."""
    directive = register_matter(
        kind="directive",
        title="项目攻坚",
        english="Push projects",
        actor=zhoumin,
        now=now,
        address="A1 地块",
        longitude=Decimal("119.06"),
        latitude=Decimal("33.58"),
    )
    return {"request": handled(), "permit": permit(), "petition": petition(), "directive": directive}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_an_officer_in_both_languages(some, linxiao, signed_in, page, language) -> None:
    assert signed_in(linxiao, language).get(f"/matters/{page}").status_code == 200


@pytest.mark.parametrize("page", LISTS)
def test_who_administers_accounts_opens_no_list(some, shenjie, signed_in, page) -> None:
    answer = signed_in(shenjie).get(f"/matters/{page}")
    assert answer.status_code == 403 and "职责分离" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_opens_a_page_without_signing_in(world, client, page) -> None:
    assert client.get(f"/matters/{page}")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", ["", "personal/", "do/note/", "links/"])
def test_none_of_a_petition_s_pages_opens_to_another(some, hechuan, guyuan, signed_in, page) -> None:
    address = f"/matters/{some['petition'].code}/{page}"
    for other in (hechuan, guyuan):
        browser = signed_in(other)
        answer = browser.post(address) if page in ("personal/", "links/") else browser.get(address)
        assert answer.status_code == 404
        assert "征收补偿" not in answer.content.decode()


# Lists


def titles(browser, **asked: str) -> set[str]:
    return named(browser.get("/matters/all/", asked))


def named(page) -> set[str]:
    """The titles in a page's table."""
    return set(re.findall(r'<th scope="row" class="held"><a href="[^"]+">([^<]+)</a>', page.content.decode()))


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {"招不到熟练工", "厂房建设", "项目攻坚"}),
        ({"q": "攻坚"}, {"项目攻坚"}),
        ({"q": "xmgj"}, {"项目攻坚"}),
        ({"family": "approval"}, {"厂房建设"}),
        ({"kind": "request"}, {"招不到熟练工"}),
        ({"organization": "commerce"}, {"招不到熟练工"}),
        ({"standing": "not_started"}, {"厂房建设", "项目攻坚"}),
        ({"state": "closed"}, set()),
        ({"from": "2024-08-01", "to": "2024-08-31"}, {"招不到熟练工"}),
        ({"from": "2024-09-01"}, set()),
        ({"listed": "1"}, set()),
        ({"family": "approval", "kind": "request"}, set()),
        ({"state": "nothing", "standing": "nothing"}, {"招不到熟练工", "厂房建设", "项目攻坚"}),
        ({"family": "nothing", "kind": "nothing", "mine": "0"}, {"招不到熟练工", "厂房建设", "项目攻坚"}),
    ],
)
def test_a_filter_keeps_what_it_names(some, zhoumin, signed_in, asked, left) -> None:
    assert titles(signed_in(zhoumin), **asked) == left


def test_what_was_closed_is_found_by_words_among_the_closed_alone(some, zhoumin, now, signed_in) -> None:
    Matter.objects.filter(title="项目攻坚").update(phase="closed", closed_at=now)
    browser = signed_in(zhoumin)
    assert titles(browser, q="攻坚") == titles(browser, q="攻坚", standing="overdue") == set()
    assert titles(browser, q="攻坚", state="closed") == titles(browser, q="攻坚", state="all") == {"项目攻坚"}


def test_what_waits_for_one_s_own_and_what_one_has_part_in(some, hechuan, signed_in) -> None:
    browser = signed_in(hechuan)
    assert titles(browser, mine="1") == titles(browser, part="1") == {"招不到熟练工"}
    assert named(browser.get("/matters/")) == {"招不到熟练工"}


def test_a_word_the_zone_does_not_have_is_said(some, zhoumin, signed_in) -> None:
    page = signed_in(zhoumin).get("/matters/all/?kind=nothing").content.decode()
    assert "没有“nothing”，没有按它筛选。" in page


def test_a_day_that_is_none_is_said(some, zhoumin, signed_in) -> None:
    assert "“soon”不是日期" in signed_in(zhoumin).get("/matters/all/?from=soon").content.decode()


def test_a_calendar_that_names_no_month_shows_this_one(some, zhoumin, signed_in) -> None:
    month = signed_in(zhoumin).get("/matters/calendar/?month=soon").context["month"]
    assert (month.first.year, month.first.month) == (2024, 8)


def test_a_part_of_the_page_is_answered_to_htmx(some, zhoumin, signed_in) -> None:
    page = signed_in(zhoumin).get("/matters/all/", headers={"hx-request": "true"}).content.decode()
    assert page.lstrip().startswith('<div id="matters">')


def test_matters_at_one_place_stand_beside_each_other_on_the_map(some, zhoumin, now, signed_in) -> None:
    place = {"longitude": Decimal("119.06"), "latitude": Decimal("33.58")}
    register_matter(kind="directive", title="又一件", actor=zhoumin, now=now, **place)
    dots = signed_in(zhoumin).get("/matters/map/").context["drawn"].dots
    assert len({(dot.x, dot.y) for dot in dots}) == len(dots) == 2


# Registering


def test_a_form_tells_all_that_is_wrong_and_keeps_what_was_typed(world, linxiao, signed_in) -> None:
    answer = signed_in(linxiao).post("/matters/new/request/", {"content": "缺电", "longitude": "999"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "缺电" in page and page.count('class="field-error"') >= 3
    assert '<details class="more" open>' in page
    assert not Matter.objects.exists()


def test_what_few_matters_say_is_folded_away(world, linxiao, signed_in) -> None:
    assert '<details class="more">' in signed_in(linxiao).get("/matters/new/request/").content.decode()


def test_a_matter_is_registered_and_shown(world, linxiao, signed_in) -> None:
    said = {"organization": "economy", "title": "招不到熟练工", "field_contact_name": "王某"}
    browser = signed_in(linxiao)
    answer = browser.post("/matters/new/request/", {**said, "field_contact_phone": "000", "papers": paper()})
    matter = Matter.objects.get()
    assert answer["Location"] == f"/matters/{matter.code}/"
    assert "王某" not in browser.get(answer["Location"]).content.decode()
    assert matter.attachments.get().name == "佐证.pdf"


def test_a_kind_is_registered_by_whom_it_is_open_to_alone(office, linxiao, signed_in) -> None:
    browser = signed_in(linxiao)
    assert browser.get("/matters/new/petition/").status_code == 403
    assert browser.get("/matters/new/nothing/").status_code == 404
    assert "信访" not in [str(word) for word, _kinds in browser.get("/matters/new/").context["groups"]]


# One matter, and what is done to it


def offered(browser, matter: Matter) -> list[str]:
    return [choice.step.act for choice in browser.get(f"/matters/{matter.code}/").context["may"]]


def test_what_waits_for_the_reader_stands_first(some, linxiao, hechuan, signed_in) -> None:
    page = signed_in(linxiao).get(f"/matters/{some['permit'].code}/")
    assert [choice.step.act for choice in page.context["may"] if choice.is_next] == ["accept"]
    assert offered(signed_in(linxiao), some["permit"])[0] == "accept"
    others = signed_in(linxiao).get(f"/matters/{some['request'].code}/").context["may"]
    assert not any(choice.is_next for choice in others)
    assert offered(signed_in(hechuan), some["request"])[0] == "submit"


def test_more_time_is_decided_on_once_it_was_asked_for(some, hechuan, zhoumin, now, later, signed_in) -> None:
    matter, browser = some["request"], signed_in(zhoumin)
    assert "grant_extension" not in offered(browser, matter)
    until = later(days=10).date()
    ask_extension(matter=matter, actor=hechuan, now=now, until_on=until, text="等设备")
    assert {"grant_extension", "deny_extension"} <= set(offered(browser, matter))
    assert "ask_extension" not in offered(signed_in(hechuan), matter)


def test_an_act_lacking_something_is_refused_with_all_of_it(some, hechuan, signed_in) -> None:
    address = f"/matters/{some['request'].code}/do/submit/"
    answer = signed_in(hechuan).post(address, {"version": some["request"].version})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "proof_work_record"}


def test_an_act_is_taken_with_its_proof(some, hechuan, signed_in) -> None:
    matter = some["request"]
    said = {"version": matter.version, "text": "已招到", "proof_work_record": paper()}
    answer = signed_in(hechuan).post(f"/matters/{matter.code}/do/submit/", said)
    matter.refresh_from_db()
    assert (answer["Location"], matter.state) == (f"/matters/{matter.code}/", "submitted")
    assert matter.attachments.get().paper == "work_record"


def test_a_decision_asks_for_its_paper(permit, linxiao, zhoumin, now, signed_in) -> None:
    matter = accept(matter=permit(scale="large", safety="有"), actor=linxiao, now=now)
    matter = submit(matter=matter, actor=linxiao, now=now, conclusion="符合")
    address, browser = f"/matters/{matter.code}/do/approve/", signed_in(zhoumin)
    said = {"version": matter.version, "result": "granted"}
    assert set(browser.post(address, said).context["form"].errors) == {"proof_decision"}
    browser.post(address, {**said, "proof_decision": paper()})
    matter.refresh_from_db()
    assert (matter.phase, matter.attachments.get().paper) == ("closed", "decision")


def test_what_somebody_did_meanwhile_is_not_done_over(some, hechuan, signed_in) -> None:
    matter = some["request"]
    said = {"version": matter.version - 1, "text": "已招到", "proof_work_record": paper()}
    answer = signed_in(hechuan).post(f"/matters/{matter.code}/do/submit/", said)
    assert answer.status_code == 422 and "刚刚由他人办理过" in answer.content.decode()


@pytest.mark.parametrize(("what", "status"), [("verify", 403), ("assign", 403), ("dance", 404)])
def test_a_step_opens_to_who_may_take_it(some, hechuan, signed_in, what, status) -> None:
    assert signed_in(hechuan).get(f"/matters/{some['request'].code}/do/{what}/").status_code == status


def test_what_is_said_of_a_person_opens_to_who_handles_it_and_is_journaled(
    some, hechuan, zhoumin, signed_in
) -> None:
    address = f"/matters/{some['request'].code}/personal/"
    assert signed_in(zhoumin).post(address).status_code == 403
    assert not Entry.objects.filter(act="matters.personaldata.read").exists()
    assert "王某" in signed_in(hechuan).post(address).content.decode()
    assert Entry.objects.get(act="matters.personaldata.read").actor == hechuan


def test_the_land_is_won_and_opinions_become_formal_on_the_page(
    world, linxiao, hechuan, zhoumin, now, signed_in
) -> None:
    chain = register_matter(
        kind="start_on_land", title="新厂房", actor=linxiao, now=now, fields={"plot": "A1"}
    )
    survey = accept(matter=chain.parts.get(part="survey"), actor=linxiao, now=now)
    survey = submit(matter=survey, actor=hechuan, now=now, conclusion="符合")
    signed_in(zhoumin).post(
        f"/matters/{survey.code}/do/approve/", {"version": survey.version, "result": "granted"}
    )
    browser = signed_in(linxiao)
    wrong = browser.post(f"/matters/{chain.code}/land/", {"land_on": "2024-02-31"}, follow=True)
    assert "请写明取得用地的日期" in wrong.content.decode()
    early = browser.post(f"/matters/{survey.code}/confirm/", follow=True)
    assert "企业还没有取得用地" in early.content.decode()
    browser.post(f"/matters/{chain.code}/land/", {"land_on": "2024-08-10"})
    browser.post(f"/matters/{survey.code}/confirm/")
    chain.refresh_from_db(), survey.refresh_from_db()
    assert (str(chain.land_on), survey.is_preliminary) == ("2024-08-10", False)


# On other pages

HTMX = {"hx-request": "true"}


def test_other_pages_show_the_matters_one_may_know_of(some, linxiao, hechuan, signed_in) -> None:
    address = "/matters/of-organization/economy/"
    assert "厂房建设" in signed_in(linxiao).get(address, headers=HTMX).content.decode()
    assert "厂房建设" not in signed_in(hechuan).get(address, headers=HTMX).content.decode()


def test_a_firm_s_and_a_project_s_matters_are_asked_for_by_address(some, zhoumin, signed_in) -> None:
    for address in ("/matters/of-enterprise/1/", "/matters/of-project/P2024-0001/"):
        assert "没有可见的在办事项" in signed_in(zhoumin).get(address, headers=HTMX).content.decode()


def test_an_organization_s_page_asks_for_its_matters(some, linxiao, signed_in) -> None:
    page = signed_in(linxiao).get("/organizations/economy/").content.decode()
    assert 'hx-get="/matters/of-organization/economy/"' in page


def test_who_administers_accounts_is_told_why_there_are_none(some, shenjie, signed_in) -> None:
    answer = signed_in(shenjie).get("/matters/of-organization/economy/", headers=HTMX)
    assert answer.status_code == 200 and "职责分离" in answer.content.decode()
    assert signed_in(shenjie).get("/matters/of-organization/economy/").status_code == 403


# Reminders


def test_reminders_are_shown_until_they_are_looked_at(some, hechuan, zhoumin, now, signed_in) -> None:
    press(matter=some["request"], actor=zhoumin, now=now, text="本周内报")
    browser = signed_in(hechuan)
    assert "有 1 条新提醒" in browser.get("/matters/").content.decode()
    page = browser.get("/matters/notices/").content.decode()
    assert "催办" in page and "招不到熟练工" in page
    assert browser.post("/matters/notices/seen/")["Location"] == "/matters/notices/"
    assert not Delivery.objects.filter(person=hechuan, seen_at=None).exists()


def test_a_list_kept_for_the_minute_is_kept_for_its_reader(
    settings, office, handled, petition, hechuan, guyuan, linxiao, signed_in
) -> None:
    handled(title="甲乙丙", english="Abc")
    petition(title="密件")
    people = [office.fangyuan, hechuan, guyuan, office.bailu, linxiao]

    def shown() -> list[set[str]]:
        asked = product(people, ("zh-hans", "en"))
        return [named(signed_in(*one).get("/matters/all/")) for one in asked]

    alone = shown()
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    assert shown() == shown() == alone
    assert {"密件"} in alone and {"甲乙丙"} in alone and {"Abc"} in alone


@pytest.mark.parametrize("phase", ["waiting", "open", "closed", "ended"])
def test_words_are_sought_in_the_phase_that_a_matter_is_in(permit, phase: str) -> None:
    matter = permit()
    Matter.objects.filter(pk=matter.pk).update(phase=phase)
    found = {one for one in Matter.Phase.values if matching(Matter.objects.all(), "厂房", [one]).exists()}
    assert found == {phase}
    assert not matching(Matter.objects.all(), "w", [phase]).exists()
