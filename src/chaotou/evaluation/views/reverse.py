"""The reverse question: what if a figure were another, what a goal takes, how sure a rank is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chaotou.core.evaluation.lifting.least import lift
from chaotou.core.evaluation.lifting.levers import figure
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.sensitivity.ranks import influence, rank_uncertainty
from chaotou.core.evaluation.whatif import what_if
from chaotou.core.issues import Message, Missing, Refusal
from chaotou.evaluation import asking_what_if as asking
from chaotou.evaluation import naming
from chaotou.evaluation.queries.levers import levers
from chaotou.evaluation.queries.results import RunPage, run_page, scorecard
from chaotou.evaluation.showing import outlook
from chaotou.evaluation.views.asking import opened, subject_names
from chaotou.ui.pages import render_page

QUICK = 2000
"""Readings up to which the influences are worked out without being asked for."""


@require_safe
def what_if_page(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    """A number for each figure of the subject; the score and place that follow, by the engine itself."""
    page, card = _opened(request, code, subject)
    offered = levers(page, card, subject)
    now = {lever.fact: figure(card.case.given, subject, lever.fact) for lever in offered}
    lines = asking.entered(request.GET, offered, now)
    context: dict[str, Any] = {
        **_context(page, subject),
        "lines": lines,
        "others": request.GET.get("others", ""),
        "wrong": [one for one in lines if one.is_wrong],
    }
    wanted = asking.changes(request.GET, subject, lines)
    if wanted is not None:
        try:
            after = what_if(card, wanted)
            context["outlook"] = outlook.outlook(card, after, subject, context["names"])
        except Refusal as refusal:
            context["refusal"] = refusal
    else:
        context["standing"] = outlook.standing(card, subject)
    return render_page(request, "evaluation/what_if.html", "evaluation/_what_if.html", context)


@require_safe
def plan_page(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    """The least lift to a goal, and other plans; each was run before it is shown."""
    page, card = _opened(request, code, subject)
    offered = levers(page, card, subject)
    now = {lever.fact: figure(card.case.given, subject, lever.fact) for lever in offered}
    lines, wanted = asking.bounded(request.GET, offered, now), asking.wanted(request.GET)
    context: dict[str, Any] = {
        **_context(page, subject),
        "lines": lines,
        "wanted": wanted,
        "standing": outlook.standing(card, subject),
    }
    if wanted.is_asked:
        context |= _planned(card, subject, wanted, lines)
    return render_page(request, "evaluation/plan.html", "evaluation/_plan.html", context)


def _planned(
    card: Scorecard, subject: str, wanted: asking.Wanted, lines: list[asking.Bounded]
) -> dict[str, Any]:
    used = [line.lever for line in lines if line.is_used]
    if any(line.faults for line in lines) or not used:
        message = Message("有的上下限或代价不是数。") if used else Message("没有选可以提升的指标。")
        return {"refusal": Refusal(message, Message("改好之后再求。"))}
    try:
        goal = asking.goal_of(wanted, card, card.subjects.index(subject))
        if goal is None:
            raise Refusal(Message("目标不是数。"), Message("名次写 1 以上的整数，总分写数。"))
        found = lift(card, subject, goal, used)
    except Refusal as refusal:
        return {"refusal": refusal}
    return {"lift": found, "plans": [outlook.planned(one, subject) for one in found.plans]}


@require_safe
def certainty(request: HttpRequest, code: str) -> HttpResponse:
    """Between which places each subject stands when what is uncertain is drawn anew many times."""
    page, card = run_page(request.user, code), scorecard(request.user, code)
    doubt = asking.Doubt.of(request.GET)
    context: dict[str, Any] = {**opened(page), "doubt": doubt, "concentrations": asking.CONCENTRATIONS}
    context |= {
        "methods": asking.METHODS,
        "rules": asking.RULES,
        "choices": asking.DRAWS,
        "subjects": subject_names(page),
    }
    try:
        spec = doubt.spec()
        found = rank_uncertainty(card, spec, draws=doubt.draws)
        context["found"] = outlook.certainty(found, page.rows, context["subjects"])
        if "why" in request.GET or card.case.prepared.size <= QUICK:
            context["influence"] = outlook.influences(influence(card, spec, draws=doubt.draws))
    except ValueError:
        said = Message("浮动幅度应是 0 到 100 之间的数。")
        context["refusal"] = Refusal(said)
    except Refusal as refusal:
        context["refusal"] = refusal
    return render_page(request, "evaluation/certainty.html", "evaluation/_certainty.html", context)


def _opened(request: HttpRequest, code: str, subject: str) -> tuple[RunPage, Scorecard]:
    page, card = run_page(request.user, code), scorecard(request.user, code)
    if subject not in page.by_subject or subject not in card.subjects:
        raise Missing(Message("没有“{names}”这个考评对象。", {"names": subject}))
    return page, card


def _context(page: RunPage, subject: str) -> dict[str, Any]:
    return {
        **opened(page),
        "row": page.by_subject[subject],
        "facts": naming.of_indicators(page.scheme),
        "units": naming.units(),
    }
