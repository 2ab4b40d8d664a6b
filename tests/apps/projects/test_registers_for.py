"""For whom a person registers is kept, until an act changes who holds which post."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from chaotou.journal.operations import record
from chaotou.organization.models import Post
from chaotou.organization.operations import assign_post


@pytest.fixture
def offered(settings, signed_in, linxiao, now):
    """The organizations that the form offers 林晓, once the journal tells of an account."""
    in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "default": in_memory}
    cache.clear()
    record(actor=None, act="organization.tested", target="organization:0", before=None, after=None, at=now)
    browser = signed_in(linxiao)

    def offered() -> list[str]:
        form = browser.get(reverse("projects:register_lead")).context["form"]
        return [code for code, _name in form.fields["organization"].choices]

    return offered


def test_a_post_given_meanwhile_is_offered_with_the_next_click(offered, world, linxiao, shenjie, now):
    assert offered() == ["economy"]
    seat = Post.objects.create(code="p-two", title="招商专员", organization=world.commerce, duty="records")
    assert offered() == ["economy"]
    assign_post(actor=shenjie, post=seat.code, person=linxiao, on=now.date(), now=now)
    assert set(offered()) == {"economy", "commerce"}
