"""The rows of every file of invented firms and projects while they are made, and how they are written."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from made_up_words import CHANNELS, CITIES, FIRST, LINKS, SIGNS, WEIGHTS

HERE = Path(__file__).parent
YUAN = 1_000_000
HEAD = (
    "# 虚构数据，仅供演示：企业、人员、项目都不存在；合计与公布数一致。由 make_projects.py 生成。\n"
    "# Invented for the demonstration: no such firm, person or project exists; the sums agree with what was published.\n"
)
RECORDERS = {
    "investment": "tangyue",
    "economy": "linxiao",
    "commerce": "songyan",
    "science_park": "pengyue",
    "bonded_zone": "fangning",
}
Row = dict[str, Any]


class Tables:
    """The rows of every file, and what is drawn for them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.firms: dict[str, Row] = {}
        self.projects: dict[str, Row] = {}
        self.numbers: dict[int, int] = defaultdict(int)

    def add(self, table: str, **row: Any) -> Row:
        self.rows[table].append(row)
        return row

    def firm(self, link: int, city: int, cents: int) -> Row:
        """A new firm of a trade in a city, with a name like no other's."""
        random, (chain, code, industry, trade, english, _) = self.random, LINKS[link]
        place, place_english = CITIES[city][1:3]
        while True:
            first, *rest = random.choice(list(FIRST)), *random.sample(list(SIGNS), 2)
            short = first + "".join(rest)
            if not any(set(rest) <= set(held) for held in self.firms):
                break
        latin = FIRST[first] + "".join(SIGNS[sign] for sign in rest)
        abroad = CITIES[city][4] != "domestic"
        capital = cents * YUAN * random.choice([10, 15, 20, 25, 30]) // 100
        firm = {
            "credit_code": "" if abroad else credit_code(len(self.firms) + 1),
            "name": f"{short}{trade}株式会社"
            if CITIES[city][0] == "tokyo"
            else f"{place}{short}{trade}有限公司",
            "english": f"{latin.title()} {english} ({place_english}), invented",
            "short": f"{short}{trade}",
            "size": "large" if cents > 4000 else "medium" if cents > 300 else "small",
            "industry": industry,
            "chain": chain,
            "link": code,
            "registered_capital": max(capital, 10_000_000),
            "city": place,
            "local": "no",
            "synthetic": "yes",
        }
        self.firms[short] = firm
        self.rows["enterprises"].append(firm)
        return firm

    def code(self, registered: datetime) -> str:
        self.numbers[registered.year] += 1
        return f"P{registered.year}-{self.numbers[registered.year]:04d}"

    def project(self, *, cents: int, registered: datetime, organization: str, **more: Any) -> Row:
        """A project and its investor, with what a lead says."""
        random = self.random
        link = more.pop("link_number", None)
        if link is None:
            link = random.choices(range(len(LINKS)), WEIGHTS)[0]
        city = more.pop("city_number", None)
        if city is None:
            city = random.choices(range(len(CITIES)), [one[3] for one in CITIES])[0]
        firm = more.pop("firm", None) or self.firm(link, city, cents)
        chain, code, industry, _, _, products = LINKS[link]
        product, english = random.choice(products)
        row = {
            "name": f"{firm['short']}{product}项目",
            "english": f"{firm['english'].split(' (')[0]}: {english}",
            "kind": _kind(chain, cents, random),
            "investor": firm["name"],
            "product": product,
            "industry": industry,
            "chain": chain,
            "link": code,
            "source_city": CITIES[city][0],
            "channel": random.choice(CHANNELS),
            "investment": cents * YUAN,
            "currency": "CNY",
            "organization": organization,
            "officer": RECORDERS[organization],
            "registered_by": RECORDERS[organization],
            "registered_at": registered.isoformat(),
            "investor_origin": CITIES[city][4],
            "synthetic": "yes",
            **more,
        }
        self.rows["projects"].append(row)
        return row

    def write(self) -> None:
        for row in sorted(self.rows["projects"], key=lambda row: row["registered_at"]):
            row["code"] = self.code(datetime.fromisoformat(row["registered_at"]))
        self.rows["projects"].sort(key=lambda row: row["code"])
        for table, rows in self.rows.items():
            path = HERE / "enterprises.csv" if table == "enterprises" else HERE / "projects" / f"{table}.csv"
            _write(path, rows)


def _write(path: Path, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if "code" in columns:
        columns = ["code", *(key for key in columns if key != "code")]
    with path.open("w", newline="", encoding="utf-8") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(row.get(key, "")) for key in columns] for row in rows)


def _text(value: Any) -> Any:
    """A project stands in other tables as itself until its code is known."""
    if isinstance(value, dict):
        return value["code"]
    return value.isoformat() if isinstance(value, date) else value


def credit_code(number: int) -> str:
    """A code of a district that does not exist (999999), with the check sign of GB 32100-2015."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91999999MA{number:07d}"
    total = sum(signs.index(sign) * pow(3, at, 31) for at, sign in enumerate(body))
    return body + signs[(31 - total % 31) % 31]


def _kind(chain: str, cents: int, random: Random) -> str:
    if cents >= 1000:
        return "new_plant"
    kinds = ["new_plant"] * 11 + ["leased_plant"] * 6 + ["equipment"] * 2 + ["research"] * (chain == "pcb")
    return random.choice(kinds)
