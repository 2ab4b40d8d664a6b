"""From the bytes or words that came in to what is stored: blocks, text, claims and what does not fit, all
plain values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from chaotou.core.blocks import Document
from chaotou.core.intake import Claim, read
from chaotou.core.intake.contradictions import Finding, contradictions
from chaotou.core.issues import Message
from chaotou.core.zone.specs import Zone
from chaotou.core.zone.words import zone_lexicon
from chaotou.formats.limits import MIB, Limits
from chaotou.formats.reading import read_document, read_pasted, shown_name
from chaotou.intake.catalogue import Catalogue, catalogue_of

PASTED = "paste.txt"
_COMPARED = re.compile(r"占.*|的?增速$|的?增幅$")


@dataclass(frozen=True)
class Arrival:
    """What came in: its bytes, the digest that names it, and the document in them."""

    code: str
    data: bytes
    filename: str
    document: Document


@dataclass(frozen=True)
class Reading:
    """What was read in a text: claims and findings as JSON-able dicts."""

    claims: tuple[dict[str, Any], ...]
    findings: tuple[dict[str, Any], ...]


def arrived(data: bytes, filename: str) -> Arrival:
    """A file as it came; raises Refusal for what cannot be read whole."""
    document = read_document(data, filename, limits=_limits())
    return Arrival(digest(data), data, shown_name(filename), document)


def pasted(text: str) -> Arrival:
    """Words pasted into a form; the same words are the same document as a .txt file of them in UTF-8."""
    document = read_pasted(text, limits=_limits())
    data = text.replace("\r\n", "\n").encode()
    return Arrival(digest(data), data, PASTED, document)


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def read_claims(text: str, year: int, zone: Zone) -> Reading:
    """The claims of a text with the zone's words, and what in them does not fit. Deterministic."""
    catalogue = catalogue_of(zone)
    claims = [_named(claim, catalogue) for claim in read(text, zone_lexicon(Path(settings.ZONE)), year=year)]
    found = contradictions(claims, text)
    return Reading(tuple(claim.as_json() for claim in claims), tuple(map(_finding, found)))


def message_data(message: Message) -> dict[str, Any]:
    """A message as JSON; `message_of` is the way back."""
    values = {key: message_data(v) if isinstance(v, Message) else str(v) for key, v in message.params.items()}
    return {"template": message.template, "params": values}


def message_of(data: dict[str, Any]) -> Message:
    template = data["template"]
    params = {key: message_of(v) if isinstance(v, dict) else v for key, v in data["params"].items()}
    return Message(template, params)


def _named(claim: Claim, catalogue: Catalogue) -> Claim:
    """With the catalogue's code, where the lexicon has none but the catalogue knows the name.

    What is said to rise or to be faster (经济总量占全市比重, 工业投资增速) is about the indicator itself.
    """
    name = _COMPARED.sub("", claim.indicator) if claim.comparison else claim.indicator
    return claim if claim.code else replace(claim, code=catalogue.code_of(name))


def _finding(finding: Finding) -> dict[str, Any]:
    places = [list(place) for place in finding.places]
    return {"code": str(finding.code), "message": message_data(finding.message), "places": places}


def _limits() -> Limits:
    return Limits(file_bytes=settings.UPLOAD_LIMIT_MB * MIB)
