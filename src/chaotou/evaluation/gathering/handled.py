"""Facts about organizations: what the zone counts of the matters each leads, over the period."""

from __future__ import annotations

from chaotou.core.evaluation.facts import Citation, When
from chaotou.core.panel import State
from chaotou.core.zone.matter_watch_specs import MatterCountSpec
from chaotou.evaluation.gathering import references
from chaotou.evaluation.gathering.asked import Asked, Cells, Found, split
from chaotou.evaluation.gathering.subjects import Subject
from chaotou.matters.queries.counts import Counting
from chaotou.organization import queries as organization
from chaotou.organization.models import Organization


def cells(asked: Asked) -> Cells:
    """Counts and rates that the zone's file lets be read by organization, as now known.

    A rate over no matter is not applicable: an organization that handled none has none. Four queries where
    the scheme reads any, else none.
    """
    subjects = [one for one in asked.subjects if one.is_organization]
    wanted = [(name, spec) for name in asked.names for spec in _of(name)] if subjects else []
    if not wanted:
        return {}
    counting = Counting()
    keys = dict(Organization.objects.values_list("code", "pk"))
    return {
        (one.code, name): _found(asked, counting, spec, one, keys[one.code], split(name)[2])
        for one in subjects
        for name, spec in wanted
    }


def _of(name: str) -> list[MatterCountSpec]:
    """What a fact's name counts of matters; nothing for what stands beside a figure."""
    indicator, side, _when = split(name)
    counts = () if side else organization.zone().matter_counts
    return [spec for spec in counts if spec.indicator == indicator and spec.by_organization]


def _found(
    asked: Asked, counting: Counting, spec: MatterCountSpec, one: Subject, key: int, when: When
) -> Found:
    period = asked.when(when)
    number = counting.of(spec, period, key)
    if number is None:
        return Found(None, State.NOT_APPLICABLE)
    cited = Citation(
        source="",
        vintage=period.ends_on.isoformat(),
        reference=references.of_matters(one.code),
        synthetic=number.is_synthetic,
    )
    return Found(float(number.value), State.REPORTED, cited)
