"""What can be done with enterprises: each act checks who asks, writes its rows and adds one journal entry."""

from __future__ import annotations

from chaotou.enterprises.operations.contacts import (
    change_contact,
    read_contact,
    record_contact,
    remove_contact,
)
from chaotou.enterprises.operations.loading import load_enterprises
from chaotou.enterprises.operations.merges import merge_enterprises, require_mergeable, undo_merge
from chaotou.enterprises.operations.recording import Alike, Taken, change_enterprise, record_enterprise

__all__ = [
    "Alike",
    "Taken",
    "change_contact",
    "change_enterprise",
    "load_enterprises",
    "merge_enterprises",
    "read_contact",
    "record_contact",
    "record_enterprise",
    "remove_contact",
    "require_mergeable",
    "undo_merge",
]
