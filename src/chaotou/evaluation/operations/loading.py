"""First runs of a zone that was just loaded, drafted and published by the platform itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from chaotou.core.evaluation.facts import Side
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.words import PeriodKind
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.core.targets import latest_closed
from chaotou.core.zone.specs import Zone
from chaotou.evaluation import schemes
from chaotou.evaluation.gathering import judged
from chaotou.evaluation.gathering.asked import split
from chaotou.evaluation.gathering.facts import MONTHS, Gathered, gather
from chaotou.evaluation.gathering.mark_files import MarkLine, marks_beside
from chaotou.evaluation.gathering.tabled import Table
from chaotou.evaluation.models import JudgedMark, Run
from chaotou.evaluation.operations.runs import draft_for_platform, release
from chaotou.journal import operations as journal

LEAST = 5
"""Fewer subjects with any figure than this make no ranking worth showing."""
TABLES = "tables"
NOTE = "示例 · Demonstration"


@dataclass(frozen=True)
class Loaded:
    """What came of one scheme: its run, or why there is none."""

    scheme: str
    run: str = ""
    refusal: Refusal | None = None


def load_runs(*, zone: Zone, now: datetime) -> list[Loaded]:
    """A published run of every scheme for which the zone has figures; loading twice changes nothing.

    Each over the latest period of its kind closed by the zone's `as_of`: of a year's scheme the year so far,
    or where it is assessed in a later year the last whole one. Marks come from `marks/SCHEME.csv`, figures of
    subjects that the ledger does not hold from `tables/SCHEME-PERIOD.csv`.
    """
    return [_loaded(zone, code, now) for code in schemes.codes()]


def _loaded(zone: Zone, code: str, now: datetime) -> Loaded:
    try:
        scheme, _ = schemes.sound(code)
        period = latest_period(scheme, zone.zone.as_of or timezone.localdate(now))
        return Loaded(code, _run(scheme, period, now))
    except Refusal as refusal:
        return Loaded(code, refusal=refusal)


def latest_period(scheme: SchemeSpec, on: date) -> Period:
    """The period a scheme is run over on the day."""
    if scheme.in_force.assessed_after:
        return Period.year(on.year - scheme.in_force.assessed_after)
    closed = latest_closed(on)
    if scheme.period is PeriodKind.YEAR:
        return Period(closed, closed).to_date()
    months = MONTHS[scheme.period]
    end = (closed + 1) // months * months - 1
    return Period(end - months + 1, end)


@transaction.atomic
def _run(scheme: SchemeSpec, period: Period, now: datetime) -> str:
    held = Run.objects.filter(
        scheme=scheme.scheme, first_month=period.first, latest_month=period.latest
    ).first()
    if held is not None:
        return held.code
    _load_marks(scheme, period, now)
    table = _table_beside(Path(settings.ZONE), scheme.scheme, period)
    _require_worth(gather(scheme, period, now, table))
    row = draft_for_platform(scheme=scheme.scheme, period=period, now=now, note=NOTE, table=table)
    return release(row, None, now).code


def _table_beside(zone: Path, scheme: str, period: Period) -> Table | None:
    """The table a zone keeps for a scheme and period: `tables/mofcom_2021-2023.csv`."""
    file = zone / TABLES / f"{scheme}-{period}.csv"
    return Table.of(file.read_bytes(), file.name) if file.is_file() else None


def _require_worth(gathered: Gathered) -> None:
    """Refuse where so few subjects have figures of their own that a ranking would say nothing."""
    facts = gathered.facts
    own = [at for at, name in enumerate(facts.names) if split(name)[1] in ("", Side.GROWTH)]
    rows = [facts.rows[code] for code in gathered.scored]
    known = int((facts.state[rows][:, own] == State.REPORTED).any(axis=1).sum())
    if known < LEAST:
        params = {"known": known, "least": LEAST}
        raise Refusal(Message("有数据的考评对象只有 {known} 个，不足 {least} 个，没有生成示例。", params))


def _load_marks(scheme: SchemeSpec, period: Period, now: datetime) -> None:
    """The marks of the scheme's file for this period, once."""
    codes = [item.code for item in judged.judged_items(scheme)]
    lines = [one for one in marks_beside(Path(settings.ZONE), scheme.scheme) if one.period == period]
    lines = [one for one in lines if one.criterion in codes]
    months = {"scheme": scheme.scheme, "first_month": period.first, "latest_month": period.latest}
    if not lines or JudgedMark.objects.filter(**months).exists():
        return
    JudgedMark.objects.bulk_create(
        _mark(one, at, months, now) for one in lines for at in range(len(one.marks))
    )
    journal.record(
        actor=None,
        act="evaluation.judgedmark.loaded",
        target=f"evaluation.scheme:{scheme.scheme}",
        before=None,
        after={"period": str(period), "rows": sum(len(one.marks) for one in lines)},
        at=now,
    )


def _mark(line: MarkLine, at: int, months: dict[str, object], now: datetime) -> JudgedMark:
    return JudgedMark(
        **months,
        criterion=line.criterion,
        subject=line.subject,
        value=line.marks[at],
        is_synthetic=line.is_synthetic,
        salt=secrets.token_hex(16),
        recorded_at=now,
    )
