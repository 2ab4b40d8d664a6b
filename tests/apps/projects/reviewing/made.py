"""What the tests of reviews are made of: figures, marks, people, papers, opinions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from chaotou.organization.models import Organization, Person, Post
from chaotou.projects.models import Evidence, Opinion, Review
from chaotou.projects.operations.review import give_opinion

ON = date(2024, 8, 12)
FIGURES = {
    "fixed_investment": 300_000_000,
    "land_mu": 100,
    "yearly_output": 500_000_000,
    "yearly_tax": 25_000_000,
}
PARTICULARS = {
    "energy_tce": "2000",
    "emissions_t": "3",
    "rd_spend": "12000000",
    "floor_area_m2": "90000",
    "footprint_m2": "30000",
    "jobs": "320",
}
MARKS = {
    "industry_policy": Decimal(10),
    "chain_fit": Decimal(4),
    "investor": Decimal(8),
    "environment": Decimal(9),
    "safety": Decimal(5),
    "siting": Decimal("4.5"),
}
PAPERS = ("study", "visit_record", "investor_identity")


def person(username: str, organization: Organization, duty: str) -> Person:
    found = Person.objects.create(
        username=username, name=username, english=username, organization=organization
    )
    Post.objects.create(
        code=f"{username}_post", organization=organization, title="x", duty=duty, person=found
    )
    return found


def paper(project, kind: str, now) -> Evidence:
    name, seal = f"{kind}.pdf", sha256(kind.encode()).hexdigest()
    return Evidence.objects.create(
        project=project, kind=kind, file=name, name=name, sha256=seal, added_at=now
    )


def say(review: Review, actor: Person, now, **said: Any) -> Opinion:
    usual = {"marks": MARKS, "vetoes": [], "comment": "", "vote": "for"}
    return give_opinion(review=review.pk, actor=actor, now=now, **{**usual, **said})


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("opinion.pdf", b"%PDF-1.7 approved")
