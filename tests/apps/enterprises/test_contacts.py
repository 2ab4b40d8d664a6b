"""Contacts are personal data: who may open them, what the journal keeps, what removing leaves."""

from __future__ import annotations

import json

import pytest

from chaotou.core.issues import Missing, Refusal
from chaotou.enterprises import access, operations
from chaotou.enterprises.models import Contact
from chaotou.enterprises.queries import detail as queries
from chaotou.journal.models import Entry
from chaotou.organization.models import Person, Post

SECRET = ("甲某", "经理", "13800000000", "jia@example.com", "首次来访")


def _journal() -> str:
    return json.dumps(list(Entry.objects.values("before", "after", "target", "act")), ensure_ascii=False)


@pytest.fixture
def leader_of_commerce(world) -> Person:
    """Leads a bureau, not the zone."""
    person = Person.objects.create(username="bureau", organization=world.commerce)
    Post.objects.create(
        code="bureau_head", organization=world.commerce, title="局长", duty="leads", person=person
    )
    return person


def test_the_journal_never_keeps_personal_data(contact, linxiao, now) -> None:
    operations.change_contact(person=linxiao, contact=contact.pk, now=now, phone="13900000000")
    operations.read_contact(person=linxiao, contact=contact.pk, now=now)
    operations.remove_contact(person=linxiao, contact=contact.pk, now=now)
    kept = _journal()
    assert [secret for secret in (*SECRET, "13900000000") if secret in kept] == []
    acts = ["recorded", "changed", "read", "removed"]
    found = Entry.objects.filter(act__startswith="enterprises.contact").order_by("number")
    assert [entry.act.rsplit(".")[-1] for entry in found] == acts


def test_the_seal_shows_that_data_changed(contact, linxiao, now) -> None:
    before = operations.contacts.seal(contact)
    changed = operations.change_contact(person=linxiao, contact=contact.pk, now=now, phone="13900000000")
    entry = Entry.objects.get(act="enterprises.contact.changed")
    assert entry.before["seal"] == before != entry.after["seal"] == operations.contacts.seal(changed)


def test_removing_leaves_no_personal_data(contact, linxiao, now) -> None:
    operations.remove_contact(person=linxiao, contact=contact.pk, now=now)
    row = Contact.objects.filter(pk=contact.pk).values(*operations.contacts.PERSONAL).get()
    assert set(row.values()) == {""}
    with pytest.raises(Refusal, match="已经删除"):
        operations.read_contact(person=linxiao, contact=contact.pk, now=now)


@pytest.mark.parametrize("who", ["linxiao", "zhoumin", "guyuan"])
def test_the_unit_served_and_overseers_open_it_with_an_entry_each_time(request, contact, who, now) -> None:
    person = request.getfixturevalue(who)
    for _time in range(2):
        assert operations.read_contact(person=person, contact=contact.pk, now=now).phone == "13800000000"
    assert Entry.objects.filter(act="enterprises.contact.read", actor=person).count() == 2


@pytest.mark.parametrize("who", ["hechuan", "shenjie", "leader_of_commerce"])
def test_nobody_else_opens_it_nor_learns_that_it_exists(request, contact, who, now) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(Refusal):
        operations.read_contact(person=person, contact=contact.pk, now=now)
    with pytest.raises(Missing):
        queries.enterprise_of_contact(person, contact.pk)
    assert queries.contacts(person, [contact.enterprise_id]) == []
    assert not Entry.objects.filter(act="enterprises.contact.read").exists()


def test_a_list_of_contacts_asks_for_no_personal_data(
    contact, linxiao, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12) as captured:
        found = queries.contacts(linxiao, [contact.enterprise_id])
    assert len(found) == 1
    assert not any(column in query["sql"] for query in captured for column in ('"phone"', '"email"'))


def test_only_the_unit_served_changes_and_removes(contact, hechuan, zhoumin, now) -> None:
    for person in (hechuan, zhoumin):
        with pytest.raises(Refusal):
            operations.change_contact(person=person, contact=contact.pk, now=now, phone="1")
        with pytest.raises(Refusal):
            operations.remove_contact(person=person, contact=contact.pk, now=now)


def test_nobody_records_a_contact_for_another_unit(record, linxiao, world, now) -> None:
    found = record("远景科技")
    with pytest.raises(Refusal, match="其他单位"):
        operations.record_contact(
            person=linxiao, enterprise=found.pk, organization=world.commerce.pk, now=now, name="乙某"
        )


def test_a_contact_needs_a_name(record, linxiao, world, now) -> None:
    found = record("远景科技")
    with pytest.raises(Refusal, match="联系人姓名"):
        operations.record_contact(
            person=linxiao, enterprise=found.pk, organization=world.economy.pk, now=now, name=" "
        )


def test_an_administrator_is_nobodys_colleague(world, shenjie) -> None:
    assert not access.may_read_contact(shenjie, world.committee.pk)
    assert access.sees_contacts_of(shenjie) == frozenset()
