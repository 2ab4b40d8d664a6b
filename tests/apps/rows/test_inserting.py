"""Many rows written at once are looked at as strictly as one, and keep what they were given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.organization.models import Organization
from chaotou.rows.inserting import insert_columns

pytestmark = pytest.mark.django_db


def organizations(*names: str) -> None:
    codes = [f"a{place}" for place in range(len(names))]
    insert_columns(Organization, len(names), {"code": codes, "name": names, "kind": ["bureau"] * len(names)})


def entries(*said: object) -> None:
    columns = {
        "number": range(len(said)),
        "after": said,
        "at": [datetime(2024, 1, 1, tzinfo=UTC)] * len(said),
    }
    insert_columns(Entry, len(said), columns)


def test_one_name_too_long_or_with_a_character_nobody_keeps_stops_them_all() -> None:
    for wrong in ("长" * 101, "甲\0", "甲\ud800"):
        with pytest.raises(Refusal, match="名称"):
            organizations("甲", wrong, "乙")
    assert not Organization.objects.exists()


@pytest.mark.parametrize("wrong", ["甲\0", "甲\ud800"])
def test_what_no_database_keeps_is_found_within_json(wrong: str) -> None:
    with pytest.raises(Refusal, match="此后"):
        entries({"said": "甲"}, {"said": [wrong]})


def test_json_comes_back_as_it_was_given() -> None:
    given = [
        {"said": "甲"},
        {"said": "𠮷 😀"},
        {"said": r"C:\u0000\ud800"},
        {},
        {"a": [1, None, True, "2.50"]},
    ]
    entries(*given)
    assert list(Entry.objects.order_by("number").values_list("after", flat=True)) == given
