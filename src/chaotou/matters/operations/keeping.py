"""What the journal keeps of matters: what an act changed; of strict ones and of persons, seals alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.crypto import salted_hmac

from chaotou.journal import operations as journal
from chaotou.journal.chain import plain
from chaotou.matters.access import Actor, Applicant, person_of
from chaotou.matters.models import Matter

KEPT: Final = (
    "state",
    "awaits",
    "due_at",
    "suspended_since",
    "closed_at",
    "result",
    "satisfaction",
    "percent",
    "is_listed",
    "is_preliminary",
    "land_on",
    "version",
)

Facts = dict[str, object]


def facts(matter: Matter) -> Facts:
    """The columns that acts change; the lead by its code."""
    return {name: getattr(matter, name) for name in KEPT} | {"lead": matter.lead and matter.lead.code}


def journal_act(
    matter: Matter, act: str, actor: Actor, now: datetime, before: Facts | None, words: Facts
) -> None:
    """One entry: what the act changed, and its words. Of a strict matter both are kept as a seal alone."""
    after = facts(matter)
    was = {name: value for name, value in before.items() if after[name] != value} if before else None
    said = {name: value for name, value in words.items() if value not in ("", None, [], {})}
    changed = after if was is None else {name: after[name] for name in was}
    if matter.privacy == Matter.Privacy.STRICT:
        said = {"seal": seal("words", matter, {"before": was, **changed, **said})}
        was, changed = None, {"version": matter.version}
    who = {"by_applicant": True} if isinstance(actor, Applicant) else {}
    journal.record(
        actor=person_of(actor),
        act=f"matters.matter.{act}",
        target=f"matters.matter:{matter.code}",
        before=was,
        after={**changed, **said, **who},
        at=now,
    )


def seal(what: str, matter: Matter | None, said: Mapping[str, Any]) -> str:
    """A keyed digest: shows whether words are still those, cannot be turned back into them without the key.

    Without a matter the same words always have the same seal.
    """
    whole = {"matter": matter.code if matter else "", **said}
    text = json.dumps(plain(whole), ensure_ascii=False, sort_keys=True)
    return salted_hmac(f"chaotou.matters.{what}", text, algorithm="sha256").hexdigest()
