"""For how long a lead has been quiet, and from which day that is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from chaotou.projects.queries.leads import lead


@pytest.mark.parametrize(
    ("talked", "quiet", "by_stage"), [(2, 8, True), (20, 0, False), (None, 8, True), (12, 0, False)]
)
def test_a_quiet_lead_counts_from_the_later_of_talk_and_stage(few, today, talked, quiet, by_stage) -> None:
    start = today - timedelta(12)
    few.lead.stage_since_on = start + timedelta(4)
    few.lead.last_talk_on = None if talked is None else min(start + timedelta(talked), today)
    found = lead(few.lead, today)
    assert (found.days_quiet, found.is_quiet_since_its_stage) == (quiet, by_stage)


def test_the_list_says_from_which_day_it_counts(few, world, linxiao, signed_in) -> None:
    few.lead.officer, few.lead.last_talk_on = linxiao, few.lead.stage_since_on - timedelta(12)
    few.lead.save()
    shown = " ".join(signed_in(linxiao).get(reverse("projects:leads")).content.decode().split())
    assert "最近联系 2024-07-31 · 2024-08-12 进入本阶段，已" in shown
