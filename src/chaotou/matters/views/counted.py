"""From a figure that the platform counted to the matters it was counted from."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from chaotou.core.issues import Message, Missing
from chaotou.core.zone.matter_watch_specs import Counted, MatterCountSpec
from chaotou.organization import queries as organization


@require_safe
def counted(_request: HttpRequest, indicator: str) -> HttpResponse:
    """The list of matters, filtered to those an indicator counts; the list shows what its reader may see."""
    specs = organization.zone().matter_counts
    spec = next((one for one in specs if one.indicator == indicator), None)
    if spec is None:
        raise Missing(Message("指标“{indicator}”不是由事项计数的。", {"indicator": indicator}))
    return redirect(f"{reverse('matters:matters')}?{urlencode(list(_filters(spec)))}")


def _filters(spec: MatterCountSpec) -> Iterator[tuple[str, str]]:
    """The list's own filters; it takes one family and one kind, so several are left unfiltered."""
    if len(spec.families) == 1 and not spec.kinds:
        yield "family", spec.families[0].value
    if len(spec.kinds) == 1 and not spec.families:
        yield "kind", spec.kinds[0]
    yield (
        "state",
        {Counted.CLOSED: "closed", Counted.OPEN: "work", Counted.OVERDUE: "work"}.get(spec.counted, "all"),
    )
    if spec.counted is Counted.OVERDUE:
        yield "standing", "overdue"
