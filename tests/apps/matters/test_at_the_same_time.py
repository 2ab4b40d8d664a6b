"""Two people at once: the second is told, whichever database lets them in.

On PostgreSQL the second comes while the first is not yet committed; SQLite lets one writer in after another.
"""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, refuse, withdraw
from chaotou.matters.operations.assigning import assign
from chaotou.matters.operations.closing import approve, submit
from chaotou.matters.operations.pausing import ask_extension, deny_extension, grant_extension
from chaotou.matters.operations.registering import register_matter

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_saw_the_matter_as_it_was_is_told_that_another_came_first(
    meanwhile, permit, linxiao, now
) -> None:
    matter = permit()
    said = meanwhile(
        lambda: accept(matter=matter, actor=linxiao, now=now, version=1),
        lambda: refuse(matter=matter, actor=linxiao, now=now, version=1, text="不符合"),
    )
    assert "刚刚由他人办理过" in said
    matter.refresh_from_db()
    assert (matter.state, matter.version) == ("examining", 2)


def test_what_was_accepted_meanwhile_is_accepted_once(meanwhile, permit, linxiao, now) -> None:
    matter = permit()
    said = meanwhile(
        lambda: accept(matter=matter, actor=linxiao, now=now),
        lambda: accept(matter=matter, actor=linxiao, now=now),
    )
    assert "不能办理“受理”" in said
    assert matter.clocks.count() == 2


def test_two_leads_are_not_assigned_at_once(meanwhile, request_of, linxiao, zhoumin, now) -> None:
    matter = request_of()
    said = meanwhile(
        lambda: assign(matter=matter, actor=linxiao, now=now, lead="commerce"),
        lambda: assign(matter=matter, actor=zhoumin, now=now, lead="economy"),
    )
    assert "不能办理“交办”" in said
    assert matter.assignments.get(ended_at=None).organization.code == "commerce"


def test_two_who_register_at_once_get_two_codes(meanwhile, permit) -> None:
    assert meanwhile(permit, permit) == ""
    assert set(Matter.objects.values_list("code", flat=True)) == {"XK2024-0001", "XK2024-0002"}


def test_an_extension_is_decided_once(meanwhile, permit, linxiao, zhoumin, guyuan, now) -> None:
    matter = accept(matter=permit(), actor=linxiao, now=now)
    ask_extension(matter=matter, actor=linxiao, now=now, until_on=date(2024, 9, 4), text="情况复杂")
    said = meanwhile(
        lambda: grant_extension(matter=matter, actor=zhoumin, now=now),
        lambda: deny_extension(matter=matter, actor=guyuan, now=now, text="不必"),
    )
    assert "没有等待决定的延期申请" in said
    assert matter.extensions.get().state == "granted"


def test_parts_decided_at_once_let_go_of_what_waits_for_both(meanwhile, world, linxiao, zhoumin, now) -> None:
    chain = register_matter(kind="opening", title="开办", actor=linxiao, now=now, fields={"plot": "A1"})
    first, second, last = chain.parts.order_by("pk")
    for part in (first, second):
        accept(matter=part, actor=linxiao, now=now)
        submit(matter=part, actor=linxiao, now=now, conclusion="符合")
    assert last.awaits == ""
    said = meanwhile(
        lambda: approve(matter=first, actor=zhoumin, now=now, result="granted"),
        lambda: approve(matter=second, actor=zhoumin, now=now, result="granted"),
    )
    last.refresh_from_db()
    assert (said, last.awaits) == ("", "intake")


def test_no_part_is_registered_under_what_is_given_up_meanwhile(meanwhile, assigned, linxiao, now) -> None:
    whole = assigned()
    fields = {"contact_name": "王某", "contact_phone": "1"}
    said = meanwhile(
        lambda: withdraw(matter=whole, actor=linxiao, now=now, text="已解决"),
        lambda: register_matter(
            kind="request", title="分项", actor=linxiao, now=now, fields=fields, parent=whole.code
        ),
    )
    assert "已经办结，不能再登记分项" in said
    assert not whole.parts.exists()
