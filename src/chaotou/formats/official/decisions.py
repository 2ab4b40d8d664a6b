"""The table of what a meeting decided: what, who leads, who helps, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chaotou.core.blocks import Table
from chaotou.formats.official.document import Appendix

HEAD = ("序号", "决定事项", "牵头单位", "配合单位", "完成时限")


@dataclass(frozen=True)
class Decision:
    """A decision as the minutes word it; `due` is a date or words such as 长期坚持."""

    text: str
    lead: str
    helpers: tuple[str, ...] = ()
    due: str = ""


def decisions_appendix(decisions: Sequence[Decision], title: str = "会议决定事项表") -> Appendix:
    """The decisions as an appendix: one row each, a dash where nobody helps or no date is set."""
    rows = (
        (str(position), one.text, one.lead, "、".join(one.helpers) or "—", one.due or "—")
        for position, one in enumerate(decisions, 1)
    )
    return Appendix(title, (Table((HEAD, *rows)),))
