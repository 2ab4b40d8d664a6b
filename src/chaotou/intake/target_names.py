"""What a target that a document undertakes is called, in Chinese and in English."""

from __future__ import annotations

from chaotou.core.quantities import as_typed, unit
from chaotou.core.zone.vocabulary import Bound, TargetKind
from chaotou.intake.mapping import TargetDraft
from chaotou.intake.planning import TargetStep

_BOUNDS = {Bound.AT_MOST: ("不高于", "at most "), Bound.ABOUT: ("约", "about ")}


def target_names(step: TargetStep) -> tuple[str, str]:
    """`地区生产总值增长8%` and `Gross domestic product: growth of 8%`."""
    zh, en = _said(step.draft, step.indicator.unit)
    return f"{step.indicator.name}{zh}", f"{step.indicator.english}: {en}"


def _said(draft: TargetDraft, measure: str) -> tuple[str, str]:
    if draft.value is None:
        return _relative(draft)
    if draft.kind is TargetKind.GROWTH:
        percent = as_typed(draft.value * 100)
        return f"增长{percent}%", f"growth of {percent}%"
    value, named = as_typed(draft.value), unit(measure)
    if draft.kind is TargetKind.RANK:
        return f"进入前{value}{named.chinese}", f"among the top {value}"
    zh, en = _BOUNDS.get(draft.bound, ("", ""))
    return f"{zh}{value}{named.chinese}", f"{en}{value} {named.english}"


def _relative(draft: TargetDraft) -> tuple[str, str]:
    if draft.kind is TargetKind.FASTER_THAN:
        return "增速快于所比各方", "growth above all it is compared with"
    return "占比提高", "a rising share"
