"""What a zone's `chains.yaml` says: industry chains, their links, and what each link lacks."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from chaotou.core.zone.fields import Code, Name, Spec


class Position(StrEnum):
    """Where on its chain a link is."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"
    SUPPORT = "support"


class LinkSpec(Spec):
    """A link of a chain: what it makes, what it takes from (`after`), and how many firms it ought to have."""

    code: Code
    name: Name
    english: Name
    position: Position
    after: tuple[Code, ...] = ()
    industries: tuple[str, ...] = ()
    wanted: int = Field(default=1, ge=0)
    note: str = ""


class ChainSpec(Spec):
    """`chains.yaml`: an industry chain, who keeps it, and its links from the material to the user."""

    code: Code
    name: Name
    english: Name
    organization: Code | None = None
    links: tuple[LinkSpec, ...] = Field(min_length=1)
    note: str = ""
