"""Who sees which results: all for who oversees, one's own in full, of others what the scheme publishes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chaotou.core.issues import Missing, Refusal
from chaotou.evaluation import operations
from chaotou.evaluation.access import SYSTEM
from chaotou.evaluation.queries import appeals, cells, comparison, lines, marks, results


@pytest.fixture
def guarded(ledger, write, texts, zhoumin, guyuan, half, now):
    """The bureaus' run under a scheme that publishes ranks only."""
    write("offices", texts.offices.replace("[total, rank, criteria]", "[rank]"))
    drafted = operations.draft_run(person=zhoumin, scheme="offices", period=half, now=now)
    return operations.publish_run(person=guyuan, run=drafted.code, now=now)


def test_of_others_one_sees_what_the_scheme_publishes_and_of_oneself_everything(guarded, linxiao):
    rows = results.run_page(linxiao, guarded.code).by_subject
    own, other = rows["economy"], rows["commerce"]
    assert (own.is_own, own.total is not None, len(own.cells)) == (True, True, 3)
    assert (other.total, other.scores, other.cells, other.adjustments) == (None, {}, {}, {})
    assert other.rank is not None


def test_the_cells_of_others_are_refused_with_the_reason(guarded, linxiao):
    assert cells.cell_page(linxiao, guarded.code, "economy", "aims").story
    with pytest.raises(Refusal, match="只能查看本机构的"):
        cells.cell_page(linxiao, guarded.code, "commerce", "aims")


def test_what_others_have_is_not_given_away_beside_ones_own(guarded, linxiao):
    page = cells.subject_page(linxiao, guarded.code, "economy")
    assert (page.peers, page.above, page.to_thirtieth) == ((), None, None)


def test_a_what_if_is_refused_where_it_would_tell_what_is_hidden(guarded, linxiao, guyuan):
    assert results.scorecard(guyuan, guarded.code).subjects == ("economy", "commerce")
    with pytest.raises(Refusal, match="推演会透露"):
        results.scorecard(linxiao, guarded.code)


def test_who_oversees_sees_everything(guarded, zhoumin, guyuan, person):
    for reader in (zhoumin, guyuan, person("luwen", "audits"), SYSTEM):
        page = results.run_page(reader, guarded.code)
        assert page.sees_all
        assert all(row.total is not None and row.cells for row in page.rows)


def test_who_administers_accounts_sees_nothing_of_it(published, shenjie, half):
    for ask in (
        lambda: lines.runs(shenjie),
        lambda: results.run_page(shenjie, published.code),
        lambda: results.scorecard(shenjie, published.code),
        lambda: cells.cell_page(shenjie, published.code, "zone", "trade"),
        lambda: comparison.compare(shenjie, published.code, published.code),
        lambda: appeals.appeals(shenjie),
        lambda: marks.marks(shenjie, "offices", half),
        lambda: marks.noted(shenjie, "offices", half),
        lambda: marks.judges(shenjie, "offices", half),
    ):
        with pytest.raises(Refusal, match="职责分离"):
            ask()


def test_who_is_not_signed_in_sees_nothing(published):
    with pytest.raises(Refusal):
        lines.runs(AnonymousUser())


def test_a_subject_that_is_not_there_is_missing(published, guyuan):
    with pytest.raises(Missing):
        cells.subject_page(guyuan, published.code, "nobody")
    with pytest.raises(Missing):
        cells.cell_page(guyuan, published.code, "zone", "nothing")
