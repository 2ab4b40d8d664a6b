"""What projects say of themselves that deserves a second look: each finding with its reason.

The checks follow the operations notes §1.8. Thresholds are arguments; the zone's file may set its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from chaotou.core.issues import Message
from chaotou.core.naming import Listed, Named
from chaotou.core.projects.conditions import is_given, number
from chaotou.core.quantities import show
from chaotou.core.zone.project_specs import IntegrityCheck, IntegritySpec

YI = Decimal(100_000_000)


@dataclass(frozen=True)
class Unproven:
    """A stage that was reached without evidence which it makes compulsory."""

    stage: Named
    papers: tuple[Named, ...]
    is_imported: bool = False


@dataclass(frozen=True)
class Facts:
    """What the checks read of one project: amounts in yuan, `reached` the first day at each stage.

    `investor` is a key that is the same for one investor, empty where unknown; `evidence` holds codes.
    """

    project: int
    organization: int
    investor: str = ""
    investor_name: str = ""
    investment: Decimal | None = None
    capital: Decimal | None = None
    agreed_tax: Decimal | None = None
    reached: Mapping[str, date] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    evidence: frozenset[str] = frozenset()
    is_exited: bool = False
    registered_on: date | None = None
    unproven: tuple[Unproven, ...] = ()


@dataclass(frozen=True)
class Photo:
    """A photo by the digest of its bytes, and where it was used."""

    sha256: str
    project: int
    move: int | None = None


@dataclass(frozen=True)
class Finding:
    """What a check found: the projects it concerns and why."""

    check: IntegrityCheck
    projects: tuple[int, ...]
    reason: Message


def same_investor(facts: Iterable[Facts]) -> Iterator[Finding]:
    """One investor's projects under more than one organization."""
    held: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        if one.investor and not one.is_exited:
            held[one.investor].append(one)
    for group in held.values():
        organizations = {one.organization for one in group}
        if len(organizations) > 1:
            params = {"investor": group[0].investor_name, "count": len(group), "units": len(organizations)}
            reason = Message("“{investor}”有 {count} 个项目，分在 {units} 个单位名下。", params)
            yield Finding(IntegrityCheck.SAME_INVESTOR, tuple(one.project for one in group), reason)


def round_amount(
    facts: Iterable[Facts], *, times: Decimal = Decimal(50), at_least: Decimal = YI
) -> Iterator[Finding]:
    """A planned investment of a whole number of 亿元 and many times the registered capital."""
    for one in facts:
        amount, capital = one.investment, one.capital
        if amount is None or not capital or amount < at_least or amount % YI:
            continue
        if amount >= times * capital:
            params = {
                "amount": show(amount / YI, 0),
                "capital": show(capital / 10_000, 0),
                "times": show(amount / capital, 0),
            }
            reason = Message("计划总投资整 {amount} 亿元，是注册资本 {capital} 万元的 {times} 倍。", params)
            yield Finding(IntegrityCheck.ROUND_AMOUNT, (one.project,), reason)


def unpaid(facts: Iterable[Facts], *, today: date, months: int = 6) -> Iterator[Finding]:
    """Registered for so many months and nothing paid in."""
    for one in facts:
        since = one.reached.get("registered")
        paid = number(one.fields.get("paid_in_capital"))
        if since and not one.is_exited and not paid and months_after(since, months) <= today:
            params = {"since": since, "months": months}
            reason = Message("{since} 注册，已满 {months} 个月，实缴资本为零或未填。", params)
            yield Finding(IntegrityCheck.UNPAID, (one.project,), reason)


def no_land(facts: Iterable[Facts], *, today: date, months: int = 12) -> Iterator[Finding]:
    """Signed for so many months, neither land nor plant secured, works not begun."""
    later = ("land_secured", "commenced", "completed", "in_production", "above_size", "at_capacity")
    for one in facts:
        since = one.reached.get("signed")
        if not since or one.is_exited or any(stage in one.reached for stage in later):
            continue
        if months_after(since, months) <= today:
            params = {"since": since, "months": months}
            reason = Message("{since} 签约，已满 {months} 个月，用地或厂房仍未落实。", params)
            yield Finding(IntegrityCheck.NO_LAND, (one.project,), reason)


def unproven_start(facts: Iterable[Facts], *, today: date, months: int = 3) -> Iterator[Finding]:
    """Works reported as begun so many months ago with no permit, no power and no entry in statistics."""
    for one in facts:
        since = one.reached.get("commenced")
        if not since or one.is_exited or months_after(since, months) > today:
            continue
        proofs = ("permit", "power_on", "statistics_on")
        papers = {"building_permit", "statistical_report", "above_size_notice"}
        if not papers & one.evidence and not any(is_given(one.fields.get(code)) for code in proofs):
            params = {"since": since, "months": months}
            reason = Message("{since} 报开工，已满 {months} 个月，无施工许可、未通电、未入统。", params)
            yield Finding(IntegrityCheck.UNPROVEN_START, (one.project,), reason)


