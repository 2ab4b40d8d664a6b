"""What a part of a chain still waits for: other parts before it, or the land its firm does not hold yet."""

from __future__ import annotations

from typing import Final

from chaotou.core.issues import Message
from chaotou.core.naming import Listed, Named
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import PartSpec
from chaotou.matters.models import Matter
from chaotou.matters.rules import rules

ANYTIME: Final = frozenset({Act.NOTE, Act.PRESS, Act.WITHDRAW, Act.REFUSE, Act.RETURN})
"""What may be done to a part that waits."""


def wait_of(matter: Matter) -> Message | None:
    """What the matter waits for, in a sentence; None where for nothing. No query for what is no part."""
    if matter.parent is None or not (spec := part_of(matter, matter.parent)):
        return None
    if not spec.before_land and awaits_land(matter.parent):
        return Message("企业还没有取得用地，这个环节要等用地落实。")
    done = set(matter.parent.parts.filter(**_finished(spec)).values_list("part", flat=True))
    missing = [code for code in spec.after if code not in done]
    if not missing:
        return None
    kinds = [rules().kind(part.kind) for part in _parts(matter.parent) if part.code in missing]
    parts = Listed(tuple(Named(kind.name, kind.english) for kind in kinds))
    return Message("要等前面的环节办结：{parts}。", {"parts": parts})


def _finished(spec: PartSpec) -> dict[str, object]:
    """Which parts another need no longer wait for: opinions given before land do for other such opinions."""
    closed: dict[str, object] = {"phase": Matter.Phase.CLOSED}
    return closed if spec.before_land else {**closed, "is_preliminary": False}


def part_of(matter: Matter, chain: Matter) -> PartSpec | None:
    """What the chain's kind says of this part; None for parts that people split off."""
    return next((part for part in _parts(chain) if part.code == matter.part), None)


def awaits_land(chain: Matter) -> bool:
    """Whether some parts of the chain are judged before its firm holds land, which it does not yet."""
    return chain.land_on is None and any(part.before_land for part in _parts(chain))


def gives_opinion(matter: Matter) -> bool:
    """Whether what is decided now is an opinion before the firm holds its land, to be confirmed later."""
    if matter.parent is None or not awaits_land(matter.parent):
        return False
    spec = part_of(matter, matter.parent)
    return spec is not None and spec.before_land


def _parts(chain: Matter) -> tuple[PartSpec, ...]:
    return rules().kind(chain.kind).parts
