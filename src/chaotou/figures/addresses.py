"""Where figures and their evidence are shown: a figure of a narrower scope is another figure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.figures.queries.catalogue import counted_from_matters

if TYPE_CHECKING:
    from chaotou.figures.queries.vintages import Vintage


def of_figure(indicator: str, body: str, period: Period, scope: str = "") -> str:
    """The page of one figure, by the codes of its indicator and body: who reported it and when."""
    return _scoped(reverse("figures:observation", args=[indicator, body, str(period)]), scope)


def of_entry(indicator: str, body: str, period: Period) -> str:
    """Where a figure is entered, its body and period filled in."""
    asked = urlencode({"body": body, "period": str(period)})
    return f"{reverse('figures:record', args=[indicator])}?{asked}"


def of_evidence(vintage: Vintage) -> str:
    """Where the evidence of one vintage is fetched."""
    place = [vintage.indicator.code, vintage.body.code, str(vintage.period), vintage.revision]
    return _scoped(reverse("figures:evidence", args=place), vintage.scope)


def of_counted(indicator: str, period: Period) -> str:
    """What the platform counts an indicator from: its matters, or the projects of the period."""
    if indicator in counted_from_matters():
        return reverse("matters:counted", args=[indicator])
    return reverse("projects:counted_figure", args=[indicator, str(period)])


def _scoped(address: str, scope: str) -> str:
    return f"{address}?{urlencode({'scope': scope})}" if scope else address
