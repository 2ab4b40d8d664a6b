"""The words that the zone's files may use are the choices that the ledger keeps, value by value."""

from __future__ import annotations

from enum import StrEnum

import pytest
from django.db.models import TextChoices

from chaotou.core.zone import vocabulary
from chaotou.figures.models import Body, Indicator, Observation, Target
from chaotou.organization.models import Organization, Post

PAIRS = [
    (vocabulary.OrganizationKind, Organization.Kind),
    (vocabulary.Duty, Post.Duty),
    (vocabulary.BodyKind, Body.Kind),
    (vocabulary.Measure, Indicator.Measure),
    (vocabulary.Direction, Indicator.Direction),
    (vocabulary.Frequency, Indicator.Frequency),
    (vocabulary.Status, Observation.Status),
    (vocabulary.Basis, Observation.Basis),
    (vocabulary.Missing, Observation.Absence),
    (vocabulary.TargetKind, Target.Kind),
    (vocabulary.Bound, Target.Bound),
]


@pytest.mark.parametrize(("words", "choices"), PAIRS, ids=lambda words: words.__qualname__)
def test_what_a_file_may_say_the_ledger_can_keep(words: type[StrEnum], choices: type[TextChoices]) -> None:
    assert {word.value for word in words} == set(choices.values)
