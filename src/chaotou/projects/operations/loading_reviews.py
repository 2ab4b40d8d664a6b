"""The evidence and the reviews of a zone's project files."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from chaotou.core.projects.review import Promise, rules_on
from chaotou.core.zone.project_rows import EvidenceRow, OpinionRow, ReviewRow
from chaotou.figures.operations.loading import evening
from chaotou.projects.models import Condition, Evidence, Opinion, Review
from chaotou.projects.operations.loading_keys import BATCH, Keys
from chaotou.projects.operations.putting_forward import computed_review, evidence_of
from chaotou.projects.operations.review import whole_marks
from chaotou.projects.review_case import case_of


def load_evidence(keys: Keys) -> None:
    """Files of the zone directory become evidence; the same file is kept once."""
    kept: dict[str, tuple[str, str]] = {}
    rows = [_evidence(keys, row, kept) for row in keys.rows("evidence")]
    Evidence.objects.bulk_create(rows, batch_size=BATCH)


def _evidence(keys: Keys, row: EvidenceRow, kept: dict[str, tuple[str, str]]) -> Evidence:
    if row.file not in kept:
        kept[row.file] = _stored((Path(settings.ZONE) / row.file).read_bytes(), PurePath(row.file).suffix)
    digest, name = kept[row.file]
    return Evidence(
        project=keys.projects[row.project],
        move_id=keys.moves[row.project, row.stage] if row.stage else None,
        kind=row.kind,
        file=name,
        name=PurePath(row.file).name,
        sha256=digest,
        taken_at=timezone.make_aware(row.taken_at) if row.taken_at else None,
        longitude=row.longitude,
        latitude=row.latitude,
        added_by_id=keys.person(row.added_by),
        added_at=evening(row.added_on),
    )


def _stored(data: bytes, suffix: str) -> tuple[str, str]:
    """The digest of a file and the name it is stored under, which follows from it."""
    field, digest = Evidence._meta.get_field("file"), sha256(data).hexdigest()
    name = f"projects/{digest[:2]}/{digest[:32]}{suffix}"
    if not field.storage.exists(name):
        field.storage.save(name, ContentFile(data))
    return digest, name


def load_reviews(keys: Keys) -> None:
    """Reviews computed by the rules of their day, with opinions and conditions."""
    rows = sorted(keys.rows("reviews"), key=lambda row: row.put_forward_on)
    reviews = {(row.project, row.batch): _review(keys, row) for row in rows}
    Review.objects.bulk_create(reviews.values(), batch_size=BATCH)
    Opinion.objects.bulk_create(_opinions(keys, reviews), batch_size=BATCH)
    Condition.objects.bulk_create(_conditions(keys, reviews), batch_size=BATCH)


def _review(keys: Keys, row: ReviewRow) -> Review:
    found = rules_on(keys.zone.reviews, row.meets_on)
    if found is None:
        raise ValueError(f"{row.batch}: no rules of review are in force on {row.meets_on}")
    promises = [Promise(kind, text) for kind, _, text in (one.partition(":") for one in row.promises)]
    project = keys.projects[row.project]
    review = computed_review(project, keys.zone, found, row.meets_on, promises)
    review.batch, review.dossier = row.batch, evidence_of(project)
    review.put_forward_by_id, review.put_forward_at = (
        keys.person(row.put_forward_by),
        evening(row.put_forward_on),
    )
    review.outcome, review.reason = row.outcome, row.reason
    review.decided_by_id = keys.person(row.decided_by)
    review.decided_at = evening(row.decided_on) if row.decided_on else None
    return review


def _opinions(keys: Keys, reviews: dict[tuple[str, str], Review]) -> Iterator[Opinion]:
    for row in keys.rows("opinions"):
        review = reviews[row.project, row.batch]
        yield Opinion(
            review=review,
            member_id=keys.person(row.member),
            is_recused=row.recused,
            marks=_marks(review, row) if row.given_on else {},
            comment=row.comment,
            vote=row.vote,
            given_at=evening(row.given_on) if row.given_on else None,
        )


def _marks(review: Review, row: OpinionRow) -> dict[str, str]:
    given = {item: Decimal(points) for item, _, points in (mark.partition("=") for mark in row.marks)}
    whole = whole_marks(case_of(review, ()), given)
    return {code: f"{mark:f}" for code, mark in whole.items() if mark is not None}


def _conditions(keys: Keys, reviews: dict[tuple[str, str], Review]) -> Iterator[Condition]:
    for row in keys.rows("conditions"):
        yield Condition(
            review=reviews[row.project, row.batch],
            text=row.text,
            organization_id=keys.organization(row.organization),
            due_on=row.due_on,
            met_on=row.met_on,
            met_by_id=keys.person(row.met_by),
            note=row.note,
            confirmed_by_id=keys.person(row.confirmed_by),
            confirmed_at=evening(row.confirmed_on) if row.confirmed_on else None,
        )
