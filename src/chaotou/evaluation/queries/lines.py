"""Runs as lines: what a list and the head of a page show, and the row behind a code as far as one sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Message, Missing
from chaotou.core.periods import Period
from chaotou.evaluation import schemes
from chaotou.evaluation.access import Sight, System, sight
from chaotou.evaluation.models import Run
from chaotou.evaluation.windows import closes_on

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class RunLine:
    """One run; people have `name` and `english`. `closes_on` is the last day for appeals, None without."""

    code: str
    scheme: str
    title: str
    english: str
    period: Period
    known_at: datetime
    state: str
    created_by: Any
    created_at: datetime
    published_by: Any
    published_at: datetime | None
    note: str
    supersedes: str
    superseded_by: str
    subjects: int
    is_synthetic: bool
    closes_on: date | None

    @property
    def is_draft(self) -> bool:
        return self.state == Run.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == Run.State.PUBLISHED

    @property
    def is_current(self) -> bool:
        """Whether it is published and none supersedes it."""
        return self.is_published and not self.superseded_by


def runs(reader: Asker | System, scheme: str = "") -> list[RunLine]:
    """Runs within sight, latest first, of all schemes or one; drafts only for who sees everything."""
    found = rows(sight(reader)).defer("results")
    return lines(found.filter(scheme=scheme) if scheme else found)


def run(reader: Asker | System, code: str) -> RunLine:
    """One run; `Missing` where there is none that the reader sees."""
    return line(one(sight(reader), code))


def one(seen: Sight, code: str) -> Run:
    row = rows(seen).filter(code=code).first()
    if row is None:
        raise Missing(Message("没有考评“{code}”，或它还没有发布。", {"code": code}))
    return row


def rows(seen: Sight) -> QuerySet[Run]:
    found = Run.objects.select_related("created_by", "published_by", "supersedes")
    found = found.prefetch_related("superseded_by").exclude(state=Run.State.DISCARDED)
    return found if seen.everything else found.filter(state=Run.State.PUBLISHED)


def lines(found: Iterable[Run]) -> list[RunLine]:
    """Runs as lines; each scheme's text is read once."""
    texts: dict[str, SchemeSpec] = {}
    made = []
    for row in found:
        if row.scheme_hash not in texts:
            texts[row.scheme_hash] = schemes.of_text(row.scheme_text)
        made.append(line(row, texts[row.scheme_hash]))
    return made


def line(row: Run, scheme: SchemeSpec | None = None) -> RunLine:
    spec = scheme or schemes.of_text(row.scheme_text)
    followers = [one.code for one in row.superseded_by.all() if one.state == Run.State.PUBLISHED]
    return RunLine(
        code=row.code,
        scheme=row.scheme,
        title=spec.title,
        english=spec.english,
        period=Period(row.first_month, row.latest_month),
        known_at=row.known_at,
        state=row.state,
        created_by=row.created_by,
        created_at=row.created_at,
        published_by=row.published_by,
        published_at=row.published_at,
        note=row.note,
        supersedes=row.supersedes.code if row.supersedes else "",
        superseded_by=followers[0] if followers else "",
        subjects=len(row.snapshot["scored"]),
        is_synthetic=any(citation["synthetic"] for *_, citation in row.snapshot["citations"]),
        closes_on=closes_on(row, spec),
    )
