"""One database's import, timed in a process of its own; prints JSON. Run by bench.project_import."""

from __future__ import annotations

import json
import os
import random
import resource
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from time import perf_counter
from typing import Any

from chaotou.cli.house import wake

ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", "100000"))
SIGNS = "华恒瑞安泰宏鑫盛达丰隆昌中科方星海天宇金阳长江新源智远博创立信康美联大成启明锦绣云龙凯迪"
TRADES = ["半导体", "锂电池", "生物医药", "智能装备", "汽车零部件", "光电", "新材料", "食品", "软件"]
HEAD = [
    "项目名称", "投资方", "产品", "行业", "来源城市", "渠道", "总投资（万元）", "用地（亩）", "阶段",
    "进入本阶段日期", "首谈单位", "经办人", "下一步", "施工许可证号", "年综合能耗",
]  # fmt: skip


def main() -> None:
    wake()
    from bench.world import load_demo

    load_demo()
    _taken_in(_workbook(1), {})
    found: dict[str, float] = {"rows": ROWS}
    batch, person = _taken_in(_workbook(2), found)
    _undone(batch, person, found)
    print(json.dumps(found))


def _taken_in(data: bytes, found: dict[str, float]) -> tuple[Any, Any]:
    """Upload, first screen, every row checked, import."""
    from django.test import Client
    from django.utils import timezone

    from chaotou.organization.models import Person
    from chaotou.projects.operations.importing import import_spreadsheet
    from chaotou.projects.operations.uploading import upload_spreadsheet

    person = Person.objects.get(username="linxiao")
    now = timezone.now()
    sheet = _timed(
        found,
        "upload",
        lambda: upload_spreadsheet(person=person, data=data, filename="register.xlsx", now=now),
    )
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(person, "chaotou.journal.backends.PersonBackend")
    _timed(found, "preview", lambda: _opened(browser, f"/projects/import/{sheet.pk}/preview/"))
    _timed(found, "check", lambda: _opened(browser, f"/projects/import/{sheet.pk}/check/"))
    batch = _timed(
        found, "import", lambda: import_spreadsheet(person=person, spreadsheet=sheet, now=timezone.now())
    )
    assert batch.rows + batch.left_out == ROWS, batch.rows
    return batch, person


def _undone(batch: Any, person: Any, found: dict[str, float]) -> None:
    from django.utils import timezone

    from chaotou.projects.operations.undoing import undo_import

    _timed(found, "undo", lambda: undo_import(person=person, batch=batch, now=timezone.now()))


def _opened(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content[:500]


def _timed(found: dict[str, float], what: str, act: Callable[[], Any]) -> Any:
    """Wall-clock seconds, and those of the processor with the child that reads the file."""
    started, spent = perf_counter(), _processor()
    made = act()
    found[what], found[f"{what}_processor"] = perf_counter() - started, _processor() - spent
    return made


def _processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _workbook(seed: int) -> bytes:
    import xlsxwriter

    from chaotou.organization.models import Organization, Person

    unit = Organization.objects.get(pk=Person.objects.get(username="linxiao").organization_id).name
    out, draw = BytesIO(), random.Random(seed)
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet, day = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEAD)
    for row in range(1, ROWS + 1):
        firm, trade = "".join(draw.choices(SIGNS, k=4)), draw.choice(TRADES)
        sheet.write_row(
            row, 0, [f"{firm}{trade}{draw.randint(1, 900)}号项目", f"{firm}科技有限公司", trade, "C3982"]
        )
        sheet.write_row(
            row, 4, [draw.choice(["上海", "深圳", "苏州", "扬州"]), "驻点招商", draw.randint(500, 200_000)]
        )
        sheet.write_row(row, 7, [draw.randint(10, 300), draw.choice(["线索", "在谈", "签约"])])
        sheet.write_datetime(row, 9, date(2024, 1, 1) + timedelta(days=draw.randint(0, 200)), day)
        sheet.write_row(row, 10, [unit, "", "回访", f"3208{row:08d}", draw.randint(1, 5000)])
    book.close()
    return out.getvalue()


if __name__ == "__main__":
    main()
