"""Setting, changing and withdrawing targets, and filling the parts of a number formula."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.pace import is_monthly_course
from chaotou.core.periods import Period
from chaotou.figures import access
from chaotou.figures.models import Body, Indicator, Source, Target, TargetPart
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person

Kind = Target.Kind
_RELATIVE = {Kind.FASTER_THAN, Kind.SHARE_RISES}


class Undertaking(TypedDict, total=False):
    """What a target says: `indicator`, `body` and `source` are codes, growth is a fraction, other values
    in the indicator's unit. `parts` are the labels of a formula's numbers."""

    name: str
    english: str
    indicator: str | None
    body: str
    kind: str
    period: Period
    value: Decimal | None
    bound: str
    compared_with: Sequence[str]
    curve: Sequence[str] | None
    provenance: str
    order: int
    source: str
    document: str
    sentence: str
    start: int | None
    end: int | None
    parts: Sequence[str]


@transaction.atomic
def set_target(*, person: Person, code: str, now: datetime, **undertaking: Unpack[Undertaking]) -> Target:
    """Set a target under a code that no target in force has.

    `Refusal` when the person may not, when the code is taken, or when what the kind needs is not said.
    """
    access.require(access.may_set_target(person, undertaking.get("indicator")))
    if Target.objects.filter(code=code, withdrawn_at=None).exists():
        raise Refusal(
            Message("目标“{code}”已经设定。", {"code": code}), Message("如需改变，请调整该目标并说明原因。")
        )
    _require_whole(undertaking)
    target = _begin(person, code, now, undertaking)
    _journal(person, "set", target, None, now)
    return target


@transaction.atomic
def change_target(
    *, person: Person, code: str, reason: str, now: datetime, **undertaking: Unpack[Undertaking]
) -> Target:
    """Change a target: the row in force ends with the reason, a new one begins with what is said anew.

    The original stays in the ledger, so that any past day is still held against what held then.
    """
    before = _in_force(code)
    _require_may(person, before)
    said: Undertaking = {**_said(before), **undertaking}
    access.require(access.may_set_target(person, said.get("indicator")))
    _require_whole(said)
    _end(before, reason, now)
    target = _begin(person, code, now, said)
    if target.kind == Kind.FORMULA and "parts" not in undertaking:
        _copy_parts(before, target)
    _journal(person, "changed", target, before, now)
    return target


@transaction.atomic
def withdraw_target(*, person: Person, code: str, reason: str, now: datetime) -> Target:
    """End a target from now on; it stays in force for the days before."""
    before = _in_force(code)
    _require_may(person, before)
    _end(before, reason, now)
    _journal(person, "withdrawn", before, before, now)
    return before


@transaction.atomic
def set_formula_parts(
    *, person: Person, formula: str, parts: Sequence[tuple[str, str]], now: datetime
) -> Target:
    """Say anew what a formula is made of: (label, code of the target it stands for or empty), in their order.

    As with any change the row in force ends and another begins, so that a past day keeps what held then.
    Nothing is written where nothing changes. `Refusal` for a part without a label, and for one that stands
    for a formula or for no target in force.
    """
    before = _in_force(formula)
    _require_may(person, before)
    if before.kind != Kind.FORMULA:
        raise Refusal(Message("“{code}”不是数字口诀。", {"code": formula}))
    held, said = _parts_of(before), [(label.strip(), code) for label, code in parts]
    if not all(label for label, _code in said):
        raise Refusal(Message("请写明每一项的数字。"))
    for code in {code for _label, code in said} - {code for _label, code in held} - {""}:
        _require_can_be_part(code)
    return before if said == held else _with_parts(before, held, said, person, now)


@transaction.atomic
def fill_formula_part(
    *, person: Person, formula: str, position: int, target_code: str, now: datetime
) -> Target:
    """Say which target a number of a formula stands for; an empty code leaves it unfilled again."""
    parts = _parts_of(_in_force(formula))
    if not 1 <= position <= len(parts):
        raise Refusal(Message("这个口诀没有第 {position} 项。", {"position": position}))
    parts[position - 1] = (parts[position - 1][0], target_code)
    return set_formula_parts(person=person, formula=formula, parts=parts, now=now)


def _parts_of(formula: Target) -> list[tuple[str, str]]:
    return [(part.label, part.target_code) for part in formula.parts.order_by("position")]


def _require_can_be_part(code: str) -> None:
    """Refuse what is no target in force, and a formula, which shows no progress of its own."""
    kind = Target.objects.filter(code=code, withdrawn_at=None).values_list("kind", flat=True).first()
    if kind is None:
        raise Refusal(Message("没有可以对应的目标“{code}”。", {"code": code}))
    if kind == Kind.FORMULA:
        raise Refusal(Message("“{code}”也是数字口诀，自身没有进度，不能填作其中一项。", {"code": code}))


def _with_parts(
    before: Target,
    held: Sequence[tuple[str, str]],
    said: Sequence[tuple[str, str]],
    person: Person,
    now: datetime,
) -> Target:
    """The same formula in a new row, its sentence kept, with the parts said."""
    Target.objects.filter(pk=before.pk).update(withdrawn_at=now)
    after = copy(before)
    after.pk, after.set_by, after.set_at = None, person, now
    after._state.adding = True
    _save(after)
    rows = [TargetPart(formula=after, label=label, target_code=code) for label, code in said]
    for position, row in enumerate(rows, start=1):
        row.position = position
    TargetPart.objects.bulk_create(rows)
    journal.record(
        actor=person,
        act="figures.target.filled",
        target=f"figures.target:{before.code}",
        before={"parts": _line(held)},
        after={"parts": _line(said)},
        at=now,
    )
    return after


def _line(parts: Sequence[tuple[str, str]]) -> str:
    """Parts in one line, as the journal shows them: `1；6 → trade_2024`."""
    return "；".join(f"{label} → {code}" if code else label for label, code in parts)


def _in_force(code: str) -> Target:
    """The target's row in force, locked; `Refusal` where there is none."""
    found = Target.objects.select_for_update(of=("self",), no_key=True).select_related(
        "indicator", "body", "source"
    )
    target = found.filter(code=code, withdrawn_at=None).first()
    if target is None:
        raise Refusal(Message("没有生效中的目标“{code}”。", {"code": code}))
    return target


