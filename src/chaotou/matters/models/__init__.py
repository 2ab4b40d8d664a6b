"""Columns and constraints of matters: the register, clocks, history, letters, links and notices."""

from __future__ import annotations

from chaotou.matters.models.clocks import Extension, MatterClock, Suspension, ToleratedGap
from chaotou.matters.models.history import Attachment, ProgressReport, Rating, Step
from chaotou.matters.models.incoming import IncomingMail
from chaotou.matters.models.notices import MOST_TRIES, Delivery, GroupDelivery, Link, Notice
from chaotou.matters.models.register import Assignment, Matter, MatterImport, MatterNode, PersonalData

__all__ = [
    "MOST_TRIES",
    "Assignment",
    "Attachment",
    "Delivery",
    "Extension",
    "GroupDelivery",
    "IncomingMail",
    "Link",
    "Matter",
    "MatterClock",
    "MatterImport",
    "MatterNode",
    "Notice",
    "PersonalData",
    "ProgressReport",
    "Rating",
    "Step",
    "Suspension",
    "ToleratedGap",
]
