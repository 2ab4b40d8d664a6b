"""What the pages of a matter tell whoever handles or follows it: counted days, who reads, what is gone."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from chaotou.core.issues import Refusal
from chaotou.matters.actors import Applicant
from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, ask_correction
from chaotou.matters.operations.closing import submit, verify
from chaotou.matters.operations.links import make_matter_link
from chaotou.matters.operations.pausing import ask_extension, grant_extension, resume, suspend
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.watching import call_back
from chaotou.matters.templatetags.matters import reported_for

pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def running(permit, linxiao, now) -> Matter:
    """A permit accepted on Monday 12 August: ten working days are promised, twenty the law's."""
    return accept(matter=permit(), actor=linxiao, now=now)


def read(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def counted(page: str) -> dict[str, str]:
    """What is said of each day on the way to what the zone promised."""
    promised = next(one for one in page.split('<details class="clock">') if "承诺 10 个工作日" in one)
    return dict(re.findall(r'<tr><th scope="row">(\d{4}-\d\d-\d\d)</th><td>([^<]*)</td>', promised))


def test_the_count_of_days_says_on_which_the_clock_stood(running, linxiao, later, signed_in) -> None:
    matter = suspend(matter=running, actor=linxiao, now=later(days=3), reason="hearing", text="听证")
    matter = resume(matter=matter, actor=linxiao, now=later(days=7))
    days = counted(read(signed_in(linxiao), f"/matters/{matter.code}/"))
    assert days["2024-08-14"] == "工作日"
    assert days["2024-08-15"] == days["2024-08-19"] == "工作日 · 中止计时"
    assert days["2024-08-17"] == "周末 · 中止计时"
    assert days["2024-08-20"] == "工作日"


def test_the_count_of_days_says_which_only_an_extension_reaches(
    running, linxiao, zhoumin, now, signed_in
) -> None:
    asked = ask_extension(matter=running, actor=linxiao, now=now, until_on=date(2024, 8, 28), text="复杂")
    matter = grant_extension(matter=asked, actor=zhoumin, now=now)
    days = counted(read(signed_in(linxiao), f"/matters/{matter.code}/"))
    assert (days["2024-08-26"], days["2024-08-27"]) == ("工作日", "工作日 · 延期")


def test_what_is_left_is_told_in_the_days_of_the_limit(running, linxiao, signed_in) -> None:
    page = read(signed_in(linxiao), f"/matters/{running.code}/")
    assert "还剩 10 个工作日" in page
    assert "承诺 10 个工作日" in page and "法定 20 个工作日" in page


def test_what_waits_for_the_applicant_says_so_and_names_no_body(permit, linxiao, now, signed_in) -> None:
    matter = ask_correction(matter=permit(), actor=linxiao, now=now, missing=["红线图"])
    page = read(signed_in(linxiao), f"/matters/{matter.code}/")
    assert "待申请人办理" in page and "（申请人）" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "每个不超过"), ("en", "Several may be chosen: pdf")]
)
def test_which_files_a_form_takes_is_told_in_the_readers_language(
    running, linxiao, signed_in, language, words
) -> None:
    assert words in read(signed_in(linxiao, language), f"/matters/{running.code}/do/submit/")


def test_who_writes_to_the_applicant_is_told_so(running, linxiao, signed_in) -> None:
    told = "申请人凭链接看得到这段话"
    assert told in read(signed_in(linxiao), f"/matters/{running.code}/do/submit/")
    assert told not in read(signed_in(linxiao), f"/matters/{running.code}/do/suspend/")


def test_a_step_somebody_else_just_took_leads_to_the_matter_and_says_why(running, linxiao, signed_in) -> None:
    browser, address = signed_in(linxiao), f"/matters/{running.code}/"
    for ask in (browser.get, browser.post):
        answer = ask(f"{address}do/accept/", follow=True)
        assert answer.redirect_chain == [(address, 302)]
        assert "状态不能办理“受理”" in answer.content.decode()


def test_a_step_that_is_nobody_of_theirs_stays_closed(handled, hechuan, signed_in) -> None:
    assert signed_in(hechuan).get(f"/matters/{handled().code}/do/verify/").status_code == 403


def test_behind_a_door_too_the_page_says_what_is_none_any_more(closed, follow) -> None:
    address = follow(closed())
    answer = Client().post(f"{address}do/press/", {"text": "快"}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "状态不能办理“催办”" in answer.content.decode()
    program: Any = Client().post(
        f"{address}do/press/", {"text": "快"}, headers={"accept": "application/json"}
    )
    assert program.status_code == 422


def test_who_was_called_may_rate_it_too_and_then_no_more(closed, follow, linxiao, now) -> None:
    matter = closed()
    address = follow(matter)
    asked = f'<a class="button" href="{address}do/call_back/">'
    assert asked in read(Client(), address)
    call_back(matter=matter, actor=linxiao, now=now, score=5)
    page = read(Client(), address)
    assert asked not in page and f"{address}do/call_back/" in page
    call_back(matter=matter, actor=Applicant(matter=matter.pk), now=now, score=4)
    assert f"{address}do/call_back/" not in read(Client(), address)


def test_what_was_done_over_is_rated_anew(closed, follow, linxiao, hechuan, zhoumin, later) -> None:
    matter = call_back(matter=closed(), actor=linxiao, now=later(hours=1), score=2, text="没招到")
    assert matter.state == "handling"
    matter = submit(matter=matter, actor=hechuan, now=later(hours=2), conclusion="招到了")
    matter = verify(matter=matter, actor=zhoumin, now=later(hours=3), result="done")
    address = follow(matter)
    assert f'<a class="button" href="{address}do/call_back/">' in read(Client(), address)


@pytest.mark.parametrize(
    ("every", "words"),
    [("week", "2024-07-01"), ("month", "2024年7月"), ("quarter", "2024年三季度"), (None, "2024-07-01")],
)
def test_a_report_of_progress_says_what_time_it_is_about(every, words) -> None:
    assert reported_for(date(2024, 7, 1), SimpleNamespace(progress_every=every)) == words


def test_only_what_has_an_applicant_has_a_link_to_follow_it(
    running, zhoumin, linxiao, now, signed_in
) -> None:
    directive = register_matter(kind="directive", title="项目攻坚", actor=zhoumin, now=now)
    assert "申请人的查询链接" in read(signed_in(linxiao), f"/matters/{running.code}/")
    assert "申请人的查询链接" not in read(signed_in(zhoumin), f"/matters/{directive.code}/")
    with pytest.raises(Refusal, match="没有申请人"):
        make_matter_link(matter=directive, actor=zhoumin, now=now)
