"""What accepting a claim would do to the ledger: shown before it is done, and then done as shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from chaotou.core.quantities import round_half_up
from chaotou.core.zone.vocabulary import EARLIER_YEARS
from chaotou.intake import mapping
from chaotou.intake.catalogue import Body, Catalogue, Entry
from chaotou.intake.ledger import Ledger
from chaotou.intake.mapping import Facts, ObservationDraft, TargetDraft

if TYPE_CHECKING:
    from chaotou.figures.models import Observation, Target

_VALUE_PLACES = 6
_GROWTH_PLACES = 8


class Act(StrEnum):
    """Add a row, change the row there, or only link to a row that says the same."""

    RECORD = "record"
    REVISE = "revise"
    LINK = "link"
    SET = "set"
    CHANGE = "change"
    KEEP = "keep"

    @property
    def only_links(self) -> bool:
        return self in (Act.LINK, Act.KEEP)


@dataclass(frozen=True)
class ObservationStep:
    act: Act
    draft: ObservationDraft
    existing: Observation | None
    indicator: Entry
    body: Body

    @property
    def cites(self) -> bool:
        """Whether a figure that says the same gets its citation: not one made up, nor one that has one."""
        row = self.existing
        return self.act.only_links and row is not None and not row.document and not row.is_synthetic


@dataclass(frozen=True)
class TargetStep:
    act: Act
    draft: TargetDraft
    existing: Target | None
    indicator: Entry
    body: Body
    against: tuple[Body, ...]

    @property
    def cites(self) -> bool:
        """Whether a target that says the same gets its citation: it has none yet."""
        return self.act.only_links and self.existing is not None and not self.existing.document

    @property
    def against_earlier(self) -> bool:
        return EARLIER_YEARS in self.draft.compared_with


Step = ObservationStep | TargetStep


def planned(facts: Facts, words: str, catalogue: Catalogue, own: str, ledger: Ledger) -> tuple[Step, ...]:
    """The steps of accepting a claim with these facts. Raises Refusal where it cannot be accepted as it
    stands.
    """
    if facts["kind"] == "target":
        drafts = mapping.targets(facts, catalogue, own)
        return tuple(_target_step(draft, catalogue, ledger) for draft in drafts)
    return (_observation_step(mapping.observation(facts, words, catalogue, own), catalogue, ledger),)


def _observation_step(draft: ObservationDraft, catalogue: Catalogue, ledger: Ledger) -> ObservationStep:
    existing = ledger.observations.get((draft.indicator, draft.body, draft.period.first, draft.period.latest))
    act = Act.RECORD if existing is None else Act.LINK if _agrees(draft, existing) else Act.REVISE
    return ObservationStep(
        act, draft, existing, catalogue.indicators[draft.indicator], catalogue.bodies[draft.body]
    )


def _target_step(draft: TargetDraft, catalogue: Catalogue, ledger: Ledger) -> TargetStep:
    key = (draft.indicator, draft.body, draft.period.first, draft.period.latest, str(draft.kind))
    existing = ledger.targets.get(key)
    act = Act.SET if existing is None else Act.KEEP if _same_target(draft, existing) else Act.CHANGE
    against = tuple(catalogue.bodies[code] for code in draft.compared_with if code in catalogue.bodies)
    indicator, body = catalogue.indicators[draft.indicator], catalogue.bodies[draft.body]
    return TargetStep(act, draft, existing, indicator, body, against)


def _agrees(draft: ObservationDraft, existing: Observation) -> bool:
    """A document that says less than the ledger agrees with it when what it does say is the same.

    A level that was made up is never agreed with: the published one takes its place.
    """
    if existing.is_synthetic and draft.value is not None:
        return False
    return _equal(draft.value, existing.value, _VALUE_PLACES) and _equal(
        draft.growth, existing.growth_yoy, _GROWTH_PLACES
    )


def _same_target(draft: TargetDraft, existing: Target) -> bool:
    return (
        _equal(draft.value, existing.value, _VALUE_PLACES)
        and existing.bound == draft.bound
        and set(draft.compared_with) <= set(existing.compared_with)
    )


def _equal(said: Decimal | None, known: Decimal | None, places: int) -> bool:
    if said is None or known is None:
        return said is None
    return round_half_up(said, places) == round_half_up(known, places)
