"""A fortnight of matters, lived on a platform of its own whose day is moved on.

From late September over National Day, with its make-up Sunday and Saturday, into October.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser

from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_zone

from .acting import fill, read, send
from .conftest import Visit, Visitor, arrivals
from .serving import CHAOTOU, ROOT, environment, served

TODAY = re.compile(r'today[^"]*">\s*<p class="day"><time datetime="([^"]+)"')
PATIENCE = 30
"""Seconds in which the pages have come to another day: they look at the zone's files once a second."""


@dataclass
class Fortnight:
    """A platform whose day is told to it; people stay at their screens."""

    site: str
    home: Path
    zone: Path
    come: Visit

    def on(self, day: str) -> None:
        """Let the zone live on a day, and wait until its pages do."""
        file, aside = self.zone / "zone.yaml", self.zone.parent / "zone.yaml"
        aside.write_text(re.sub(r"as_of: \S+", f"as_of: {day}", file.read_text("utf-8")), "utf-8")
        aside.replace(file)
        looking, given_up = self.come("linxiao").page.request, monotonic() + PATIENCE
        while monotonic() < given_up:
            shown = TODAY.search(looking.get(f"{self.site}/matters/calendar/").text())
            if shown and shown[1] == day:
                return
            sleep(0.1)
        pytest.fail(f"The pages did not come to {day}.")

    def tick(self) -> None:
        """The scheduled work, as cron runs it; what it says is shown where a test fails."""
        command, named = [*CHAOTOU, "tick"], environment(self.home, self.zone)
        done = subprocess.run(command, cwd=ROOT, env=named, capture_output=True, text=True)
        print(done.stdout, done.stderr)
        assert done.returncode == 0

    @property
    def calendar(self) -> WorkdayCalendar:
        zone = load_zone(self.zone).zone
        assert zone is not None
        return zone.workdays


def lived(
    demonstration: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fortnight]:
    """A copy of what is loaded, on a copy of the zone's directory."""
    copies = tmp_path_factory.mktemp("fortnight")
    there = shutil.copytree(demonstration, copies / "var")
    zone = shutil.copytree(ROOT / "zones/demo", copies / "demo")
    for address in served("run", there, zone):
        for come in arrivals(address, chromium, {}):
            yield Fortnight(address, there, zone, cache(come))


def register(visitor: Visitor, kind: str, **said: object) -> str:
    """Register a matter; its code."""
    read(visitor, f"/matters/new/{kind}/")
    fill(visitor, **said)
    assert "已登记" in send(visitor)
    return visitor.page.url.rstrip("/").split("/")[-1]


def take(visitor: Visitor, code: str, act: str, **said: object) -> str:
    """Take a step from the matter's page; the page afterwards."""
    read(visitor, f"/matters/{code}/")
    visitor.follow(f"nav.acts a[href$='/do/{act}/']")
    fill(visitor, **said)
    shown = send(visitor)
    assert visitor.page.url.endswith(f"/matters/{code}/"), shown
    return shown


def may(visitor: Visitor, code: str, act: str) -> bool:
    """Whether the form of a step opens, or is refused."""
    status = visitor.page.request.get(f"{visitor.site}/matters/{code}/do/{act}/").status
    assert status in (200, 403)
    return bool(status == 200)


def quiet(*visitors: Visitor, refused: int = 0) -> bool:
    """Whether the browsers complained of nothing but so many refusals on purpose; they begin anew."""
    heard = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.complaints.clear()
    assert len(heard) == refused and all("status of 4" in one for one in heard), heard
    return True
