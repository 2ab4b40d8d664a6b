"""The journal as a page: who sees which entries, and how they are found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chaotou.journal.models import Entry
from chaotou.journal.operations import record
from chaotou.journal.queries import changes


@pytest.fixture
def story(linxiao, zhoumin, hechuan, shenjie, now):
    """Four acts of four people, a day apart."""
    acts = [
        (linxiao, "figures.observation.recorded", "figures.observation:1"),
        (zhoumin, "figures.observation.published", "figures.observation:1"),
        (hechuan, "figures.observation.recorded", "figures.observation:22"),
        (shenjie, "organization.person.password_set", "organization.person:hechuan"),
    ]
    for day, (actor, act, target) in enumerate(acts):
        record(
            actor=actor,
            act=act,
            target=target,
            before={"value": "480", "status": "preliminary"},
            after={"value": "482.5", "status": "preliminary"},
            at=now + timedelta(days=day),
        )


@pytest.fixture
def seen(signed_in):
    """Numbers of the story's entries on a reader's page."""

    def look(reader, **wanted) -> list[int]:
        rows = signed_in(reader).get("/journal/", wanted).context["rows"]
        return sorted(row["entry"].number for row in rows if "session" not in row["entry"].act)

    return look


def test_a_document_is_named_by_the_beginning_of_its_code(linxiao, zhoumin, signed_in, now):
    code = "0123456789abcdef" * 4
    target = f"intake.claim:{code}/7"
    record(actor=linxiao, act="intake.claim.accepted", target=target, before=None, after={}, at=now)
    page = signed_in(zhoumin).get("/journal/").content.decode()
    assert f'<code title="{code}/7">0123456789ab/7</code>' in page


def test_who_oversees_sees_everything(story, seen, zhoumin, guyuan):
    assert seen(zhoumin) == seen(guyuan) == [1, 2, 3, 4]


def test_an_officer_sees_their_own_acts_and_those_on_their_account(story, seen, linxiao, hechuan):
    assert seen(linxiao) == [1]
    assert seen(hechuan) == [3, 4]


def test_an_administrator_sees_accounts_and_no_figures(story, seen, shenjie):
    assert seen(shenjie) == [4]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"person": "linxiao"}, [1]),
        ({"act": "figures.observation"}, [1, 2, 3]),
        ({"act": "figures.observation.published"}, [2]),
        ({"act": "figures.obs"}, []),
        ({"target": "figures.observation:1"}, [1, 2]),
        ({"since": "2024-08-13"}, [2, 3, 4]),
        ({"until": "2024-08-13"}, [1, 2]),
        ({"since": "2024-08-13", "until": "2024-08-14"}, [2, 3]),
        ({"person": "linxiao", "act": "figures.observation.published"}, []),
    ],
)
def test_entries_are_found_by_person_act_target_and_date(story, seen, zhoumin, wanted, found):
    assert seen(zhoumin, **wanted) == found


def test_a_wrong_date_is_said(story, signed_in, zhoumin):
    assert signed_in(zhoumin).get("/journal/", {"since": "yesterday"}).status_code == 422


def test_before_and_after_stand_side_by_side(story):
    value, status = changes(Entry.objects.get(number=1))
    assert (value.name, value.before, value.after, value.is_changed) == ("数值", "480", "482.5", True)
    assert (status.name, status.is_changed) == ("状态", False)


def test_older_entries_are_a_page_further(signed_in, zhoumin, now):
    for _ in range(60):
        record(
            actor=zhoumin,
            act="figures.target.set",
            target="figures.target:1",
            before=None,
            after=None,
            at=now,
        )
    browser = signed_in(zhoumin)
    first = browser.get("/journal/")
    second = browser.get("/journal/", {"before": first.context["older"]})
    numbers = [row["entry"].number for page in (first, second) for row in page.context["rows"]]
    assert numbers == list(range(61, 0, -1))
    assert second.context["older"] is None


def test_one_entry_has_a_page_for_who_may_see_it(story, signed_in, linxiao, hechuan):
    assert signed_in(linxiao).get("/journal/1/").status_code == 200
    assert signed_in(hechuan).get("/journal/1/").status_code == 404


def test_the_page_verifies_the_chain(story, signed_in, zhoumin):
    browser = signed_in(zhoumin)
    assert "条记录完整，没有改动" in browser.post("/journal/verify/", follow=True).content.decode()
    Entry.objects.filter(number=2).update(target="figures.observation:9")
    assert "自第 2 条起不可信" in browser.post("/journal/verify/", follow=True).content.decode()


@pytest.mark.parametrize("name", ["linxiao", "shenjie"])
def test_nobody_verifies_what_they_may_not_see(story, signed_in, request, name):
    assert signed_in(request.getfixturevalue(name)).post("/journal/verify/").status_code == 403


def test_the_page_costs_the_same_however_long_the_journal(
    signed_in, zhoumin, linxiao, now, django_assert_max_num_queries
):
    for _ in range(30):
        record(
            actor=linxiao,
            act="figures.target.set",
            target="figures.target:1",
            before=None,
            after=None,
            at=now,
        )
    browser = signed_in(zhoumin)
    with django_assert_max_num_queries(12):
        browser.get("/journal/")
