"""The `cases/` folder: each rule sees its fault, with file and line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.issues import Issue
from chaotou.core.zone.case_files import LoadedCases, load_case_files
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone

DEMO = Path(__file__).parents[3] / "zones/demo"
FILE = "cases/tried.yaml"
CASES = """matter_cases:
  - case: power
    kind: enterprise_request
    title: 电压波动
    fields: {field: utilities, level: ordinary, contact_name: 王某, contact_phone: 000-0000}
    by: linxiao
    at: 2024-03-04 09:00
    acts:
      - {act: sign_for, by: dingyi, at: 2024-03-04 10:00}
      - {act: report, by: dingyi, at: 2024-03-05 10:00, text: 已装监测仪。}
      - {act: submit, by: dingyi, at: 2024-03-06 10:00, text: 已切换线路。, files: [{file: cases/paper.pdf}]}
      - {act: verify, by: linxiao, at: 2024-03-06 15:00, result: done}
      - {act: call_back, by: applicant, at: 2024-03-07 09:00, score: 5}
  - case: power_again
    kind: enterprise_request
    title: 电压又波动
    fields: {field: utilities, level: ordinary, contact_name: 王某, contact_phone: 000-0000}
    repeats: power
    by: applicant
    at: 2024-03-08 09:00
"""


@pytest.fixture(scope="module")
def zone() -> Zone:
    found = load_zone(DEMO).zone
    assert found is not None
    return found


def load(path: Path, zone: Zone, text: str) -> LoadedCases:
    (path / "cases").mkdir(exist_ok=True)
    (path / "cases/paper.pdf").write_bytes(b"%PDF-1.4")
    (path / FILE).write_text(text, encoding="utf-8")
    return load_case_files(path, zone)


def test_the_demonstration_s_cases_are_without_fault(zone: Zone) -> None:
    loaded = load_case_files(DEMO, zone)
    assert loaded.issues == []
    assert len(loaded.cases or ()) > 120


def test_a_zone_does_without_the_folder(tmp_path: Path, zone: Zone) -> None:
    assert load_case_files(tmp_path, zone) == LoadedCases(())


def test_what_is_right_is_read_with_the_line_of_each_act(tmp_path: Path, zone: Zone) -> None:
    loaded = load(tmp_path, zone, CASES)
    assert loaded.issues == []
    first, again = loaded.cases or ()
    assert [entry.line for entry in first.acts] == [9, 10, 11, 12, 13]
    assert (again.told.line, again.told.spec.repeats) == (14, "power")


FAULTS = [
    ("case: power_again", "case: power", 14, "“power”已在第 2 行"),
    ("kind: enterprise_request\n", "kind: request\n", 3, "“request”在 matters.yaml 里没有"),
    ("by: linxiao\n", "by: linxia\n", 6, "“linxia”在 people.yaml 里没有"),
    ("by: dingyi, at: 2024-03-04", "by: dingy, at: 2024-03-04", 9, "“dingy”在 people.yaml 里没有"),
    ("repeats: power", "repeats: powers", 18, "“powers”在 更早的事项 里没有"),
    ("at: 2024-03-08 09:00", "at: 2024-03-03 09:00", 18, "“power”在 更早的事项 里没有"),
    ("level: ordinary, contact_name: 王某", "contact_name: 王某", 5, "请填写“难易”"),
    ("field: utilities", "field: weather", 5, "“诉求领域”请从列表中选择"),
    ("at: 2024-03-05 10:00", "at: 2024-03-03 10:00", 10, "早于前一步"),
    ("at: 2024-03-08 09:00", "at: 2024-08-21 09:00", 20, "不在 2024-01-01 到 2024-08-20 之间"),
    ("act: report, ", "act: reports, ", 10, "“reports”在 docs/zone-directory.md 里没有"),
    ("text: 已装监测仪。", "until_on: 2024-05-01", 10, "“report”没有 until_on 这些项"),
    ("at: 2024-03-07 09:00, score: 5", "at: 2024-03-07 09:00", 13, "缺少“score”"),
    ("result: done", "result: granted", 12, "“granted”在 enterprise_request 里没有"),
    ("score: 5", "score: 6", 13, "“score”太大"),
    ("file: cases/paper.pdf", "file: cases/papers.pdf", 11, "没有这个文件：cases/papers.pdf"),
    ("file: cases/paper.pdf", "file: cases/paper.pdf, paper: proof", 11, "“proof”在 matter_papers 里没有"),
    ("act: verify, by: linxiao", "act: approve, by: linxiao", 12, "在“待核验”状态不能办理"),
    ("act: sign_for, by", "act: sign_for, of: drawings, by", 9, "没有“drawings”这个分项"),
    ("matter_cases:", "matter_case:", 1, "没有“matter_case”这一部分"),
    ("    at: 2024-03-04 09:00", "    at: soon", 7, "“at”写得不对"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "says"), FAULTS, ids=[new[:30] for _, new, _, _ in FAULTS])
def test_each_fault_is_told_with_its_line_and_a_hint(
    tmp_path: Path, zone: Zone, old: str, new: str, line: int, says: str
) -> None:
    assert old in CASES
    loaded = load(tmp_path, zone, CASES.replace(old, new, 1))
    found = [issue for issue in loaded.issues if says in str(issue.message)]
    assert loaded.cases is None
    assert found, told(loaded.issues)
    assert (found[0].place.file, found[0].place.line) == (FILE, line), told(loaded.issues)
    assert found[0].hint


def told(issues: list[Issue]) -> list[str]:
    return [f"{issue.place}: {issue.message}" for issue in issues]


LOW = """matter_cases:
  - case: bus
    kind: enterprise_request
    title: 没有公交
    fields: {field: others, level: ordinary, contact_name: 王某, contact_phone: 000-0000}
    by: linxiao
    at: 2024-03-04 09:00
    acts:
      - {act: sign_for, by: linxiao, at: 2024-03-04 10:00}
      - {act: submit, by: linxiao, at: 2024-03-06 10:00, text: 客流不足。}
      - {act: verify, by: zhoumin, at: 2024-03-06 15:00, result: done}
      - {act: call_back, by: applicant, at: 2024-03-07 09:00, score: SCORE}
      - {act: submit, by: linxiao, at: 2024-03-08 10:00, text: 已开专线。}
