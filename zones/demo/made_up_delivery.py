"""Delivery of the greater projects: nodes against their template, money, factors, problems, who is linked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import yaml
from made_up_history import LARGE, LATEST, SMALL, Life, weekday
from made_up_tables import HERE, YUAN, Row, Tables

from chaotou.core.projects.schedule import schedule
from chaotou.core.zone.delivery_specs import NodeTemplateSpec
from chaotou.core.zone.loading import load_calendar

SLIPS = [0, 6, -3, 18, 2, 34, 0, 9, -5, 12, 0, 4, 22, 0, 1, 7]
CAUSES = ["施工图审查反复", "地下管线迁改", "环评公示补正", "主材到货推迟", "雨季停工", "投资方资金到账推迟"]
STAGE_NODES = {"registered": ("company",), "land_secured": ("land", "lease"), "commenced": ("commenced",), "completed": ("completed",)}
Nodes = dict[str, date]


def tell(tables: Tables, told: list[tuple[Row, Life]]) -> None:
    templates = _templates()
    calendar = load_calendar(HERE).workdays
    assert calendar is not None
    chosen = _chosen(told)
    for number, (project, life) in enumerate(chosen):
        spec = next(one for one in templates if project["kind"] in one.kinds)
        planned = _planned(spec, calendar, life, SLIPS[number % len(SLIPS)])
        tables.add("plans", project=project, template=spec.code, starts_on=planned["starts_on"], proposed_by=project["officer"])
        nodes = {node.code: planned[node.code] for node in spec.nodes}
        _nodes(tables, project, life, nodes, number)
        _factors(tables, project, life, nodes, number)
        _linkage(tables, project, number)
        if "commenced" in life.reached:
            _money(tables, project, life, number)
    _new_baselines(tables, [project for project, _ in chosen])
    _problems(tables, [project for project, life in chosen if "completed" not in life.reached])


def _templates() -> list[NodeTemplateSpec]:
    data = yaml.safe_load((HERE / "delivery.yaml").read_text(encoding="utf-8"))
    return [NodeTemplateSpec.model_validate(one) for one in data["node_templates"]]


def _chosen(told: list[tuple[Row, Life]]) -> list[tuple[Row, Life]]:
    """The greater ones that commenced since 2023, some smaller, and the greater ones signed this year."""
    begun = [one for one in told if one[1].reached.get("commenced", date.min) >= date(2023, 1, 1) and "commenced" in one[1].counted]
    great = [one for one in begun if one[1].tier != SMALL]
    small = [one for one in begun if one[1].tier == SMALL and one[1].reached["commenced"] >= date(2023, 11, 1)]
    quick = [one for one in small if "completed" in one[1].reached or one[1].reached["commenced"] >= date(2024, 6, 1)]
    plants = [one for one in small if one[0]["kind"] == "new_plant"][-5:]
    others = [one for kind in ("leased_plant", "equipment") for one in quick if one[0]["kind"] == kind]
    fresh = [one for one in told if one[1].tier == LARGE and one[1].reached["signed"] >= date(2024, 2, 1)]
    return [*great, *plants, *others[:3], *others[-4:], *fresh]


def _planned(spec: NodeTemplateSpec, calendar: Any, life: Life, slip: int) -> Nodes:
    """The template's days, from a start at which the works were to begin so many days before they did."""
    found = schedule(spec.network())
    first = weekday(life.reached["signed"] + timedelta(7))
    at = [node.code for node in spec.nodes].index("commenced")
    if "commenced" in life.reached:
        wanted = life.reached["commenced"] - timedelta(slip)
        first = weekday(first + (wanted - found.dates(calendar, first)[at]))
    days = found.dates(calendar, first)
    return {"starts_on": first, **{node.code: day for node, day in zip(spec.nodes, days, strict=True)}}


