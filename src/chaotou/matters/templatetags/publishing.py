"""What a matter's page shows of publishing it."""

from __future__ import annotations

from typing import Any

from django import template

from chaotou.matters.access_outside import may_publish
from chaotou.matters.queries.public import photos_of

register = template.Library()


@register.simple_tag
def publishing(person: Any, matter: Any) -> dict[str, Any] | None:
    """The photos there are, for who may publish the matter; None for anybody else. No query then."""
    return {"photos": photos_of(matter)} if may_publish(person, matter) else None
