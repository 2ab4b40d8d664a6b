"""Make the invented firms and projects of the demonstration zone: `python zones/demo/make_projects.py`.

Every firm, person and project in `enterprises.csv` and `projects/` is invented. Counts and sums are those that
were published (2021 to 2023) or stand in the demonstration's ledger (2024); see made_up_history.py. The same
seed always writes the same files.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import made_up_delivery
import made_up_leads
from made_up_history import LARGE, LATEST, SMALL, Life, history, weekday
from made_up_papers import write_papers
from made_up_tables import HERE, RECORDERS, YUAN, Row, Tables, credit_code
from made_up_words import (
    BUILDERS,
    OCCASIONS,
    PARK_OF_CHAIN,
    PARKS,
)

SEED = 2024
REVIEWERS = ("zhoumin", "chenglan")
LANDS = {
    "a": "chaodong",
    "b": "chaonan",
    "c": "chaoxi",
    "d": "bonded_zone",
    "e": "science_park",
    "f": "binhe",
}
STAGES = [
    "lead", "negotiation", "review", "signed", "registered", "land_secured", "commenced", "completed",
    "in_production", "above_size", "at_capacity",
]  # fmt: skip


def at(day: date, random: Random) -> datetime:
    """A moment of the working day."""
    return datetime.combine(day, time(random.randint(8, 17), random.randint(0, 59), random.randint(0, 59)))


def tell_life(tables: Tables, life: Life) -> Row:
    """The rows of one project of the history: itself, its moves, what was recognized."""
    random = tables.random
    signed = life.reached["signed"]
    talked = random.randint(60, 240) if life.tier == SMALL else random.randint(120, 320)
    registered = weekday(signed - timedelta(talked))
    organization = random.choices(list(RECORDERS), [60, 9, 13, 10, 8])[0]
    project = tables.project(
        cents=life.cents, registered=at(registered, random), organization=organization, **life.traits
    )
    life.reached["negotiation"] = weekday(registered + timedelta(max(1, talked // 8)))
    life.reached["review"] = weekday(registered + timedelta(int(talked * random.uniform(0.6, 0.85))))
    _later_stages(life, project["kind"], random)
    _details(project, life, random)
    for stage in sorted(life.reached, key=lambda stage: (life.reached[stage], ORDER[stage])):
        _move(tables, project, life, stage)
    return project


ORDER = {stage: number for number, stage in enumerate([*STAGES, "terminated"])}


def _later_stages(life: Life, kind: str, random: Random) -> None:
    """Registration and land between signing and commencing; production after completion; some never."""
    signed, reached = life.reached["signed"], life.reached
    if "commenced" in reached:
        gap = (reached["commenced"] - signed).days
        reached["registered"] = weekday(signed + timedelta(int(gap * random.uniform(0.12, 0.3))))
        reached["land_secured"] = weekday(signed + timedelta(int(gap * random.uniform(0.45, 0.8))))
    else:
        reached |= _on_the_way(signed, random)
    if "completed" in reached:
        day = reached["completed"]
        for stage, least, most in (
            ("in_production", 25, 120),
            ("above_size", 120, 330),
            ("at_capacity", 200, 500),
        ):
            day = weekday(day + timedelta(random.randint(least, most)))
            if day > LATEST or (stage == "at_capacity" and random.random() < 0.4):
                break
            reached[stage] = day
            if stage == "above_size" and random.random() < 0.15:
                break
    elif "commenced" not in reached and signed < date(2022, 6, 30) and random.random() < 0.5:
        reached["terminated"] = weekday(signed + timedelta(random.randint(400, 600)))


def _on_the_way(signed: date, random: Random) -> dict[str, date]:
    registered = weekday(signed + timedelta(random.randint(20, 75)))
    land = weekday(registered + timedelta(random.randint(60, 210)))
    found = {"registered": registered} if random.random() < 0.85 else {}
    if found and random.random() < 0.7:
        found["land_secured"] = land
    return {stage: day for stage, day in found.items() if day <= LATEST}


def _details(project: Row, life: Life, random: Random) -> None:
    """What the stages it reached make compulsory."""
    cents, signed = life.cents, life.reached["signed"]
    plant = project["kind"] == "new_plant"
    park = PARK_OF_CHAIN[project["chain"]] if plant else "e" if project["kind"] == "research" else "d"
    land = round(cents * 100 / random.randint(340, 640), 1)
    output = cents * random.randint(120, 230) // 100
    agreed = {"commence_by": 330 if life.tier == SMALL else 400, "complete_by": 760, "produce_by": 850}
    project |= {
        "nature": project.get("nature", "new"),
        "funding": project.get("funding", "firm" if random.random() < 0.9 else "mixed"),
        "fixed_investment": cents * YUAN * random.randint(60, 82) // 100,
        "yearly_output": output * YUAN,
        "yearly_tax": output * YUAN * random.randint(38, 62) // 1000,
        "land_mu": land if plant else "",
        "rent_area": "" if plant else random.randint(40, 260) * 100,
        "energy_tce": round(output * random.uniform(1.2, 9.0)),
        "emissions_t": round(output * random.uniform(0.01, 0.06), 2),
        "emission_note": random.choice(["废水（COD、氨氮）", "有机废气", "粉尘、噪声", "含铜废水"]),
        "jobs": max(30, cents // 2 + random.randint(0, 120)),
        "landing": LANDS[park],
        **{key: signed + timedelta(days) for key, days in agreed.items()},
    }
    if life.tier != SMALL:
        project |= {"linked_leader": "guyuan" if life.tier == LARGE else "suhang"}
    if life.tier != SMALL or "commenced" in life.reached:
        project["secretary"] = project["officer"]
    if "registered" in life.reached:
        _registered(project, life, random)
    if plant and "land_secured" in life.reached:
        plot = random.randint(1, 4)
        longitude, latitude = PARKS[park]
        project |= {
            "plot": f"plot_{park}{plot}",
            "land_contract": f"虚构出让〔{life.reached['land_secured'].year}〕{random.randint(100, 999)}号",
            "longitude": round(longitude + (plot - 1) % 2 * 0.0102 + random.uniform(-0.003, 0.003), 5),
            "latitude": round(latitude + (plot - 1) // 2 * 0.0042 + random.uniform(-0.0012, 0.0012), 5),
        }
    _built(project, life, random)


def _registered(project: Row, life: Life, random: Random) -> None:
    capital = life.cents * YUAN * random.choice([10, 15, 20, 25]) // 100
    number = 5_000_000 + random.randint(1, 999_999)
    unpaid = random.random() < 0.04
    project |= {
        "company": f"淮安{project['name'][:3]}科技有限公司（虚构）",
        "company_code": credit_code(number),
        "registered_capital": capital,
        "paid_in_capital": "" if unpaid else capital * random.choice([20, 40, 60, 100]) // 100,
    }


def _built(project: Row, life: Life, random: Random) -> None:
    reached = life.reached
    if "commenced" in reached:
        project["builder"] = random.choice(BUILDERS)
        project["permit"] = f"虚构建〔{reached['commenced'].year}〕{random.randint(1000, 9999)}"
        done = (LATEST - reached["commenced"]).days / 500
        share = 1 if "completed" in reached else min(0.85, max(0.03, done))
        project["invested"] = int(life.cents * share * random.uniform(0.94, 1.0)) * YUAN
    if "in_production" in reached:
        project["power_on"] = reached["in_production"] - timedelta(30)
    if "above_size" in reached:
        project["statistics_on"] = reached["above_size"]
    if "at_capacity" in reached:
        paid = random.choice([30, 80, 90, 95, 105, 110]) if life.cents < 400 else 96
        project["output_last_year"] = project["yearly_output"] * random.randint(88, 112) // 100
        project["tax_paid"] = project["yearly_tax"] * paid // 100


def _move(tables: Tables, project: Row, life: Life, stage: str) -> None:
    random, day = tables.random, life.reached[stage]
    reporter = RECORDERS[project["organization"]]
    reported = min(day + timedelta(random.randint(0, 3)), LATEST)
    row = {"project": project, "to_stage": stage, "moved_on": day}
    row["occasion"] = random.choice(OCCASIONS) if stage == "signed" else ""
    row["reason"] = "约定期限内未开工，双方协商解除协议" if stage == "terminated" else ""
    tables.add("moves", **row, reported_by=reporter, reported_on=reported)
    _recognize(tables, project, life, stage, reported)


def _recognize(tables: Tables, project: Row, life: Life, stage: str, reported: date) -> None:
    random = tables.random
    asked = {"project": project, "stage": stage, "scheme": "city_assessment", "requested_on": reported}
    asked["requested_by"] = RECORDERS[project["organization"]]
    decided = {"decided_by": random.choice(REVIEWERS)}
    if stage in life.pending:
        tables.add("recognitions", **asked, state="requested")
    elif stage in life.refused or stage in life.withdrawn:
        state = "refused" if stage in life.refused else "withdrawn"
        on = weekday(min(reported + timedelta(random.randint(12, 30)), LATEST))
        decided |= {"decided_on": on, "reason": life.refused.get(stage) or life.withdrawn[stage]}
        day = {"recognized_on": max(reported, on - timedelta(6))} if state == "withdrawn" else {}
        tables.add("recognitions", **asked, state=state, **day, **decided)
    elif stage in life.counted:
        on = life.counted[stage]
        decided |= {"recognized_on": on, "decided_on": on}
        tables.add("recognitions", **asked, state="recognized", **decided)
    if stage == "commenced" and life.reached[stage].year >= 2023:
        _statistics(tables, project, life, asked)


def _statistics(tables: Tables, project: Row, life: Life, asked: Row) -> None:
    """Entry in statistics is another matter: later, and not for all."""
    random, scheme = tables.random, {**asked, "scheme": "statistics_entry"}
    on = weekday(life.reached["commenced"] + timedelta(random.randint(20, 70)))
    drawn = random.random()
    if drawn < 0.78 and on <= LATEST:
        by = random.choice(REVIEWERS)
        tables.add(
            "recognitions", **scheme, state="recognized", recognized_on=on, decided_by=by, decided_on=on
        )
        project.setdefault("statistics_on", on)
    elif drawn > 0.95 and on <= LATEST:
        by, why = random.choice(REVIEWERS), "施工合同和付款凭证的主体与项目公司不一致"
        tables.add("recognitions", **scheme, state="refused", decided_by=by, decided_on=on, reason=why)


REFUSED = [
    ("signed", {"investor_origin": "local"}, "投资方全部为本市企业，不计入"),
    ("signed", {"nature": "later_phase"}, "属已签协议内的后续期，不计入"),
    ("signed", {"nature": "relocation"}, "市内搬迁，不计入"),
    ("signed", {"nature": "upgrade"}, "老厂房内的新生产线，不计入"),
    ("signed", {"nature": "new"}, "协议未附投资方身份证明，材料不全"),
    ("signed", {"funding": "treasury"}, "使用财政性资金，不计入"),
]
NOT_BEGUN = "现场只有平整和临时围挡，永久工程没有动工"


def extras(lives: list[Life], random: Random) -> list[Life]:
    """What was reported and not recognized: refused, waiting, withdrawn."""
    more = []
    for number, (stage, traits, why) in enumerate(REFUSED * 2):
        year = 2023 if number < len(REFUSED) else random.choice([2022, 2024])
        month = random.randint(2, 11) if year < 2024 else random.randint(2, 7)
        life = Life(SMALL, random.choice([110, 150, 200, 300]), {stage: weekday(date(year, month, 15))})
        life.refused[stage], life.traits = why, dict(traits)
        more.append(life)
    for number in range(7):
        life = Life(
            SMALL,
            random.choice([105, 110, 120, 150]),
            {"signed": weekday(date(2024, 7, 29) + timedelta(3 * number))},
        )
        life.pending.add("signed")
        more.append(life)
    gone = Life(SMALL, 200, {"signed": date(2022, 9, 14)})
    gone.withdrawn["signed"] = "投资方更换，原协议解除，撤销认定"
    stalled = Life(SMALL, 130, {"signed": date(2022, 12, 7), "commenced": date(2023, 8, 16)})
    stalled.withdrawn["commenced"] = "复查发现桩机撤场、永久工程未施工，撤销认定"
    return [*more, gone, stalled, *_begun(lives, random)]


def _begun(lives: list[Life], random: Random) -> list[Life]:
    """Some of the history went further than was recognized; they are there already."""
    idle = [
        one for one in lives if "commenced" not in one.reached and one.reached["signed"] < date(2024, 2, 1)
    ]
    idle = [one for one in idle if one.reached["signed"] > date(2023, 1, 1) and one.tier == SMALL]
    random.shuffle(idle)
    for number, life in enumerate(idle[:9]):
        if number < 5:
            life.reached["commenced"] = weekday(date(2024, 7, 26) + timedelta(4 * number))
            life.pending.add("commenced")
        else:
            life.reached["commenced"] = weekday(
                max(date(2023, 9, 5), life.reached["signed"] + timedelta(120))
            )
            life.refused["commenced"] = NOT_BEGUN
    building = [one for one in lives if "commenced" in one.counted and "completed" not in one.reached]
    building = [one for one in building if one.reached["commenced"] < date(2023, 9, 1)]
    for number, life in enumerate(building[:3]):
        life.reached["completed"] = weekday(date(2024, 8, 1) + timedelta(5 * number))
        life.pending.add("completed")
    return []


def _shell(told: list[tuple[Row, Life]]) -> None:
    """One firm of hardly any capital signs a great round amount: worth a second look."""
    whole = [row for row, life in told if life.tier != SMALL and life.cents % 100 == 0 and "company" in row]
    whole[-1] |= {"registered_capital": 5_000_000, "paid_in_capital": ""}


def main() -> None:
    (HERE / "projects").mkdir(exist_ok=True)
    tables = Tables(SEED)
    lives = history(SEED)
    lives += extras(lives, tables.random)
    told = [(tell_life(tables, life), life) for life in sorted(lives, key=lambda one: one.reached["signed"])]
    _shell(told)
    made_up_leads.tell(tables)
    made_up_delivery.tell(tables, told)
    write_papers(tables, HERE)
    tables.write()


if __name__ == "__main__":
    main()
