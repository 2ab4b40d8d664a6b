"""What is wrong with meetings.yaml is said with its file, its line and a hint, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone

Edit = Callable[[str, str, str], int]
FILE = "meetings.yaml"

FAULTS = [
    ("office: office", "office: offices", "“offices”在 organizations.yaml 里没有"),
    ("office: office", "office: xincheng", "“xincheng”没有填报或审核岗位"),
    ("chair: committee_leader", "chair: committee_head", "“committee_head”在 people.yaml 里没有"),
    ("chair: committee_leader", "chair: land_head", "主持人“land_head”不在成员里"),
    ("sits_in: [office_reviewer]", "sits_in: [committee_deputy]", "岗位“committee_deputy”写了不止一次"),
    ("sits_in: [office_reviewer]", "sits_in: [office_revewer]", "“office_revewer”在 people.yaml 里没有"),
    ("halls: [main]", "halls: [mian]", "“mian”在 meetings.yaml 里没有"),
    ("halls: [main]", "halls: [science]", "“党工委会议”只有视频分会场"),
    ("personnel: {share: 2/3}", "personel: {share: 2/3}", "“personel”在 meetings.yaml 里没有"),
    ("quorum: {share: 1/2, more_than: yes}", "quorum: {share: 1, more_than: yes}", "“quorum”要求超过全体"),
    ("personnel: {share: 2/3}", "personnel: {share: 1, more_than: yes}", "“quorum_for”要求超过全体"),
    ("of: members}", "of: everybody}", "“of”不能写“everybody”"),
    ("share: 2/3}", "share: 3/2}", "“share”应是份额，现在是“3/2”"),
    ("share: 2/3}", "share: many}", "“share”应是份额，现在是“many”"),
    ("becomes: directive", "becomes: directives", "“directives”在 matters/*.yaml 里没有"),
    ("becomes: directive", "becomes: work_safety_hazard", "“work_safety_hazard”在 matters/*.yaml 里没有"),
    ("fills: {origin: minutes, ", "fills: {", "由平台立项的“督办事项”填不完整：请填写“来源”"),
    ("origin: minutes", "origin: gossip", "“来源”请从列表中选择"),
    ("document_number: ", "document_code: ", "没有“document_code”这一项"),
    ("number: 第{number}批", "number: 第一批", "“第一批”不能用来编次数"),
    ("number: 第{number}批", "number: 第{n}批", "“第{n}批”不能用来编次数"),
    ("minutes_each: 15", "minutes_each: 0", "“minutes_each”太小"),
    ("source: demo_meetings", "source: demo_meeting", "“demo_meeting”在 sources.yaml 里没有"),
]


@pytest.mark.parametrize(("old", "new", "says"), FAULTS, ids=[new[:32] for _, new, _ in FAULTS])
def test_each_fault_is_told_with_its_place_and_a_hint(
    copy: Path, edit: Edit, old: str, new: str, says: str
) -> None:
    edit(FILE, old, new)
    issues = load_zone(copy).issues
    found = [issue for issue in issues if says in str(issue.message)]
    assert found, [str(issue.message) for issue in issues]
    assert found[0].is_error
    assert (found[0].place.file, bool(found[0].place.line)) == (FILE, True)
    assert found[0].hint


def test_a_quorum_laxer_than_the_usual_one_is_a_warning(copy: Path, edit: Edit) -> None:
    edit(FILE, "personnel: {share: 2/3}", "personnel: {share: 1/3}")
    (issue,) = load_zone(copy).issues
    assert not issue.is_error
    assert "议题类别“personnel”的法定人数比一般议题还少" in str(issue.message)


def test_members_of_whom_nobody_holds_a_post_are_a_warning(copy: Path, edit: Edit) -> None:
    edit(FILE, "chair: committee_deputy\n", "chair: commerce_recorder\n")
    edit(
        FILE,
        "[committee_deputy, committee_discipline, office_reviewer, office_reviewer_2]",
        "[commerce_recorder]",
    )
    (issue,) = load_zone(copy).issues
    assert (issue.is_error, "“督查推进会”的成员岗位都空缺" in str(issue.message)) == (False, True)


def test_decisions_become_what_a_day_can_be_named_for_and_the_platform_assigns(
    copy: Path, edit: Edit
) -> None:
    edit("matters/directives.yaml", "    own_due: yes\n", "")
    edit(
        "matters.yaml",
        "from: [approved], to: assigned, by: [assigner, platform]",
        "from: [approved], to: assigned, by: [assigner]",
    )
    said = {str(issue.message) for issue in load_zone(copy).issues if issue.place.file == FILE}
    assert {"“督办事项”的期限不能逐件指定。", "“督办事项”登记以后，平台不能直接交办。"} <= said


def test_decisions_do_not_become_what_rules_assign(copy: Path, edit: Edit) -> None:
    edit(
        "matters/directives.yaml", "    own_due: yes\n", "    own_due: yes\n    routing: [{lead: economy}]\n"
    )
    said = {str(issue.message) for issue in load_zone(copy).issues if issue.place.file == FILE}
    assert said == {"“督办事项”登记后会自动分派，不一定由指定的机构办理。"}


def test_a_meeting_that_reviews_projects_asks_for_rules_of_review(copy: Path) -> None:
    (copy / "review.yaml").unlink()
    found = [issue for issue in load_zone(copy).issues if issue.place.file == FILE]
    said = [(issue.is_error, str(issue.message)) for issue in found]
    assert said == [(False, "“项目评审会”评审项目，却没有项目评审办法。")]


def test_all_faults_are_said_at_once(copy: Path, edit: Edit) -> None:
    for old, new in (("office: office", "office: offices"), ("halls: [main]", "halls: [mian]")):
        edit(FILE, old, new)
    assert len([issue for issue in load_zone(copy).issues if issue.place.file == FILE]) == 2


def test_a_zone_does_without_meetings(copy: Path) -> None:
    (copy / FILE).unlink()
    loaded = load_zone(copy)
    assert loaded.zone is not None
    assert loaded.zone.meeting_kinds == ()
