"""The `projects/` folder: each rule sees its fault, with file and line, all at once."""

# ruff: noqa: E501 (tables: one line each)

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.project_files import LoadedProjects, load_project_files
from chaotou.core.zone.project_rows import particulars
from chaotou.core.zone.specs import Zone

DEMO = Path(__file__).parents[3] / "zones/demo"
HEADS = {
    "projects": "code,name,organization,registered_by,registered_at,synthetic,jobs,investment,currency,commence_by,produce_by",
    "moves": "project,to_stage,moved_on,reported_by,reported_on",
    "recognitions": "project,stage,scheme,state,requested_by,requested_on,recognized_on,decided_by,decided_on,reason",
    "credits": "project,organization,share,role,from_on,until_on",
    "talks": "project,way,on,summary,recorded_by,recorded_on,next_step,next_step_on",
    "evidence": "project,stage,kind,file,added_by,added_on",
    "reviews": "project,batch,meets_on,promises,put_forward_by,put_forward_on,outcome,decided_by,decided_on",
    "opinions": "project,batch,member,marks",
    "plans": "project,template,starts_on,proposed_by",
    "nodes": "project,node,actual_on",
    "problems": "project,number,title,organization,level,level_since_on,due_on,raised_by,raised_on,solved_by,solved_on,closed_by,closed_on",
}  # fmt: skip
PROJECT = "P1,某项目,economy,linxiao,2024-03-01T09:00:00,yes,120,200000000,CNY,2025-01-01,2026-01-01"
TALKING = "P1,negotiation,2024-03-04,linxiao,2024-03-05"


@pytest.fixture(scope="module")
def zone() -> Zone:
    found = load_zone(DEMO).zone
    assert found is not None
    return found


def load(path: Path, zone: Zone, **tables: str) -> LoadedProjects:
    (path / "projects").mkdir()
    for name, lines in {"projects": PROJECT, "moves": TALKING, **tables}.items():
        (path / f"projects/{name}.csv").write_text(f"# 说明\n{HEADS[name]}\n{lines}\n", encoding="utf-8")
    return load_project_files(path, zone)


def test_what_is_right_is_read_with_the_zones_own_fields(tmp_path: Path, zone: Zone) -> None:
    loaded = load(tmp_path, zone)
    assert loaded.issues == []
    assert loaded.files is not None
    (row,) = loaded.files.projects
    assert particulars(row) == {"jobs": "120", "commence_by": "2025-01-01", "produce_by": "2026-01-01"}
    assert [move.to_stage for move in loaded.files.moves] == ["negotiation"]


def test_a_zone_does_without_the_folder(tmp_path: Path, zone: Zone) -> None:
    loaded = load_project_files(tmp_path, zone)
    assert loaded.issues == []
    assert loaded.files is not None
    assert loaded.files.projects == ()


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"projects": PROJECT.replace("economy", "econamy")}, "“econamy”在 organizations 里没有"),
        ({"projects": f"{PROJECT}\n{PROJECT}"}, "“P1”已在第 3 行"),
        ({"projects": PROJECT.replace("CNY", "USD")}, "外币项目"),
        ({"projects": PROJECT.replace("2026", "2024")}, "“约定投产日期”2024-01-01 早于“约定开工日期”2025-01-01"),
        ({"moves": TALKING.replace("P1", "P2")}, "“P2”在 projects/projects.csv 里没有"),
        ({"moves": TALKING.replace("negotiation", "signed")}, "从“lead”不能走到“signed”"),
        ({"moves": TALKING.replace("2024-03-04", "2024-02-04")}, "早于前一步"),
        ({"moves": TALKING.replace("2024-03-05", "2024-03-01")}, "reported_on 早于 moved_on"),
        ({"recognitions": "P1,signed,city_assessment,requested,linxiao,2024-03-05,,,,"}, "moves.csv 里没有“P1 signed”"),
        ({"recognitions": "P1,negotiation,city_assessment,recognized,linxiao,2024-03-05,,,,"}, "要写认定日期和认定人"),
        ({"recognitions": "P1,negotiation,city_assessment,refused,linxiao,2024-03-05,,zhoumin,2024-03-06,"}, "要写理由"),
        ({"recognitions": "P1,negotiation,city_assessment,recognized,zhoumin,2024-03-05,2024-03-06,linxiao,2024-03-06,"}, "认定人与上报人是同一人"),
        ({"recognitions": "P1,negotiation,city_assessment,recognized,linxiao,2024-03-05,2024-03-01,zhoumin,2024-03-06,"}, "认定日期早于发生日期"),
        ({"credits": "P1,economy,0.6,first_talker,2024-03-01,"}, "各方份额合计 60.0%"),
        ({"credits": "P1,economy,1,first_talker,2024-03-01,\nP1,commerce,1,landing,2024-04-01,"}, "份额在 2024-04-01 换了"),
        ({"talks": "P1,visti,2024-03-02,谈了,linxiao,2024-03-02,,"}, "“visti”在 ways 里没有"),
        ({"talks": "P1,visit,2024-03-02,谈了,linxiao,2024-03-02,再去,"}, "写了 next_step，没有写 next_step_on"),
        ({"evidence": "P1,negotiation,study,projects/none.pdf,linxiao,2024-03-05"}, "没有这个文件"),
        ({"reviews": "P1,一批,2024-04-01,给钱,linxiao,2024-03-20,,,"}, "看不懂政策承诺“给钱”"),
        ({"opinions": "P1,一批,zhoumin,siting=5"}, "reviews.csv 里没有“P1 一批”"),
        ({"nodes": "P1,land,2024-04-01"}, "“land”在 delivery.yaml 里没有"),
        ({"problems": "P1,1,缺电,holding,unit,2024-03-05,2024-03-20,linxiao,2024-03-05,linxiao,2024-03-08,linxiao,2024-03-09"}, "closed_by 与 solved_by 是同一人"),
    ],
)  # fmt: skip
def test_a_rule_sees_its_fault(tmp_path: Path, zone: Zone, tables: dict[str, str], says: str) -> None:
    loaded = load(tmp_path, zone, **tables)
    assert loaded.files is None
    assert any(says in str(issue.message) for issue in loaded.issues), list(map(str, loaded.issues))
    assert all(issue.place.file.startswith("projects/") and issue.hint for issue in loaded.issues)
    assert all((issue.place.line or 0) >= 3 for issue in loaded.issues)


def test_all_faults_are_said_at_once(tmp_path: Path, zone: Zone) -> None:
    loaded = load(
        tmp_path,
        zone,
        projects=PROJECT.replace("economy", "econamy"),
        moves=TALKING.replace("negotiation", "signed"),
        talks="P1,visti,2024-03-02,谈了,linxiao,2024-03-02,,",
    )
    assert {issue.place.file for issue in loaded.issues} == {
        "projects/projects.csv",
        "projects/moves.csv",
        "projects/talks.csv",
    }


def test_a_column_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path, zone: Zone) -> None:
    (tmp_path / "projects").mkdir()
    head = HEADS["projects"].replace("jobs", "jbos")
    (tmp_path / "projects/projects.csv").write_text(f"{head}\n{PROJECT}\n", encoding="utf-8")
    (issue,) = load_project_files(tmp_path, zone).issues
    assert "没有“jbos”这一列" in str(issue.message)
    assert "jobs" in str(issue.hint)