def _nodes(tables: Tables, project: Row, life: Life, nodes: Nodes, number: int) -> None:
    """What was done, by the project's own moves where a stage follows; what is open and will be late."""
    random, reached = tables.random, life.reached
    moved = {code: reached.get(stage) for stage, codes in STAGE_NODES.items() for code in codes}
    begun = reached.get("commenced")
    slip = (begun - nodes["commenced"]).days if begun else SLIPS[number % len(SLIPS)]
    before = list(nodes)[: list(nodes).index("commenced")]
    moved_on = _moved_plan(tables, project, moved | {"production": reached.get("in_production")}, nodes, number)
    for code, planned in nodes.items():
        actual = moved[code] if code in moved else planned + timedelta(max(-4, slip) + random.randint(-2, 2))
        if code not in moved and code in before and begun:
            actual = min(weekday(planned + timedelta(random.randint(-2, 3))), begun)
        if code == "production":
            actual = reached.get("in_production")
        late = timedelta(max(slip, 0))
        row: Row = {"project": project, "node": code}
        if actual and actual <= LATEST:
            cause = random.choice(CAUSES) if actual > planned else ""
            tables.add("nodes", **row, actual_on=actual, cause=cause)
        elif not moved_on and late and planned + late > LATEST and (late.days > 5 or number % 3):
            tables.add("nodes", **row, forecast_on=planned + late, cause=random.choice(CAUSES))


def _moved_plan(tables: Tables, project: Row, moved: dict[str, date | None], nodes: Nodes, number: int) -> bool:
    """Where stages are long overdue, two plans of three were moved in May, with a reason and an approver."""
    overdue = [day for code, day in nodes.items() if code in moved and not moved[code] and day < LATEST - timedelta(14)]
    if not overdue or number % 3 == 2:
        return False
    shift = LATEST - min(overdue) + timedelta(12 + number * 3)
    still = {code: day for code, day in nodes.items() if day >= min(overdue)}
    given = {"reason": REASONS[number % 2], "proposed_by": project["officer"], "proposed_on": date(2024, 5, 20)}
    given |= {"approved_by": "guyuan", "approved_on": date(2024, 5, 24)}
    for code, day in still.items():
        if not moved.get(code):
            tables.add("baselines", project=project, number=2, node=code, planned_on=weekday(day + shift), **given)
            nodes[code] = weekday(day + shift)
    return True


REASONS = ["高压线迁改由供电公司统一排期，主体施工顺延", "投资方调整工艺布局，设计重新报审"]


def _open_nodes(tables: Tables, project: Row, nodes: Nodes) -> Nodes:
    done = {row["node"] for row in tables.rows["nodes"] if row["project"] is project and row.get("actual_on")}
    return {code: day for code, day in nodes.items() if code not in done}


ASKED = [("power", 6000), ("sewage", 450), ("steam", 12), ("gas", 800), ("water", 900), ("energy", 3200), ("labor", 220)]


def _factors(tables: Tables, project: Row, life: Life, nodes: Nodes, number: int) -> None:
    """Two or three a project: some delivered, some promised in time, every fourth promised or come too late."""
    still = _open_nodes(tables, project, nodes)
    for at in range(2 + number % 2):
        kind, quantity = ASKED[(number + at) % len(ASKED)]
        code = next((one for one in ("utilities", "power", "commissioned", "ordered", "equipment") if one in nodes), "completed")
        node = "commenced" if kind == "energy" else code
        needed, by = nodes[node], project["officer"]
        row: Row = {"project": project, "kind": kind, "node": node, "quantity": quantity + 50 * number}
        asked_on = min(life.reached["signed"] + timedelta(30), LATEST)
        if node not in still:
            row |= {"promised_on": needed - timedelta(10), "delivered_on": min(needed - timedelta(5 - number % 9), LATEST)}
        elif (number + at) % 4 == 0:
            row |= {"promised_on": needed + timedelta(25), "note": "上级电网工程排期靠后"}
        elif (number + at) % 4 < 3:
            row |= {"promised_on": needed - timedelta(12)}
        tables.add("factors", **row, recorded_by=by, recorded_on=asked_on)


SLOTS = {"leader": "管委会分管负责人", "unit": "经济发展局", "team": "重大项目服务专班", "plan": "按月推进清单", "agent": "审批局代办员"}


def _linkage(tables: Tables, project: Row, number: int) -> None:
    given = list(SLOTS.items())[: 5 if number % 4 else 3]
    for slot, text in given:
        tables.add("linkage", project=project, slot=slot, text=text)
    project["secretary"] = project["officer"]
    project.setdefault("linked_leader", "suhang")


def _money(tables: Tables, project: Row, life: Life, number: int) -> None:
    """The year's plan, even by month, and what was done; one project has not told July's."""
    random = tables.random
    total = int(life.cents * YUAN * (0.42 if life.tier == SMALL else 0.3))
    if "completed" in life.reached and life.reached["completed"] < date(2024, 1, 1):
        return
    pace = [1.08, 0.96, 1.0, 0.82, 1.15, 0.64, 1.02][number % 7]
    planned = total // 12 // 10000 * 10000
    for month in range(1, 13):
        row: Row = {"project": project, "month": f"2024-{month:02d}", "planned": planned}
        if month <= 7 and not (month == 7 and number == 2):
            row["done"] = int(planned * pace * random.uniform(0.85, 1.15)) // 10000 * 10000
        tables.add("investments", **row)


