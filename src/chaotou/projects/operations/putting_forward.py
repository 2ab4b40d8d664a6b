"""Putting a project before a review meeting, with everything that is missing said at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import holds, is_given
from chaotou.core.projects.review import Outcome, Promise, rules_on
from chaotou.core.projects.review_indicators import TERMS, Flag
from chaotou.core.quantities import as_typed
from chaotou.core.zone.review_specs import ReviewRulesSpec
from chaotou.core.zone.specs import Zone
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.queries import zone as zone_now
from chaotou.projects import review_access
from chaotou.projects.models import Evidence, Project, Review
from chaotou.projects.operations.locking import locked
from chaotou.projects.queries.fields import fields_of
from chaotou.projects.review_case import Case, Terms, case_of, figures_of

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@dataclass(frozen=True)
class Gap:
    """Something the dossier lacks: a field or a kind of evidence, and its name."""

    kind: str
    code: str
    name: Named

    @property
    def message(self) -> Message:
        if self.kind == "evidence":
            return Message("缺材料“{name}”。", {"name": self.name})
        return Message("缺“{name}”。", {"name": self.name})


@transaction.atomic
def put_forward(
    *,
    project: Project,
    batch: str,
    meets_on: date,
    promises: Sequence[Promise],
    figures: Mapping[str, Decimal | None] | None = None,
    actor: Person,
    now: datetime,
) -> Review:
    """Put a project before the meeting `batch` of a day; its indicators and flags are computed and kept.

    `figures` are review figures (as in `TERMS`, yuan, mu, …) that stand in for the register's. `Refusal` for
    who may not, for a project that is signed, out, under review or was decided; `Obstacles` with all that
    the dossier lacks.
    """
    held = locked(project)
    require(review_access.may_put_forward(actor, held))
    previous = _previous(held)
    zone = zone_now()
    found = rules_on(zone.reviews, meets_on)
    if found is None:
        raise Refusal(Message("{day} 还没有执行的评审办法。", {"day": meets_on}))
    facts = {**fields_of(held, meets_on), **_given(figures)}
    evidence = evidence_of(held)
    wrong = [*_wrong_form(zone, held, batch, meets_on, promises, working_day(now))]
    wrong += [gap.message for gap in gaps(zone, found, facts, evidence)]
    if wrong:
        raise Obstacles(wrong)
    review = computed_review(held, zone, found, meets_on, promises, facts)
    review.batch, review.previous, review.dossier = batch.strip(), previous, evidence
    review.put_forward_by, review.put_forward_at = actor, working_moment(now)
    review.save()
    _journal(review, actor, now)
    return review


def computed_review(
    project: Project,
    zone: Zone,
    rules: ReviewRulesSpec,
    meets_on: date,
    promises: Sequence[Promise],
    facts: Mapping[str, object] | None = None,
) -> Review:
    """The review of a project with its terms, indicators and flags as of a day. Unsaved.

    `facts` are what is known of the project; what the register knows, unless said.
    """
    known = fields_of(project, meets_on) if facts is None else facts
    review = Review(
        project=project,
        meets_on=meets_on,
        sheet=rules.sheet,
        terms=_terms(zone, rules, known, meets_on).kept(),
        promises=[{"kind": one.kind, "text": one.text.strip()} for one in promises],
        indicators=_kept_figures(known),
    )
    case = case_of(review, ())
    review.indicators["values"] = {code: _text(value) for code, value in case.values.items()}
    review.flags = _kept_flags(case)
    return review


def gaps(
    zone: Zone, rules: ReviewRulesSpec, facts: Mapping[str, object], evidence: Mapping[str, object]
) -> list[Gap]:
    """What the dossier lacks under the rules, each once, in the order of the file."""
    needs = [need for need in rules.dossier if holds(need.when, facts)]
    fields = [("fields", code) for need in needs for code in need.fields if not is_given(facts.get(code))]
    papers = [("evidence", code) for need in needs for code in need.evidence if code not in evidence]
    names = {("fields", one.code): Named(one.name, one.english) for one in zone.fields}
    names |= {("evidence", one.code): Named(one.name, one.english) for one in zone.evidence}
    return [Gap(*key, names.get(key, Named(key[1], key[1]))) for key in dict.fromkeys([*fields, *papers])]


def _previous(project: Project) -> Review | None:
    """The latest review, which must have sent the project back or put it off."""
    latest = Review.objects.filter(project=project).order_by("-pk").first()
    if latest is None:
        return None
    if not latest.outcome:
        raise Refusal(Message("项目正在评审，批次“{batch}”。", {"batch": latest.batch}))
    if not Outcome(latest.outcome).may_return:
        outcome = Message("“{outcome}”", {"outcome": latest.get_outcome_display()})
        raise Refusal(Message("项目已有评审结论{outcome}，不再送审。", {"outcome": outcome}))
    return latest


def _wrong_form(
    zone: Zone, project: Project, batch: str, meets_on: date, promises: Sequence[Promise], today: date
) -> Iterator[Message]:
    if not batch.strip():
        yield Message("请写明评审批次。")
    if "/" in batch:
        yield Message("评审批次的名称里不能有“/”。")
    if meets_on < today:
        yield Message("评审日期 {day} 已经过去。", {"day": meets_on})
    other = Review.objects.filter(batch=batch.strip()).exclude(meets_on=meets_on).first()
    if other is not None:
        values = {"batch": batch.strip(), "day": other.meets_on}
        yield Message("批次“{batch}”的评审日期是 {day}。", values)
    known = {one.code for one in zone.promises}
    for promise in promises:
        if promise.kind not in known:
            yield Message("没有“{kind}”这类政策承诺。", {"kind": promise.kind})
        if not promise.text.strip():
            yield Message("每项政策承诺都要写明内容。")
    exits = {stage.code for stage in zone.stages if stage.exit}
    if project.stage in exits:
        yield Message("项目已经退出，不能送审。")


def _given(figures: Mapping[str, Decimal | None] | None) -> dict[str, object]:
    return {code: value for code, value in (figures or {}).items() if code in TERMS and value is not None}


def evidence_of(project: Project) -> dict[str, list[int]]:
    """Primary keys of the project's evidence by kind."""
    found: dict[str, list[int]] = {}
    for kind, pk in Evidence.objects.filter(project=project).values_list("kind", "pk"):
        found.setdefault(kind, []).append(pk)
    return found


