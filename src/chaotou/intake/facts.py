"""What a claim says: as read, as corrected, and in the document's own words."""

from __future__ import annotations

from typing import Any

from chaotou.intake.models import Claim, SourceDocument


def facts_of(claim: Claim) -> dict[str, Any]:
    """What was read, with the corrections a person made."""
    return {**claim.content, **(claim.correction or {})}


def words_of(claim: Claim, document: SourceDocument) -> str:
    return str(document.text[claim.start : claim.end])
