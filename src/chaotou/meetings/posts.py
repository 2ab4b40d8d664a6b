"""Who holds the posts that a kind of meeting names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.organization.models import Person, Post

WORKING: Final = (Post.Duty.RECORDS, Post.Duty.REVIEWS)
"""The duties by which people of an office run its meetings."""


def holder_of(post: str) -> Person | None:
    """Who holds a post (a code) now. One query."""
    held = Post.objects.filter(code=post, person__isnull=False, held_until_on__isnull=True)
    found = held.select_related("person").first()
    return found.person if found else None


def holders_of(posts: Iterable[str]) -> list[Person]:
    """Who holds these posts (codes) now, in their order, each once. One query."""
    held = Post.objects.filter(code__in=list(posts), person__isnull=False, held_until_on__isnull=True)
    by_post = {post.code: post.person for post in held.select_related("person", "person__organization")}
    found = (by_post[post] for post in posts if post in by_post)
    return list({person.pk: person for person in found if person}.values())


def office_of(kind: MeetingKindSpec) -> list[Person]:
    """Who runs meetings of a kind now: recorders and reviewers of its office, each once. One query."""
    working = Post.objects.filter(
        organization__code=kind.office, duty__in=WORKING, person__isnull=False, held_until_on__isnull=True
    )
    held = working.select_related("person").order_by("organization__order", "code")
    return list(dict.fromkeys(post.person for post in held if post.person))
