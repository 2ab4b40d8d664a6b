"""Every column refuses what it cannot hold, on every database and whichever way it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models, transaction

from chaotou.core.issues import Refusal
from chaotou.organization.models import Organization
from chaotou.rows.columns import RANGES
from chaotou.rows.inserting import insert_rows

pytestmark = pytest.mark.django_db

OURS = [model for model in apps.get_models() if model.__module__.startswith("chaotou.")]
COLUMNS = [(model, field) for model in OURS for field in model._meta.concrete_fields]


def refused(model: type[models.Model], field: models.Field, value: object) -> bool:
    """Whether writing the value into the column is refused, rather than left to the database."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=-1).update(**{field.attname: value})
    except Refusal as refusal:
        return bool(str(refusal.message)) and refusal.hint is not None
    return False


def test_words_longer_than_their_column_are_refused_in_every_column() -> None:
    texts = [(model, field) for model, field in COLUMNS if isinstance(field, models.CharField)]
    limited = [(model, field) for model, field in texts if field.max_length]
    assert len(limited) > 150
    for model, field in limited:
        assert refused(model, field, "长" * (field.max_length + 1)), (model, field)
        assert not refused(model, field, "长" * field.max_length), (model, field)


def test_characters_that_no_database_keeps_are_refused_in_every_column() -> None:
    kinds = (models.CharField, models.TextField, models.JSONField)
    texts = [(model, field) for model, field in COLUMNS if isinstance(field, kinds)]
    for model, field in texts:
        for text in ("甲\0", "甲\ud800"):
            value = {"said": [text]} if isinstance(field, models.JSONField) else text
            assert refused(model, field, value), (model, field)


def test_numbers_too_large_for_their_column_are_refused_in_every_column() -> None:
    for model, field in COLUMNS:
        if isinstance(field, models.DecimalField):
            most = Decimal(10) ** (field.max_digits - field.decimal_places)
            assert refused(model, field, most), (model, field)
            assert refused(model, field, Decimal("NaN")), (model, field)
        elif isinstance(field, models.IntegerField) and not field.primary_key:
            low, high = RANGES[field.get_internal_type()]
            assert refused(model, field, high + 1) and refused(model, field, low - 1), (model, field)


def long_named() -> Organization:
    return Organization(code="a", name="长" * 101, english="A", kind="bureau")


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: Organization.objects.bulk_create([row]),
        lambda row: insert_rows([row]),
        lambda row: Organization.objects.create(code="b", name=row.name),
        lambda row: Organization.objects.update_or_create(code="b", defaults={"name": row.name}),
    ],
)
def test_every_way_of_writing_is_guarded_and_says_which_column(write) -> None:
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        write(long_named())
    assert str(refusal.value) == "“名称”最多 100 个字。 请缩短。"
    assert not Organization.objects.exists()


def test_changing_many_at_once_is_guarded() -> None:
    row = Organization.objects.create(code="a", name="甲", english="A", kind="bureau")
    row.name = "长" * 101
    with pytest.raises(Refusal, match="名称"):
        Organization.objects.bulk_update([row], ["name"])
