"""From the bytes or words that came in to what is stored: blocks, text, claims and what does not fit, all
plain values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from chaotou.core.blocks import Document
from chaotou.core.intake import Claim, Lexicon, read

contradictions = lambda claims, text: []
from chaotou.core.issues import Message
from chaotou.core.zone.specs import Zone
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
    claims = [_named(claim, catalogue) for claim in read(text, lexicon_here(), year=year)]
    found = contradictions(claims, text)
    return Reading(tuple(claim.as_json() for claim in claims), tuple(map(_finding, found)))


def lexicon_here() -> Lexicon:
    """The words the reader knows: the field's and those of this zone's `lexicon.yaml`."""
    file = Path(settings.ZONE) / "lexicon.yaml"
    words = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None
    return Lexicon.default().extended_with(words or {})


def message_data(message: Message) -> dict[str, Any]:
    """A message as JSON; `message_of` is the way back."""
    values = {key: message_data(v) if isinstance(v, Message) else str(v) for key, v in message.params.items()}
    return {"template": message.template, "params": values}


def message_of(data: dict[str, Any]) -> Message:
    params = {key: message_of(v) if isinstance(v, dict) else v for key, v in data["params"].items()}
    return Message(data["template"], params)


def _named(claim: Claim, catalogue: Catalogue) -> Claim:
    """With the catalogue's code, where the lexicon has none but the catalogue knows the name.

    What is said to rise or to be faster (经济总量占全市比重, 工业投资增速) is about the indicator itself.
    """
    name = _COMPARED.sub("", claim.indicator) if claim.comparison else claim.indicator
    return claim if claim.code else replace(claim, code=catalogue.code_of(name))


def _finding(finding: Any) -> dict[str, Any]:
    places: Sequence[Sequence[int]] = finding.places
    return {
        "code": str(finding.code),
        "message": message_data(finding.message),
        "places": [list(place) for place in places],
    }


def _limits() -> Limits:
    return Limits(file_bytes=settings.UPLOAD_LIMIT_MB * MIB)
