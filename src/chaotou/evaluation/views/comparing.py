"""Two runs of one scheme: what changed for whom, by how much and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chaotou.evaluation import naming
from chaotou.evaluation.queries import lines
from chaotou.evaluation.queries.comparison import SubjectChange, compare
from chaotou.evaluation.showing import portrait
from chaotou.evaluation.showing.charts import Drawing, Step
from chaotou.organization import queries as organization
from chaotou.ui.templatetags.show import name


@require_safe
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """A run beside an earlier one: the one in the address, else the one it supersedes."""
    run = lines.run(request.user, code)
    others = [one for one in lines.runs(request.user, run.scheme) if one.code != code]
    with_code = request.GET.get("with", "") or run.supersedes or (others[0].code if others else "")
    context = {"run": run, "others": others, "with": with_code, "zone": organization.zone().zone}
    if with_code:
        found = compare(request.user, with_code, code)
        chosen = request.GET.get("subject", "")
        one = next((each for each in found.subjects if each.subject.code == chosen), None)
        context |= {
            "found": found,
            "changed": [each for each in found.subjects if each.has_changed],
            "one": one,
            "chart": _chart(one) if one else None,
            "facts": naming.of_catalogue(),
        }
    return render(request, "evaluation/compare.html", context)


def _chart(one: SubjectChange) -> Drawing | None:
    """From the earlier total to the later one; None where either is not there or not shown."""
    if one.total_before is None or one.total_after is None or not one.changes:
        return None
    changes = sorted(one.changes, key=lambda change: -abs(change.points))
    steps = [Step(name(change), change.points) for change in changes[: portrait.MOST_STEPS]]
    left = sum(change.points for change in changes[portrait.MOST_STEPS :]) + one.rest
    steps += [Step(_("其他"), left)] if abs(left) > portrait.NOISE else []
    ends = Step(_("上一次"), one.total_before), Step(_("这一次"), one.total_after)
    title = _("{subject}：从上一次到这一次").format(subject=name(one.subject))
    return portrait.drawn(title, ends[0], steps, ends[1])
