"""Cases of a zone become matters by the operations themselves, at their own moments, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from chaotou.core.issues import Issue
from chaotou.core.zone.case_files import load_case_files
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.rules_for_cases import NEEDS, TAKES, Case
from chaotou.journal.models import Entry
from chaotou.journal.queries import verify
from chaotou.matters.models import Attachment, Matter, Notice
from chaotou.matters.operations.acts import ACTS, asked_by
from chaotou.matters.operations.loading import load_cases

from .conftest import PAPER

LABOR = """
  - case: labor
    kind: request
    title: 招不到熟练工
    fields: {contact_name: 王某, contact_phone: 000-0000}
    by: linxiao
    at: 2024-03-04 09:00
    acts:
      - {act: assign, by: linxiao, at: 2024-03-04 10:00, lead: commerce, supporting: [committee]}
      - {act: sign_for, by: hechuan, at: 2024-03-06 09:00}
      - {act: submit, by: hechuan, at: 2024-03-12 10:00, text: 已招到, files: [FILE]}
      - {act: verify, by: zhoumin, at: 2024-03-13 10:00, result: done}
      - {act: call_back, by: applicant, at: 2024-03-14 09:00, score: 5}
""".replace("FILE", "{file: cases/paper.pdf, paper: work_record}")
PERMIT = """
  - case: permit
    kind: permit
    title: 厂房建设
    fields: {plot: A1}
    by: linxiao
    at: 2024-03-05 09:00
    acts:
      - {act: accept, by: platform, at: 2024-03-13 09:00}
"""
AGAIN = """
  - case: labor_again
    kind: request
    title: 又招不到熟练工
    fields: {contact_name: 李某, contact_phone: 000-0001}
    repeats: labor
    by: linxiao
    at: 2024-04-01 09:00
"""


@pytest.fixture
def read(matters_zone: Path) -> Callable[..., list[Case]]:
    """`read(LABOR, PERMIT)`: those cases as the zone directory has them."""
    folder = matters_zone / "cases"

    def cases(*texts: str) -> list[Case]:
        folder.mkdir(exist_ok=True)
        (folder / "paper.pdf").write_bytes(PAPER)
        (folder / "tried.yaml").write_text("matter_cases:" + "".join(texts), encoding="utf-8")
        zone = load_zone(matters_zone).zone
        assert zone is not None
        loaded = load_case_files(matters_zone, zone)
        assert loaded.issues == []
        return list(loaded.cases or ())

    return cases


def local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%m-%d %H:%M")


def test_acts_are_taken_again_at_their_own_moments(read, linxiao, hechuan, zhoumin, now) -> None:
    loaded = load_cases(cases=read(LABOR), now=now)
    assert (loaded.cases, loaded.issues) == (1, [])
    matter = Matter.objects.get()
    assert (matter.code, matter.is_synthetic, matter.satisfaction) == ("QS2024-0001", True, 5)
    assert (matter.phase, local(matter.closed_at)) == ("closed", "03-13 10:00")
    assert [(step.act, local(step.taken_at)) for step in matter.steps.all()][:3] == [
        ("register", "03-04 09:00"),
        ("assign", "03-04 10:00"),
        ("sign_for", "03-06 09:00"),
    ]
    assert matter.steps.last().by_applicant
    assert Attachment.objects.get().paper == "work_record"
    assert not Notice.objects.exists()


def test_the_journal_carries_the_moments_and_who_loaded(read, linxiao, hechuan, zhoumin, now) -> None:
    load_cases(cases=read(LABOR), now=now)
    entries = list(Entry.objects.filter(act__startswith="matters.").order_by("number"))
    assert [(one.act, one.actor) for one in entries[:2]] == [
        ("matters.matter.register", linxiao),
        ("matters.matter.assign", linxiao),
    ]
    assert local(entries[1].at) == "03-04 10:00"
    assert (entries[-1].act, entries[-1].actor, entries[-1].at) == ("matters.matter.loaded", None, now)
    assert verify().ok


def test_all_cases_happen_together(read, linxiao, hechuan, zhoumin, now) -> None:
    load_cases(cases=read(PERMIT, AGAIN, LABOR), now=now)
    first, again = Matter.objects.filter(kind="request").order_by("code")
    assert (first.title, again.repeats) == ("招不到熟练工", first)
    acts = [one.at for one in Entry.objects.filter(target__startswith="matters.matter:").order_by("number")]
    assert acts[:-1] == sorted(acts[:-1])


def test_loading_again_changes_nothing_and_adds_what_is_new(read, linxiao, hechuan, zhoumin, now) -> None:
    load_cases(cases=read(LABOR), now=now)
    before = Entry.objects.count()
    assert load_cases(cases=read(LABOR), now=now).cases == 0
    assert Entry.objects.count() == before
    assert load_cases(cases=read(LABOR, AGAIN), now=now).cases == 1
    assert Matter.objects.get(title="又招不到熟练工").repeats.title == "招不到熟练工"


def test_what_an_applicant_brings_comes_through_a_link(read, linxiao, hechuan, now) -> None:
    by_link = AGAIN.replace("    repeats: labor\n", "").replace("by: linxiao", "by: applicant")
    load_cases(cases=read(by_link), now=now)
    matter = Matter.objects.get()
    assert (matter.channel, matter.registered_by) == ("link", None)
    assert matter.steps.get().by_applicant


def refused(issues: list[Issue]) -> list[tuple[int | None, str]]:
    return [(issue.place.line, str(issue.message)) for issue in issues]


def test_what_is_refused_is_told_with_its_line_and_nothing_is_loaded(
    read, linxiao, hechuan, zhoumin, now
) -> None:
    wrong = LABOR.replace("sign_for, by: hechuan", "sign_for, by: linxiao")
    early = PERMIT.replace("by: platform", "by: hechuan")
    loaded = load_cases(cases=read(wrong, early), now=now)
    assert loaded.cases == 0
    assert refused(loaded.issues) == [
        (10, "这一步由牵头单位、协办单位办理。"),
        (22, "没有事项“XK2024-0001”，或不在可见范围内。"),
    ]
    assert not Matter.objects.exists()
    assert not Entry.objects.filter(act__startswith="matters.").exists()


def test_everything_that_an_act_lacks_is_told(read, linxiao, hechuan, zhoumin, now) -> None:
    bare = LABOR.replace("text: 已招到, files: [{file: cases/paper.pdf, paper: work_record}]", "result: done")
    assert refused(load_cases(cases=read(bare), now=now).issues) == [
        (11, "请写明理由。"),
        (11, "请附上“办理佐证”。"),
    ]


def test_files_say_of_each_act_what_its_operation_takes() -> None:
    """Words are said the same for every act in files; those of a submission are its conclusion."""
    for act in ACTS:
        asked = {"text" if name == "conclusion" else name: must for name, must in asked_by(act).items()}
        assert set(TAKES[act]) == set(asked), act
        needed = {name for name, must in asked.items() if must}
        assert needed == ({NEEDS[act]} if act in NEEDS else set()), act
