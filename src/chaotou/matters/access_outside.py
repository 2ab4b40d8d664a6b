"""Who lets the public see what."""

from __future__ import annotations

from chaotou.core.issues import Message
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.matters.access import Reader, Verdict, roles_of
from chaotou.matters.models import Matter
from chaotou.matters.rules import rules

__all__ = ["may_publish"]


def may_publish(actor: Reader, matter: Matter) -> Verdict:
    """Whether the actor shows the matter and its photos to the public, and takes them back."""
    if not rules().kind(matter.kind).is_public or matter.privacy == Matter.Privacy.STRICT:
        return Verdict(False, Message("这类事项不向公众公开。"))
    if roles_of(actor, matter) & {Role.INTAKE, Role.ASSIGNER}:
        return Verdict(True, Message("所在单位受理或交办这件事项，可以向公众公开。"))
    return Verdict(False, Message("向公众公开由受理单位和交办人办理。"))
