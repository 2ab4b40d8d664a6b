"""The `meetings/` folder of a zone directory read whole: invented meetings, and all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from chaotou.core.issues import Issue, errors
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.meeting_rows import ToldMeetingSpec
from chaotou.core.zone.rules_for_meeting_files import check_meetings
from chaotou.core.zone.specs import Zone
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.yaml_entries import items_of, read_entry, section_faults
from chaotou.core.zone.yaml_text import read_yaml

FOLDER = "meetings"
SECTION = "meetings"


@dataclass(frozen=True)
class LoadedMeetings:
    """The meetings in the order they stand, where there are no errors, and all issues either way."""

    meetings: tuple[Entry[ToldMeetingSpec], ...] | None
    issues: list[Issue] = field(default_factory=list)


def load_meeting_files(path: FilePath, zone: Zone) -> LoadedMeetings:
    """The meetings of the zone directory at `path`; a folder that is not there has none."""
    files = sorted((path / FOLDER).glob("*.yaml"))
    found = [one for file in files for one in _read(path, f"{FOLDER}/{file.name}")]
    told = [one for one in found if isinstance(one, Entry)]
    issues = [one for one in found if isinstance(one, Issue)]
    issues += check_meetings(path, zone, told)
    return LoadedMeetings(None if errors(issues) else tuple(told), issues)


def _read(path: FilePath, file: str) -> Iterator[Entry[ToldMeetingSpec] | Issue]:
    text, issues = read_text(path, file)
    yield from issues
    if text is None:
        return
    read = read_yaml(text, file)
    yield from read.issues
    yield from section_faults(read, [SECTION])
    for at, item in enumerate(items_of(read, SECTION)):
        entry, wrong = read_entry(read, ToldMeetingSpec, item, (SECTION, at))
        yield from ([entry] if entry else [])
        yield from wrong
