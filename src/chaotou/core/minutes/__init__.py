"""Reading minutes 会议纪要: which meeting it was, and what it decided; proposals that a person accepts."""

from __future__ import annotations

from chaotou.core.minutes.drafts import (
    Concern,
    DecisionDraft,
    DecisionIssue,
    DecisionKind,
    Head,
    Minutes,
    Owner,
)
from chaotou.core.minutes.reader import read_decisions, read_minutes

__all__ = [
    "Concern",
    "DecisionDraft",
    "DecisionIssue",
    "DecisionKind",
    "Head",
    "Minutes",
    "Owner",
    "read_decisions",
    "read_minutes",
]
