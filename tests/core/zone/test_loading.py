"""Whatever people write in the files comes back as issues with file, line and hint, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chaotou.core.issues import Issue
from chaotou.core.zone.loading import load_zone

Edit = Callable[[str, str, str], int]

BREAKS = [
    ("zone.yaml", "pace: even_month", "pase: even_month", "没有“pase”", "pace"),
    ("zone.yaml", "as_of: 2024-08-20", "as_of: 8月20日", "应是日期", "2024-08-20"),
    ("organizations.yaml", "kind: bureau, parent", "kind: buro, parent", "buro", "bureau"),
    ("organizations.yaml", "parent: committee, aliases: [科教园]", "parent: comitee", "comitee", "committee"),
    ("people.yaml", "person: linxiao}", "person: linxia}", "linxia", "linxiao"),
    ("bodies.yaml", "parent: huaian_city", "parent: huaian_cty", "huaian_cty", "huaian_city"),
    ("indicators.yaml", "unit: 亿千瓦时", "unit: 亿瓦时", "亿瓦时", "亿千瓦时"),
    ("indicators.yaml", "measure: stock", "measure: stok", "stok", "stock"),
    ("indicators.yaml", "slot: 13", "slot: 31", "太大", "30"),
    ("targets.yaml", "period: 2025", "period: 2025年底", "不是一个期间", "2024H1"),
    ("targets.yaml", "value: 160", "value: 160个", "应是数", "只写数字"),
    ("targets.yaml", "    kind: count\n", "    kind: count\n    kind: level\n", "写了两次", "只留一处"),
    ("targets.yaml", "compared_with: [huaian_city]", "compared_with: huaian_city", "应是列表", "[甲, 乙]"),
    ("sources.yaml", "    trust: N\n", "", "缺少“trust”", "trust: …"),
    ("lights.yaml", "at_least: -10, ", "", "不是最后一档", "behind"),
    ("targets.yaml", '{digits: "1"}', '{digit: "1"}', "没有“digit”", "digits"),
    ("observations/local.csv", "gdp,zone,2023,480,", "gdp,zone,2023,480亿元,", "480亿元", "只写数字"),
    ("observations/local.csv", "no,2024-07-31,\n", "no,2024-07-31\n", "11 格", "逗号"),
]  # fmt: skip


def at(issues: list[Issue], file: str, line: int) -> list[Issue]:
    """The issues of a file near a line: a key that is missing is reported where its entry begins."""
    return [
        issue for issue in issues if issue.place.file == file and abs((issue.place.line or 0) - line) <= 6
    ]


def test_every_break_is_reported_at_once_with_file_line_and_hint(copy: Path, edit: Edit) -> None:
    wanted = [
        (file, edit(file, old, new), message, hint) for file, old, new, message, hint in reversed(BREAKS)
    ]
    loaded = load_zone(copy)
    assert loaded.zone is None
    for file, line, message, hint in wanted:
        told = [i for i in at(loaded.issues, file, line) if message in str(i.message) and hint in str(i.hint)]
        assert told, f"{file}:{line} {message} / {hint}"
    assert all(issue.hint is not None and issue.place.line is not None for issue in loaded.issues)


@pytest.mark.parametrize(
    ("file", "content", "line", "message", "hint"),
    [
        ("zone.yaml", b"code: a\n\tname: b\n", 2, "制表符", "Tab"),
        ("zone.yaml", b"code: [a\nname: b\n", 2, "YAML", "括号"),
        ("zone.yaml", b"code: a\nname: &x b\nenglish: *x\n", 3, "*", "照写"),
        ("zone.yaml", b"", 1, "应由", "code"),
        ("zone.yaml", b"\x00\x01", None, "字符", "UTF-8"),
        ("bodies.yaml", "bodies:\n  - code: 淮安\n".encode("gb18030"), 2, "UTF-8", "GB18030"),
        ("bodies.yaml", b"bodyes: []\n", 1, "bodyes", "bodies"),
        ("bodies.yaml", b"bodies: 3\n", 1, "列表", "- "),
        ("bodies.yaml", b"bodies:\n  - 3\n", 2, "项: 值", "code"),
        ("observations/local.csv", b"indicator,body,perod\n", 1, "perod", "period"),
        ("observations/local.csv", b"\xff\xfe", 1, "UTF-8", "GB18030"),
        ("observations/local.csv", b"", 1, "indicator", "表头"),
    ],
)
def test_a_broken_file_is_one_clear_issue(
    copy: Path, file: str, content: bytes, line: int | None, message: str, hint: str
) -> None:
    (copy / file).write_bytes(content)
    found = [issue for issue in load_zone(copy).issues if issue.place.file == file]
    assert any(
        issue.place.line == line and message in str(issue.message) and hint in str(issue.hint)
        for issue in found
    ), [str(issue.place) + str(issue.message) for issue in found]


def test_an_unclosed_quote_in_a_table_is_an_issue(copy: Path, observe: Callable[..., int]) -> None:
    line = observe('gdp,zone,2019,1,,unstated,final,,page_2024,no,2020-01-18,"说明')
    found = load_zone(copy).issues
    assert [(i.place.file, i.place.line) for i in found] == [("observations/local.csv", line)]


def test_a_missing_file_is_named_once_and_not_blamed_on_others(copy: Path) -> None:
    (copy / "bodies.yaml").unlink()
    loaded = load_zone(copy)
    assert [(i.place.file, i.message.params["file"]) for i in loaded.issues] == [
        ("bodies.yaml", "bodies.yaml")
    ]


def test_a_folder_in_place_of_a_file_is_an_issue(copy: Path) -> None:
    (copy / "lights.yaml").unlink()
    (copy / "lights.yaml").mkdir()
    assert [issue.place.file for issue in load_zone(copy).issues] == ["lights.yaml"]


def test_a_missing_directory_is_an_issue(tmp_path: Path) -> None:
    loaded = load_zone(tmp_path / "nowhere")
    assert loaded.zone is None
    assert "nowhere" in str(loaded.issues[0].message)


def test_a_misnamed_file_is_a_warning(copy: Path) -> None:
    (copy / "indicator.yaml").write_text("indicators: []\n", encoding="utf-8")
    loaded = load_zone(copy)
    assert loaded.zone is not None
    assert [(i.is_error, i.place.file) for i in loaded.issues] == [(False, "indicator.yaml")]
    assert "indicators.yaml" in str(loaded.issues[0].hint)


def test_a_comma_that_splits_a_text_is_explained(copy: Path, edit: Edit) -> None:
    line = edit("organizations.yaml", "english: Finance Bureau,", "english: Finance, Tax and Budget,")
    [issue] = load_zone(copy).issues
    assert issue.place.line == line
    assert "引号" in str(issue.hint)


def test_a_fault_in_an_entry_does_not_make_its_code_unknown(copy: Path, edit: Edit) -> None:
    edit(
        "bodies.yaml",
        "kind: city, parent: jiangsu, statistical_parent: jiangsu, aliases: [全市",
        "kind: town, parent: jiangsu, aliases: [全市",
    )
    assert ["town" in str(issue.message) for issue in load_zone(copy).issues] == [True]


def test_decimals_are_read_as_written(copy: Path, edit: Edit) -> None:
    edit("targets.yaml", "value: 1.8", "value: 1.80")
    zone = load_zone(copy).zone
    assert zone is not None
    assert str(next(t.value for t in zone.targets if t.code == "fdi_utilized_2024")) == "1.80"


def test_loading_twice_says_the_same(copy: Path) -> None:
    assert load_zone(copy) == load_zone(copy)
