"""What tests of several apps are made of: the clock that stands, robots that are heard, a paper."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from chaotou.matters.operations.sending import Send

PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def clock_stands(monkeypatch, now) -> None:
    """Pages ask the clock; here it stands at `now`."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def robots(monkeypatch) -> SimpleNamespace:
    """`robots.heard` by address, `robots.bodies` as written; those in `robots.silent` fail."""
    held = SimpleNamespace(heard=[], bodies=[], silent=set())

    def robot(address: str) -> Send:
        def send(_title: str, body: str) -> str:
            if address in held.silent:
                return "not delivered"
            held.heard.append(address)
            held.bodies.append(body)
            return ""

        return send

    monkeypatch.setattr("chaotou.matters.operations.sending._robot", robot)
    return held
