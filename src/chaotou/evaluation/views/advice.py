"""For whoever writes schemes: what on a run's facts speaks against how its scheme is written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chaotou.core.evaluation.warnings import FEWEST, warnings
from chaotou.evaluation.queries.results import run_page, scorecard
from chaotou.evaluation.views.asking import opened
from chaotou.ui.templatetags.show import name


@require_safe
def advice(request: HttpRequest, code: str) -> HttpResponse:
    """Criteria that tell nobody apart, say the same, hang on one subject, or pay too much for a step."""
    page, card = run_page(request.user, code), scorecard(request.user, code)
    titles = {code: name(row.subject) for code, row in page.by_subject.items()}
    context = {**opened(page), "issues": warnings(card, titles=titles), "fewest": FEWEST}
    return render(request, "evaluation/advice.html", {**context, "few": len(card.subjects) < FEWEST})
