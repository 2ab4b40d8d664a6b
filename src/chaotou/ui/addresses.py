"""What a page's address names: where it names nothing, there is no such page."""

from __future__ import annotations

from chaotou.core.issues import Missing, Refusal
from chaotou.core.periods import Period


def period_named(text: str) -> Period:
    """The period an address names; `Missing`, which is answered 404, where it names none."""
    try:
        return Period.parse(text)
    except Refusal as refusal:
        raise Missing(refusal.message, refusal.hint) from refusal
