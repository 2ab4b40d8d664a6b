"""One act on several matters: seen before it is taken, then taken on each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.models import Matter
from chaotou.matters.operations.acts import take_act
from chaotou.matters.operations.noticing import told_at_once
from chaotou.matters.queries.sight import matters
from chaotou.matters.rules import rules
from chaotou.organization.models import Person

ACTS: Final = (Act.PRESS, Act.ASSIGN, Act.NOTE)
"""What may be done to several matters at once: nothing that ends one or decides on it."""
MOST: Final = 100


@dataclass(frozen=True)
class Outcome:
    """What came of an act on one matter: all that stood in its way, or who was told of it."""

    matter: Matter
    wrong: list[Message] = field(default_factory=list)
    told: list[Person] = field(default_factory=list)


def preview(*, act: str, codes: Iterable[str], actor: Person, now: datetime, **said: Any) -> list[Outcome]:
    """What the act would come to, found out by taking it and taking it all back. Nothing stays written."""
    with transaction.atomic():
        found = take_on_each(act=act, versions=dict.fromkeys(codes), actor=actor, now=now, **said)
        transaction.set_rollback(True)
    return found


def take_on_each(
    *, act: str, versions: Mapping[str, int | None], actor: Person, now: datetime, **said: Any
) -> list[Outcome]:
    """Take the act on every matter of `versions` (code to the version that was seen), each by itself.

    What is refused of one keeps no other from it. Matters the actor does not know of are left out. `Refusal`
    for more than `MOST` and for an act that is not taken on several.
    """
    if act not in ACTS:
        raise Refusal(Message("这一步要逐件办理。"))
    if len(versions) > MOST:
        raise Refusal(Message("一次最多办理 {most} 件事项，请分批进行。", {"most": MOST}))
    known = matters(actor).filter(code__in=list(versions)).order_by("code")
    return [_taken(one, act, actor, now, versions[one.code], said) for one in list(known)]


def _taken(
    matter: Matter, act: str, actor: Person, now: datetime, version: int | None, said: Mapping[str, Any]
) -> Outcome:
    try:
        take_act(act=act, matter=matter, actor=actor, now=now, version=version, **said)
    except Obstacles as found:
        return Outcome(matter, list(found.messages))
    except Refusal as refusal:
        return Outcome(matter, [refusal.message])
    return Outcome(matter, told=_told(matter, act))


def _told(matter: Matter, act: str) -> list[Person]:
    """Who is told of the act."""
    people = told_at_once(Act(act), matter, rules().kind(matter.kind))
    return list(Person.objects.filter(pk__in=people).order_by("pk")) if people else []
