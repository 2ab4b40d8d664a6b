"""`chaotou minutes` from outside: decisions with their offsets, the day given or found, how it ends."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from chaotou.cli import main

DEMO = Path(__file__).resolve().parents[2] / "zones/demo"
TEXT = (
    "主任办公会议纪要\n第3次\n时间：2024年8月19日\n主持人：顾远\n一、关于稳增长\n"
    "会议议定，由经发局牵头，财政局、招商局配合，于8月底前拿出稳增长措施。\n"
    "会议听取了商务局关于外资情况的汇报。\n"
)
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "zh-hans")
    monkeypatch.setenv("CHAOTOU_ZONE", str(DEMO))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def answer(capsys: Captured, *arguments: str) -> dict[str, Any]:
    assert main(["minutes", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_decisions_are_told_with_their_place_in_the_text(file: Path, capsys: Captured) -> None:
    found = answer(capsys, str(file))
    assert (found["head"]["name"], found["head"]["number"]) == ("主任办公会议", "第3次")
    assert (found["head"]["held_on"], found["counted_from"]) == ("2024-08-19", "2024-08-19")
    first, second = found["decisions"]
    assert (first["kind"], second["kind"]) == ("decided", "noted")
    assert (first["what"], first["due_on"], first["due_text"]) == ("拿出稳增长措施", "2024-08-31", "8月底前")
    assert first["lead"] == {"name": "经发局", "code": "economy", "is_group": False}
    assert [helper["code"] for helper in first["helpers"]] == ["finance", "investment"]
    assert TEXT[first["sentence_start"] : first["sentence_end"]] == first["quote"]
    assert TEXT[first["start"] : first["end"]].startswith("由经发局牵头")


def test_the_day_given_goes_before_the_text_s(file: Path, capsys: Captured) -> None:
    found = answer(capsys, str(file), "--on", "2024-12-20")
    assert (found["head"]["held_on"], found["counted_from"]) == ("2024-08-19", "2024-12-20")


def test_people_see_a_table(file: Path, capsys: Captured) -> None:
    assert main(["minutes", str(file)]) == 0
    out = capsys.readouterr().out
    assert "自 2024-08-19 起推算时限" in out
    assert "2024-08-31 8月底前" in out


def test_minutes_in_word_are_read(tmp_path: Path, capsys: Captured) -> None:
    document, data = docx.Document(), BytesIO()
    document.add_heading("安全生产专题会议纪要")
    document.add_paragraph("2026年4月21日，顾远主持召开专题会议。会议议定事项见下表：")
    table = document.add_table(2, 4)
    rows = ("事项", "牵头单位", "配合单位", "完成时限"), ("组织一次演练", "应急局", "各街道", "6月底")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(data)
    path = tmp_path / "minutes.docx"
    path.write_bytes(data.getvalue())
    (one,) = answer(capsys, str(path))["decisions"]
    assert (one["what"], one["lead"]["code"], one["due_on"]) == ("组织一次演练", "emergency", "2026-06-30")


def test_without_a_day_it_says_what_to_give(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("会议要求，经发局3日内拿出方案。", encoding="utf-8")
    assert main(["minutes", str(path)]) == 1
    assert "请给出开会的日期" in capsys.readouterr().err
    assert answer(capsys, str(path), "--on", "2024-08-19")["decisions"][0]["due_on"] == "2024-08-22"


def test_a_day_that_is_none_is_misuse(file: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["minutes", str(file), "--on", "2024-13-01"])
    assert ended.value.code == 2
    assert "“2024-13-01”不是日期" in capsys.readouterr().err


def test_a_zone_with_errors_is_refused(file: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["minutes", str(file), "--zone", str(tmp_path / "nowhere")]) == 1
    assert "没有载入" in capsys.readouterr().err
