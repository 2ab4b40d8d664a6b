"""The real application, loaded with the demo zone, and a real Chromium to look at it.

Everything here is skipped, loudly, where there is no Chromium.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from .serving import ROOT, loaded_once, served, shared_by_workers

if TYPE_CHECKING:
    from .fortnight import Fortnight

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The lightest first: without windows it takes half the time."""
CHROMIUM = os.environ.get("CHAOTOU_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "chaotou-demo"
LOCALES = {"zh": "zh-CN", "en": "en-US"}
DESK, PHONE = 1440, 390


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker has a server and a browser; what only reads comes first, then what lasts longest.

    They come after all others: where Playwright has begun, Django takes every test for one of a running loop.
    """
    items.sort(key=_turn)
    here = [item for item in items if _is_here(item)]
    for item in here:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if CHROMIUM is None:
            item.add_marker(
                pytest.mark.skip(reason="there is no Chromium here (CHAOTOU_CHROMIUM names another)")
            )
    if here and CHROMIUM is None:
        warnings.warn(f"No Chromium: {len(here)} browser tests are SKIPPED.", stacklevel=1)


def _is_here(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


def _turn(item: pytest.Item) -> tuple[bool, bool, bool]:
    lives_long = "fortnight" in getattr(item, "fixturenames", ())
    return _is_here(item), "every_page" not in item.path.name, not lives_long


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `chaotou demo` has loaded the zone: copied, never served again."""
    return loaded_once(shared_by_workers(tmp_path_factory))


@pytest.fixture(scope="session")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, with a database of its own, holding the demo zone."""
    home = tmp_path_factory.mktemp("home") / "var"
    shutil.copytree(demonstration, home)
    yield from served("run", home, ROOT / "zones/demo")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a screen of a width, reading a language; what the browser complained about is kept."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({self.page.url})")

    def open(self, path: str) -> int:
        """Open a path and wait until it is loaded, with what it fetches by itself; the status."""
        answer = self.page.goto(self.site + path)
        self.page.locator(".htmx-request").first.wait_for(state="detached")
        assert answer is not None
        return answer.status

    def follow(self, selector: str) -> None:
        """Press what leads to another page and wait until that page is there."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def fits(self, width: int) -> bool:
        """Whether the whole page, once loaded, is read without scrolling sideways."""
        self.page.wait_for_load_state()
        return bool(self.page.evaluate("document.documentElement.scrollWidth") <= width)

    def sign_in(self, username: str) -> None:
        self.open("/sign-in/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "sign-in" not in url)


Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def _states() -> dict[tuple[str, str], object]:
    return {}


@pytest.fixture
def visit(site: str, chromium: Browser, _states: dict) -> Iterator[Visit]:
    """`visit("guyuan", language="en", width=390)` signs in; without a name nobody is signed in."""
    yield from arrivals(site, chromium, _states)


def arrivals(site: str, chromium: Browser, states: dict) -> Iterator[Visit]:
    contexts: list[BrowserContext] = []

    def come(username: str = "", *, language: str = "zh", width: int = DESK, **options: object) -> Visitor:
        known = states.get((username, language)) if username else None
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=LOCALES[language],
            storage_state=known,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        visitor = Visitor(context, site)
        if username and known is None:
            visitor.sign_in(username)
            states[username, language] = context.storage_state()
        return visitor

    yield come
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def reader(site: str, chromium: Browser, _states: dict) -> Iterator[Visit]:
    """As `visit`, of people who stay at their screens from page to page of a module."""
    for come in arrivals(site, chromium, _states):
        yield cache(come)


@pytest.fixture(scope="module")
def fortnight(
    demonstration: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fortnight]:
    """A platform of a module's own, whose day is told to it."""
    from .fortnight import lived

    yield from lived(demonstration, chromium, tmp_path_factory)
