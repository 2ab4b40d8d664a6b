"""`chaotou evaluate` from outside: a scheme and a table are enough; what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from chaotou.cli import main

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"
Captured = pytest.CaptureFixture[str]

SCHEME = """\
scheme: small
title: 小考评
document: {title: 小考评办法}
in_force: {from: 2020, to: 2025}
provenance: official
subjects: {kind: zones}
rounding: {total: 1}
grades:
  - {code: good, name: 良好, at_least: 70}
  - {code: poor, name: 较差}
criteria:
  - {code: gdp, weight: 60, rule: {ratio: {target: 100}}}
  - {code: tax, weight: 40, rule: {ratio: {target: 10}}}
"""
TABLE = "subject,名称,gdp,tax\na,甲区,50,8\nb,乙区,100,10\nc,丙区,80,5.55\n"
TOTALS = {"b": 100.0, "c": 70.2, "a": 62.0}


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "zh-hans")
    monkeypatch.delenv("CHAOTOU_ZONE", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "facts.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def totals(capsys: Captured) -> dict[str, float]:
    return {row["subject"]: row["score"] for row in json.loads(capsys.readouterr().out)["results"]}


def test_a_folder_with_a_scheme_and_a_table_is_enough(folder: Path, capsys: Captured) -> None:
    assert main(["evaluate", str(folder), "--json"]) == 0
    assert totals(capsys) == TOTALS


def test_results_are_printed_best_first_with_names_and_grades(folder: Path, capsys: Captured) -> None:
    assert main(["evaluate", str(folder / "scheme.yaml")]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["位次", "考评对象", "得分", "等次"],
        ["1", "乙区", "100.0", "良好"],
        ["2", "丙区", "70.2", "良好"],
        ["3", "甲区", "62.0", "较差"],
    ]


def test_a_workbook_serves_as_well_as_csv(folder: Path, capsys: Captured) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["subject", "gdp", "tax"], ["a", 50, 8], ["b", 100, 10], ["c", 80, 5.55]):
        sheet.append(row)
    book.save(folder / "other.xlsx")
    assert main(["evaluate", str(folder), "--facts", str(folder / "other.xlsx"), "--json"]) == 0
    assert totals(capsys) == TOTALS


def test_a_long_table_gives_the_figures_of_the_period(folder: Path, capsys: Captured) -> None:
    rows = ["subject,indicator,period,value", "a,gdp,2023,10", "a,gdp,2024,50", "a,tax,2024,8"]
    (folder / "facts.csv").write_text("\n".join(rows), encoding="utf-8")
    assert main(["evaluate", str(folder), "--period", "2024", "--json"]) == 0
    assert totals(capsys) == {"a": 62.0}
    assert main(["evaluate", str(folder), "--json"]) == 1
    assert "2023、2024" in capsys.readouterr().err


def test_a_scheme_of_the_zone_goes_by_its_name(folder: Path, capsys: Captured) -> None:
    (folder / "schemes").mkdir()
    (folder / "scheme.yaml").rename(folder / "schemes" / "small.yaml")
    arguments = ["--zone", str(folder), "--facts", str(folder / "facts.csv"), "--json"]
    assert main(["evaluate", "small", *arguments]) == 0
    assert totals(capsys) == TOTALS
    assert main(["evaluate", "unheard_of", *arguments]) == 1
    assert "small" in capsys.readouterr().err


def test_a_faulty_scheme_is_refused_with_all_its_faults(folder: Path, capsys: Captured) -> None:
    faulty = SCHEME.replace("weight: 40", "weight: 30").replace("ratio: {target: 10}", "ratoi: {target: 10}")
    (folder / "scheme.yaml").write_text(faulty, encoding="utf-8")
    assert main(["evaluate", str(folder)]) == 1
    assert "scheme.yaml:13" in capsys.readouterr().err
    (folder / "scheme.yaml").write_text(SCHEME.replace("weight: 40", "weight: 30"), encoding="utf-8")
    assert main(["evaluate", str(folder)]) == 1
    assert "权重合计 90，应为 100" in capsys.readouterr().err


def test_a_faulty_table_is_refused_with_all_its_faults(folder: Path, capsys: Captured) -> None:
    (folder / "facts.csv").write_text(TABLE.replace("50,8", "五十,8") + "c,丙区,1,2\n", encoding="utf-8")
    assert main(["evaluate", str(folder)]) == 1
    err = capsys.readouterr().err
    assert "facts.csv:2 gdp" in err
    assert "facts.csv:5" in err


def test_figures_written_in_words_are_refused(folder: Path, capsys: Captured) -> None:
    (folder / "facts.csv").write_text("subject,gdp,tax\na,50亿,8\nb,约100,10\n", encoding="utf-8")
    assert main(["evaluate", str(folder)]) == 1
    assert "“gdp”" in capsys.readouterr().err


def test_a_fact_the_table_does_not_have_is_told_beside_the_results(folder: Path, capsys: Captured) -> None:
    (folder / "facts.csv").write_text(TABLE.replace("tax", "taxes"), encoding="utf-8")
    assert main(["evaluate", str(folder), "--json"]) == 0
    captured = capsys.readouterr()
    assert "“tax”" in captured.err
    assert {row["score"] for row in json.loads(captured.out)["results"]} == {60.0, 48.0, 30.0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--period", "2030"], "2030"),
        (["--facts", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_run_is_refused(
    arguments: list[str], said: str, folder: Path, capsys: Captured
) -> None:
    assert main(["evaluate", str(folder), *arguments]) == 1
    assert said in capsys.readouterr().err


def test_without_a_table_it_says_how_to_give_one(folder: Path, capsys: Captured) -> None:
    (folder / "facts.csv").unlink()
    assert main(["evaluate", str(folder)]) == 1
    assert "--facts" in capsys.readouterr().err


def test_a_period_that_is_none_is_misuse(folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", str(folder), "--period", "sometime"])
    assert ended.value.code == 2


def test_it_answers_in_english(folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "en")
    assert main(["evaluate", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["Rank", "Subject", "Score", "Grade"]


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the shared reference data is not here")
def test_the_published_index_comes_out_on_the_command_line(capsys: Captured) -> None:
    data = REFERENCE / "asem_data.csv"
    assert main(["evaluate", str(ROOT / "tests/reference/asem.yaml"), "--facts", str(data), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["results"]
    assert (len(found), found[0]["subject"], found[0]["rank"]) == (51, "CHE", 1)
    assert found[0]["score"] == pytest.approx(68.383724238342, abs=1e-9)
