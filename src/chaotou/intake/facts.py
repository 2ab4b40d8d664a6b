"""What a claim says: as read, as corrected, and in the document's own words."""

from __future__ import annotations

import re
from typing import Any

from chaotou.intake.models import Claim, SourceDocument

_PARTS = re.compile(r"[,，;；。!！?？\n\t]")


def facts_of(claim: Claim) -> dict[str, Any]:
    """What was read, with the corrections a person made."""
    return {**claim.content, **(claim.correction or {})}


def words_of(claim: Claim, document: SourceDocument) -> str:
    """The clause in which the claim's number stands, with what hedges it (产值突破450亿元)."""
    text, first, latest = document.text, claim.sentence_start, claim.sentence_end
    before = [part.end() for part in _PARTS.finditer(text, first, claim.start)]
    after = _PARTS.search(text, claim.end, latest)
    return str(text[before[-1] if before else first : after.start() if after else latest]).strip()
