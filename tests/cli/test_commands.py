"""The command from outside: what it prints and with which status it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chaotou.cli import main

ROOT = Path(__file__).resolve().parents[2]
REPORT = "2023年，开发区实现一般公共预算收入33.03亿元，同比增长10%。2024年力争签约亿元以上项目160个。"


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "zh-hans")
    monkeypatch.setenv("CHAOTOU_ZONE", str(ROOT / "zones/demo"))


def test_read_prints_claims_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    assert main(["read", str(file), "--json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    revenue = next(claim for claim in claims if claim["code"] == "general_public_budget_revenue")
    assert (revenue["value"], revenue["unit"], revenue["growth_pct"]) == (33.03, "亿元", 10)
    assert "33.03亿元" in REPORT[revenue["start"] : revenue["end"]]
    assert {claim["kind"] for claim in claims} == {"actual", "target"}


def test_read_refuses_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "no-such-report.txt"]) == 1
    assert "打不开文件“no-such-report.txt”：没有这个文件。" in capsys.readouterr().err


def test_read_prints_bounds_and_ranks_beside_their_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.txt"
    file.write_text(
        "2023年预计地区生产总值480亿元。2024年目标：签约项目80个以上，重返全国30强。", encoding="utf-8"
    )
    assert main(["read", str(file)]) == 0
    said = capsys.readouterr().out
    assert "预计 480亿元" in said
    assert "≥80个" in said
    assert "前30位" in said


def test_read_says_so_where_a_text_has_no_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_text("今天天气很好，大家开会学习。", encoding="utf-8")
    assert main(["read", str(file)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "没有读出数据或目标" in said.err


def test_read_refuses_an_empty_file_with_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    assert main(["read", str(tmp_path / "empty.txt")]) == 1
    assert capsys.readouterr().err.strip()


def test_check_is_content_with_the_demo_zone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "zones/demo"), "--json"]) == 0
    assert [issue for issue in json.loads(capsys.readouterr().out) if issue["level"] == "error"] == []


def test_check_tells_of_schemes_beside_faults_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zone = tmp_path / "zone"
    shutil.copytree(ROOT / "zones/demo", zone)
    for file, old, new in (
        ("zone.yaml", "pace: even_month", "pace: even_monht"),
        ("schemes/project_board.yaml", "indicator: project_points", "indicator: project_pionts"),
        ("schemes/streets_parks.yaml", "in_force: {from: 2024}", "in_force: {from: 2020, to: 2022}"),
    ):
        text = (zone / file).read_text(encoding="utf-8")
        (zone / file).write_text(text.replace(old, new), encoding="utf-8")
    assert main(["check", str(zone), "--json"]) == 1
    told = {(issue["file"], issue["message"]) for issue in json.loads(capsys.readouterr().out)}
    assert ("zone.yaml", "“pace”不能写“even_monht”。") in told
    assert ("schemes/project_board.yaml", "指标目录里没有“project_pionts”。") in told


def test_check_refuses_a_directory_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["no-such-command"], ["read"], ["standings", "--as-of", "yesterday"], ["run", "--port", "99999"]],
)
def test_misuse_ends_with_status_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_the_language_of_the_command_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "en")
    assert main(["read", "no-such-report.txt"]) == 1
    assert "Cannot open" in capsys.readouterr().err
