"""`lexicon.yaml`: the words of a zone's world, added to those the reader knows already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chaotou.core.intake.lexicon import Lexicon, check
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.zone.yaml_text import YamlText, read_yaml

FILE = "lexicon.yaml"


def zone_lexicon(zone: Path) -> Lexicon:
    """The reader's words in this zone; without a readable `lexicon.yaml`, the general ones."""
    read = _read(zone)
    general = Lexicon.default()
    return general.extended_with(read.data) if isinstance(read.data, dict) else general


def lexicon_issues(zone: Path) -> list[Issue]:
    """All that is wrong with `lexicon.yaml`; a zone without one has no issues."""
    read = _read(zone)
    if read.data is None:
        return read.issues
    if not isinstance(read.data, dict):
        return [*read.issues, Issue(Level.ERROR, Place(FILE, 1), Message("词表应由“名称:”分成几部分。"))]
    return [*read.issues, *(_with_line(issue, read) for issue in check(read.data, FILE))]


def _read(zone: Path) -> YamlText:
    path = zone / FILE
    if not path.is_file():
        return YamlText(FILE)
    return read_yaml(path.read_text(encoding="utf-8-sig", errors="replace"), FILE)


def _with_line(issue: Issue, read: YamlText) -> Issue:
    line = read.line(tuple(issue.place.path.split(".", 1)))
    return replace(issue, place=replace(issue.place, line=line))
