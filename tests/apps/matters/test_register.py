"""Registering a matter: numbered, placed, its clocks begun, everything that is wrong said at once."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext


def test_a_matter_begins_where_its_flow_begins(permit, world, linxiao) -> None:
    matter = permit(area="1,200")
    assert (matter.code, matter.state, matter.phase) == ("XK2024-0001", "received", "waiting")
    assert (matter.awaits, matter.holder, matter.lead) == ("intake", world.economy, world.economy)
    assert matter.particulars == {"plot": "A1", "area": "1200"}
    step = matter.steps.get()
    assert (step.act, step.from_state, step.to_state, step.taken_by) == ("register", "", "received", linxiao)
    assert matter.due_at is None


def test_registering_takes_few_queries(request_of) -> None:
    request_of("第一件")
    with CaptureQueriesContext(connection) as seen:
        request_of("另外一件事")
    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 13