def tax_short(facts: Iterable[Facts], *, share: Decimal = Decimal("0.5")) -> Iterator[Finding]:
    """Tax paid last year, once in production, below a share of what was agreed for a year."""
    for one in facts:
        paid = number(one.fields.get("tax_paid"))
        if paid is None or not one.agreed_tax or "in_production" not in one.reached:
            continue
        if paid < share * one.agreed_tax:
            params = {
                "paid": show(paid / 10_000, 0),
                "agreed": show(one.agreed_tax / 10_000, 0),
                "share": show(paid / one.agreed_tax * 100, 0),
            }
            reason = Message("上年实缴税收 {paid} 万元，为约定 {agreed} 万元的 {share}%。", params)
            yield Finding(IntegrityCheck.TAX_SHORT, (one.project,), reason)


def photo_reused(photos: Iterable[Photo]) -> Iterator[Finding]:
    """The same photo under more than one project, or for more than one move of a project."""
    held: dict[str, set[Photo]] = defaultdict(set)
    for photo in photos:
        held[photo.sha256].add(photo)
    for used in held.values():
        if len(used) > 1:
            projects = tuple(sorted({photo.project for photo in used}))
            params = {"uses": len(used), "projects": len(projects)}
            reason = Message("同一张照片用了 {uses} 处，涉及 {projects} 个项目。", params)
            yield Finding(IntegrityCheck.PHOTO_REUSED, projects, reason)


def month_end_rush(
    facts: Iterable[Facts], *, days: int = 7, share: Decimal = Decimal("0.5"), at_least: Decimal = Decimal(5)
) -> Iterator[Finding]:
    """A month with many signings of which a large share came in its last days."""
    months: dict[tuple[int, int], list[Facts]] = defaultdict(list)
    for one in facts:
        if on := one.reached.get("signed"):
            months[on.year, on.month].append(one)
    for (year, month), signed in sorted(months.items()):
        late = [one for one in signed if one.reached["signed"].day > monthrange(year, month)[1] - days]
        if len(signed) >= at_least and len(late) >= share * len(signed):
            params = {"year": year, "month": month, "signed": len(signed), "late": len(late), "days": days}
            reason = Message("{year}年{month}月签约 {signed} 个，其中 {late} 个在最后 {days} 天。", params)
            yield Finding(IntegrityCheck.MONTH_END_RUSH, tuple(one.project for one in late), reason)


def unproven_stage(facts: Iterable[Facts]) -> Iterator[Finding]:
    """A stage reached, most often by an import, without evidence that it makes compulsory."""
    for one in facts:
        for at in one.unproven:
            params = {"stage": at.stage, "papers": Listed(at.papers)}
            reason = (
                Message("“{stage}”由表格导入，缺这一阶段必须的材料：{papers}。", params)
                if at.is_imported
                else Message("已报“{stage}”，缺这一阶段必须的材料：{papers}。", params)
            )
            yield Finding(IntegrityCheck.UNPROVEN_STAGE, (one.project,), reason)


def entered_late(facts: Iterable[Facts]) -> Iterator[Finding]:
    """A move dated before the project was registered: entered afterwards."""
    for one in facts:
        first = min(one.reached.values(), default=None)
        if first and one.registered_on and first < one.registered_on:
            params = {"day": first, "registered": one.registered_on}
            reason = Message("{registered} 才登记，上报的阶段却早至 {day}：事后补录的请核对。", params)
            yield Finding(IntegrityCheck.ENTERED_LATE, (one.project,), reason)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    ordinal = day.year * 12 + day.month - 1 + months
    year, month = ordinal // 12, ordinal % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


OF_FACTS: dict[IntegrityCheck, Callable[..., Iterator[Finding]]] = {
    IntegrityCheck.SAME_INVESTOR: same_investor,
    IntegrityCheck.ROUND_AMOUNT: round_amount,
    IntegrityCheck.UNPAID: unpaid,
    IntegrityCheck.NO_LAND: no_land,
    IntegrityCheck.UNPROVEN_START: unproven_start,
    IntegrityCheck.TAX_SHORT: tax_short,
    IntegrityCheck.MONTH_END_RUSH: month_end_rush,
    IntegrityCheck.UNPROVEN_STAGE: unproven_stage,
    IntegrityCheck.ENTERED_LATE: entered_late,
}
DATED = {IntegrityCheck.UNPAID, IntegrityCheck.NO_LAND, IntegrityCheck.UNPROVEN_START}


def findings(
    specs: Iterable[IntegritySpec], facts: Iterable[Facts], photos: Iterable[Photo], *, today: date
) -> list[Finding]:
    """What each of the zone's checks finds, in the order of its file."""
    held = list(facts)
    found: list[Finding] = []
    for spec in specs:
        if spec.check is IntegrityCheck.PHOTO_REUSED:
            found += photo_reused(photos)
        else:
            found += OF_FACTS[spec.check](held, **_thresholds(spec, today))
    return found


def _thresholds(spec: IntegritySpec, today: date) -> dict[str, Any]:
    """The thresholds that the zone set; the check's own defaults hold otherwise."""
    return {**spec.given, "today": today} if spec.check in DATED else spec.given
