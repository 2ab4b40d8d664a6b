"""Merging loses nothing and is taken apart exactly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.enterprises import facts, operations
from chaotou.enterprises.lineage import family_of
from chaotou.enterprises.merging import changes, outcome, restored
from chaotou.enterprises.models import Enterprise, Merge
from chaotou.enterprises.queries import detail as queries
from chaotou.journal.models import Entry

CODE = "91110000600037341L"


@pytest.fixture
def pair(record) -> tuple[Enterprise, Enterprise]:
    kept = record("华芯半导体有限公司", city="苏州", tags=["重点"], note="第一行")
    absorbed = record(
        "华芯半导体（苏州）",
        credit_code=CODE,
        city="无锡",
        industry="3973",
        tags=["外资", "重点"],
        note="第二行",
    )
    return kept, absorbed


def _merge(person, pair, now) -> Merge:
    kept, absorbed = pair
    return operations.merge_enterprises(
        person=person, kept=kept.pk, absorbed=absorbed.pk, reason="同一家", now=now
    )


def test_a_merge_fills_what_is_empty_and_joins_the_rest(pair, zhoumin, now) -> None:
    _merge(zhoumin, pair, now)
    kept, absorbed = (Enterprise.objects.get(pk=one.pk) for one in pair)
    assert (kept.credit_code, kept.city, kept.industry) == (CODE, "苏州", "C3973")
    assert (kept.aliases, kept.tags, kept.note) == (
        ["华芯半导体（苏州）"],
        ["重点", "外资"],
        "第一行\n第二行",
    )
    assert (absorbed.merged_into, absorbed.credit_code, absorbed.city) == (kept, CODE, "无锡")
    assert Entry.objects.latest("number").act == "enterprises.enterprise.merged"


def test_undoing_gives_both_rows_back_exactly(pair, zhoumin, now) -> None:
    before = [facts.values(one) for one in pair]
    merge = _merge(zhoumin, pair, now)
    assert operations.undo_merge(person=zhoumin, merge=merge.pk, now=now + timedelta(days=1)) == []
    rows = [Enterprise.objects.get(pk=one.pk) for one in pair]
    assert [facts.values(row) for row in rows] == before
    assert rows[1].merged_into is None
    assert [row.grams for row in rows] == [facts.searchable(row) for row in rows]
    with pytest.raises(Refusal, match="已经撤销"):
        operations.undo_merge(person=zhoumin, merge=merge.pk, now=now)


def test_what_was_changed_since_stays_and_is_said(pair, zhoumin, linxiao, now) -> None:
    merge = _merge(zhoumin, pair, now)
    kept = pair[0].pk
    operations.change_enterprise(
        person=linxiao, enterprise=kept, now=now, industry="3972", tags=["重点", "外资", "新"]
    )
    assert operations.undo_merge(person=zhoumin, merge=merge.pk, now=now) == ["industry"]
    row = Enterprise.objects.get(pk=kept)
    assert (row.industry, row.tags, row.credit_code) == ("C3972", ["重点", "新"], "")


def test_who_points_at_the_absorbed_is_led_on(pair, record, contact, zhoumin, linxiao, world, now) -> None:
    kept, absorbed = pair
    child = record("华芯封装", parent=absorbed.pk)
    operations.record_contact(
        person=linxiao, enterprise=absorbed.pk, organization=world.economy.pk, now=now, name="乙某"
    )
    _merge(zhoumin, pair, now)
    assert queries.kept(linxiao, absorbed.pk).pk == kept.pk
    detail = queries.detail(linxiao, queries.kept(linxiao, absorbed.pk))
    assert detail.subsidiaries == [child]
    assert len(detail.contacts) == 1
    assert queries.detail(linxiao, child).parent.pk == kept.pk


def test_the_latest_merge_is_undone_first(pair, record, zhoumin, now) -> None:
    first = _merge(zhoumin, pair, now)
    third = record("华芯微电子")
    second = operations.merge_enterprises(
        person=zhoumin, kept=third.pk, absorbed=pair[0].pk, reason="同一家", now=now
    )
    assert sorted(family_of(third.pk)) == sorted([third.pk, *(one.pk for one in pair)])
    with pytest.raises(Refusal, match="请先撤销之后的合并"):
        operations.undo_merge(person=zhoumin, merge=first.pk, now=now)
    operations.undo_merge(person=zhoumin, merge=second.pk, now=now)
    operations.undo_merge(person=zhoumin, merge=first.pk, now=now)
    assert not Enterprise.objects.exclude(merged_into=None).exists()


def test_a_parent_that_is_absorbed_gives_way_to_its_own(record, zhoumin, now) -> None:
    group = record("远景集团")
    middle = record("远景科技", parent=group.pk)
    firm = record("远景科技有限公司", parent=middle.pk)
    merge = operations.merge_enterprises(
        person=zhoumin, kept=firm.pk, absorbed=middle.pk, reason="同一家", now=now
    )
    assert Enterprise.objects.get(pk=firm.pk).parent == group
    operations.undo_merge(person=zhoumin, merge=merge.pk, now=now)
    assert Enterprise.objects.get(pk=firm.pk).parent == middle


def test_no_merge_makes_an_enterprise_its_own_parent(record, zhoumin, now) -> None:
    """The absorbed is below the kept; then somebody stands between the two."""
    top = record("远景集团")
    below = record("远景集团公司", parent=top.pk)
    between = record("远景控股", parent=top.pk)
    lowest = record("远景集团总公司", parent=between.pk)
    for gone in (below, lowest):
        operations.merge_enterprises(person=zhoumin, kept=top.pk, absorbed=gone.pk, reason="同一家", now=now)
        assert Enterprise.objects.get(pk=top.pk).parent is None
    operations.merge_enterprises(person=zhoumin, kept=between.pk, absorbed=top.pk, reason="同一家", now=now)
    assert Enterprise.objects.get(pk=between.pk).parent is None


@pytest.mark.parametrize("who", ["linxiao", "guyuan", "shenjie"])
def test_only_reviewers_merge(request, pair, who, now) -> None:
    with pytest.raises(Refusal, match="审核岗位办理"):
        _merge(request.getfixturevalue(who), pair, now)


def test_what_cannot_be_one_is_refused(pair, record, zhoumin, now) -> None:
    kept, absorbed = pair
    other = record("远景科技")
    for into, gone, why in ((kept, kept, "请选另一家"), (kept, absorbed, "为什么")):
        with pytest.raises(Refusal, match=why):
            operations.merge_enterprises(person=zhoumin, kept=into.pk, absorbed=gone.pk, reason=" ", now=now)
    _merge(zhoumin, pair, now)
    with pytest.raises(Refusal, match="已并入"):
        operations.merge_enterprises(
            person=zhoumin, kept=other.pk, absorbed=absorbed.pk, reason="同一家", now=now
        )


_WORD = st.sampled_from(["", "甲", "乙", "丙"])
_WORDS = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), unique=True, max_size=3)
_VALUES = st.fixed_dictionaries(
    {
        **dict.fromkeys(facts.FIELDS, _WORD),
        "name": st.sampled_from(["甲", "乙"]),
        "aliases": _WORDS,
        "tags": _WORDS,
        "parent_id": st.sampled_from([None, 2, 3]),
        "registered_capital": st.none() | st.decimals(0, 9, places=2),
        "is_local": st.booleans(),
    }
)


@given(_VALUES, _VALUES)
def test_nothing_is_lost_by_a_merge_and_all_of_it_goes_back(kept, absorbed) -> None:
    after = outcome(kept, absorbed, {2})
    names = {after["name"], after["short"], *after["aliases"]}
    assert {absorbed["name"], *absorbed["aliases"], *kept["aliases"]} <= names
    assert {*kept["tags"], *absorbed["tags"]} == set(after["tags"])
    assert all(after[field] for field in ("city", "industry") if kept[field] or absorbed[field])
    back, stays = restored(after, changes(kept, after))
    assert stays == []
    assert {**after, **back} == kept
