"""One subject of a run: its scorecard, one cell of it told in full, the way to another subject."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chaotou.core.evaluation import difference
from chaotou.evaluation import acts, naming
from chaotou.evaluation.gathering.led import CAP
from chaotou.evaluation.gathering.references import TARGETS
from chaotou.evaluation.queries.cells import Gap, SubjectPage, cell_page, subject_page
from chaotou.evaluation.queries.results import require_criteria, run_page, scorecard
from chaotou.evaluation.showing import portrait
from chaotou.evaluation.showing.table import facts_of
from chaotou.evaluation.views.asking import opened, subject_names
from chaotou.ui.templatetags.show import name


@require_safe
def subject(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    """Total and place, beside peers; criteria with most lost points first; from full marks to the score."""
    found = subject_page(request.user, code, subject)
    context = opened(found.page)
    names = context["names"]
    made_up = {leaf.code for leaf in found.page.scheme.leaves() if found.row.synthetic & facts_of(leaf)}
    context |= {
        "found": found,
        "row": found.row,
        "group_size": sum(one.group == found.row.group for one in found.page.rows),
        "charts": portrait.drawings(found, names),
        "parents": naming.parents(found.page.scheme),
        "made_up": made_up,
        "ways": [
            portrait.way(gap.waterfall, title, (name(found.row.subject), name(gap.other)), names, id)
            for id, title, gap in _gaps(found)
        ],
    }
    return render(request, "evaluation/subject.html", context)


def _gaps(found: SubjectPage) -> Iterator[tuple[str, str, Gap]]:
    """What separates a subject from the place above, and from place 30 where that is further ahead."""
    above, thirtieth = found.above, found.to_thirtieth
    if above is not None:
        yield "above", _("与前一名{other}相差在哪里").format(other=name(above.other)), above
    if thirtieth is not None and above is not None and thirtieth.place < above.place:
        yield "thirtieth", _("与第 30 名{other}相差在哪里").format(other=name(thirtieth.other)), thirtieth


@require_safe
def cell(request: HttpRequest, code: str, subject: str, criterion: str) -> HttpResponse:
    """One point told: what was read and where, the formula with its numbers, what was lost and why."""
    found = cell_page(request.user, code, subject, criterion)
    context = {
        **opened(found.page),
        "found": found,
        "row": found.row,
        "story": found.story,
        "cell": found.story.cell,
        "facts": naming.of_indicators(found.page.scheme),
        "units": naming.units(),
        "leads_targets": any(one.kind == TARGETS for one in found.inputs),
        "cap": CAP,
        "acts": acts.on_cell(request.user, found.page.run, subject, criterion),
    }
    return render(request, "evaluation/cell.html", context)


@require_safe
def between(request: HttpRequest, code: str) -> HttpResponse:
    """Two subjects of one run: where the one is ahead of the other, criterion by criterion."""
    page = run_page(request.user, code)
    context = {**opened(page), "subjects": subject_names(page)}
    first, second = (request.GET.get(key, "") for key in ("a", "b"))
    if first in page.by_subject and second in page.by_subject and first != second:
        for one in (first, second):
            require_criteria(page, one)
        fall = difference.gap(scorecard(request.user, code), first, second)
        ends = context["subjects"][first], context["subjects"][second]
        title = _("从{first}到{second}").format(first=ends[0], second=ends[1])
        context |= {
            "chart": portrait.way(fall, title, ends, context["names"]),
            "bars": sorted(fall.bars, key=lambda bar: -abs(bar.points)),
            "rows": (page.by_subject[first], page.by_subject[second]),
        }
    return render(request, "evaluation/between.html", {**context, "a": first, "b": second})
