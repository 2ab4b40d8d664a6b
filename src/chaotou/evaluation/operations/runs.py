"""Drafting a run, publishing it, discarding a draft, and running again after revisions."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from chaotou.core.evaluation.scoring import evaluate
from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.periods import Period
from chaotou.evaluation import access, schemes, snapshots
from chaotou.evaluation.gathering.facts import Gathered, gather
from chaotou.evaluation.gathering.tabled import Table
from chaotou.evaluation.models import Appeal, Run
from chaotou.evaluation.snapshots import Upheld
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def draft_run(
    *,
    person: Person,
    scheme: str,
    period: Period,
    now: datetime,
    note: str = "",
    known_at: datetime | None = None,
    table: Table | None = None,
) -> Run:
    """Run a scheme (a code) over a period by what was published by `known_at` (None: now), as a draft.

    A `table` names further subjects and their figures; the run keeps it. `Refusal` for who may not, a scheme
    with errors or not made for the period, a table with faults, where a draft waits already, and where a
    run is published: that one is run again.
    """
    access.require(access.may_draft(person))
    if published(scheme, period) is not None:
        raise Refusal(
            Message("这个办法这一期已有发布的考评。"), Message("数据修订之后请用“再次考评”，差别会逐项说明。")
        )
    return _draft(person, scheme, period, now, note, known_at, None, table)


@transaction.atomic
def run_again(
    *,
    person: Person,
    run: str,
    now: datetime,
    note: str = "",
    known_at: datetime | None = None,
    table: Table | None = None,
) -> Run:
    """Draft the run (a code) anew, by the scheme as its file stands, today's figures and appeals upheld.

    A run that stood on a table stands on it again unless another is handed in. When published it supersedes
    the earlier run, which stays as it is. `Refusal` as for drafting, and for a
    run that is no published one or was superseded already.
    """
    access.require(access.may_draft(person))
    earlier = _locked(run)
    if earlier.state != Run.State.PUBLISHED:
        raise Refusal(Message("只有已发布的考评可以再次考评。"), Message("草稿请作废后重新起草。"))
    if earlier.superseded_by.filter(state=Run.State.PUBLISHED).exists():
        raise Refusal(Message("这次考评已被新的一次取代。"), Message("请在最新的一次上再次考评。"))
    period = Period(earlier.first_month, earlier.latest_month)
    kept = earlier.snapshot.get("table")
    table = table or (Table.kept(kept) if kept else None)
    return _draft(person, earlier.scheme, period, now, note, known_at, earlier, table)


@transaction.atomic
def publish_run(*, person: Person, run: str, now: datetime) -> Run:
    """Publish a draft: from then on it never changes. `Refusal` for one's own draft, and for no draft."""
    row = _locked(run)
    access.require(access.may_publish(person, row.created_by_id))
    return release(row, person, now)


@transaction.atomic
def discard_draft(*, person: Person, run: str, reason: str, now: datetime) -> Run:
    """Set a draft aside, with a reason. What is published is never set aside."""
    access.require(access.may_draft(person))
    row = _locked(run)
    _require_draft(row)
    if not reason.strip():
        raise Refusal(Message("请说明作废的原因。"))
    row.state = Run.State.DISCARDED
    row.save(update_fields=["state"])
    _journal(person, "discarded", row, {"state": Run.State.DRAFT}, now, {"reason": reason.strip()})
    return row


def release(row: Run, person: Person | None, now: datetime) -> Run:
    """Publish a locked run, in the name of a person or of the platform itself."""
    _require_draft(row)
    row.state, row.published_by, row.published_at = Run.State.PUBLISHED, person, now
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "published_by", "published_at"])
    except IntegrityError as error:
        raise Refusal(Message("这一期的考评刚刚已由他人发布，请刷新后再看。")) from error
    _journal(person, "published", row, {"state": Run.State.DRAFT}, now, {})
    return row


def published(scheme: str, period: Period) -> Run | None:
    """The published run of a scheme and period that none supersedes."""
    rows = Run.objects.filter(
        scheme=scheme,
        first_month=period.first,
        latest_month=period.latest,
        state=Run.State.PUBLISHED,
    )
    return rows.exclude(superseded_by__state=Run.State.PUBLISHED).first()


