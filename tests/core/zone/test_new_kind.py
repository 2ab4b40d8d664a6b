"""A kind of matter of a zone's own needs no code but a file, and all that is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

from chaotou.core.matters.flow import Flow
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.matter_flow_specs import Act, Phase
from chaotou.core.zone.matter_specs import Family, Privacy

KIND = """\
matter_kinds:
  - code: deputies_proposal
    name: 代表建议
    english: Proposal of a deputy
    family: directive
    prefix: JY
    flow: closed_loop
    intake: [office]
    source: demo_matters
    fields:
      - code: sort
        name: 建议类别
        english: Sort
        kind: choice
        required: yes
        choices:
          - {code: plain, name: 一般建议, english: Plain}
          - {code: key,   name: 重点建议, english: Key}
      - {code: deputy, name: 代表, english: Deputy, personal: yes}
    limits:
      - {code: reply, name: 答复代表, english: Reply, basis: statutory, days: 90, counted_in: natural, from: 2024-01-01, source: demo_matters}
      - {code: reply, name: 答复代表, english: Reply, days: 60, counted_in: natural, from: 2024-01-01, source: demo_matters}
      - {code: visit, name: 走访代表, english: Visit, days: 10, started_by: [assign], met_by: [report], when: {field: sort, is: [key]}, from: 2024-01-01, source: demo_matters}
    proofs: [{evidence: work_record, when: {field: sort, is: [key]}}]
    results: [done, phased, explained]
    routing: [{lead: office}]
    reminders: [near_10_days, near_3, due_today, overdue_1]
"""  # noqa: E501

SORTED = "met_by: [report], when: {field: sort"
PROOF = "work_record, when: {field: sort, is: [key]}"

BREAKS = [
    ("prefix: JY", "prefix: DC", "编号前缀“DC”已用于“督办事项”", "另取一到三个大写字母"),
    ("flow: closed_loop", "flow: close_loop", "“close_loop”在 matters.yaml 里没有", "closed_loop"),
    ("intake: [office]", "intake: [ofice]", "“ofice”在 organizations.yaml 里没有", "office"),
    ("personal: yes}", "personal: yes, public: yes}", "“代表”是个人信息", "删去这一项的 public"),
    ("days: 60,", "days: 120,", "承诺的比法定的还长", "不长于法定"),
    (SORTED, f"{SORTED}s", "条件用的要素“sorts”", "sort"),
    (PROOF, PROOF.replace("key", "kee"), "“sort”没有“kee”这一项", "key"),
    (
        "{evidence: work_record",
        "{evidence: work_records",
        "“work_records”在 matters.yaml 里没有",
        "work_record",
    ),
    ("results: [done, ", "results: [doen, ", "“doen”在 matters.yaml 里没有", "done"),
    ("[near_10_days, near_3,", "[near_3, near_10_days,", "先于排在它前面的“三日内到期”", "按时间先后"),
    ("due_today", "due_to_day", "“due_to_day”在 matters.yaml 里没有", "due_today"),
    ("[{lead: office}]", "[{lead: office}, {lead: office}]", "后面几行永远轮不到", "写在最后"),
]
"""What is broken and how, what is said of it, and the hint."""


def add(zone: Path, text: str) -> None:
    (zone / "matters" / "proposals.yaml").write_text(text, encoding="utf-8")


def test_a_new_kind_is_a_file(copy: Path) -> None:
    add(copy, KIND)
    loaded = load_zone(copy)
    assert loaded.issues == [] and loaded.zone is not None
    kind = next(kind for kind in loaded.zone.matter_kinds if kind.code == "deputies_proposal")
    assert (kind.family, kind.privacy) == (Family.DIRECTIVE, Privacy.INVOLVED)
    assert [limit.is_closing for limit in kind.limits] == [True, True, False]
    assert [field.code for field in kind.fields if field.personal] == ["deputy"]
    flow = Flow(next(flow for flow in loaded.zone.matter_flows if flow.code == kind.flow))
    assert flow.phase(flow.leads_to("submitted", Act.VERIFY)) is Phase.CLOSED


def test_a_kind_broken_in_ten_ways_says_all_of_them_at_once(copy: Path) -> None:
    text = KIND
    for old, new, *_ in BREAKS:
        assert old in text
        text = text.replace(old, new, 1)
    add(copy, text)
    loaded = load_zone(copy)
    assert loaded.zone is None and len(BREAKS) >= 10
    for _, _, says, hint in BREAKS:
        [issue] = [issue for issue in loaded.issues if says in str(issue.message)]
        assert issue.is_error and hint in str(issue.hint)
        assert issue.place.file == "matters/proposals.yaml" and issue.place.line
    assert {issue.place.file for issue in loaded.issues} == {"matters/proposals.yaml"}


def test_a_kind_with_faults_in_its_form_is_told_key_by_key(copy: Path) -> None:
    text = KIND.replace("family: directive", "family: proposals").replace("days: 90", "days: 九十")
    add(copy, text.replace("    results:", "    result:").replace("required: yes", "required: 是"))
    told = {str(issue.message): str(issue.hint) for issue in load_zone(copy).issues}
    assert "petition" in told["“family”不能写“proposals”。"]
    assert "results" in told["没有“result”这一项。"]
    assert "只写数字" in told["“days”应是数，现在是“九十”。"]
    assert "yes" in told["“required”只能写 yes 或 no，现在是“是”。"]
