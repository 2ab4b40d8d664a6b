"""What a fact is known by on the platform, as a short text in its citation, and the page it leads to."""

from __future__ import annotations

from urllib.parse import quote, unquote

from django.urls import reverse

from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.periods import Period
from chaotou.figures.addresses import of_figure
from chaotou.figures.queries.readings import Reading

OBSERVATION, TARGET, INDICATOR = "observation", "target", "indicator"
TARGETS, LATE, MARKS, MATTERS = "targets", "late", "marks", "matters"
PROJECTS, PROJECT = "projects", "project"


def of_observation(row: Reading) -> str:
    """`observation/fdi/zone/2023//42`: indicator, body, period, scope and row id."""
    return "/".join(
        (OBSERVATION, row.indicator, row.body, str(row.period), quote(row.scope, safe=""), str(row.pk))
    )


def of_target(code: str) -> str:
    return f"{TARGET}/{code}"


def of_targets(organization: str) -> str:
    """All targets an organization leads."""
    return f"{TARGETS}/{organization}"


def of_late(organization: str) -> str:
    return f"{LATE}/{organization}"


def of_matters(organization: str) -> str:
    """The matters an organization leads."""
    return f"{MATTERS}/{organization}"


def of_marks(criterion: str, subject: str) -> str:
    return f"{MARKS}/{criterion}/{subject}"


def of_projects(fact: str, period: Period) -> str:
    """Projects counted in a period: `projects/signed_projects_100m/2024Q2`."""
    return f"{PROJECTS}/{fact}/{period}"


def kind_of(reference: str) -> str:
    """`observation`, `target`, `targets`, `late`, `matters`, `marks`, `projects`; "" for none."""
    return reference.partition("/")[0]


def url_of(reference: str) -> str:
    """The page a reference leads to; "" where there is none."""
    match reference.split("/"):
        case ["observation", indicator, body, period, scope, _pk]:
            return of_figure(indicator, body, Period.parse(period), unquote(scope))
        case ["target", code]:
            return reverse("figures:target", args=[code])
        case ["indicator", code]:
            return reverse("figures:indicator", args=[code])
        case ["targets" | "late", _organization]:
            return reverse("figures:standings")
        case ["matters", organization]:
            return f"{reverse('matters:matters')}?organization={organization}&state=all"
        case ["projects", fact, period] if fact in set(Supplied):
            return f"{reverse('projects:counts')}?period={period}"
        case ["projects", indicator, period]:
            return reverse("projects:counted_figure", args=[indicator, period])
        case ["project", code]:
            return reverse("projects:project", args=[code])
    return ""
