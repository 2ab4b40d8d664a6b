"""Who knows of a matter: whoever holds a post, who takes part or oversees, or only who handles it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chaotou.core.issues import Missing, Refusal
from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.journal.models import Entry
from chaotou.matters.access import SYSTEM, Applicant, may_see, may_take, roles_of
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import assign, decline, sign_for
from chaotou.matters.operations.personal import read_personal
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.queries.detail import detail, matter_for
from chaotou.matters.queries.sight import matters


def seen(reader) -> list[str]:
    return sorted(matters(reader).values_list("code", flat=True))


@pytest.fixture
def directive(world, zhoumin, now) -> Matter:
    return register_matter(kind="directive", title="项目攻坚", actor=zhoumin, now=now)


def test_a_list_has_a_reader(world) -> None:
    with pytest.raises(TypeError):
        matters(None)
    with pytest.raises(Refusal, match="没有岗位"):
        matters(AnonymousUser())


def test_who_administers_sees_none(shenjie) -> None:
    with pytest.raises(Refusal, match="职责分离"):
        matters(shenjie)


def test_an_open_matter_is_known_to_whoever_holds_a_post(directive, hechuan, office) -> None:
    assert seen(hechuan) == seen(office.luwen) == [directive.code]


def test_of_others_only_who_takes_part_and_who_oversees_know(
    permit, world, linxiao, hechuan, zhoumin, guyuan
) -> None:
    code = permit().code
    assert seen(linxiao) == seen(zhoumin) == seen(guyuan) == seen(SYSTEM) == [code]
    assert seen(hechuan) == []


def test_who_registered_it_knows_of_it(world, hechuan, now) -> None:
    fields = {"contact_name": "王某", "contact_phone": "1"}
    matter = register_matter(kind="request", title="甲", actor=hechuan, now=now, fields=fields)
    assert seen(hechuan) == [matter.code]


def test_who_handles_it_knows_of_it_as_long_as_they_do(assigned, hechuan, now) -> None:
    matter = assigned()
    assert seen(hechuan) == [matter.code]
    decline(matter=matter, actor=hechuan, now=now, text="不属职责")
    assert seen(hechuan) == []


def test_a_petition_is_known_to_the_office_alone(petition, office, linxiao, hechuan, zhoumin, guyuan) -> None:
    matter = petition()
    assert seen(office.fangyuan) == seen(office.bailu) == [matter.code]
    for other in (linxiao, hechuan, zhoumin, guyuan, office.luwen):
        assert seen(other) == []
        assert not may_see(other, matter)
        assert not roles_of(other, matter)
        with pytest.raises(Missing):
            matter_for(other, matter.code)


def test_a_petition_is_known_to_the_body_that_handles_it_now(petition, office, hechuan, zhoumin, now) -> None:
    matter = assign(matter=petition(), actor=office.fangyuan, now=now, lead="commerce")
    assert seen(hechuan) == [matter.code]
    assert roles_of(hechuan, matter) == {Role.LEAD}
    matter = decline(matter=matter, actor=hechuan, now=now, text="不属职责")
    assert (seen(hechuan), seen(zhoumin)) == ([], [])


def test_a_leader_knows_of_a_petition_only_where_their_body_handles_it(petition, office, guyuan, now) -> None:
    matter = petition()
    assert seen(guyuan) == []
    matter = assign(matter=matter, actor=office.fangyuan, now=now, lead="committee")
    assert seen(guyuan) == [matter.code]
    assert Role.LEADER in roles_of(guyuan, matter)


def test_only_the_office_oversees_a_petition(petition, office, zhoumin) -> None:
    matter = petition()
    assert {Role.INTAKE, Role.ASSIGNER, Role.VERIFIER} == roles_of(office.bailu, matter)
    assert roles_of(office.fangyuan, matter) == {Role.INTAKE}
    assert roles_of(zhoumin, matter) == frozenset()


def test_an_applicant_knows_of_their_own(permit) -> None:
    first, other = permit(), permit()
    firm = Applicant(matter=first.pk)
    assert seen(firm) == [first.code]
    assert not may_see(firm, other)
    assert seen(Applicant(kind="permit")) == []


def test_one_condition_and_one_rule_agree(
    permit, petition, directive, assigned, office, linxiao, hechuan, zhoumin, guyuan, now
) -> None:
    permit(), petition(), assigned(supporting={"committee": ""})
    assign(matter=petition("河道"), actor=office.bailu, now=now, lead="economy", supporting={"commerce": ""})
    people = (linxiao, hechuan, zhoumin, guyuan, office.fangyuan, office.luwen)
    for person in people:
        known = set(seen(person))
        assert known == {row.code for row in Matter.objects.all() if may_see(person, row)}


def test_a_verdict_says_why_not(permit, hechuan, linxiao, zhoumin) -> None:
    matter = permit()
    assert may_take(linxiao, matter, Act.ACCEPT)
    assert "不能办理“核验办结”" not in str(may_take(linxiao, matter, Act.SUBMIT).reason)
    assert str(may_take(linxiao, matter, Act.SUBMIT).reason) == "在“已收件”状态不能办理“审查”。"
    assert str(may_take(zhoumin, matter, Act.ACCEPT).reason) == "这一步由受理单位、平台办理。"
    assert str(may_take(linxiao, matter, Act.VERIFY).reason).startswith("在“已收件”状态不能办理")


def test_what_is_said_of_a_person_is_opened_by_who_handles_it_and_journaled(
    petition, office, zhoumin, hechuan, now
) -> None:
    matter = petition()
    assert "petitioner" not in matter.particulars
    assert read_personal(matter=matter, actor=office.fangyuan, now=now) == {"petitioner": "赵某"}
    entry = Entry.objects.get(act="matters.personaldata.read")
    assert (entry.actor, entry.target) == (office.fangyuan, f"matters.matter:{matter.code}")
    assert "赵某" not in str(Entry.objects.values_list("before", "after"))
    for other in (zhoumin, hechuan, office.luwen):
        with pytest.raises(Refusal, match="只供受理和承办"):
            read_personal(matter=matter, actor=other, now=now)


def test_who_oversees_a_request_does_not_open_who_asked(request_of, zhoumin, guyuan, linxiao, now) -> None:
    matter = request_of()
    for other in (zhoumin, guyuan):
        with pytest.raises(Refusal, match="只供受理和承办"):
            read_personal(matter=matter, actor=other, now=now)
    assert read_personal(matter=matter, actor=linxiao, now=now)["contact_name"] == "王某"


def test_an_act_in_the_journal_tells_no_words_of_a_petition(petition, office, hechuan, now) -> None:
    matter = assign(matter=petition(), actor=office.fangyuan, now=now, lead="commerce", text="河西组补偿")
    sign_for(matter=matter, actor=hechuan, now=now, text="河西组")
    for entry in Entry.objects.filter(target=f"matters.matter:{matter.code}"):
        assert "河西" not in f"{entry.before}{entry.after}"
        assert (entry.before, set(entry.after)) == (None, {"version", "seal"})


def test_related_matters_are_told_only_to_who_may_know(request_of, hechuan, linxiao, now) -> None:
    first = request_of("招不到熟练工")
    again = request_of("招不到熟练工")
    again = assign(matter=again, actor=linxiao, now=now, lead="commerce")
    assert [one.code for one in detail(linxiao, again.code, at=now).related["repeats"]] == [first.code]
    assert detail(hechuan, again.code, at=now).related["repeats"] == []


def test_a_whole_and_its_parts_tell_of_each_other_only_to_who_may_know(
    petition, directive, office, zhoumin, hechuan, now
) -> None:
    whole, part = petition(), register_matter(kind="directive", title="分项", actor=zhoumin, now=now)
    Matter.objects.filter(pk=part.pk).update(parent=whole)
    assert detail(hechuan, part.code, at=now).related["whole"] == []
    Matter.objects.filter(pk=whole.pk).update(parent=directive)
    assert detail(zhoumin, directive.code, at=now).parts == []
    mine = detail(office.bailu, directive.code, at=now)
    assert [one.matter.code for one in mine.parts] == [whole.code]


def test_under_a_petition_nothing_is_registered_that_others_know_of(
    petition, world, hechuan, office, now
) -> None:
    whole = assign(matter=petition(), actor=office.fangyuan, now=now, lead="commerce")
    fields = {"contact_name": "王某", "contact_phone": "1"}
    with pytest.raises(Refusal, match="不能在其下登记这类分项"):
        register_matter(kind="request", title="甲", actor=hechuan, now=now, fields=fields, parent=whole.code)
