"""Many projects are changed at once: seen before, permitted one by one, all or none, each in the journal."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Project
from chaotou.projects.operations.bulk import Change, change_all, preview


@pytest.fixture
def own(few) -> dict[str, int]:
    """The economy's two projects, with their versions."""
    return {few.lead.code: few.lead.version, few.signed.code: few.signed.version}


def tagged(code: str) -> list[str]:
    return Project.objects.get(code=code).particulars.get("tags", [])


def test_each_project_changes_once_and_is_in_the_journal(own, linxiao, world, now) -> None:
    change = Change(landing=world.commerce, officer=linxiao, add=("重点", "外资"))
    assert change_all(person=linxiao, versions=own, change=change, now=now) == 2
    found = Project.objects.filter(code__in=own)
    assert {(one.landing, one.officer, one.version) for one in found} == {(world.commerce, linxiao, 2)}
    assert Entry.objects.filter(act="projects.project.changed").count() == 2
    assert Entry.objects.latest("number").after["tags"] == ["重点", "外资"]


def test_a_tag_is_shown_with_the_project_and_finds_it(own, few, linxiao, signed_in, now) -> None:
    change_all(person=linxiao, versions={few.lead.code: 1}, change=Change(add=("链主企业",)), now=now)
    browser = signed_in(linxiao)
    assert "链主企业" in browser.get(reverse("projects:project", args=[few.lead.code])).content.decode()
    listed = browser.get(reverse("projects:register"), {"q": "lzqy"}).content.decode()
    assert few.lead.code in listed and few.signed.code not in listed


def test_what_would_not_change_is_left_alone(own, few, linxiao, now) -> None:
    few.lead.particulars = {"tags": ["重点"], "nature": "new"}
    few.lead.save()
    assert change_all(person=linxiao, versions=own, change=Change(add=("重点",)), now=now) == 1
    few.lead.refresh_from_db()
    assert (few.lead.version, few.lead.particulars["nature"]) == (1, "new")
    assert (
        change_all(person=linxiao, versions={few.lead.code: 1}, change=Change(remove=("重点",)), now=now) == 1
    )
    assert tagged(few.lead.code) == []


def test_one_that_may_not_be_changed_keeps_all_as_they_were(own, few, hechuan, linxiao, now) -> None:
    Project.objects.filter(pk=few.rival.pk).update(stage="signed")
    with pytest.raises(Refusal, match="没有修改任何项目"):
        change_all(person=linxiao, versions={**own, few.rival.code: 1}, change=Change(add=("重点",)), now=now)
    assert [tagged(code) for code in own] == [[], []]


def test_one_changed_meanwhile_keeps_all_as_they_were(own, few, linxiao, now) -> None:
    Project.objects.filter(pk=few.signed.pk).update(version=7)
    with pytest.raises(Refusal, match="被别人改过"):
        change_all(person=linxiao, versions=own, change=Change(add=("重点",)), now=now)
    assert tagged(few.lead.code) == []


def test_one_the_person_does_not_know_of_is_refused_without_its_name(own, few, linxiao, now) -> None:
    with pytest.raises(Refusal) as refused:
        change_all(person=linxiao, versions={few.rival.code: 1}, change=Change(add=("重点",)), now=now)
    assert few.rival.name not in str(refused.value.message)


def test_nothing_to_change_is_refused(own, linxiao, now) -> None:
    with pytest.raises(Refusal):
        change_all(person=linxiao, versions=own, change=Change(), now=now)


def test_the_preview_says_of_each_row_what_and_whether(few, linxiao) -> None:
    Project.objects.filter(pk=few.rival.pk).update(stage="signed")
    codes = [few.lead.code, few.rival.code]
    first, second = preview(person=linxiao, codes=codes, change=Change(add=("重点",)))
    assert (bool(first.verdict), bool(second.verdict)) == (True, False)
    assert (first.before["tags"], first.after["tags"]) == ([], ["重点"])


def test_the_page_goes_from_choosing_to_seeing_to_changing(own, few, signed_in, linxiao) -> None:
    browser, address = signed_in(linxiao), reverse("projects:bulk")
    chosen = browser.get(address, {"project": list(own)}).content.decode()
    assert few.lead.name in chosen
    said = {"project": list(own), "add": "重点、外资", "remove": "", "landing": "", "officer": ""}
    seen = browser.post(address, said)
    assert "<ins>重点 外资</ins>" in seen.content.decode()
    assert tagged(few.lead.code) == []
    versions = {f"version-{code}": version for code, version in own.items()}
    done = browser.post(address, {**said, **versions, "confirm": "1"})
    assert done.status_code == 302
    assert tagged(few.lead.code) == ["重点", "外资"]


def test_a_preview_of_nothing_to_change_says_that_nothing_changes(own, signed_in, linxiao) -> None:
    seen = signed_in(linxiao).post(reverse("projects:bulk"), {"project": list(own)}).content.decode()
    assert "0 个项目会有变化" in seen and "确认修改" not in seen


def test_the_page_says_why_a_change_is_refused(own, few, signed_in, linxiao) -> None:
    said = {"project": list(own), "add": "重点", "confirm": "1", f"version-{few.lead.code}": "9"}
    refused = signed_in(linxiao).post(reverse("projects:bulk"), said)
    assert refused.status_code == 422
    assert "被别人改过" in refused.content.decode()


def test_without_a_choice_the_page_leads_back_to_the_list(few, signed_in, linxiao) -> None:
    assert signed_in(linxiao).get(reverse("projects:bulk")).url == reverse("projects:register")
