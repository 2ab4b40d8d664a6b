"""A claim as the review page shows it: what was read and where, what accepting would do or what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from chaotou.core.blocks import Document
from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.core.zone.specs import Zone
from chaotou.figures.access import SYSTEM
from chaotou.figures.queries.catalogue import targets_in_force
from chaotou.intake import access, mapping
from chaotou.intake.catalogue import Body, Catalogue, Entry, catalogue_of
from chaotou.intake.facts import facts_of, words_of
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.planning import Step
from chaotou.intake.prospects import Prospect, prospects
from chaotou.organization import queries as organization
from chaotou.organization.access import Subject, Verdict

if TYPE_CHECKING:
    from chaotou.organization.access import Mandate
    from chaotou.organization.models import Organization

Mains = dict[str, list[Entry]]


@dataclass(frozen=True)
class ClaimView:
    """A claim for the page: what was read and corrected, where it stands, what accepting would do or what it
    did; `leads` are the organizations that lead its indicators.
    """

    row: Claim
    facts: dict[str, Any]
    words: str
    place: Message
    entries: tuple[Entry, ...]
    body: Body | None
    period: Period | None
    suggestions: tuple[Entry, ...]
    main: tuple[Entry, ...]
    may_decide: Verdict
    leads: tuple[Organization, ...]
    steps: tuple[Step, ...]
    refusal: Refusal | None

    @property
    def is_open(self) -> bool:
        return bool(self.row.state == Claim.State.PROPOSED)

    @property
    def said(self) -> dict[str, Any]:
        """What was read, where a person corrected it."""
        correction = self.row.correction or {}
        read = {name: self.row.content.get(name) for name in correction}
        return {name: value for name, value in read.items() if value is not None}


@dataclass(frozen=True)
class Aids:
    """What naming a claim's indicator takes, the same for every claim of a page."""

    catalogue: Catalogue
    suggested: Callable[[str], list[Entry]]
    mains: Mains
    leads: dict[str, Organization]


def claim_views(
    held: Mandate, found: SourceDocument, rows: list[Claim], zone: Zone, content: Document
) -> list[ClaimView]:
    """Each claim of a document for the page. Four queries however many claims there are."""
    catalogue = catalogue_of(zone)
    ahead = {p.claim.pk: p for p in prospects(held, found, rows, zone)}
    named = {code for row in rows for code in mapping.codes(facts_of(row))}
    leads = organization.leads(Subject.INDICATOR, named)
    aids = Aids(catalogue, cache(catalogue.suggested), _mains(rows, catalogue), leads)
    return [_view(row, found, held, aids, content, ahead[row.pk]) for row in rows]


def _mains(rows: Sequence[Claim], catalogue: Catalogue) -> Mains:
    """The main indicators, for claims that only say 主要指标: those held to such targets already, by kind."""
    if not any(row.content.get("comparison") and not mapping.codes(facts_of(row)) for row in rows):
        return {}
    found: Mains = {}
    for target in targets_in_force(SYSTEM):
        entry = catalogue.indicators.get(target.indicator.code) if target.indicator else None
        if entry and entry not in found.setdefault(target.kind, []):
            found[target.kind].append(entry)
    return found


def _view(
    row: Claim,
    found: SourceDocument,
    held: Mandate,
    aids: Aids,
    content: Document,
    ahead: Prospect,
) -> ClaimView:
    facts, catalogue = facts_of(row), aids.catalogue
    codes = mapping.codes(facts)
    named = tuple(catalogue.indicators[code] for code in codes if code in catalogue.indicators)
    is_open = row.state == Claim.State.PROPOSED
    body = mapping.body_of(facts, catalogue, found.body)
    return ClaimView(
        row=row,
        facts=facts,
        words=words_of(row, found),
        place=content.cite(row.start),
        entries=named,
        body=catalogue.bodies.get(body or ""),
        period=Period.parse(facts["period"]) if facts.get("period") else None,
        suggestions=tuple(aids.suggested(facts["indicator"])) if is_open and not named else (),
        main=tuple(aids.mains.get(facts.get("comparison") or "", ())) if is_open and not named else (),
        may_decide=access.may_decide_by(held, found, codes),
        leads=tuple(dict.fromkeys(aids.leads[code] for code in codes if code in aids.leads)),
        steps=ahead.steps if is_open else (),
        refusal=ahead.refusal if is_open else None,
    )
