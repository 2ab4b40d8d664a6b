"""What a meeting is called: its code and its name, and what its decisions say of where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from chaotou.core.zone.meeting_specs import MeetingKindSpec

MEETING = "{meeting}"
"""Stands for the name of the meeting in what a kind fills the form of its decisions with."""


@dataclass(frozen=True)
class MeetingName:
    code: str
    chinese: str
    english: str


def name_of(kind: MeetingKindSpec, year: int, number: int) -> MeetingName:
    """The meeting of a kind with this number in its year: 2024年第7次主任办公会."""
    return MeetingName(
        f"{kind.code.replace('_', '-')}-{year}-{number:02d}",
        f"{year}年{kind.number.format(number=number)}{kind.name}",
        f"{kind.english} No. {number} of {year}",
    )


def next_number(taken: list[int]) -> int:
    """The number after the highest given in the year; those of meetings called off are not given again."""
    return max(taken, default=0) + 1


def form_of(kind: MeetingKindSpec, meeting: str) -> dict[str, str]:
    """What the form of a decision's matter is filled with."""
    return {field: value.replace(MEETING, meeting) for field, value in kind.fills.items()}