def _require_may(person: Person, target: Target) -> None:
    access.require(access.may_set_target(person, target.indicator.code if target.indicator else None))


def _require_whole(said: Undertaking) -> None:
    """Refuse a target whose kind needs what is not said."""
    kind = said.get("kind", "")
    missing = [message for wrong, message in _faults(kind, said) if wrong]
    if missing:
        raise Refusal(missing[0])


def _faults(kind: str, said: Undertaking) -> list[tuple[bool, Message]]:
    curve = said.get("curve")
    return [
        (kind not in Kind.values, Message("没有“{kind}”这一类目标。", {"kind": kind})),
        (not said.get("name"), Message("目标需要名称。")),
        (said.get("period") is None, Message("目标需要期限。")),
        (kind != Kind.FORMULA and not said.get("indicator"), Message("目标需要指标。")),
        (kind not in (*_RELATIVE, Kind.FORMULA) and said.get("value") is None, Message("目标需要数值。")),
        (kind in _RELATIVE and not said.get("compared_with"), Message("请说明与谁比较。")),
        (
            curve is not None and not is_monthly_course(curve),
            Message("序时曲线须为 12 个月的累计占比，逐月不降，十二月为 1。"),
        ),
    ]


def _said(target: Target) -> Undertaking:
    """What a row in force says, but for its citation, which named the old value."""
    return {
        "name": target.name,
        "english": target.english,
        "indicator": target.indicator.code if target.indicator else None,
        "body": target.body.code,
        "kind": target.kind,
        "period": Period(target.first_month, target.latest_month),
        "value": target.value,
        "bound": target.bound,
        "compared_with": target.compared_with,
        "curve": target.curve,
        "provenance": target.provenance,
        "order": target.order,
    }


def _begin(person: Person, code: str, now: datetime, said: Undertaking) -> Target:
    codes = ("period", "indicator", "body", "source", "parts", "compared_with", "curve")
    values: dict[str, Any] = {key: value for key, value in said.items() if key not in codes}
    period, curve = said["period"], said.get("curve")
    target = Target(code=code, set_by=person, set_at=now, **values)
    target.first_month, target.latest_month = period.first, period.latest
    target.indicator = _named(Indicator, said.get("indicator"))
    target.body = _named(Body, said.get("body")) or _refuse_body()
    target.source = _named(Source, said.get("source"))
    target.compared_with = list(said.get("compared_with", ()))
    target.curve = [str(share) for share in curve] if curve else None
    _save(target)
    labels = enumerate(said.get("parts", ()), start=1)
    TargetPart.objects.bulk_create(
        [TargetPart(formula=target, position=position, label=label) for position, label in labels]
    )
    return target


def _save(target: Target) -> None:
    """Write the row; somebody who set the same code a moment ago comes first."""
    try:
        with transaction.atomic():
            target.save()
    except IntegrityError as error:
        raise Refusal(
            Message("目标“{code}”刚刚已由他人设定，请刷新后再看。", {"code": target.code})
        ) from error


def _named(model: Any, code: str | None) -> Any:
    """The row of a code, None for no code; `Refusal` for a code nobody knows."""
    if not code:
        return None
    found = model.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("目录中没有“{code}”。", {"code": code}))
    return found


def _refuse_body() -> Body:
    raise Refusal(Message("目标需要统计主体。"))


def _end(target: Target, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise Refusal(Message("请说明调整或撤销的原因。"))
    target.withdrawn_at, target.reason = now, reason.strip()
    target.save(update_fields=["withdrawn_at", "reason"])


def _copy_parts(before: Target, after: Target) -> None:
    rows = before.parts.values("position", "label", "target_code")
    TargetPart.objects.bulk_create([TargetPart(formula=after, **row) for row in rows])


def _journal(person: Person, act: str, target: Target, before: Target | None, now: datetime) -> None:
    journal.record(
        actor=person,
        act=f"figures.target.{act}",
        target=f"figures.target:{target.code}",
        before=facts(before) if before else None,
        after=facts(target) if act != "withdrawn" else {"withdrawn_at": now, "reason": target.reason},
        at=now,
    )


def facts(target: Target) -> dict[str, object]:
    """What the journal keeps of a target."""
    said = {key: value for key, value in _said(target).items() if key != "period"}
    return {"id": target.pk, "period": str(Period(target.first_month, target.latest_month)), **said}
