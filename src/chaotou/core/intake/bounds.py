"""Hedges: 预计, 突破, 约, 以上, 以内 as the bound of a number."""

from __future__ import annotations

import re

from chaotou.core.intake.drafts import Figure
from chaotou.core.intake.lexicon import Lexicon

_AFTER = (
    ("at_least", re.compile(r"^(?:多|余)?(?:[(]?以上[)]?|之上)(?![的]?[\u4e00-\u9fff]{2,}(?:项目|企业))")),
    ("about", re.compile(r"^(?:左右|上下)")),
    ("at_most", re.compile(r"^(?:以内|以下|之内)")),
)


def bound(figure: Figure, lexicon: Lexicon, *, aim: bool = False) -> str:
    """The hedge right beside the number, before or after it; `exact` where there is none."""
    if figure.token.more or figure.token.round and aim:
        return "at_least"
    for name, pattern in _AFTER:
        if pattern.match(figure.right):
            return name
    left = re.sub(r"(?:了|至|到|达)$", "", figure.left)
    if re.search(r"[签履集节公]约$", left):
        return "exact"
    found = [(m.start(), name) for name, pattern in lexicon.before if (m := pattern.search(left))]
    return min(found)[1] if found else "exact"