def _terms(zone: Zone, found: ReviewRulesSpec, facts: Mapping[str, object], on: date) -> Terms:
    """The rules, the sheet and what of the lines can hold for this industry."""
    industry = str(facts.get("industry") or "")
    sheet = next(one for one in zone.review_sheets if one.code == found.sheet)
    lines = (one for one in zone.admission_lines if one.valid_from <= on)
    fitting = tuple(one for one in lines if industry.startswith(one.industry))
    return Terms(found, sheet, fitting, zone.promises)


def _kept_figures(facts: Mapping[str, object]) -> dict[str, Any]:
    figures = {field: _text(value) for field, value in figures_of(facts).items()}
    return {"figures": figures, "industry": str(facts.get("industry") or "")}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else as_typed(value)


def _kept_flags(case: Case) -> list[dict[str, Any]]:
    return [_flag(one) for one in case.flags]


def _flag(one: Flag) -> dict[str, Any]:
    return {
        "indicator": one.reading.indicator.code,
        "state": one.state.value,
        "value": _text(one.reading.value),
        "limit": _text(one.limit),
        "short_by": _text(one.short_by),
        "industry": one.admission.industry,
        "source": one.admission.source,
    }


def _journal(review: Review, actor: Person, now: datetime) -> None:
    after = {
        "review": review.pk,
        "batch": review.batch,
        "meets_on": review.meets_on,
        "promises": review.promises,
        "indicators": review.indicators,
        "flags": review.flags,
        "previous": review.previous_id,
    }
    target = f"projects.project:{review.project.code}"
    journal.record(
        actor=actor, act="projects.review.put_forward", target=target, before=None, after=after, at=now
    )
