"""What a scheme finds of a move: papers, those accepted instead, exclusions with reasons, time."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.projects.recognition import Assessment, assess, scheme_on, years_after
from chaotou.core.zone.project_specs import RecognitionSpec

SCHEME = {
    "code": "city",
    "name": "市认定",
    "english": "City",
    "from": date(2023, 1, 1),
    "until": date(2025, 12, 31),
    "within_years": 2,
    "checklists": [
        {
            "stage": "commenced",
            "attachments": [
                {"evidence": "contract", "instead": ["purchase", "order"]},
                {"evidence": "photo"},
                {"evidence": "review", "when": {"field": "investment", "at_least": 1000}},
            ],
        }
    ],
    "exclusions": [
        {"code": "local", "name": "本市", "english": "Local", "when": {"field": "origin", "is": ["local"]}},
        {"code": "small", "name": "太小", "english": "Small", "when": {"field": "investment", "below": 100}},
    ],
}
CITY = RecognitionSpec.model_validate(SCHEME)
MOVED, ON = date(2024, 3, 1), date(2024, 6, 1)


def found(fields: dict[str, object], *evidence: str, moved: date = MOVED, on: date = ON) -> Assessment:
    return assess(CITY, "commenced", fields, evidence, moved_on=moved, on=on)


def test_all_missing_papers_are_named_at_once() -> None:
    assert [line.evidence for line in found({"investment": 2000}).missing] == ["contract", "photo", "review"]


def test_a_paper_accepted_instead_serves() -> None:
    finding = found({"investment": 200}, "order", "photo")
    assert finding.is_clear
    assert [line.served_by for line in finding.lines] == ["order", "photo"]


def test_a_paper_is_asked_for_only_under_its_condition() -> None:
    assert [line.evidence for line in found({"investment": 200}).lines] == ["contract", "photo"]


def test_all_exclusions_that_hold_are_given_with_their_reasons() -> None:
    finding = found({"origin": "local", "investment": 20}, "contract", "photo")
    assert [one.name for one in finding.exclusions] == ["本市", "太小"]
    assert not finding.is_clear


def test_a_stage_without_a_checklist_is_not_recognized() -> None:
    assert not assess(CITY, "signed", {}, (), moved_on=MOVED, on=ON).is_clear


@pytest.mark.parametrize(
    ("moved", "on", "says"),
    [
        (date(2022, 1, 1), date(2022, 6, 1), "不适用"),
        (date(2025, 1, 1), date(2026, 1, 1), "不适用"),
        (date(2024, 6, 2), date(2024, 6, 1), "早于"),
        (date(2022, 6, 1), date(2024, 6, 2), "2 年时限"),
    ],
)
def test_time_limits_are_told(moved: date, on: date, says: str) -> None:
    assert says in str(found({"investment": 200}, "contract", "photo", moved=moved, on=on).out_of_time)


def test_the_last_day_is_still_in_time() -> None:
    assert found({}, moved=date(2022, 6, 1), on=date(2024, 6, 1)).out_of_time is None
    assert years_after(date(2024, 2, 29), 2) == date(2026, 2, 28)


def test_the_version_in_force_that_day_applies() -> None:
    later = RecognitionSpec.model_validate({**SCHEME, "from": date(2026, 1, 1), "until": None})
    assert scheme_on([CITY, later], "city", date(2025, 12, 31)) is CITY
    assert scheme_on([CITY, later], "city", date(2026, 1, 1)) is later
    assert scheme_on([CITY, later], "city", date(2022, 1, 1)) is None
