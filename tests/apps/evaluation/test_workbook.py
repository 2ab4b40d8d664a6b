"""The workbook of a run: recalculated by LibreOffice, its totals and places are those of the engine."""

from __future__ import annotations

import csv
import shutil
import subprocess
import warnings
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from django.utils import translation

from chaotou.core.evaluation.facts import Citation, Facts
from chaotou.core.evaluation.loading import load_scheme
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.tables import facts_of
from chaotou.evaluation.workbook.writing import About, workbook

ROOT = Path(__file__).resolve().parents[3]
OFFICE = shutil.which("soffice") if shutil.which("localc") else None  # its writer alone opens no workbook
HEAD: dict[str, Any] = {
    "scheme": "small",
    "title": "小考评",
    "document": {"title": "小考评办法"},
    "in_force": {"from": 2020},
    "provenance": "official",
    "subjects": {"kind": "zones"},
}
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile in which LibreOffice recalculates every file it opens."""
    if OFFICE is None:
        warnings.warn("No LibreOffice Calc: workbooks are NOT recalculated.", stacklevel=1)
        pytest.skip("there is no LibreOffice Calc here to recalculate a workbook")
    profile = tmp_path_factory.mktemp("office")
    (profile / "user").mkdir()
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    return profile


def recalculated(data: bytes, profile: Path, folder: Path) -> openpyxl.Workbook:
    """The workbook as LibreOffice computes it."""
    (folder / "run.xlsx").write_bytes(data)
    command = [str(OFFICE), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(folder / "run.xlsx")],
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert (folder / "out/run.xlsx").is_file(), done.stderr.decode()
    return openpyxl.load_workbook(folder / "out/run.xlsx", data_only=True)


def results(book: openpyxl.Workbook) -> dict[str, dict[str, Any]]:
    """The first sheet by subject and head."""
    rows = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    head = [str(word) for word in rows[0]]
    return {str(row[0]): dict(zip(head, row, strict=False)) for row in rows[1:] if row[0]}


def without_what_was_known(data: bytes) -> bytes:
    """The same workbook with formulas alone, so that what is read afterwards was computed afresh."""
    book = openpyxl.load_workbook(BytesIO(data))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def held_together(card: Scorecard, profile: Path, folder: Path) -> None:
    data = workbook(card, About(title="算得出来"))
    found = results(recalculated(without_what_was_known(data), profile, folder))
    for at, subject in enumerate(card.subjects):
        if np.isnan(card.totals[at]):
            assert found[subject]["总分"] == "无总分"
            continue
        assert found[subject]["总分"] == pytest.approx(float(card.totals[at]), abs=1e-9), subject
        assert found[subject]["位次"] == card.ranks[at], subject


def scheme(criteria: list[dict[str, Any]], **more: Any) -> SchemeSpec:
    return SchemeSpec.model_validate({**HEAD, **more, "criteria": criteria})


def leaf(code: str, rule: Any, **more: Any) -> dict[str, Any]:
    return {"code": code, "weight": 1, "rule": rule, "reads": "a", **more}


EVERY_RULE = [
    leaf("r1", {"ratio": {"target": 80}}),
    leaf("r2", {"ratio": {"target": "best"}}, cap="none"),
    leaf("r3", {"ratio": {"target": "planned"}}, direction="lower", reads={"indicator": "b"}),
    leaf("r4", {"target_steps": {"target": 70, "whole": True}}),
    leaf("r5", {"growth_steps": {"whole": True}}, reads={"indicator": "b", "as": "growth"}),
    leaf("r6", {"per_unit": {"points": 0.5, "deduction": 0.25, "reference": 50, "limit": 3}}),
    leaf("r7", {"efficacy": {"low": "worst", "high": "best"}}),
    leaf("r8", {"exponential_efficacy": {"low": 10, "high": 90}}),
    leaf("r9", {"min_max": {"to": [20, 100]}}, direction="lower"),
    leaf("r10", {"z_score": {"mean": 60, "deviation": 10, "clip": 1}}),
    leaf("r11", {"distance_to_target": {"target": 95}}),
    leaf("r12", {"distance_to_reference": {"reference": {"subject": "B"}}}),
    leaf("r13", "distance_to_best", direction="lower"),
    leaf("r14", {"ranked": {"by": "steps", "per_place": 0.5}}),
    leaf("r15", {"ranked": {"ties": "average"}}, direction="lower"),
    leaf("r16", {"percentile_rank": {"ties": "max"}}),
    leaf("r17", {"borda": {}}),
    leaf("r18", {"moderate": {"ideal": 55}}),
    leaf("r19", {"interval": {"low": 40, "high": 60, "least": 10, "most": 95}}),
    leaf("r20", {"banded": {"thresholds": [80, 60, 40], "coefficients": [1, 0.8, 0.6], "interpolate": True}}),
    leaf("r21", {"banded": {"thresholds": [80, 60, 40], "coefficients": [1, 0.8, 0.6]}}),
    leaf("r22", {"diminishing": {"reference": "mean"}}),
    leaf("r23", "given"),
    leaf("r24", {"pass": {"threshold": 50}}),
    leaf("r25", {"ratio": {"target": 3}}, reads={"indicator": "a", "as": "ratio", "over": "b"}),
]


def facts() -> Facts:
    columns = {
        "a": [92.5, 41.0, 66.25, 41.0, 12.0, None],
        "b": [20.0, 35.0, 14.0, 50.0, 8.0, 25.0],
        "b.growth": [12.5, -3.0, 260.0, 0.0, 31.0, 4.0],
        "b.target": [30.0, 30.0, 30.0, 45.0, 10.0, 20.0],
        "bonus": [1.0, 0.0, 9.0, 2.0, None, 0.0],
        "bad": [0.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    }
    groups = {"kind": ["east", "east", "west", "west", "west", "east"]}
    return Facts.of("ABCDEF", columns, labels=groups, elapsed=0.5)


def test_the_workbook_computes_every_rule_as_the_engine_does(office: Path, tmp_path: Path) -> None:
    card = evaluate(scheme(EVERY_RULE, missing="reweight"), facts())
    data = workbook(card, About(title="各规则"))
    book = recalculated(without_what_was_known(data), office, tmp_path)
    sheet = book["得分率"]
    head = [cell.value for cell in sheet[4]]
    for row in sheet.iter_rows(min_row=6, values_only=True):
        at = card.subjects.index(str(row[0]))
        for n, code in enumerate(card.tree.leaves):
            shown, want = row[head.index(code)], card.marked.shares[at, n]
            counted = bool(card.marked.counted[at, n])
            assert shown == (pytest.approx(want, abs=1e-9) if counted else "不计"), (row[0], code)


def test_the_workbook_comes_to_the_same_totals_and_places(office: Path, tmp_path: Path) -> None:
    extras = {
        "bonuses": [
            {
                "code": "more",
                "most": 5,
                "items": [{"code": "bonus", "rule": {"per_unit": {"points": 1}}}],
            }
        ],
        "vetoes": [{"code": "bad", "name": "否决", "reads": {"indicator": "bad"}, "at_least": 1}],
        "rounding": {"points": 2, "total": 2},
        "subjects": {"kind": "zones", "group_column": "kind"},
        "compared_within": "group",
        "missing": {"not_reported": "reweight"},
    }
    tree = [
        {"code": "one", "weight": {"by_group": {"east": 60, "west": 30}}, "criteria": EVERY_RULE[:6]},
        {"code": "two", "weight": 40, "criteria": EVERY_RULE[6:11]},
    ]
    held_together(evaluate(scheme(tree, **extras), facts()), office, tmp_path)


def test_the_workbook_of_the_reference_index_comes_to_its_scores(
    office: Path, tmp_path: Path, shared: Path
) -> None:
    loaded = load_scheme(ROOT / "tests/reference/asem.yaml")
    assert loaded.scheme is not None
    text = (shared / "reference/asem_data.csv").read_text(encoding="utf-8")
    table, _issues = facts_of(list(csv.reader(text.splitlines())), "asem_data.csv")
    held_together(evaluate(loaded.scheme, table), office, tmp_path)


def test_the_workbook_parts_equals_as_the_scheme_says(office: Path, tmp_path: Path) -> None:
    two = [leaf("r1", "given"), leaf("r2", "given", reads="b"), leaf("r3", "given", reads="c")]
    ranking = {"ranking": {"ties": "average", "breaks": ["r1", "r2"]}}
    columns = {"a": [50.0, 60, 60, 60, 10], "b": [50.0, 40, 30, 30, 10], "c": [50.0, 50, 60, 60, 10]}
    held_together(evaluate(scheme(two, **ranking), Facts.of("ABCDE", columns)), office, tmp_path)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://x")'])
def test_a_name_never_becomes_a_formula(start: str) -> None:
    card = evaluate(scheme([leaf("r", "given")]), Facts.of([start, "B"], {"a": [1.0, 2.0]}))
    about = About(title=start, subjects={start: start}, criteria={"r": start}, facts={"a": start})
    book = openpyxl.load_workbook(BytesIO(workbook(card, about)))
    named = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == start]
    assert len(named) > 5
    assert {cell.data_type for cell in named} == {"s"}
    assert all(cell.quotePrefix for cell in named)


def test_what_has_no_formula_is_named_with_its_reason() -> None:
    two = [leaf("r1", "given"), leaf("r2", "given", reads="b")]
    card = evaluate(scheme([{"code": "all", "aggregate": "median", "criteria": two}]), facts())
    notes = openpyxl.load_workbook(BytesIO(workbook(card, About(title="说明"))))["没有公式的格"]
    told = {row[2] for row in notes.iter_rows(min_row=4, values_only=True)}
    assert "这种合成办法在表格里没有公式。" in told


def test_every_figure_names_its_source() -> None:
    cited = replace(
        facts(), citations={("A", "a"): Citation(source="统计公报", vintage="2024-08-01", synthetic=True)}
    )
    card = evaluate(scheme([leaf("r", "given")]), cited)
    sheet = openpyxl.load_workbook(BytesIO(workbook(card, About(title="来源"))))["来源"]
    assert [cell.value for cell in sheet[2]][:7] == ["A", "A", "a", "统计公报", "2024-08-01", "", "合成"]


def test_a_workbook_in_english_has_its_own_names_for_every_sheet() -> None:
    card = evaluate(scheme([leaf("r", "given")]), facts())
    with translation.override("en"):
        book = openpyxl.load_workbook(BytesIO(workbook(card, About(title="A run in_english"))))
    assert len(book.sheetnames) == len({name.lower() for name in book.sheetnames}) == 10
    assert not any("\u4e00" <= letter <= "\u9fff" for name in book.sheetnames for letter in name)
