"""What a reader's address asks of the list of enterprises."""

from __future__ import annotations

from django.http import QueryDict

from chaotou.enterprises.queries.listing import Wanted

_PARAMETERS = {
    "text": "q",
    "chain": "chain",
    "industry": "industry",
    "city": "city",
    "tag": "tag",
    "size": "size",
    "place": "place",
}


def wanted(given: QueryDict) -> Wanted:
    """The filters an address names; what it does not name is not asked."""
    return Wanted(**{field: given.get(key, "").strip()[:100] for field, key in _PARAMETERS.items()})
