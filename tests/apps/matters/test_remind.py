"""Reminders: raised once for a due time, up the line, out when the hours allow it, none for what stands."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chaotou.matters.models import MOST_TRIES, Delivery, Matter, Notice
from chaotou.matters.operations import sending
from chaotou.matters.operations.assigning import decline
from chaotou.matters.operations.noticing import raise_notices
from chaotou.matters.operations.pausing import suspend
from chaotou.matters.operations.sending import send_notices
from chaotou.matters.queries.notices import by_subject, new_count, notices
from chaotou.organization.models import Person, Post


@pytest.fixture
def mornings(now):
    """`mornings(matter, days)`: ten o'clock, so many days from the matter's due day."""

    def at(matter: Matter, days: int):
        due = timezone.localtime(matter.due_at) - timedelta(days=1)
        return due.replace(hour=10, minute=0) + timedelta(days=days)

    return at


def told(matter: Matter, rule: str) -> set[str]:
    rows = Delivery.objects.filter(notice__matter=matter, notice__rule=rule)
    return set(rows.values_list("person__username", flat=True))


def test_who_handles_it_is_told_before_it_is_due_and_once(handled, mornings) -> None:
    matter = handled()
    assert raise_notices(now=mornings(matter, -3)) == 1
    assert raise_notices(now=mornings(matter, -3)) == 0
    assert told(matter, "near_3") == {"hechuan"}
    assert Notice.objects.get().sheet == "blue"


def test_what_is_overdue_goes_up_the_line(handled, guyuan, mornings) -> None:
    matter = handled()
    raise_notices(now=mornings(matter, 4))
    assert told(matter, "overdue_1") == {"hechuan", "linxiao", "guyuan"}


def test_a_suspended_matter_reminds_nobody(handled, hechuan, now, mornings) -> None:
    matter = suspend(matter=handled(), actor=hechuan, now=now, reason="awaiting_applicant", text="等企业材料")
    assert raise_notices(now=mornings(matter, 4)) == 0


def test_a_petition_tells_nobody_but_who_takes_it_in(petition, office, guyuan, zhoumin, later) -> None:
    matter = petition()
    raise_notices(now=later(days=200))
    people = set(Delivery.objects.filter(notice__matter=matter).values_list("person__username", flat=True))
    assert people <= {"fangyuan", "bailu"}


def test_a_notice_of_the_night_waits_for_the_morning(handled, mornings) -> None:
    matter = handled()
    night = mornings(matter, 4).replace(hour=23)
    raise_notices(now=night)
    assert send_notices(now=night).messages == 0
    waiting = Delivery.objects.filter(sent_at=None).values_list("send_at", flat=True)
    assert {timezone.localtime(moment).strftime("%H:%M") for moment in waiting} == {"07:30"}


def test_mail_goes_to_who_has_an_address_and_is_marked(handled, hechuan, settings, mornings) -> None:
    settings.EMAIL_HOST = "mail.zone.example"
    hechuan.email = "hechuan@zone.example"
    hechuan.save()
    matter = handled()
    at = mornings(matter, -3)
    raise_notices(now=at)
    assert send_notices(now=at).messages == 1
    assert send_notices(now=at).messages == 0
    (sent,) = mail.outbox
    assert sent.to == ["hechuan@zone.example"]
    assert matter.code in sent.body


def test_many_notices_come_as_one_digest(handled, hechuan, settings, mornings) -> None:
    settings.EMAIL_HOST = "mail.zone.example"
    hechuan.email = "hechuan@zone.example"
    hechuan.save()
    matters = [handled(title=f"招不到第{n}种工人" * n) for n in range(1, 6)]
    at = mornings(matters[0], -3)
    raise_notices(now=at)
    send_notices(now=at)
    (sent,) = mail.outbox
    assert "5" in sent.subject
    assert "另有 2 件" in sent.body


@pytest.fixture
def no_mail(hechuan, settings, monkeypatch) -> SimpleNamespace:
    """何川 has an address, but the mail server refuses everybody while it is `down`."""
    server, works = SimpleNamespace(down=True), sending.send_mail
    settings.EMAIL_HOST = "mail.zone.example"
    hechuan.email = "hechuan@zone.example"
    hechuan.save()

    def send(*given: object, **more: object) -> object:
        if server.down:
            raise ConnectionRefusedError("refused")
        return works(*given, **more)

    monkeypatch.setattr(sending, "send_mail", send)
    return server


def test_a_server_that_fails_is_tried_again(handled, no_mail, mornings) -> None:
    at = mornings(handled(), -3)
    raise_notices(now=at)
    assert send_notices(now=at).failed == 1
    assert Delivery.objects.get().error == "refused"
    no_mail.down = False
    assert send_notices(now=at).messages == 1
    assert send_notices(now=at).messages == 0


def test_a_server_that_always_fails_is_given_up_and_said(
    handled, hechuan, no_mail, mornings, signed_in
) -> None:
    at = mornings(handled(), -3)
    raise_notices(now=at)
    sent = [send_notices(now=at) for _ in range(MOST_TRIES + 1)]
    assert [one.failed for one in sent] == [1] * MOST_TRIES + [0]
    assert [one.given_up for one in sent] == [0] * (MOST_TRIES - 1) + [1, 0]
    assert [list(line.unsent) for line in notices(hechuan)] == [["邮件"]]
    assert "邮件多次未能送达" in signed_in(hechuan).get("/matters/notices/").content.decode()


def test_a_robot_that_fails_is_tried_again_and_the_others_hear_once(handled, robots, mornings) -> None:
    matter = handled(supporting={"economy": ""})
    at = mornings(matter, -3)
    raise_notices(now=at)
    addresses = {"commerce": "wecombot://commerce", "economy": "wecombot://economy"}
    robots.silent.add("wecombot://commerce")
    first = send_notices(now=at, robots=addresses)
    assert (first.messages, first.failed) == (1, 1)
    robots.silent.clear()
    for _ in range(2):
        send_notices(now=at, robots=addresses)
    assert robots.heard == ["wecombot://economy", "wecombot://commerce"]


def test_a_robot_that_always_fails_is_given_up_and_said(handled, hechuan, robots, mornings) -> None:
    at = mornings(handled(), -3)
    raise_notices(now=at)
    robots.silent.add("wecombot://key")
    sent = [send_notices(now=at, robots={"commerce": "wecombot://key"}) for _ in range(MOST_TRIES + 1)]
    assert [one.failed for one in sent] == [1] * MOST_TRIES + [0]
    assert [list(line.unsent) for line in notices(hechuan)] == [["群机器人"]]


def test_a_strict_matter_goes_out_by_its_number_alone(petition, office, settings, later) -> None:
    settings.EMAIL_HOST = "mail.zone.example"
    office.fangyuan.email = "fangyuan@zone.example"
    office.fangyuan.save()
    matter = petition(title="征收补偿不公")
    at = later(days=200)
    raise_notices(now=at)
    send_notices(now=at + timedelta(days=3))
    for sent in mail.outbox:
        assert matter.code in sent.body
        assert "征收" not in sent.body + sent.subject


def test_who_left_the_body_is_not_told_any_more(handled, hechuan, linxiao, world, mornings) -> None:
    matter = handled()
    follower = Person.objects.create(username="follower", name="后任", organization=world.commerce)
    Post.objects.filter(person=hechuan).update(person=follower)
    Post.objects.filter(person=linxiao).update(organization=world.committee)
    raise_notices(now=mornings(matter, -3))
    assert told(matter, "near_3") == {"follower"}
    raise_notices(now=mornings(matter, 0))
    assert told(matter, "due_today") == {"follower"}


def test_a_group_is_told_once_though_mail_to_one_of_it_fails(handled, no_mail, robots, mornings) -> None:
    at = mornings(handled(), -3)
    raise_notices(now=at)
    for _ in range(3):
        send_notices(now=at, robots={"commerce": "wecombot://key"})
    assert robots.heard == ["wecombot://key"]


def test_new_reminders_are_counted_of_matters_one_still_knows_of(handled, hechuan, mornings) -> None:
    matter = handled()
    at = mornings(matter, -3)
    raise_notices(now=at)
    assert new_count(hechuan) == len(notices(hechuan)) == 1
    decline(matter=matter, actor=hechuan, now=at, text="不属职责")
    assert new_count(hechuan) == len(notices(hechuan)) == 0


def test_the_page_shows_a_matter_once_with_its_reminders_the_newest_first(
    handled, hechuan, mornings, signed_in
) -> None:
    first, other = handled(title="缺工"), handled(title="缺电")
    raise_notices(now=mornings(first, -3))
    raise_notices(now=mornings(first, 4))
    found = [[(line.matter, line.rule.code) for line in lines] for lines in by_subject(notices(hechuan))]
    rules = ("overdue_1", "near_3")
    assert found == [[(matter, rule) for rule in rules] for matter in (other, first)]
    page = signed_in(hechuan).get("/matters/notices/").content.decode()
    assert page.count(f'href="/matters/{first.code}/"') == 1
    assert page.index("已超期") < page.index("三日内")


def test_more_reminders_ask_no_more_queries(
    handled, hechuan, mornings, signed_in, django_assert_num_queries
) -> None:
    matters = [handled(title=f"招不到第{n}种工人" * n) for n in range(1, 4)]
    raise_notices(now=mornings(matters[0], -3))
    browser = signed_in(hechuan)
    browser.get("/matters/notices/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/matters/notices/")
    raise_notices(now=mornings(matters[0], 4))
    with django_assert_num_queries(len(few)):
        browser.get("/matters/notices/")
