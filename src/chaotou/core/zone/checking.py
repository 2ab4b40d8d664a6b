"""What must hold among a zone's files: an ordered list of rules, each a function from the draft to issues."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chaotou.core.issues import Issue
from chaotou.core.zone import rules_for_agreed_days as agreed_days
from chaotou.core.zone import rules_for_calendars as calendars
from chaotou.core.zone import rules_for_conditions as conditions
from chaotou.core.zone import rules_for_delivery as delivery
from chaotou.core.zone import rules_for_enterprises as enterprises
from chaotou.core.zone import rules_for_entries as entries
from chaotou.core.zone import rules_for_leads as leads
from chaotou.core.zone import rules_for_matter_flows as matter_flows
from chaotou.core.zone import rules_for_matter_limits as matter_limits
from chaotou.core.zone import rules_for_matter_watch as matter_watch
from chaotou.core.zone import rules_for_matters as matters
from chaotou.core.zone import rules_for_meetings as meetings
from chaotou.core.zone import rules_for_observations as observations
from chaotou.core.zone import rules_for_projects as projects
from chaotou.core.zone import rules_for_review as review
from chaotou.core.zone.entries import Draft

Rule = Callable[[Draft], Iterator[Issue]]

RULES: tuple[Rule, ...] = (
    entries.codes_are_unique,
    entries.references_are_known,
    entries.parents_do_not_circle,
    entries.neighbors_do_not_contain_the_zone,
    entries.targets_say_enough,
    entries.target_units_fit,
    entries.curves_rise_to_one,
    entries.lights_cover_every_value,
    entries.people_have_posts,
    entries.duties_are_separated,
    *calendars.RULES,
    calendars.the_plan_year_has_a_calendar,
    observations.rows_say_something,
    observations.observations_are_unique,
    observations.periods_fit,
    observations.nothing_is_known_before_it_begins,
    observations.synthetic_rows_say_so,
    observations.cumulatives_do_not_fall,
    observations.parts_do_not_exceed_wholes,
    observations.units_do_not_slip,
    *projects.RULES,
    *agreed_days.RULES,
    *delivery.RULES,
    *review.RULES,
    *leads.RULES,
    *enterprises.RULES,
    *matter_flows.RULES,
    *matters.RULES,
    *matter_limits.RULES,
    *matter_watch.RULES,
    *meetings.RULES,
    *conditions.RULES,
)


def check(draft: Draft) -> Iterator[Issue]:
    """Every issue of every rule, in the order of the rules."""
    for rule in RULES:
        yield from rule(draft)