def _draft(
    person: Person | None,
    code: str,
    period: Period,
    now: datetime,
    note: str,
    known_at: datetime | None,
    supersedes: Run | None,
    table: Table | None,
) -> Run:
    """Run a scheme and keep it as a draft."""
    moment = known_at or now
    if moment > now:
        raise Refusal(Message("数据截至的时间不能晚于现在。"))
    scheme, text = schemes.sound(code)
    gathered = gather(scheme, period, moment, table)
    upheld = _upheld(code, period, gathered)
    row = Run(
        code=_code(code, period),
        scheme=code,
        first_month=period.first,
        latest_month=period.latest,
        known_at=moment,
        created_by=person,
        created_at=now,
        note=note.strip(),
        supersedes=supersedes,
        **_kept(text, gathered, upheld),
    )
    _save(row)
    _journal(person, "drafted", row, None, now, {})
    return row


def draft_for_platform(
    *, scheme: str, period: Period, now: datetime, note: str, table: Table | None = None
) -> Run:
    """A draft that nobody but the platform itself made, in the caller's transaction."""
    return _draft(None, scheme, period, now, note, None, None, table)


def _kept(text: str, gathered: Gathered, upheld: list[Upheld]) -> dict[str, Any]:
    """The columns that hold what a run stood on and what came of it."""
    snapshot = snapshots.snapshot_of(gathered, upheld)
    scheme = snapshots.scheme_in(text, snapshot)
    results = snapshots.results_of(evaluate(scheme, snapshots.facts_in(snapshot)))
    return {
        "scheme_text": text,
        "scheme_hash": hashlib.sha256(text.encode()).hexdigest(),
        "snapshot": snapshot,
        "results": results,
        "digest": snapshots.digest_of(text, snapshot, results),
    }


def _upheld(scheme: str, period: Period, gathered: Gathered) -> list[Upheld]:
    """The appeals upheld so far against runs of the scheme and period, of subjects that are scored."""
    rows = Appeal.objects.filter(
        run__scheme=scheme,
        run__first_month=period.first,
        run__latest_month=period.latest,
        outcome=Appeal.Outcome.UPHELD,
        subject__in=gathered.scored,
    )
    return [
        Upheld(row.pk, row.subject, row.criterion, row.points.normalize(), row.reason)
        for row in rows.order_by("pk")
        if row.points is not None
    ]


def _code(scheme: str, period: Period) -> str:
    """`bureaus-2024Q3-2`: the scheme, the period, and which run of it."""
    before = Run.objects.filter(scheme=scheme, first_month=period.first, latest_month=period.latest)
    return f"{scheme}-{str(period).replace('..', '_')}-{before.count() + 1}"


def _save(row: Run) -> None:
    """Write a draft; of two for one scheme and period the first stays."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal(Message("这个办法这一期已有一份草稿。"), Message("先发布或作废那份草稿。")) from error


def _require_draft(row: Run) -> None:
    if row.state == Run.State.PUBLISHED:
        raise Refusal(
            Message("这次考评已经发布，不再改变。"), Message("数据修订或申诉成立之后，请再次考评。")
        )
    if row.state != Run.State.DRAFT:
        raise Refusal(Message("这份草稿已经作废。"))


def _locked(code: str) -> Run:
    row = Run.objects.select_for_update(of=("self",), no_key=True).filter(code=code).first()
    if row is None:
        raise Missing(Message("没有考评“{code}”。", {"code": code}))
    return row


def _table_of(row: Run) -> dict[str, str] | None:
    """Which table a run stands on: its name and digest."""
    kept = row.snapshot.get("table")
    return {"name": kept["name"], "digest": kept["digest"]} if kept else None


def _journal(
    person: Person | None,
    act: str,
    row: Run,
    before: dict[str, object] | None,
    now: datetime,
    also: dict[str, object],
) -> None:
    after = {
        "state": row.state,
        "scheme": row.scheme,
        "period": str(Period(row.first_month, row.latest_month)),
        "known_at": row.known_at,
        "scheme_hash": row.scheme_hash,
        "digest": row.digest,
        "supersedes": row.supersedes.code if row.supersedes else None,
        "table": _table_of(row),
        "note": row.note,
        **also,
    }
    target = f"evaluation.run:{row.code}"
    journal.record(
        actor=person, act=f"evaluation.run.{act}", target=target, before=before, after=after, at=now
    )
