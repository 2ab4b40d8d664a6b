"""What accepting would bring, claim by claim, before anybody accepts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.specs import Zone
from chaotou.intake import access, mapping
from chaotou.intake.catalogue import Catalogue, catalogue_of
from chaotou.intake.facts import facts_of, words_of
from chaotou.intake.ledger import Ledger, ledger_of
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.planning import Act, ObservationStep, Step, planned
from chaotou.organization import access as organization

if TYPE_CHECKING:
    from chaotou.organization.access import Mandate

INDICATOR = "indicator:"


@dataclass(frozen=True)
class Prospect:
    """A claim with what accepting it would do, or why it cannot be accepted as it stands."""

    claim: Claim
    words: str
    steps: tuple[Step, ...]
    refusal: Refusal | None

    @property
    def goes(self) -> bool:
        return self.refusal is None


def undecided(document: SourceDocument, kind: str) -> list[Claim]:
    """The undecided claims of a kind: `actual`, `target`, or `indicator:CODE`; in reading order."""
    rows = document.claims.filter(state=Claim.State.PROPOSED)
    if kind.startswith(INDICATOR):
        code = kind.removeprefix(INDICATOR)
        return [claim for claim in rows if code in mapping.codes(claim.content)]
    if kind not in ("actual", "target"):
        raise Refusal(Message("没有“{kind}”这一类提取值。", {"kind": kind}))
    return [claim for claim in rows if claim.content["kind"] == kind]


def prospects(held: Mandate, document: SourceDocument, claims: Iterable[Claim], zone: Zone) -> list[Prospect]:
    """What accepting each claim alone would do. Two queries however many claims there are."""
    claims, catalogue = list(claims), catalogue_of(zone)
    known = ledger_of(map(facts_of, claims), catalogue, document.body)
    return [_prospect(claim, document, held, catalogue, known) for claim in claims]


def _prospect(
    claim: Claim, document: SourceDocument, held: Mandate, catalogue: Catalogue, known: Ledger
) -> Prospect:
    facts, words = facts_of(claim), words_of(claim, document)
    try:
        organization.require(access.may_decide_by(held, document, mapping.codes(facts)))
        return Prospect(claim, words, planned(facts, words, catalogue, document.body, known), None)
    except Refusal as refusal:
        return Prospect(claim, words, (), refusal)


def require_no_clash(steps: tuple[Step, ...], document: SourceDocument) -> None:
    """Refuse to revise, unasked, what the same document has just said otherwise: a person looks at both
    sentences.
    """
    if any(_clashes(step, document) for step in steps if isinstance(step, ObservationStep)):
        raise Refusal(Message("同一份文件对这个数有两种说法。"), Message("请对照两处原文后逐条处理。"))


def _clashes(step: ObservationStep, document: SourceDocument) -> bool:
    existing = step.existing
    if step.act is not Act.REVISE or existing is None or existing.document != document.code:
        return False
    said = ((step.draft.value, existing.value), (step.draft.growth, existing.growth_yoy))
    return any(new is not None and old is not None and new != old for new, old in said)
