"""What can be chosen: indicators, bodies, sources, targets in force."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaotou.core.issues import Message, Missing
from chaotou.core.periods import Period
from chaotou.figures import access
from chaotou.figures.models import Body, Indicator, Source, Target
from chaotou.organization import access as organization
from chaotou.organization import queries as zones
from chaotou.organization.access import Duty, Subject

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class FormulaPart:
    """A number of a formula and the target it stands for (empty: the zone has not filled it in)."""

    position: int
    label: str
    target_code: str
    target: Target | None


def indicators(reader: Asker | access.System) -> list[Indicator]:
    """All indicators of the catalogue, in its order."""
    access.sight(reader)
    return list(Indicator.objects.select_related("whole"))


def found_as(row: Indicator, text: str) -> str | None:
    """The name, code or alias by which a text finds an indicator; None where it does not.

    Every word of the text has to be in it, whatever its case and width; an empty text finds all.
    """
    words = _plain(text).split()
    names = (row.name, row.english, row.code, *row.aliases)
    return next((name for name in names if all(word in _plain(name) for word in words)), None)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def recordable(person: Asker) -> list[Indicator]:
    """The indicators whose figures the person records."""
    held = organization.mandate(person)
    codes = held.codes(Subject.INDICATOR, Duty.RECORDS)
    return [row for row in Indicator.objects.filter(code__in=codes) if access.may_record_by(held, row.code)]


def counted() -> frozenset[str]:
    """The indicators that the platform counts from projects and matters."""
    return frozenset({spec.indicator for spec in zones.zone().counts}) | counted_from_matters()


def counted_from_matters() -> frozenset[str]:
    return frozenset(spec.indicator for spec in zones.zone().matter_counts)


def targetable(person: Asker) -> list[Indicator]:
    """The indicators on which the person may set targets."""
    held = organization.mandate(person)
    return [row for row in Indicator.objects.all() if access.may_set_target_by(held, row.code)]


def indicator(reader: Asker | access.System, code: str) -> Indicator:
    """One indicator; `Refusal` for a code that is not in the catalogue."""
    access.sight(reader)
    found = Indicator.objects.select_related("whole").filter(code=code).first()
    if found is None:
        raise Missing(Message("目录中没有指标“{code}”。", {"code": code}))
    return found


def bodies(reader: Asker | access.System) -> list[Body]:
    """All bodies figures are about, in the catalogue's order."""
    access.sight(reader)
    return list(Body.objects.select_related("parent", "statistical_parent"))


def comparable_bodies(reader: Asker | access.System, also: Collection[str] = ()) -> list[Body]:
    """What the zone is usually compared with: city, neighbors, what lies in the same city; and `also`."""
    held, rows = zones.zone().zone, bodies(reader)
    named = {held.city, *held.neighbors, *also}
    parents = {row.parent_id for row in rows if row.code == held.body}
    return [row for row in rows if row.code in named or (row.parent_id in parents and row.code != held.body)]


def sources(reader: Asker | access.System) -> list[Source]:
    access.sight(reader)
    return list(Source.objects.all())


def targets_in_force(reader: Asker | access.System) -> list[Target]:
    """Targets that hold now, in the catalogue's order."""
    access.sight(reader)
    return list(Target.objects.filter(withdrawn_at=None).select_related("indicator", "body", "source"))


def target_in_force(reader: Asker | access.System, code: str) -> Target:
    """The target that holds now under a code; `Refusal` where there is none."""
    found = next((row for row in targets_in_force(reader) if row.code == code), None)
    if found is None:
        raise Missing(Message("没有生效中的目标“{code}”。", {"code": code}))
    return found


def formula_parts(reader: Asker | access.System, code: str) -> list[FormulaPart]:
    """The numbers of a formula in force, each with the target in force it stands for."""
    by_code = {row.code: row for row in targets_in_force(reader)}
    if code not in by_code:
        raise Missing(Message("没有生效中的目标“{code}”。", {"code": code}))
    rows = by_code[code].parts.all()
    return [
        FormulaPart(row.position, row.label, row.target_code, by_code.get(row.target_code)) for row in rows
    ]


def period_of(target: Target) -> Period:
    return Period(target.first_month, target.latest_month)
