"""What is wrong with review.yaml is said with its file, its line and a hint, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chaotou.core.issues import errors
from chaotou.core.zone.loading import load_zone

Edit = Callable[[str, str, str], int]
FILE = "review.yaml"

FAULTS = [
    ("sheet: industry_sheet", "sheet: industry_shet", "“industry_shet”在 review.yaml 里没有"),
    ("post: committee_leader, chair: true", "post: committee_leader", "评审组应有一名主持人，现在有 0 名"),
    ("{post: office_reviewer}", "{post: nobody}", "“members”写的“nobody”在 people.yaml 里没有"),
    ("{post: office_reviewer}", "{chair: false}", "要写 post 或 organization 之一"),
    ("quorum: 3", "quorum: 30", "法定人数 30 比评审组的 9 名成员还多"),
    ("pass_mark: 60", "pass_mark: 160", "通过线 160 高于评审表满分 100"),
    ("evidence: [study, visit", "evidence: [studies, visit", "“studies”在 stages.yaml 里没有"),
    ("is: [services]", "is: [service]", "“kind”没有“service”这一项"),
    ("full: 100", "full: 120", "各项分值合计 100，与满分 120 不符"),
    ("reads: rd_share", "reads: rd_shares", "没有评审指标“rd_shares”"),
    ("        reads: rd_share\n", "", "“研发投入”要么写 reads 和 rule，要么都不写"),
    ("code: siting", "code: safety", "“safety”写了两次"),
    (
        "{banded: {thresholds: [3, 2, 1], coefficients: [1, 0.7, 0.4]}}",
        "{banded: {thresholds: [3, 2, 1], coefficients: [0.4, 0.7, 1]}}",
        "系数应随分档降低",
    ),
    (
        "{banded: {thresholds: [3, 2, 1], coefficients: [1, 0.7, 0.4]}}",
        "{ratio: {target: best}}",
        "“研发投入”的计分规则要与别的对象相比",
    ),
    ("direction: lower\n", "direction: higher\n", "“单位产值能耗”的分档与 direction 相反"),
    ("energy_per_output,    at_most: 0.2", "energy_per_output,    at_least: 0.2", "写反了方向"),
    ("tax_per_mu, at_least: 10", "tax_per_mu", "“亩均税收”的准入线要写 at_least 或 at_most 之一"),
    ("from: 2024-01-01\n    note: 新建厂房", "from: 2023-01-01\n    note: 新建厂房", "同一天有两组准入线"),
    ("    evidence: fair_competition\n", "", "与税收挂钩的“与缴纳税收挂钩的奖励或返还”缺少“evidence”"),
    ("    basis: 没有法律", "    note: 没有法律", "没有“note”这一项"),
    ("industry: C39", "industry: c39", "不能作代码"),
    (
        "becomes: review_condition",
        "becomes: review_conditions",
        "“review_conditions”在 matters/*.yaml 里没有",
    ),
    ("becomes: review_condition", "becomes: directive", "流程“交办闭环”可以中途终止"),
    ("becomes: review_condition", "becomes: directive", "由平台立项的“督办事项”填不完整：请填写“来源”"),
    ("becomes: review_condition", "becomes: hazard", "“安全隐患”登记以后，平台不能直接交办"),
]


@pytest.mark.parametrize(("old", "new", "says"), FAULTS, ids=[new[:24] for _, new, _ in FAULTS])
def test_each_fault_is_told_with_its_place_and_a_hint(
    copy: Path, edit: Edit, old: str, new: str, says: str
) -> None:
    edit(FILE, old, new)
    found = [issue for issue in load_zone(copy).issues if says in str(issue.message)]
    assert found, [str(issue.message) for issue in load_zone(copy).issues]
    assert found[0].place.file == FILE
    assert found[0].place.line
    assert found[0].hint


def test_a_veto_without_any_line_is_a_warning(copy: Path, edit: Edit) -> None:
    edit(FILE, "below_line: energy_per_output", "below_line: emissions_per_output")
    issues = load_zone(copy).issues
    assert [(issue.is_error, "却没有哪个行业有这条准入线" in str(issue.message)) for issue in issues] == [
        (False, True)
    ]


def test_two_rules_from_one_day_are_refused(copy: Path) -> None:
    path = copy / FILE
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - code: zone_review"), text.index("review_sheets:")
    again = text[start:end].replace("code: zone_review", "code: other_review", 1)
    path.write_text(text[:end] + again + text[end:], encoding="utf-8")
    assert ["从同一天起执行" in str(issue.message) for issue in load_zone(copy).issues] == [True]


def test_a_zone_does_without_reviews(copy: Path) -> None:
    (copy / FILE).unlink()
    loaded = load_zone(copy)
    assert loaded.zone is not None
    assert loaded.zone.reviews == ()


KIND = "matters/conditions.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    own_due: yes\n", "", "期限不能逐件指定"),
        ("    own_due: yes\n", "    own_due: yes\n    routing: [{lead: economy}]\n", "登记后会自动分派"),
        ("    own_due: yes\n", "    own_due: yes\n    privacy: open\n", "须由相关单位可见"),
        ("    own_due: yes\n", "    own_due: yes\n    privacy: strict\n", "须由相关单位可见"),
        ("    own_due: yes\n", "    own_due: yes\n    is_public: yes\n", "须由相关单位可见"),
        ("    proofs: [{evidence: condition_proof}]\n", "", "没有写落实条件要交的材料"),
    ],
)
def test_conditions_become_what_a_review_can_hand_over(
    copy: Path, edit: Edit, old: str, new: str, says: str
) -> None:
    edit(KIND, old, new)
    issues = load_zone(copy).issues
    (found,) = [issue for issue in issues if says in str(issue.message)]
    assert found.is_error and found.hint
    assert (found.place.file, bool(found.place.line)) == (FILE, True)


def test_conditions_may_stay_with_their_reviews(copy: Path, edit: Edit) -> None:
    edit(FILE, "    becomes: review_condition ", "    # ")
    (copy / KIND).unlink()
    loaded = load_zone(copy)
    assert loaded.zone is not None
    assert not errors(loaded.issues)