"""


def test_what_is_rated_low_is_taken_up_again(tmp_path: Path, zone: Zone) -> None:
    assert load(tmp_path, zone, LOW.replace("SCORE", "2")).issues == []
    (issue,) = load(tmp_path, zone, LOW.replace("SCORE", "3")).issues
    assert "在“已办结”状态不能办理“报结”" in str(issue.message)


CHAIN = """matter_cases:
  - case: chain
    kind: start_on_land
    title: 拿地即开工
    fields: {project_name: 甲, project_class: ordinary, risk_undertaking: yes, contact_name: 王某, contact_phone: 000-0000}
    by: yezhou
    at: 2024-03-04 09:00
    acts:
      - {act: accept, by: yezhou, at: 2024-03-04 10:00}
      - {act: accept, by: yezhou, at: 2024-03-04 10:00, of: drawings}
      - {act: hold_land, by: yezhou, at: 2024-03-05 10:00, land_on: 2024-03-05}
      - {act: split, by: yezhou, at: 2024-03-05 11:00, parts: [{title: 供电方案, lead: holding}]}
      - {act: submit, by: dingyi, at: 2024-03-06 10:00, of: 供电方案, text: 已定。}
      - {act: submit, by: hanlu, at: 2024-03-06 10:00, of: works_planning, text: 未受理。}
"""  # noqa: E501


def test_each_part_goes_the_way_of_its_own_kind(tmp_path: Path, zone: Zone) -> None:
    (issue,) = load(tmp_path, zone, CHAIN).issues
    assert (issue.place.line, "在“已收件”状态不能办理“提出审查意见”" in str(issue.message)) == (14, True)
