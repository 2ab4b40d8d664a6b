"""Leads and negotiations of 2024: talks with their clocks, a conflict, transfers, one review held, one on the day itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from made_up_history import LATEST, weekday
from made_up_tables import RECORDERS, YUAN, Row, Tables
from made_up_words import ASKED_FOR, CITIES, NEXT_STEPS

TALKERS = ["investment"] * 5 + ["commerce"] * 2 + ["economy", "science_park", "bonded_zone"]
EXITS = {
    "dropped": ["投资方决定扩建原厂", "用地需求超出可供规模", "环保准入不符", "与本区产业方向不符"],
    "dormant": ["连续两个月联系不上经办人", "投资方内部决策推迟到明年", "保护期满无联系记录"],
}
MEMBERS = ["guyuan", "zhoumin", "linxiao", "xuning", "hechuan", "gaoyuan"]
HELD, COMING = ("2024年第14批", date(2024, 8, 8)), ("2024年第15批", LATEST)


def tell(tables: Tables) -> None:
    for number in range(58):
        _lead(tables, number)
    _conflict(tables)
    _transfers(tables)
    _reviews(tables)


def registered_at(tables: Tables, earliest: date, latest: date) -> datetime:
    random = tables.random
    day = weekday(earliest + timedelta(random.randint(0, (latest - earliest).days)))
    return datetime.combine(day, time(random.randint(8, 17), random.randint(0, 59), random.randint(0, 59)))


def _lead(tables: Tables, number: int) -> None:
    """A third new leads, a third in talks, some gone."""
    random = tables.random
    stage = "lead" if number < 24 else "negotiation" if number < 49 else "dropped" if number < 54 else "dormant"
    earliest = {"lead": date(2024, 6, 20), "negotiation": date(2024, 4, 8)}.get(stage, date(2024, 3, 4))
    latest = {"lead": date(2024, 8, 19), "negotiation": date(2024, 7, 12)}.get(stage, date(2024, 5, 31))
    registered = registered_at(tables, earliest, latest)
    cents = random.choice([60, 80, 100, 120, 150, 200, 250, 300, 500, 800, 1000, 1500, 3000, 5200])
    project = tables.project(cents=cents, registered=registered, organization=random.choice(TALKERS))
    _lead_details(tables, project, cents)
    _talks(tables, project, registered, stage, number)
    if stage != "lead":
        talked = weekday(registered.date() + timedelta(random.randint(5, 16)))
        _moved(tables, project, "negotiation", talked)
    if stage in EXITS:
        gone = weekday(registered.date() + timedelta(random.randint(50, 75)))
        _moved(tables, project, stage, gone, random.choice(EXITS[stage]))


def _lead_details(tables: Tables, project: Row, cents: int) -> None:
    random = tables.random
    project |= {
        "referrer": random.choice(["", "", "拟识商会（虚构）", "虚引产业基金（虚构）", "区内企业介绍"]),
        "fixed_investment": cents * YUAN * 7 // 10,
        "land_mu": round(cents / 4.2, 1) if project["kind"] == "new_plant" else "",
        "yearly_output": cents * YUAN * 16 // 10,
        "yearly_tax": cents * YUAN * 75 // 1000,
        "nature": "new",
        "funding": "firm",
    }
    if project["investor_origin"] != "domestic" and cents >= 100:
        stated = round(cents * YUAN / 7.1268, -4)
        project |= {"currency": "USD", "investment_stated": int(stated), "rate": "7.1268", "rate_on": "2024-06-28"}
        project["investment"] = f"{stated * 7.1268:.2f}"


def _moved(tables: Tables, project: Row, stage: str, day: date, reason: str = "") -> None:
    by = RECORDERS[project["organization"]]
    tables.add(
        "moves", project=project, to_stage=stage, moved_on=day, reason=reason, reported_by=by, reported_on=day
    )


def _talks(tables: Tables, project: Row, registered: datetime, stage: str, number: int) -> None:
    """The steps that clocks ask for, some late or not taken; then a talk every one to four weeks."""
    day = registered.date()
    late = number % 7 == 3
    _talk(tables, project, "named", _after(day, 4 if late else 0), "已响应，明确专人对接")
    if not (late and stage == "lead"):
        _talk(tables, project, "judged", _after(day, 7 if late else 2), _judgement(tables, project))
        _talk(tables, project, "told", _after(day, 8 if late else 4), "已向引荐人反馈研判结果")
    if stage in EXITS:
        _contact(tables, project, _after(day, 9), LATEST)
        return
    until = LATEST - timedelta(40) if number % 9 == 5 else LATEST
    contact = _after(day, tables.random.randint(1, 5))
    while contact <= until:
        _contact(tables, project, contact, until)
        contact = weekday(contact + timedelta(tables.random.randint(9, 26)))
    report = _after(day, 14)
    while report <= (until if number % 5 else LATEST - timedelta(25)):
        _talk(tables, project, "reported", report, "双周报告：洽谈正常，未出现重大变化")
        report = _after(report, 14)


def _after(day: date, days: int) -> date:
    found = day + timedelta(days)
    return found + timedelta((7 - found.weekday()) if found.weekday() > 4 else 0)


def _judgement(tables: Tables, project: Row) -> str:
    need = tables.random.choice(ASKED_FOR)
    return f"产品方向符合，市场和技术路线基本清楚；重点核实{need}，建议继续洽谈"


def _contact(tables: Tables, project: Row, on: date, until: date) -> None:
    random = tables.random
    way = random.choice(["visit", "received", "call", "call", "video", "inspection", "letter"])
    place = next(one[1] for one in CITIES if one[0] == project["source_city"])
    follows = weekday(on + timedelta(random.randint(6, 18)))
    _talk(
        tables, project, way, on, f"投资方关注{random.choice(ASKED_FOR)}和{random.choice(ASKED_FOR)}，双方约定继续对接",
        place={"visit": place, "received": "淮安", "inspection": "淮安"}.get(way, ""),
        people="投资方副总经理；本单位分管负责人" if way in ("visit", "received") else "",
        next_step=random.choice(NEXT_STEPS), next_step_on=follows,
    )  # fmt: skip


def _talk(tables: Tables, project: Row, way: str, on: date, summary: str, **more: Any) -> None:
    if on <= LATEST:
        by = RECORDERS[project["organization"]]
        said = {"project": project, "way": way, "on": on, "summary": summary, **more}
        tables.add("talks", **said, recorded_by=by, recorded_on=on)


def _in_talks(tables: Tables, organization: str, cents: int, registered: datetime, **more: Any) -> Row:
    project = tables.project(cents=cents, registered=registered, organization=organization, **more)
    _lead_details(tables, project, cents)
    _talks(tables, project, registered, "negotiation", 1)
    _moved(tables, project, "negotiation", _after(registered.date(), 6))
    return project


def _conflict(tables: Tables) -> None:
    """Two bureaus at one investor: one dispute open, one decided."""
    firm = tables.firm(15, 0, 2600)
    given = {"firm": firm, "link_number": 15, "city_number": 0, "kind": "new_plant"}
    project = _in_talks(tables, "commerce", 2600, datetime(2024, 7, 8, 9, 26, 41), **given)
    tables.add(
        "disputes", project=project, organization="investment", raised_by="tangyue", raised_on=date(2024, 7, 16),
        statement="驻上海招商专班 2024 年 6 月 27 日在上海拜访该企业董事会秘书，有会议签到和往来邮件；登记晚了十一天。",
    )  # fmt: skip
    twin = {**given, "link_number": 11, "name": f"{firm['short']}二期项目"}
    _in_talks(tables, "economy", 800, datetime(2024, 8, 5, 10, 40, 12), **twin)
    other = _in_talks(tables, "investment", 420, datetime(2024, 5, 13, 15, 2, 9))
    tables.add(
        "disputes", project=other, organization="economy", raised_by="linxiao", raised_on=date(2024, 5, 22),
        statement="本单位 5 月初在产业链对接会上与该企业有过接触。", ruling="stands", ruled_by="zhoumin",
        ruled_on=date(2024, 5, 29), reason="首报单位登记在先且有登门拜访记录；申请单位只有名片交换，没有实质洽谈。",
    )  # fmt: skip


def _transfers(tables: Tables) -> None:
    """One lead passed to another area, one signed project landed elsewhere, each with its split."""
    lead = _in_talks(tables, "commerce", 350, datetime(2024, 4, 22, 10, 11, 5), link_number=28, kind="research")
    _passed(tables, lead, "area", "commerce", "science_park", date(2024, 6, 18), ("0.4", "0.6"), "项目以研发为主，适合在科教产业园落地")
    lead |= {"organization": "science_park", "landing": "science_park", "officer": "pengyue"}
    signed = [
        row for row in tables.rows["recognitions"]
        if row["stage"] == "signed" and row["state"] == "recognized" and row["project"]["organization"] == "investment"
        and date(2024, 3, 1) <= row["requested_on"] < date(2024, 7, 1) and row["project"]["landing"] != "bonded_zone"
    ]  # fmt: skip
    project = signed[0]["project"]
    on = next(row["moved_on"] for row in tables.rows["moves"] if row["project"] is project and row["to_stage"] == "review")
    _passed(tables, project, "unit", project["landing"], "bonded_zone", on, ("0.6", "0.4"), "产品全部出口，由综合保税区承接落地")
    project["landing"] = "bonded_zone"
    shared = signed[1]["project"]
    _credits(tables, shared, date.fromisoformat(shared["registered_at"][:10]), [("investment", "0.5"), ("economy", "0.5")])


def _passed(
    tables: Tables, project: Row, kind: str, giver: str, taker: str, on: date, shares: tuple[str, str], why: str
) -> None:
    tables.add(
        "transfers", project=project, kind=kind, from_organization=giver, to_organization=taker,
        reason=why, decided_by="zhoumin", decided_on=on,
    )  # fmt: skip
    begun = date.fromisoformat(project["registered_at"][:10])
    first = project["organization"]
    tables.add("credits", project=project, organization=first, share="1", role="first_talker", from_on=begun, until_on=on)
    _credits(tables, project, on, [(first, shares[0]), (taker, shares[1])])


def _credits(tables: Tables, project: Row, on: date, shares: list[tuple[str, str]]) -> None:
    for (organization, share), role in zip(shares, ("first_talker", "landing"), strict=True):
        tables.add("credits", project=project, organization=organization, share=share, role=role, from_on=on)


OUTCOMES = [
    ("approved", "产业契合度高，准入指标全部达标"),
    ("conditional", "同意引进；环境容量和供电方案须先落实"),
    ("resubmit", "亩均税收低于准入线，请投资方调整用地规模后再审"),
    ("rejected", "单位产值能耗高于准入线，且没有可行的替代工艺"),
]
PROMISES = [
    "factors:用地指标由区内统筹，挂牌前完成场地平整",
    "equipment_subsidy:设备投资按实际到账额的 5% 补助，分两年兑现;factors:代办施工许可",
    "tax_award:投产后三年内按纳税额地方留成部分的 50% 奖励",
    "rent:前两年厂房租金减半",
]


def _reviews(tables: Tables) -> None:
    for number, (outcome, reason) in enumerate(OUTCOMES):
        project = _dossier(tables, number, date(2024, 4, 15), number >= 2)
        decided = {"outcome": outcome, "reason": reason, "decided_by": "guyuan", "decided_on": HELD[1]}
        _put_forward(tables, project, HELD, date(2024, 7, 30), number, decided)
        for at, member in enumerate(MEMBERS):
            _opinion(tables, project, HELD, member, at, outcome)
    _conditions(tables)
    for number in range(3):
        project = _dossier(tables, number + 4, date(2024, 5, 20), False)
        _put_forward(tables, project, COMING, date(2024, 8, 12), number + 1, {})
        for at, member in enumerate(MEMBERS):
            if (at in (2, 3) and number == 0) or member == project["officer"]:
                _opinion(tables, project, COMING, member, at, "approved", date(2024, 8, 19))
            else:
                tables.add("opinions", project=project, batch=COMING[0], member=member)


def _dossier(tables: Tables, number: int, registered: date, is_weak: bool) -> Row:
    """A project under review with everything its dossier asks for; the weak ones miss admission lines."""
    organization = ["investment", "commerce", "investment", "bonded_zone", "investment", "economy", "investment"][number]
    cents = [1200, 680, 150, 240, 5200, 420, 180][number]
    begun = datetime.combine(weekday(registered + timedelta(number * 3)), time(9, 5 + number, 12))
    chosen = {"link_number": [3, 22, 16, 11, 20, 23, 13][number], "city_number": [0, 2, 1, 5, 1, 2, 4][number]}
    project = _in_talks(tables, organization, cents, begun, kind="new_plant", **chosen)
    land = cents * 100 / (260 if is_weak else 520)
    output = cents * (1.2 if is_weak else 1.9)
    project |= {
        "land_mu": round(land, 1),
        "yearly_output": round(output * YUAN),
        "yearly_tax": round(output * YUAN * (0.02 if is_weak else 0.055)),
        "energy_tce": round(output * (23 if is_weak else 3)),
        "emissions_t": round(output * 0.03, 2),
        "emission_note": "废水（COD、氨氮）",
        "rd_spend": round(output * YUAN * 0.031),
        "floor_area_m2": round(land * 666.67 * 1.35),
        "footprint_m2": round(land * 666.67 * 0.46),
        "jobs": cents // 3 + 60,
        "landing": "chaodong",
    }
    _moved(tables, project, "review", date(2024, 7, 29) if number < 4 else date(2024, 8, 8))
    papers = ["study", "visit_record", "investor_identity"] + (["due_diligence"] if cents >= 1000 else [])
    for kind in papers:
        tables.add("evidence", project=project, stage="", kind=kind, added_by=project["officer"], added_on=date(2024, 7, 26) if number < 4 else date(2024, 8, 7))
    return project


def _put_forward(tables: Tables, project: Row, batch: tuple[str, date], on: date, number: int, decided: Row) -> None:
    tables.add(
        "reviews", project=project, batch=batch[0], meets_on=batch[1], promises=PROMISES[number % 4],
        put_forward_by=project["officer"], put_forward_on=on, **decided,
    )  # fmt: skip


def _opinion(
    tables: Tables, project: Row, batch: tuple[str, date], member: str, at: int, outcome: str, on: date | None = None
) -> None:
    random, given = tables.random, {"project": project, "batch": batch[0], "member": member}
    introduces = member == project["officer"]
    if introduces:
        tables.add("opinions", **given, recused="yes", comment="所在单位引荐或承接这个项目")
        return
    good = outcome in ("approved", "conditional")
    full = {"industry_policy": 10, "chain_fit": 5, "investor": 10, "environment": 10, "safety": 5, "siting": 5}
    marks = {code: points - random.randint(0, 2) - (0 if good else points // 5) for code, points in full.items()}
    vote = "for" if good else "against" if at % 3 else "abstain"
    comment = ["方向符合，可以引进", "投资方实力较强，注意环境容量"][at % 2] if good else "指标偏低，建议慎重"
    said = ";".join(f"{code}={points}" for code, points in marks.items())
    tables.add("opinions", **given, vote=vote, comment=comment, marks=said, given_on=on or batch[1])


def _conditions(tables: Tables) -> None:
    project = next(row["project"] for row in tables.rows["reviews"] if row.get("outcome") == "conditional")
    given = {"project": project, "batch": HELD[0]}
    tables.add("conditions", **given, text="落实 6000 千伏安供电方案", organization="holding", due_on=date(2024, 9, 10))
    tables.add("conditions", **given, text="取得环境容量指标的书面意见", organization="environment", due_on=date(2024, 8, 18))
    tables.add(
        "conditions", **given, text="投资方补交近两年审计报告", organization="commerce", due_on=date(2024, 8, 16),
        met_on=date(2024, 8, 14), met_by="songyan", note="审计报告已收到，与送审材料一致",
        confirmed_by="zhoumin", confirmed_on=date(2024, 8, 15),
    )  # fmt: skip
