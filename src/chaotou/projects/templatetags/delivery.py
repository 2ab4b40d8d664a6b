"""How delivery's states, months and amounts are printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chaotou.core.periods import Period
from chaotou.core.projects.delivery import FactorState, NodeState, ProblemState, Standing
from chaotou.core.quantities import show
from chaotou.projects.queries.delivery import Delivery
from chaotou.projects.queries.dispatch import SEVERITY
from chaotou.projects.queries.standing import FactorLine
from chaotou.ui.templatetags.show import DASH, LIGHTS, name, number, period

register = template.Library()

STATES: dict[str, str | Promise] = {
    NodeState.DONE: _("按期完成"),
    NodeState.DONE_LATE: _("迟于计划完成"),
    NodeState.ON_PLAN: _("按计划"),
    NodeState.DUE_SOON: _("临期"),
    NodeState.SLIPPING: _("可能延迟"),
    NodeState.LATE: _("已迟"),
    FactorState.DELIVERED: _("已到位"),
    FactorState.DELIVERED_LATE: _("迟于节点到位"),
    FactorState.PROMISED_LATE: _("承诺晚于节点"),
    ProblemState.OPEN: _("办理中"),
    ProblemState.OVERDUE: _("已超期"),
    ProblemState.SOLVED: _("待销号"),
    ProblemState.CLOSED: _("已销号"),
}


@register.simple_tag
def state(standing: Standing) -> str:
    """The state in words."""
    return str(STATES.get(standing.state, standing.state))


@register.simple_tag
def measured(line: FactorLine) -> str:
    """How much of a factor, with its unit in the reader's language."""
    if line.row.quantity is None:
        return DASH
    spec = line.kind
    unit = (
        name({"name": line.row.unit, "english": getattr(spec, "english_unit", "")}) if line.row.unit else ""
    )
    return f"{number(line.row.quantity, 0)} {unit}".strip()


@register.simple_tag
def light_choices() -> list[tuple[str, str]]:
    return [(light.value, str(LIGHTS[light.value])) for light in SEVERITY]


@register.filter
def ten_thousands(value: Decimal | None) -> str:
    """Yuan as 万元."""
    return DASH if value is None else show(value / 10000, 2)


@register.filter
def ordinal_month(value: int) -> str:
    return period(Period(value, value))


@register.filter
def changes(found: Delivery) -> list[tuple[object, date]]:
    """The nodes whose planned day a waiting proposal changes, with the day proposed."""
    proposed = found.pending.dates["nodes"] if found.pending else {}
    rows = [one.row for one in found.plan if one.row.code in proposed]
    days = [(row, date.fromisoformat(proposed[row.code])) for row in rows]
    return [(row, day) for row, day in days if day != row.planned_on]
