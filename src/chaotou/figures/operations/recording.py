"""Recording a figure, and revising it: a second entry is a new vintage with a reason, never an overwrite."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile

from chaotou.core.issues import Issue, Message, Refusal, errors
from chaotou.core.periods import Period
from chaotou.figures import access
from chaotou.figures.models import Observation, Source
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.figures.queries import entry
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person


class Figure(TypedDict, total=False):
    """What is said about one figure: value in the indicator's unit, growth a fraction, `source` a code.

    `document`, `sentence`, `start` and `end` name the place in a document that was read.
    """

    value: Decimal | None
    absence: str
    growth_yoy: Decimal | None
    growth_basis: str
    status: str
    is_synthetic: bool
    source: str
    document: str
    sentence: str
    start: int | None
    end: int | None
    evidence: File[bytes] | None
    note: str


def record_observation(
    *,
    person: Person,
    indicator: str,
    body: str,
    period: Period,
    now: datetime,
    scope: str = "",
    accepted_by: Person | None = None,
    **figure: Unpack[Figure],
) -> Observation:
    """Record a figure, unpublished, under the codes of its indicator and body.

    `accepted_by` is the reviewer who accepted it from a document that `person` brought in.
    `Refusal` when the person may not, when the figure is there already, when it cannot be right, or when
    something about it is odd and no note explains it.
    """
    with all_or_nothing() as files:
        _require_may_enter(person, accepted_by, indicator)
        cell = entry.cell(indicator=indicator, body=body, period=period, scope=scope)
        if entry.current(cell) is not None:
            raise Refusal(Message("这一期的数据已经填报。"), Message("如需更正，请提交修订并说明原因。"))
        _require_sound(entry.issues(cell, now=now, **figure), figure.get("note", ""))
        observation = _new(cell, person, now, figure)
        _store(figure.get("evidence"), observation, files)
        _save(observation)
        _journal(accepted_by or person, "recorded", observation, None, now)
        return observation


def revise_observation(
    *,
    person: Person,
    observation: int,
    reason: str,
    now: datetime,
    accepted_by: Person | None = None,
    **figure: Unpack[Figure],
) -> Observation:
    """Record a new vintage of a figure, unpublished; the earlier one stays as it was known.

    What is not said again (`figure`) is taken over from the earlier vintage, except its evidence and its
    place in a document. `Refusal` as for recording, and without a reason, and when `observation` is not
    the current vintage. A synthetic figure is no longer one when its value is said anew.
    """
    with all_or_nothing() as files:
        earlier = _current(observation)
        _require_may_enter(person, accepted_by, earlier.indicator.code)
        if not reason.strip():
            raise Refusal(Message("请说明修订的原因。"))
        cell = entry.cell_of(earlier)
        figure = _carried(earlier, figure)
        _require_sound(entry.issues(cell, now=now, **figure), figure.get("note", ""))
        Observation.objects.filter(pk=earlier.pk).update(superseded_at=now)
        made = _new(cell, person, now, figure, revision=earlier.revision + 1, reason=reason.strip())
        _store(figure.get("evidence"), made, files)
        _save(made)
        _journal(accepted_by or person, "revised", made, earlier, now)
        return made


def _require_may_enter(person: Person, accepted_by: Person | None, indicator: str) -> None:
    """Who records enters their own indicators; who reviews accepts any from a document."""
    verdict = access.may_record(person, indicator) if accepted_by is None else access.may_accept(accepted_by)
    access.require(verdict)


def _require_sound(issues: list[Issue], note: str) -> None:
    """Refuse errors; refuse warnings that no note explains."""
    wrong = errors(issues) or ([] if note.strip() else issues)
    if wrong:
        hint = None if errors(issues) else Message("数据有异常，确认无误请填写说明。")
        raise Refusal(_all(wrong), hint)


def _all(issues: list[Issue]) -> Message:
    """Several messages as one."""
    template = " ".join(f"{{issue_{number}}}" for number, _ in enumerate(issues))
    return Message(template, {f"issue_{number}": issue.message for number, issue in enumerate(issues)})


def _current(pk: int) -> Observation:
    """The vintage to revise, locked until the transaction ends; `Refusal` when it is not the current one."""
    found = Observation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "indicator", "body", "source"
    )
    observation = found.filter(pk=pk).first()
    if observation is None:
        raise Refusal(Message("没有这条数据。"))
    if observation.superseded_at is not None:
        raise Refusal(Message("这条数据已有更新的版次。"), Message("请在最新版次上修订。"))
    return observation


def _carried(earlier: Observation, figure: Figure) -> Figure:
    source = earlier.source.code if earlier.source else ""
    kept: Figure = {
        "value": earlier.value,
        "absence": earlier.absence,
        "growth_yoy": earlier.growth_yoy,
        "growth_basis": earlier.growth_basis,
        "status": Observation.Status.REVISED,
        "is_synthetic": earlier.is_synthetic and figure.get("value", earlier.value) == earlier.value,
        "source": source,
    }
    return {**kept, **figure}


def _new(
    cell: entry.Cell, person: Person, now: datetime, figure: Figure, revision: int = 0, reason: str = ""
) -> Observation:
    values: dict[str, Any] = {
        key: value for key, value in figure.items() if key not in ("source", "evidence")
    }
    values.setdefault("status", Observation.Status.PRELIMINARY)
    observation = Observation(**cell.columns(), **values, recorded_by=person, recorded_at=now)
    observation.revision, observation.reason = revision, reason
    observation.source = _source(figure.get("source", ""))
    if figure.get("growth_yoy") is not None and not observation.growth_basis:
        observation.growth_basis = Observation.Basis.UNSTATED
    return observation


def _store(evidence: File[bytes] | None, observation: Observation, files: list[FieldFile]) -> None:
    """Put the evidence on the disk, where the row will say."""
    if evidence:
        observation.evidence.save(str(evidence.name), evidence, save=False)
        files.append(observation.evidence)


def _source(code: str) -> Source | None:
    found = Source.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise Refusal(Message("没有来源“{code}”。", {"code": code}))
    return found


def _save(observation: Observation) -> None:
    """Write the row; somebody who wrote the same figure a moment ago comes first."""
    try:
        with transaction.atomic():
            observation.save()
    except IntegrityError as error:
        raise Refusal(Message("这一期的数据刚刚已由他人填报，请刷新后再看。")) from error


def _journal(
    person: Person, act: str, now_known: Observation, earlier: Observation | None, now: datetime
) -> None:
    journal.record(
        actor=person,
        act=f"figures.observation.{act}",
        target=f"figures.observation:{now_known.pk}",
        before=facts(earlier) if earlier else None,
        after=facts(now_known),
        at=now,
    )


def facts(observation: Observation) -> dict[str, object]:
    """What the journal keeps of a figure."""
    same = ("value", "absence", "growth_yoy", "growth_basis", "status", "scope", "revision", "reason", "note")
    return {
        "id": observation.pk,
        "indicator": observation.indicator.code,
        "body": observation.body.code,
        "period": str(Period(observation.first_month, observation.latest_month)),
        **{key: getattr(observation, key) for key in same},
        "source": observation.source.code if observation.source else "",
        "evidence": observation.evidence.name,
    }
