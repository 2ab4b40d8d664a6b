"""Counts by stage, tier, period and basis; each opens to its projects; the command answers the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from chaotou.cli import main
from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.projects.access import SYSTEM
from chaotou.projects.models import Credit, Move, Recognition
from chaotou.projects.queries.counts import Wanted, count, counts, lines, parts, rate

pytestmark = pytest.mark.django_db
CITY = "city_assessment"
YI = Decimal(100_000_000)
Y2023 = Period.year(2023)


@pytest.fixture
def reached(now):
    """`reached(project, "signed", date(…), 3)`: a move of so many 亿元, recognized on `recognized`."""

    def move(project, stage: str, on: date, amount: int, recognized: date | None = None, **more) -> Move:
        row = Move.objects.create(
            project=project, to_stage=stage, moved_on=on, investment=amount * YI, reported_at=now, **more
        )
        if recognized:
            Recognition.objects.create(
                move=row, scheme=CITY, state="recognized", requested_at=now, recognized_on=recognized
            )
        return row

    return move


@pytest.fixture
def signed(make_project, reached, world):
    """Three signed in 2023: 2, 12 and 60亿元; the last recognized in 2024; 12亿元 begun."""
    made = [make_project(f"P{n}", stage="signed") for n in (1, 2, 3)]
    reached(made[0], "signed", date(2023, 3, 1), 2, date(2023, 4, 1))
    reached(made[1], "signed", date(2023, 5, 1), 12, date(2023, 6, 1))
    reached(made[2], "signed", date(2023, 12, 1), 60, date(2024, 1, 5))
    reached(made[1], "commenced", date(2024, 2, 1), 12)
    Credit.objects.filter(project=made[1]).update(share=Decimal("0.7"), from_on=date(2023, 1, 1))
    Credit.objects.create(
        project=made[1], organization=world.commerce, share=Decimal("0.3"), from_on=date(2023, 1, 1)
    )
    return made


def test_reported_and_recognized_differ(signed) -> None:
    reported = count(SYSTEM, Wanted("signed", Y2023))
    recognized = count(SYSTEM, Wanted("signed", Y2023, scheme=CITY))
    assert (reported.count, reported.total) == (3, 74 * YI)
    assert (recognized.count, recognized.total) == (2, 14 * YI)


def test_the_table_has_a_row_a_tier_and_each_opens_to_its_projects(signed, zhoumin) -> None:
    found = counts(zhoumin, period=Y2023, scheme=CITY)
    block = next(block for block in found.blocks if block.stage.code == "signed")
    assert [row.reported.tally.count for row in block.rows] == [3, 2, 1, 0, 1]
    assert [row.recognized.tally.count for row in block.rows] == [2, 1, 0, 0, 1]
    opened = lines(zhoumin, block.rows[0].recognized.tally)
    assert [line.project.code for line in opened] == ["P1", "P2"]


def test_what_a_reader_may_not_know_of_is_counted_and_not_named(make_project, reached, hechuan) -> None:
    hidden = make_project("P9", stage="negotiation")
    reached(hidden, "negotiation", date(2023, 3, 1), 2)
    found = count(hechuan, Wanted("negotiation", Y2023))
    assert found.count == 1
    assert [line.project for line in lines(hechuan, found)] == [None]


def test_administrators_count_nothing(signed, shenjie) -> None:
    with pytest.raises(Refusal):
        count(shenjie, Wanted("signed", Y2023))


def test_credit_is_split_and_adds_up(signed, world) -> None:
    found = parts(count(SYSTEM, Wanted("signed", Y2023), with_credit=True))
    assert {part.organization.code: part.count for part in found} == {
        "economy": Decimal("2.7"),
        "commerce": Decimal("0.3"),
    }
    assert sum(part.total for part in found) == 74 * YI


def test_rates_say_of_what(signed) -> None:
    spec, found = rate(SYSTEM, "commencement", period=Y2023, scheme=None)
    assert (spec.of, len(found.reached), len(found.of)) == ("signed", 1, 3)


def test_a_rate_against_the_plan_reads_the_agreed_day(signed) -> None:
    for project, day in zip(signed, ("2023-06-01", "2023-07-01", "2025-01-01"), strict=True):
        project.particulars = {"commence_by": day}
        project.save()
    _, found = rate(SYSTEM, "commencement_planned", period=Y2023, scheme=None)
    assert (found.reached, found.of) == ((signed[1].pk,), (signed[0].pk, signed[1].pk))


@pytest.mark.parametrize(
    "wanted", [Wanted("nowhere", Y2023), Wanted("signed", Y2023, scheme="policy_payout")]
)
def test_what_the_zone_does_not_have_is_refused(db, wanted) -> None:
    with pytest.raises(Refusal):
        count(SYSTEM, wanted)


def test_the_table_takes_a_fixed_number_of_queries(signed, zhoumin, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        counts(zhoumin, period=Y2023, scheme=CITY)


def test_the_command_answers_in_json(signed, capsys) -> None:
    asked = "projects count --moved-to signed --at-least 100000000 --period 2023 --basis recognized --json"
    assert main([*asked.split(), "--by-organization"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["count"], said["total"], said["projects"]) == (2, "1400000000", ["P1", "P2"])
    assert said["scheme"] == CITY
    assert [part["count"] for part in said["organizations"]] == ["1.7", "0.3"]


def test_the_command_tells_people_too(signed, capsys) -> None:
    assert main(["projects", "count", "--moved-to", "signed", "--period", "2023"]) == 0
    assert "74.00" in capsys.readouterr().out


def test_the_command_refuses_what_there_is_not(db, capsys) -> None:
    assert main(["projects", "count", "--moved-to", "nowhere", "--period", "2023"]) == 1
    assert "nowhere" in capsys.readouterr().err
