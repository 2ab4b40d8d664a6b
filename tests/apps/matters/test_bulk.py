"""One act on several matters: seen before it is taken, told to whom, refused with the reason."""

from __future__ import annotations

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.matters.models import Delivery, Matter, Notice
from chaotou.matters.operations.assigning import decline
from chaotou.matters.operations.bulk import ACTS, preview, take_on_each
from chaotou.matters.operations.reporting import press
from chaotou.organization.models import Person, Post

BULK = "/matters/bulk/"


def of(outcomes) -> dict[str, tuple[list[str], list[str]]]:
    """By code what stood in the way, and who was told."""
    return {
        one.matter.code: ([str(message) for message in one.wrong], [str(person) for person in one.told])
        for one in outcomes
    }


def test_a_preview_says_who_is_told_and_what_is_refused_and_writes_nothing(
    handled, closed, zhoumin, now
) -> None:
    open_one, closed_one = handled(), closed(title="已了结")
    before = (Entry.objects.count(), Notice.objects.count())
    codes = [open_one.code, closed_one.code, "QS2024-9999"]
    found = of(preview(act="press", codes=codes, actor=zhoumin, now=now, text="本周内报"))
    assert found == {
        open_one.code: ([], ["何川"]),
        closed_one.code: (["在“已办结”状态不能办理“催办”。"], []),
    }
    assert (Entry.objects.count(), Notice.objects.count()) == before
    assert open_one.steps.last().act == "sign_for"


def test_what_is_refused_of_one_keeps_no_other_from_it(handled, closed, zhoumin, now) -> None:
    open_one, closed_one = handled(), closed(title="已了结")
    versions = {one.code: one.version for one in (open_one, closed_one)}
    found = take_on_each(act="press", versions=versions, actor=zhoumin, now=now, text="本周内报")
    assert [bool(one.wrong) for one in found] == [False, True]
    assert open_one.steps.last().text == "本周内报"


def test_several_are_assigned_at_once(request_of, linxiao, hechuan, now) -> None:
    first, second = request_of("缺工"), request_of("缺电")
    versions = {one.code: one.version for one in (first, second)}
    found = take_on_each(
        act="assign", versions=versions, actor=linxiao, now=now, text="尽快", lead="commerce"
    )
    assert of(found) == {first.code: ([], []), second.code: ([], [])}
    assert set(Matter.objects.values_list("lead__code", flat=True)) == {"commerce"}


def test_who_changed_one_meanwhile_is_told(handled, zhoumin, now) -> None:
    matter = handled()
    versions = {matter.code: matter.version - 1}
    (outcome,) = take_on_each(act="note", versions=versions, actor=zhoumin, now=now, text="甲")
    assert [str(message) for message in outcome.wrong] == ["这件事项刚刚由他人办理过。"]


@pytest.mark.parametrize("act", ACTS)
def test_a_preview_names_exactly_those_to_whom_the_act_is_delivered(
    act, pressed_before, linxiao, guyuan, later
) -> None:
    """Who was told of an earlier act is not told again, unless the new one reaches them too."""
    matter, moment = pressed_before(act), later(hours=2)
    asked = {"act": act, "actor": guyuan, "now": moment, "text": "本周内报"}
    asked |= {"actor": linxiao, "lead": "economy"} if act == "assign" else {}
    (foreseen,) = preview(codes=[matter.code], **asked)
    (taken,) = take_on_each(versions={matter.code: matter.version}, **asked)
    delivered = [row.person for row in Delivery.objects.filter(send_at__gte=moment)]
    assert not taken.wrong and foreseen.told == taken.told == delivered
    assert bool(delivered) == (act == "press")


@pytest.fixture
def pressed_before(handled, newcomer, guyuan, hechuan, now):
    """`pressed_before("assign")`: it was pressed for, unseen by 何川, before it waits for that act."""

    def made(act: str) -> Matter:
        matter = press(matter=handled(), actor=guyuan, now=now, text="先催一次")
        if act == "assign":
            return decline(matter=matter, actor=hechuan, now=now, text="不属本单位")
        matter.handler = newcomer
        matter.save()
        return matter

    return made


