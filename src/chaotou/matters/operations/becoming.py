"""Decisions that become matters: registered, taken up and assigned by the platform as who decided says."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Final, Unpack

from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.access import SYSTEM
from chaotou.matters.details import Details
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import assign
from chaotou.matters.operations.closing import approve
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.rules import rules

_LONGEST_TITLE: Final = 60
_FIRST_CLAUSE: Final = re.compile(r"[。；;]")


def become_matter(
    *, kind: str, lead: str, supporting: Collection[str], now: datetime, **details: Unpack[Details]
) -> Matter:
    """The matter that a decision, its `content`, is from now on; organizations by their codes.

    `Obstacles` with all that registering or assigning finds wrong.
    """
    title = title_of(details["content"])
    matter = register_matter(kind=kind, title=title, actor=SYSTEM, now=now, **details)
    flow = rules().flow(rules().kind(kind))
    if (matter.state, Act.APPROVE) in flow.steps:
        matter = approve(matter=matter, actor=SYSTEM, now=now)
    return assign(lead=lead, supporting=dict.fromkeys(supporting, ""), matter=matter, actor=SYSTEM, now=now)


def title_of(text: str) -> str:
    """The first sentence of a decision, cut where it is long."""
    first = _FIRST_CLAUSE.split(text.strip())[0]
    return first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1] + "…"
