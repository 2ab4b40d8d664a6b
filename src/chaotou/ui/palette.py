"""The colors charts share with the stylesheet; a test holds the two together."""

from __future__ import annotations

PAPER = "#fdfcf9"
INK = "#1b2126"
QUIET = "#5a646d"
LINE = "#dedad1"
LINE_STRONG = "#a9a598"
TIDE = "#0b5a82"
WASH = "#dcebf2"
ON_TRACK = "#1d7145"
AT_RISK = "#8a5a00"
BEHIND = "#b0251c"
FONTS = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'