@pytest.fixture
def newcomer(world) -> Person:
    """吴燕 records for commerce too."""
    person = Person.objects.create(username="wuyan", name="吴燕", organization=world.commerce)
    Post.objects.create(
        code="wuyan_post", organization=world.commerce, title="科员", duty="records", person=person
    )
    return person


def test_what_ends_a_matter_is_not_done_to_several(handled, zhoumin, now) -> None:
    with pytest.raises(Refusal, match="逐件办理"):
        preview(act="verify", codes=[handled().code], actor=zhoumin, now=now, result="done")
    with pytest.raises(Refusal, match="最多办理 100 件"):
        preview(act="press", codes=map(str, range(101)), actor=zhoumin, now=now, text="甲")


def test_pressing_tells_who_handles_it_and_again_anew(handled, zhoumin, now, later) -> None:
    matter = handled()
    press(matter=matter, actor=zhoumin, now=now, text="本周内报")
    (delivery,) = Notice.objects.get(rule="press").deliveries.all()
    assert str(delivery.person) == "何川"
    delivery.seen_at = now
    delivery.save()
    press(matter=matter, actor=zhoumin, now=later(hours=2), text="今天报")
    (again,) = Notice.objects.get(rule="press").deliveries.all()
    assert (again.pk, again.seen_at) == (delivery.pk, None)
    assert again.notice.raised_at == later(hours=2)


def test_matters_are_chosen_in_the_list(handled, zhoumin, signed_in) -> None:
    matter = handled()
    page = signed_in(zhoumin).get("/matters/all/").content.decode()
    assert f'form="bulk" name="matter" value="{matter.code}"' in page


def test_an_auditor_chooses_none(handled, office, signed_in) -> None:
    handled()
    assert 'form="bulk"' not in signed_in(office.luwen).get("/matters/all/").content.decode()


def test_the_page_shows_what_comes_of_it_and_then_does_it(handled, closed, zhoumin, signed_in) -> None:
    open_one, closed_one = handled(), closed(title="已了结")
    browser, codes = signed_in(zhoumin), [open_one.code, closed_one.code]
    assert "选中 2 件" in browser.get(BULK, {"matter": codes}).content.decode()
    said = {"matter": codes, "act": "press", "text": "本周内报", f"version-{open_one.code}": open_one.version}
    seen = browser.post(BULK, said).content.decode()
    assert "可以办理 1 件" in seen and "何川" in seen and "在“已办结”状态不能办理“催办”。" in seen
    done = browser.post(BULK, {**said, "confirm": "1"})
    assert done.status_code == 422 and "已办理 1 件。" in done.content.decode()
    assert open_one.steps.last().act == "press"
    open_one.refresh_from_db()
    alone = {**said, "matter": [open_one.code], "confirm": "1"}
    assert browser.post(BULK, {**alone, f"version-{open_one.code}": ""}).status_code == 422
    taken = browser.post(BULK, {**alone, f"version-{open_one.code}": open_one.version})
    assert taken["Location"] == "/matters/all/"


def test_what_is_no_longer_known_of_is_said_and_not_called_done(petition, zhoumin, signed_in) -> None:
    said = {"matter": petition().code, "act": "note", "text": "甲", "confirm": "1"}
    answer = signed_in(zhoumin).post(BULK, said)
    assert answer.status_code == 422 and "不在可见范围内" in answer.content.decode()


def test_nothing_chosen_leads_back_to_the_list(linxiao, signed_in) -> None:
    assert signed_in(linxiao).get(BULK)["Location"] == "/matters/all/"


def test_assigning_asks_to_whom(request_of, linxiao, signed_in) -> None:
    answer = signed_in(linxiao).post(BULK, {"matter": request_of().code, "act": "assign", "text": "尽快"})
    assert answer.status_code == 422 and "请选择牵头单位" in answer.content.decode()


def test_what_nobody_else_knows_of_is_left_out(petition, handled, zhoumin, signed_in) -> None:
    strict, known = petition(), handled()
    said = {"matter": [strict.code, known.code], "act": "note", "text": "甲"}
    page = signed_in(zhoumin).post(BULK, said).content.decode()
    assert known.code in page and strict.code not in page and strict.title not in page