def _new_baselines(tables: Tables, projects: list[Row]) -> None:
    """For one plan that slips, other days are asked for and not yet approved."""
    asked = next(project for project in projects if _late_nodes(tables, project))
    given: Row = {"reason": "主材涨价，施工单位重新组织招标", "proposed_by": asked["officer"], "proposed_on": date(2024, 8, 15)}
    for row in _late_nodes(tables, asked):
        tables.add("baselines", project=asked, number=2, node=row["node"], planned_on=row["forecast_on"], **given)


def _late_nodes(tables: Tables, project: Row) -> list[Row]:
    return [row for row in tables.rows["nodes"] if row["project"] is project and row.get("forecast_on")]


# title, request, unit, level, days raised ago, days at the level, days until due, what happened
PROBLEMS: list[tuple[str, str, str, str, int, int, int, str]] = [
    ("施工临时用电容量不足", "增设 630 千伏安临时变压器", "holding", "unit", 3, 3, 9, "measure"),
    ("雨污管网接口标高不符", "核对管网资料，调整接口", "housing", "unit", 2, 2, 12, ""),
    ("环评公示收到群众意见", "组织现场说明会", "environment", "unit", 5, 5, 6, "measure"),
    ("地块内有两户未搬迁", "协调街道限期搬迁", "chaodong", "leader", 24, 9, 15, "measure"),
    ("消防设计审查意见反复", "组织联合会审", "housing", "leader", 19, 6, 3, "measure"),
    ("投资方第二期资金未到账", "约谈投资方，明确到账时间", "investment", "leader", 26, 12, 20, ""),
    ("110 千伏线路迁改排期靠后", "请供电公司提前安排停电计划", "holding", "meeting", 48, 21, -6, "measure"),
    ("蒸汽管道未通到厂区", "明确管道建设主体和资金", "holding", "meeting", 40, 14, 18, "solved"),
    ("用能指标尚缺 3000 吨标准煤", "争取市级统筹用能指标", "economy", "city", 75, 8, 30, "measure"),
    ("厂区北侧道路未贯通", "完成道路水稳层，保证设备进场", "holding", "leader", 58, 40, -12, "closed"),
    ("土地挂牌时间推迟", "提前完成地块勘测定界", "land", "unit", 70, 70, -50, "closed"),
]


def _problems(tables: Tables, projects: list[Row]) -> None:
    for number, (title, request, unit, level, raised, since, due, happened) in enumerate(PROBLEMS, start=1):
        project = projects[(number * 2) % len(projects)]
        given: Row = {
            "project": project, "number": number, "title": title, "request": request, "organization": unit, "level": level,
            "level_since_on": LATEST - timedelta(since), "due_on": LATEST + timedelta(due),
            "raised_by": project["officer"], "raised_on": LATEST - timedelta(raised),
        }  # fmt: skip
        if happened in ("solved", "closed"):
            given |= {"solved_by": project["officer"], "solved_on": LATEST - timedelta(2 if happened == "solved" else 25)}
        if happened == "closed":
            given |= {"closed_by": "zhoumin", "closed_on": LATEST - timedelta(23)}
        tables.add("problems", **given)
        _steps(tables, project, number, given, happened, raised, since)


def _steps(tables: Tables, project: Row, number: int, given: Row, happened: str, raised: int, since: int) -> None:
    step: Row = {"project": project, "number": number}
    by = project["officer"]
    if since < raised:
        on = given["level_since_on"]
        tables.add("problem_steps", **step, kind="escalated", text="本层级期限内未解决，自动上升", taken_on=on)
    if happened:
        measured = LATEST - timedelta(max(1, since * 2 // 3) if happened != "closed" else 30)
        tables.add("problem_steps", **step, kind="measure", text="已召集有关单位会商，明确措施和时间", taken_by=by, taken_on=measured)
    if "solved_on" in given:
        tables.add("problem_steps", **step, kind="solved", text="措施已落实，报请销号", taken_by=by, taken_on=given["solved_on"])
    if "closed_on" in given:
        tables.add("problem_steps", **step, kind="closed", text="现场核实，同意销号", taken_by="zhoumin", taken_on=given["closed_on"])
