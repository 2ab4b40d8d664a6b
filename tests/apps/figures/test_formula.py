"""Named number formulas: a list of targets that the zone fills in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.lights import Light
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.access import SYSTEM
from chaotou.figures.queries import catalogue
from chaotou.figures.queries.detail import target_detail
from chaotou.figures.queries.standings import standings
from chaotou.journal.models import Entry

AUGUST = date(2024, 8, 12)


def _formula():
    return next(row for row in standings(SYSTEM, on=AUGUST).rows if row.code == "formula_16")


def test_an_unfilled_part_is_shown_as_unfilled(ledger):
    first, second = _formula().parts
    assert (first.label, first.row, second.row.code) == ("1", None, "trade_2024")
    assert "unfilled" in [notice.value for notice in _formula().standing.notices]


def test_a_formula_stands_by_the_worst_of_its_parts(ledger, zhoumin, now):
    assert _formula().light.light is Light.ON_TRACK
    said = {"formula": "formula_16", "position": 1, "target_code": "projects_2024"}
    operations.fill_formula_part(person=zhoumin, now=now, **said)
    assert _formula().light.light is Light.BEHIND
    assert Entry.objects.first().act == "figures.target.filled"


def test_a_part_can_be_emptied_again(ledger, zhoumin, now):
    operations.fill_formula_part(person=zhoumin, formula="formula_16", position=2, target_code="", now=now)
    assert [part.row for part in _formula().parts] == [None, None]


@pytest.mark.parametrize("code", ["formula_16", "no_such_target"])
def test_a_part_stands_for_another_target_in_force(ledger, zhoumin, now, code):
    with pytest.raises(Refusal, match=code):
        operations.fill_formula_part(
            person=zhoumin, formula="formula_16", position=1, target_code=code, now=now
        )


def test_a_formula_is_no_part_of_another(ledger, zhoumin, now):
    said = {"name": "八大行动", "kind": "formula", "body": "zone", "period": Period.year(2024)}
    operations.set_target(person=zhoumin, code="formula_8", now=now, **said)
    with pytest.raises(Refusal, match="数字口诀"):
        operations.fill_formula_part(
            person=zhoumin, formula="formula_16", position=1, target_code="formula_8", now=now
        )


def test_what_a_formula_was_made_of_stays_known(ledger, zhoumin, now):
    later = now + timedelta(days=3)
    said = {"formula": "formula_16", "position": 1, "target_code": "projects_2024", "now": later}
    operations.fill_formula_part(person=zhoumin, **said)
    assert [part.target_code for part in _formula().parts] == ["", "trade_2024"]
    detail = target_detail(SYSTEM, "formula_16", later.date())
    versions = [[part.target_code for part in row.parts.all()] for row in detail.history]
    assert versions == [["projects_2024", "trade_2024"], ["", "trade_2024"]]
    assert (detail.history[0].set_by, detail.history[1].set_by) == (zhoumin, None)
    entry = Entry.objects.first()
    assert (entry.act, entry.after) == (
        "figures.target.filled",
        {"parts": "1 → projects_2024；6 → trade_2024"},
    )


def test_a_part_filled_as_it_was_changes_nothing(ledger, zhoumin, now):
    before = Entry.objects.count()
    said = {"formula": "formula_16", "position": 2, "target_code": "trade_2024", "now": now}
    operations.fill_formula_part(person=zhoumin, **said)
    assert Entry.objects.count() == before


def test_a_part_needs_a_number_and_its_owner_to_be_a_formula(ledger, zhoumin, now):
    for formula, parts, words in (("formula_16", [(" ", "")], "数字"), ("trade_2024", [("1", "")], "口诀")):
        with pytest.raises(Refusal, match=words):
            operations.set_formula_parts(person=zhoumin, formula=formula, parts=parts, now=now)


def test_a_part_that_is_not_there_is_refused(ledger, zhoumin, now):
    with pytest.raises(Refusal, match="第 9 项"):
        operations.fill_formula_part(
            person=zhoumin, formula="formula_16", position=9, target_code="trade_2024", now=now
        )


def test_an_officer_does_not_fill_a_formula(ledger, linxiao, now):
    with pytest.raises(Refusal):
        operations.fill_formula_part(
            person=linxiao, formula="formula_16", position=1, target_code="trade_2024", now=now
        )


def test_a_formulas_own_page_has_the_rows_of_its_parts(ledger):
    detail = target_detail(SYSTEM, "formula_16", AUGUST)
    assert [part.row.code if part.row else None for part in detail.row.parts] == [None, "trade_2024"]
    assert detail.course is None


def test_a_changed_formula_keeps_its_parts(ledger, zhoumin, now):
    operations.change_target(person=zhoumin, code="formula_16", name="16 行动", reason="更名", now=now)
    found = catalogue.formula_parts(SYSTEM, "formula_16")
    assert [(part.label, part.target_code) for part in found] == [("1", ""), ("6", "trade_2024")]
    assert found[1].target.value == Decimal(240)
