"""Deciding on one claim: accept, correct, reject, reopen. Only here does a claim become a figure or a
target.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.specs import Zone
from chaotou.intake import access, mapping
from chaotou.intake.catalogue import catalogue_of
from chaotou.intake.facts import facts_of, words_of
from chaotou.intake.ledger import ledger_of
from chaotou.intake.models import Claim
from chaotou.intake.operations import entering
from chaotou.intake.planning import ObservationStep, Step, planned
from chaotou.intake.prospects import require_no_clash
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.queries import zone as zone_now

if TYPE_CHECKING:
    from chaotou.figures.models import Cited, Observation
    from chaotou.organization.models import Person

CORRECTABLE = frozenset(
    (
        "kind", "code", "codes", "body", "period", "value", "unit", "growth_pct", "bound", "rank",
        "comparison", "compared_with", "facet", "note",
    )
)  # fmt: skip


@transaction.atomic
def accept_claim(*, person: Person, claim: Claim, now: datetime) -> Claim:
    """Enter what the claim says into the ledger, with its citation.

    Raises Refusal for whoever may not, for a claim decided already, and for one that must be corrected first.
    """
    return _take(_locked(claim), person, None, zone_now(), now)


@transaction.atomic
def correct_claim(*, person: Person, claim: Claim, correction: Mapping[str, Any], now: datetime) -> Claim:
    """Accept the claim with some of its facts corrected; the reading stays beside the correction.

    `correction` has names of `CORRECTABLE`; those that say what was read anyway are left out.
    """
    row = _locked(claim)
    unknown = set(correction) - CORRECTABLE
    if unknown:
        raise ValueError(f"these cannot be corrected: {sorted(unknown)}")
    differing = {name: value for name, value in correction.items() if value != row.content.get(name)}
    return _take(row, person, differing or None, zone_now(), now)


@transaction.atomic
def reject_claim(*, person: Person, claim: Claim, reason: str = "", now: datetime) -> Claim:
    """Decide that the claim becomes nothing; why may be said."""
    row = _locked(claim)
    _require_undecided(row)
    require(access.may_decide(person, row.document, mapping.codes(row.content)))
    _decide(row, Claim.State.REJECTED, person, now, reason.strip()[:300])
    _journal(row, "rejected", person, Claim.State.PROPOSED, {"reason": row.reason}, now)
    return row


@transaction.atomic
def reopen_claim(*, person: Person, claim: Claim, now: datetime) -> Claim:
    """Take a decision back: the claim is undecided again, and what it alone brought into the ledger is
    withdrawn.

    A figure is not deleted: its earlier vintage speaks again, or it counts as not reported, with the reason.
    """
    row = _locked(claim)
    if row.state == Claim.State.PROPOSED:
        raise Refusal(Message("这一条还没有处理。"))
    require(access.may_decide(person, row.document, mapping.codes(facts_of(row))))
    before = row.state
    withdrawn = _withdraw(row, person, now)
    row.state, row.correction, row.reason = Claim.State.PROPOSED, None, ""
    row.decided_by, row.decided_at, row.observation = None, None, None
    row.save()
    row.targets.clear()
    _journal(row, "reopened", person, before, {"withdrawn": withdrawn}, now)
    return row


def _locked(claim: Claim) -> Claim:
    """The claim as it is now, held until the transaction ends."""
    rows = Claim.objects.select_for_update(of=("self",), no_key=True).select_related(
        "document__received_by", "decided_by"
    )
    return rows.get(pk=claim.pk)


def take_unasked(claim: Claim, person: Person, zone: Zone, now: datetime) -> Claim:
    """Accept a claim among many in the caller's transaction: what contradicts its own document is refused."""
    row = _locked(claim)
    require_no_clash(_steps(row, zone), row.document)
    return _take(row, person, None, zone, now)


def _steps(row: Claim, zone: Zone) -> tuple[Step, ...]:
    facts, document, catalogue = facts_of(row), row.document, catalogue_of(zone)
    known = ledger_of([facts], catalogue, document.body)
    return planned(facts, words_of(row, document), catalogue, document.body, known)


def _take(row: Claim, person: Person, correction: dict[str, Any] | None, zone: Zone, now: datetime) -> Claim:
    _require_undecided(row)
    row.correction = correction
    require(access.may_decide(person, row.document, mapping.codes(facts_of(row))))
    steps = _steps(row, zone)
    _enter(row, steps, person, now)
    _decide(row, Claim.State.CORRECTED if correction else Claim.State.ACCEPTED, person, now)
    _journal(row, str(row.state), person, Claim.State.PROPOSED, _outcome(row, steps), now)
    return row


def _enter(row: Claim, steps: tuple[Step, ...], person: Person, now: datetime) -> None:
    for step in steps:
        entered = entering.enter(step, claim=row, person=person, now=now)
        if isinstance(step, ObservationStep):
            row.observation_id = entered
        else:
            row.targets.add(entered)


def _decide(row: Claim, state: Claim.State, person: Person, now: datetime, reason: str = "") -> None:
    row.state, row.decided_by, row.decided_at, row.reason = state, person, now, reason
    row.save()


def _require_undecided(row: Claim) -> None:
    if row.state != Claim.State.PROPOSED:
        values = {"person": row.decided_by.name if row.decided_by else ""}
        raise Refusal(Message("这一条已由{person}处理。", values), Message("如需改变，请先撤回。"))


def _withdraw(row: Claim, person: Person, now: datetime) -> list[str]:
    """Withdraw the rows this claim brought and that no other claim stands behind; on those that were there
    before it, take off its citation.
    """
    withdrawn = []
    for target in row.targets.filter(withdrawn_at=None):
        if not _cites(target, row):
            continue
        if target.set_at != row.decided_at:
            entering.uncite_target(target, claim=row, person=person, now=now)
        elif not Claim.objects.filter(targets=target).exclude(pk=row.pk).exists():
            entering.undo_target(target, claim=row, person=person, now=now)
            withdrawn.append(f"figures.target:{target.code}")
    found = row.observation
    if found is not None and found.superseded_at is None and _cites(found, row):
        withdrawn += _withdraw_observation(found, row, person, now)
    return withdrawn


def _withdraw_observation(found: Observation, row: Claim, person: Person, now: datetime) -> list[str]:
    if found.recorded_at != row.decided_at:
        entering.uncite_observation(found, claim=row, person=person, now=now)
        return []
    if not _alone(row, found):
        return []
    entering.undo_observation(found, claim=row, person=person, now=now)
    return [f"figures.observation:{found.pk}"]


def _alone(row: Claim, observation: Observation) -> bool:
    return not Claim.objects.filter(observation=observation).exclude(pk=row.pk).exists()


def _cites(entered: Cited, row: Claim) -> bool:
    return (entered.document, entered.start, entered.end) == (row.document.code, row.start, row.end)


def _outcome(row: Claim, steps: tuple[Step, ...]) -> dict[str, object]:
    return {
        "acts": [str(step.act) for step in steps],
        "correction": row.correction,
        "observation": row.observation_id,
        "targets": [target.code for target in row.targets.all()],
    }


def _journal(
    row: Claim, act: str, person: Person, before: str, after: dict[str, object], now: datetime
) -> None:
    target = f"intake.claim:{row.document.code}/{row.position}"
    state: dict[str, object] = {"state": str(before)}
    told = {"state": str(row.state), **after}
    journal.record(actor=person, act=f"intake.claim.{act}", target=target, before=state, after=told, at=now)
