"""Charts and stylesheet use the same colors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import chaotou.ui
from chaotou.ui import palette

CSS = (Path(chaotou.ui.__file__).parent / "static/ui/chaotou.css").read_text()


@pytest.mark.parametrize(
    "name", ["PAPER", "INK", "QUIET", "LINE", "LINE_STRONG", "TIDE", "WASH", "ON_TRACK", "AT_RISK", "BEHIND"]
)
def test_a_chart_color_is_the_stylesheets(name):
    token = re.search(rf"--{name.lower().replace('_', '-')}: (#\w+);", CSS)
    assert token is not None and token[1] == getattr(palette, name)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["INK", "QUIET", "TIDE", "ON_TRACK", "AT_RISK", "BEHIND"])
@pytest.mark.parametrize("ground", ["#fdfcf9", "#f6f4ee", "#dcebf2"])
def test_every_word_stands_out_from_every_ground(name, ground):
    light, dark = sorted([_luminance(ground), _luminance(getattr(palette, name))], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
