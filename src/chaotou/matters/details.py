"""What may be said of a new matter, whoever says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from chaotou.matters.operations.attaching import Uploads


class Details(TypedDict, total=False):
    """What is said of a new matter: codes of other matters, projects and organizations, keys of enterprises.

    `received_at` is when it came, where that was before now; `due_on` a day named by hand, for kinds that
    allow it.
    """

    english: str
    content: str
    fields: Mapping[str, object]
    organization: str
    enterprise: int | None
    project: str
    parent: str
    repeats: str
    appeal_of: str
    address: str
    longitude: Decimal | None
    latitude: Decimal | None
    channel: str
    source: str
    quote: str
    received_at: datetime | None
    due_on: date | None
    is_public: bool
    is_synthetic: bool
    files: Uploads
