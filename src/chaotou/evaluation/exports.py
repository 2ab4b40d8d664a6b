"""A run as files: CSV and JSON of what the reader sees, and the workbook with live formulas."""

from __future__ import annotations

import csv
import json
from math import isnan
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chaotou.core.evaluation.needs import facts_needed
from chaotou.evaluation import naming
from chaotou.evaluation.queries.results import Row, RunPage, scorecard
from chaotou.evaluation.words import WORDS, fact_words
from chaotou.evaluation.workbook.writing import About, workbook
from chaotou.figures.sheets import MARK, XLSX, safe
from chaotou.formats.workbook import Cell, Number
from chaotou.formats.workbook import workbook as plain_workbook
from chaotou.ui.templatetags.show import name, period

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


def csv_response(page: RunPage) -> HttpResponse:
    """A line for each subject: total, place, grade, every criterion."""
    response = HttpResponse(MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _named(page, "csv")
    writer = csv.writer(response)
    writer.writerow([safe(word) for word in _head(page)])
    writer.writerows([safe(one) for one in _line(page, row)] for row in page.rows)
    return response


def json_response(page: RunPage) -> HttpResponse:
    """The same as data; numbers that the reader does not see are null."""
    body = {
        "run": page.run.code,
        "scheme": page.run.scheme,
        "period": str(page.run.period),
        "known_at": page.run.known_at.isoformat(),
        "state": page.run.state,
        "synthetic": page.run.is_synthetic,
        "results": [_data(row) for row in page.rows],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = _named(page, "json")
    return response


def xlsx_response(reader: Asker, page: RunPage) -> HttpResponse:
    """The workbook: with formulas where the reader sees everything, else the plain table of what they see."""
    data = workbook(scorecard(reader, page.run.code), about(page)) if page.sees_all else _plain(page)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = _named(page, "xlsx")
    return response


def about(page: RunPage) -> About:
    names = naming.of_indicators(page.scheme)
    facts = {fact: fact_words(fact, names) for fact in facts_needed(page.scheme)}
    return About(
        title=f"{name(page.run)} {period(page.run.period)}",
        notes=_notes(page),
        subjects={row.subject.code: name(row.subject) for row in page.rows},
        groups=naming.of_groups(page.scheme),
        criteria=naming.of_scheme(page.scheme),
        grades=naming.of_grades(page.scheme),
        facts=facts,
    )


def _notes(page: RunPage) -> list[str]:
    known = timezone.localtime(page.run.known_at).strftime("%Y-%m-%d %H:%M")
    told = [
        _("状态：{state}").format(state=WORDS["state"][page.run.state]),
        _("数据截至 {known}").format(known=known),
        _("得数都是公式，改动权重、规则或数据，总分和位次随之重算"),
    ]
    return [*told, _("含演示用的合成数据，不是公布的数字")] if page.run.is_synthetic else told


def _plain(page: RunPage) -> bytes:
    lines = [[_cell(one) for one in _line(page, row)] for row in page.rows]
    return plain_workbook(f"{name(page.run)} {period(page.run.period)}", _notes(page)[:2], _head(page), lines)


def _cell(value: object) -> Cell:
    if isinstance(value, int | float):
        return Number(value, "General")  # type: ignore[arg-type]
    return str(value) if value else None


def _head(page: RunPage) -> list[str]:
    names = naming.of_scheme(page.scheme)
    fixed = [_("代码"), _("对象"), _("组"), _("总分"), _("位次"), _("组内位次"), _("等次")]
    return [*fixed, *(names[node.code] for node in page.nodes), *(names[one.code] for one in page.sets)]


def _line(page: RunPage, row: Row) -> list[Any]:
    groups, grades = naming.of_groups(page.scheme), naming.of_grades(page.scheme)
    who = [row.subject.code, name(row.subject), groups.get(row.group, row.group)]
    held = [row.total, row.rank, row.group_rank, grades.get(row.grade, row.grade)]
    scores = [row.scores.get(node.code) for node in page.nodes]
    extras = [row.adjustments.get(one.code) for one in page.sets]
    return ["" if one is None else one for one in (*who, *held, *scores, *extras)]


def _data(row: Row) -> dict[str, Any]:
    lost = {code: None if isnan(cell.lost) else cell.lost for code, cell in row.cells.items()}
    return {
        "subject": row.subject.code,
        "name": row.subject.name,
        "group": row.group or None,
        "score": row.total,
        "rank": row.rank,
        "group_rank": row.group_rank,
        "grade": row.grade or None,
        "veto": row.veto or None,
        "nodes": dict(row.scores),
        "lost": lost,
        "adjustments": dict(row.adjustments),
        "synthetic": bool(row.synthetic),
    }


def _named(page: RunPage, kind: str) -> str:
    return f'attachment; filename="{page.run.code}.{kind}"'
