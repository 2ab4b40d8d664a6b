"""First report, protection, limits in working days, and splits of credit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.projects.ownership import (
    Act,
    Claim,
    ClockState,
    Hold,
    Running,
    Share,
    clocks,
    first_report,
    hold,
    in_proportion,
    left_out,
    protected_until,
    split_faults,
)
from chaotou.core.workdays import Holiday, Notice, Stretch, WorkdayCalendar
from chaotou.core.zone.lead_specs import ClockSpec, ProtectionSpec

FRIDAY = date(2024, 8, 9)
MONDAY = date(2024, 8, 12)
CALENDAR = WorkdayCalendar([Notice(2024, "n", ()), Notice(2025, "n", ())])
RULE = ProtectionSpec.model_validate(
    {
        "days": 90,
        "renewed_by": ["visit"],
        "renewed_for_days": 60,
        "dormant_after_days": 30,
        "from": date(2024, 1, 1),
        "source": "rule",
    }
)


def _claim(key: str, minute: int, until: date | None = MONDAY, is_open: bool = True) -> Claim:
    return Claim(key, key, datetime(2024, 8, 9, 8, minute, tzinfo=UTC), until, is_open)


def _clock(code: str = "judge", days: int = 3, **said: object) -> ClockSpec:
    usual = {"code": code, "name": code, "english": code, "done_by": ["judged"], "source": "rule"}
    return ClockSpec.model_validate({**usual, "days": days, "from": date(2024, 1, 1), **said})


def _act(way: str, on: date, recorded_on: date | None = None) -> Act:
    return Act(way, on, recorded_on or on)


def test_the_earliest_registration_owns_to_the_second():
    first, second = _claim("a", 1), _claim("b", 2)
    assert first_report([second, first], FRIDAY) == first


def test_a_lapsed_registration_gives_way_to_a_protected_one():
    lapsed, later = _claim("a", 1, until=FRIDAY - timedelta(1)), _claim("b", 2)
    assert first_report([lapsed, later], FRIDAY) == later
    assert first_report([lapsed], FRIDAY) == lapsed


def test_what_was_given_up_owns_nothing():
    assert first_report([_claim("a", 1, is_open=False)], FRIDAY) is None


def test_protection_runs_from_registration_and_moves_on_with_contact():
    registered = date(2024, 1, 10)
    assert protected_until(RULE, registered, []) == date(2024, 4, 9)
    assert protected_until(RULE, registered, [_act("visit", date(2024, 4, 1))]) == date(2024, 5, 31)
    assert protected_until(RULE, registered, [_act("judged", date(2024, 4, 1))]) == date(2024, 4, 9)


def test_an_early_contact_never_shortens_protection():
    assert protected_until(RULE, date(2024, 1, 10), [_act("visit", date(2024, 1, 11))]) == date(2024, 4, 9)


def test_contact_recorded_after_the_lapse_renews_nothing():
    late = _act("visit", date(2024, 4, 1), recorded_on=date(2024, 4, 20))
    assert protected_until(RULE, date(2024, 1, 10), [late]) == date(2024, 4, 9)


def test_contact_dated_after_its_recording_renews_nothing():
    ahead = _act("visit", date(2024, 6, 1), recorded_on=date(2024, 4, 1))
    assert protected_until(RULE, date(2024, 1, 10), [ahead]) == date(2024, 4, 9)


@given(st.lists(st.integers(0, 400)), st.integers(0, 400))
def test_one_more_contact_never_takes_protection_away(days: list[int], one_more: int):
    start = date(2024, 1, 10)
    acts = [_act("visit", start + timedelta(day)) for day in days]
    more = [*acts, _act("visit", start + timedelta(one_more))]
    assert protected_until(RULE, start, more) >= protected_until(RULE, start, acts)


def test_a_lead_is_protected_then_lapsed_then_due_to_fall_dormant():
    until = date(2024, 4, 9)
    assert hold(RULE, until, until) is Hold.PROTECTED
    assert hold(RULE, until, until + timedelta(1)) is Hold.LAPSED
    assert hold(RULE, until, until + timedelta(30)) is Hold.LAPSED
    assert hold(RULE, until, until + timedelta(31)) is Hold.DORMANT_DUE
    assert hold(RULE, None, until) is Hold.LAPSED


def test_a_limit_counts_working_days_from_the_next_one():
    (clock,) = clocks([_clock()], Running("lead", None, FRIDAY), CALENDAR, MONDAY)
    assert (clock.due.on, clock.state, clock.days_left) == (date(2024, 8, 14), ClockState.RUNNING, 2)


def test_a_limit_leaves_holidays_out():
    autumn = Holiday(
        "中秋", "Mid-autumn", Stretch(date(2024, 9, 15), date(2024, 9, 17)), (date(2024, 9, 14),)
    )
    calendar = WorkdayCalendar([Notice(2024, "n", (autumn,))])
    (clock,) = clocks([_clock()], Running("lead", None, date(2024, 9, 13)), calendar, date(2024, 9, 13))
    assert clock.due.on == date(2024, 9, 19)


def test_a_limit_is_met_in_time_or_late_or_overrun():
    def state(*acts: Act, today: date = date(2024, 8, 20)) -> ClockState:
        return clocks([_clock()], Running("lead", None, FRIDAY, acts), CALENDAR, today)[0].state

    assert state(_act("judged", date(2024, 8, 14))) is ClockState.DONE
    assert state(_act("judged", date(2024, 8, 15))) is ClockState.DONE_LATE
    assert state(_act("told", date(2024, 8, 14))) is ClockState.LATE
    assert state(today=date(2024, 8, 14)) is ClockState.RUNNING


def test_a_repeating_limit_starts_anew_with_each_act():
    spec = _clock("report", 10, repeats=True)
    acts = (_act("judged", date(2024, 8, 19)),)
    (clock,) = clocks([spec], Running("lead", None, FRIDAY, acts), CALENDAR, date(2024, 8, 20))
    assert (clock.started_on, clock.due.on) == (date(2024, 8, 19), date(2024, 9, 2))
    assert clock.is_open and clock.done_on is None


def test_only_limits_of_the_stage_and_size_run_and_open_ones_come_first():
    specs = [
        _clock("small", below=Decimal(10)),
        _clock("large", at_least=Decimal(10)),
        _clock("told", 1, done_by=["told"]),
        _clock("signed", stages=["signed"]),
    ]
    lead = Running("lead", Decimal(20), FRIDAY, (_act("told", MONDAY),))
    assert [clock.spec.code for clock in clocks(specs, lead, CALENDAR, MONDAY)] == ["large", "told"]


def test_a_split_adds_up_to_the_whole_with_everybody_once():
    half = Decimal("0.5")
    assert split_faults([Share("a", half), Share("b", half)]) == []
    assert split_faults([Share("a", Decimal(1))]) == []
    assert len(split_faults([Share("a", half), Share("a", Decimal("0.4"))])) == 2
    assert "90%" in str(split_faults([Share("a", half), Share("b", Decimal("0.4"))])[0])
    assert split_faults([Share("a", Decimal(2)), Share("b", Decimal(-1))])
    assert split_faults([])


def test_a_share_has_two_decimals_of_a_percent_at_most():
    assert split_faults([Share("a", Decimal("0.6001")), Share("b", Decimal("0.3999"))]) == []
    (fault,) = split_faults([Share("a", Decimal("0.60005")), Share("b", Decimal("0.39995"))])
    assert "两位小数" in str(fault)


def test_who_holds_a_share_and_has_none_in_a_split_is_named():
    held = [Share("a", Decimal("0.6")), Share("b", Decimal("0.4"))]
    assert left_out(held, [Share("a", Decimal(1))]) == held[1:]
    assert left_out(held, [*held, Share("c", Decimal("0.1"))]) == []


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=5), st.integers(1, 10_000))
def test_what_is_held_in_proportion_makes_the_whole_in_shares_that_can_be_given(parts, whole):
    held = [Share(at, Decimal(part) / sum(parts)) for at, part in enumerate(parts)]
    kept = Decimal(whole) / 10_000
    scaled = [share.share for share in in_proportion(held, kept)]
    assert sum(scaled) == kept and not any(share * 10_000 % 1 for share in scaled)
    assert all(
        abs(new - old.share * kept) <= Decimal("0.0003") for new, old in zip(scaled, held, strict=True)
    )


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=6))
def test_any_whole_percentages_that_make_a_hundred_are_a_split(parts: list[int]):
    total = sum(parts)
    shares = [Share(at, Decimal(part) / 1000) for at, part in enumerate(parts)]
    assert (split_faults(shares) == []) == (total == 1000)
