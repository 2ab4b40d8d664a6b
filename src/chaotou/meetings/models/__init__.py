"""Columns and constraints of meetings: who met about what, and what was decided."""

from __future__ import annotations

from chaotou.meetings.models.meeting import Attendance, Ballot, Meeting, Topic, TopicPaper
from chaotou.meetings.models.minutes import MinuteLine, MinutesText

__all__ = ["Attendance", "Ballot", "Meeting", "MinuteLine", "MinutesText", "Topic", "TopicPaper"]
