"""What schemes read of matters: rates of the organization that leads them, none for who handled none."""

from __future__ import annotations

from types import SimpleNamespace

from chaotou.core.evaluation.words import PeriodKind
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.evaluation.gathering.asked import Asked
from chaotou.evaluation.gathering.handled import cells
from chaotou.evaluation.gathering.references import url_of
from chaotou.matters.models import Matter


def asked(now, *names: str) -> Asked:
    subjects = tuple(SimpleNamespace(code=code, is_organization=True) for code in ("commerce", "economy"))
    scheme = SimpleNamespace(period=PeriodKind.YEAR)
    return Asked(scheme, Period.parse("2024"), now, names, subjects)


def test_an_organization_is_read_by_what_it_leads(closed, now) -> None:
    closed()
    late = closed(title="第二件")
    Matter.objects.filter(pk=late.pk).update(due_at=late.registered_at)
    found = cells(asked(now, "requests_on_time_rate"))
    assert found["commerce", "requests_on_time_rate"].value == 50
    assert found["economy", "requests_on_time_rate"].state is State.NOT_APPLICABLE


def test_a_count_leads_to_its_matters(closed, now) -> None:
    closed()
    cited = cells(asked(now, "requests_on_time_rate"))["commerce", "requests_on_time_rate"].citation
    assert url_of(cited.reference) == "/matters/all/?organization=commerce&state=all"


def test_nothing_is_read_where_the_scheme_reads_no_matters(world, now, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert cells(asked(now, "gdp", "requests_on_time_rate.growth")) == {}
