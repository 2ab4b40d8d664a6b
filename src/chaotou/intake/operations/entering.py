"""Entering what a person accepted into the ledger, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from chaotou.core.periods import Period
from chaotou.figures import access
from chaotou.figures import operations as figures
from chaotou.figures.access import SYSTEM
from chaotou.figures.queries.vintages import vintages
from chaotou.intake.planning import ObservationStep, TargetStep
from chaotou.intake.target_names import target_names
from chaotou.organization import access as organization
from chaotou.organization.access import Subject
from chaotou.organization.operations import set_responsibility

if TYPE_CHECKING:
    from chaotou.figures.models import Observation, Target
    from chaotou.intake.models import Claim, SourceDocument
    from chaotou.organization.models import Person


class Hands(TypedDict):
    person: Person
    accepted_by: Person | None


def enter(step: ObservationStep | TargetStep, *, claim: Claim, person: Person, now: datetime) -> int:
    """Do what the step says; the id of the row that the claim then stands behind. Refusal where the ledger
    refuses.
    """
    if step.existing is not None and step.act.only_links:
        return _cite(step, int(step.existing.pk), claim, person, now)
    if isinstance(step, TargetStep):
        return int(_enter_target(step, claim, person, now).pk)
    return int(_enter_observation(step, claim, person, now).pk)


def _cite(
    step: ObservationStep | TargetStep, existing: int, claim: Claim, person: Person, now: datetime
) -> int:
    """What says the same already only cites the sentence, where it cites none yet."""
    if not step.cites:
        return existing
    citation = citation_of(claim)
    if isinstance(step, TargetStep):
        figures.cite_target(person=person, target=existing, citation=citation, now=now)
    else:
        figures.cite_observation(person=person, observation=existing, citation=citation, now=now)
    return existing


def _enter_observation(step: ObservationStep, claim: Claim, person: Person, now: datetime) -> Observation:
    who, draft, figure = _hands(person, claim.document), step.draft, _figure(step, claim)
    if step.existing is None:
        row = figures.record_observation(
            **who, indicator=draft.indicator, body=draft.body, period=draft.period, now=now, **figure
        )
    else:
        reason = _because(claim.document)
        row = figures.revise_observation(
            **who, observation=step.existing.pk, reason=reason, now=now, **figure
        )
    return _released(row, person, now)


def _figure(step: ObservationStep, claim: Claim) -> figures.Figure:
    """What is said anew. A growth alone keeps the level that is there, with its mark if it was made up.

    A level takes the place of all that was made up.
    """
    draft, existing = step.draft, step.existing
    made_up = existing is not None and existing.is_synthetic
    alone = existing is None or (made_up and draft.value is not None)
    figure: figures.Figure = {
        "is_synthetic": made_up and not alone,
        "absence": "",
        "source": "",
        "note": draft.note,
        "status": draft.status if alone or draft.status == "estimated" else "revised",
        "document": claim.document.code,
        "sentence": sentence_of(claim),
        "start": claim.start,
        "end": claim.end,
    }
    if draft.value is not None or alone:
        figure["value"] = draft.value
    if draft.growth is not None or alone:
        figure["growth_yoy"] = draft.growth
        figure["growth_basis"] = draft.basis if draft.growth is not None else ""
    return figure


def _hands(person: Person, document: SourceDocument) -> Hands:
    """A reviewer accepts what another person brought in; whoever records, records in their own name."""
    if not access.may_accept(person):
        return {"person": person, "accepted_by": None}
    return {"person": document.received_by or person, "accepted_by": person}


def _released(row: Observation, person: Person, now: datetime) -> Observation:
    """Two pairs of eyes have seen it when a reviewer accepts what another person brought in: it is
    published.
    """
    if access.may_publish(person, row):
        return figures.publish_observation(person=person, observation=row.pk, now=now)
    return row


def _enter_target(step: TargetStep, claim: Claim, person: Person, now: datetime) -> Target:
    draft = step.draft
    name, english = target_names(step)
    said: figures.Undertaking = {
        "name": name,
        "english": english,
        "indicator": draft.indicator,
        "body": draft.body,
        "kind": draft.kind.value,
        "period": draft.period,
        "value": draft.value,
        "bound": draft.bound.value,
        "compared_with": draft.compared_with,
        "provenance": "press" if claim.document.is_public else "local",
        "document": claim.document.code,
        "sentence": sentence_of(claim),
        "start": claim.start,
        "end": claim.end,
    }
    if step.existing is None:
        target = figures.set_target(person=person, code=draft.code, now=now, **said)
        _name_owner(target, draft.owner, person, now)
        return target
    reason = _because(claim.document)
    return figures.change_target(person=person, code=step.existing.code, reason=reason, now=now, **said)


def _name_owner(target: Target, owner: str | None, person: Person, now: datetime) -> None:
    """Who undertook it answers for it, where the person may say so; else the indicator's own lead does."""
    if owner and organization.may_assign_responsibility(person):
        set_responsibility(actor=person, subject=Subject.TARGET, code=target.code, lead=owner, now=now)


def undo_observation(observation: Observation, *, claim: Claim, person: Person, now: datetime) -> None:
    """Take back what a claim brought: the earlier vintage speaks again, or the figure counts as not
    reported.
    """
    who, reason = _hands(person, claim.document), _undone(claim.document)
    figure = _said_before(observation, reason)
    row = figures.revise_observation(**who, observation=observation.pk, reason=reason, now=now, **figure)
    _released(row, person, now)


def undo_target(target: Target, *, claim: Claim, person: Person, now: datetime) -> None:
    figures.withdraw_target(person=person, code=target.code, reason=_undone(claim.document), now=now)


def uncite_observation(observation: Observation, *, claim: Claim, person: Person, now: datetime) -> None:
    """Take off what the claim noted on a figure that was there before it."""
    citation = citation_of(claim)
    figures.uncite_observation(person=person, observation=observation.pk, citation=citation, now=now)


def uncite_target(target: Target, *, claim: Claim, person: Person, now: datetime) -> None:
    """As `uncite_observation`, for a target."""
    figures.uncite_target(person=person, target=target.pk, citation=citation_of(claim), now=now)


def _said_before(observation: Observation, note: str) -> figures.Figure:
    period = Period(observation.first_month, observation.latest_month)
    indicator, body = observation.indicator.code, observation.body.code
    history = vintages(SYSTEM, indicator=indicator, body=body, period=period)
    earlier = next((row for row in history if row.revision < observation.revision), None)
    if earlier is None:
        return {
            "value": None,
            "growth_yoy": None,
            "growth_basis": "",
            "absence": "not_reported",
            "note": note,
        }
    return {
        "value": earlier.value,
        "absence": earlier.absence,
        "growth_yoy": earlier.growth_yoy,
        "growth_basis": earlier.growth_basis,
        "status": earlier.status,
        "is_synthetic": earlier.is_synthetic,
        "source": earlier.source.code if earlier.source else "",
        "document": earlier.document,
        "sentence": earlier.sentence,
        "start": earlier.start,
        "end": earlier.end,
        "note": earlier.note or note,
    }


def citation_of(claim: Claim) -> figures.Citation:
    return figures.Citation(claim.document.code, sentence_of(claim), claim.start, claim.end)


def sentence_of(claim: Claim) -> str:
    return str(claim.document.text[claim.sentence_start : claim.sentence_end]).strip()


def _because(document: SourceDocument) -> str:
    return f"据《{document.title[:200]}》"


def _undone(document: SourceDocument) -> str:
    return f"撤回对《{document.title[:200]}》的采纳"
