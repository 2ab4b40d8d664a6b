"""The standings from the command line: on which day, and when there are none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from chaotou.cli import main
from chaotou.cli.standings import _latest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "zh-hans")
    monkeypatch.setenv("CHAOTOU_ZONE", str(ROOT / "zones/demo"))


@pytest.mark.parametrize(
    ("arguments", "day"), [([], "2024-08-20"), (["--as-of", "2024-03-31"], "2024-03-31")]
)
def test_without_a_date_they_are_of_the_day_the_pages_open_on(
    arguments: list[str], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["standings", *arguments]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"截至 {day} 还没有目标。\n")


def test_as_json_no_targets_are_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standings", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


@pytest.mark.parametrize(("latest", "shown"), [(Decimal(84), "84（合成）"), (None, "—")])
def test_only_a_figure_that_is_shown_is_said_to_be_synthetic(latest: Decimal | None, shown: str) -> None:
    row = SimpleNamespace(latest=latest, is_synthetic=True)
    assert _latest(row, 0) == shown  # type: ignore[arg-type]
