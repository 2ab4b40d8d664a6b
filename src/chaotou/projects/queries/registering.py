"""What registering a lead asks before it is done: for whom one may, and what is like it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chaotou.core.issues import Message, Missing
from chaotou.organization.access import Asker
from chaotou.organization.models import Organization
from chaotou.projects import access
from chaotou.projects.models import Project
from chaotou.projects.queries.duplicates import Alike, alike
from chaotou.ui.templatetags.show import name


@dataclass(frozen=True)
class Found:
    """Projects like the one being typed: those one may know of, and how many others hold."""

    seen: Sequence[Alike]
    others: int


def units(reader: Asker) -> list[tuple[str, str]]:
    """The organizations for which the reader registers: codes and names."""
    found = Organization.objects.filter(pk__in=access.registers_for(reader))
    return [(unit.code, name(unit)) for unit in found]


def unit(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise Missing(Message("没有机构“{code}”。", {"code": code}))
    return found


def alike_typed(reader: Asker, *, investor: str, product: str, name: str, today: date) -> Found:
    """What is like a lead with these words; of others' it is only told that there are some."""
    typed = Project(name=name, investor_name=investor, product=product)
    found = alike(typed, today) if investor.strip() or name.strip() else []
    seen_by = access.sight(reader)
    seen = [one for one in found if one.is_seen_by(seen_by)]
    return Found(seen, sum(one.is_held and not one.is_seen_by(seen_by) for one in found))
