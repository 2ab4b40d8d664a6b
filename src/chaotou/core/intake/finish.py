"""Drafts made into claims: codes, quotes, places in the text as given; the same fact stated again is
dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from chaotou.core.intake.claims import Claim
from chaotou.core.intake.drafts import Draft
from chaotou.core.intake.layout import Page
from chaotou.core.intake.lexicon import Lexicon, normal
from chaotou.core.periods import Period

_QUOTE = 12
_UNCODED = ("pull", "contribution", "completion")


def finished(drafts: list[Draft], page: Page, lexicon: Lexicon, year: int | None) -> list[Claim]:
    known = _Known()
    restated = _restated(drafts)
    for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end)):
        if draft.name and _says_something(draft) and not (draft.headline and restated(draft)):
            known.add(_claim(draft, page, lexicon, year))
    return known.claims


def _restated(drafts: list[Draft]) -> Callable[[Draft], bool]:
    """Whether the text below says again what a headline says of the same indicator."""
    below: dict[tuple[str, object], list[str]] = defaultdict(list)
    for draft in drafts:
        for number in () if draft.headline else _numbers(draft):
            below[number].append(draft.name)

    def again(draft: Draft) -> bool:
        names = [name for number in _numbers(draft) for name in below[number]]
        return any(draft.name in name or name in draft.name for name in names)

    return again


def _numbers(draft: Draft) -> list[tuple[str, object]]:
    said = (
        ("value", draft.value),
        ("growth", draft.growth),
        ("rank", draft.rank and (draft.rank, draft.rank_scope)),
    )
    return [(what, number) for what, number in said if number is not None]


def _says_something(draft: Draft) -> bool:
    said = (draft.value, draft.low, draft.growth, draft.growth_pp, draft.rank, draft.times, draft.comparison)
    return any(item is not None for item in said) or bool(draft.compared)


def _claim(draft: Draft, page: Page, lexicon: Lexicon, year: int | None) -> Claim:
    start, end = page.place(draft.span.start, draft.span.end)
    sentence_start, sentence_end = page.place(draft.sentence.start, draft.sentence.end)
    first = draft.compared[0] if draft.compared else None
    against: str | tuple[str, ...] | None = (
        draft.against if draft.comparison else (draft.against or (None,))[0]
    )
    return Claim(
        draft.kind, draft.name, start, end, sentence_start, sentence_end, _quote(draft, page),
        entity=lexicon.full_name(draft.entity) if draft.entity else None,
        code=_code(draft, lexicon),
        period=draft.period or _this_year(draft, year), period_text=draft.period_text,
        value=draft.value, unit=draft.unit, bound=draft.bound,
        growth_pct=draft.growth, growth_pp=draft.growth_pp, growth_pp_of=draft.growth_pp_of,
        compared_with=first.against if first and not against else against,
        diff_pp=first.diff_pp if first else None,
        compared=tuple(draft.compared) if len(draft.compared) > 1 else (),
        rank=draft.rank, rank_scope=draft.rank_scope, rank_of=draft.rank_of,
        value_low=draft.low, value_high=draft.high, facet=draft.facet,
        times=draft.times, times_base=draft.times_base, from_value=draft.from_value,
        parent=draft.parent, plan=draft.plan, comparison=draft.comparison, owner=draft.owner,
    )  # fmt: skip


def _this_year(draft: Draft, year: int | None) -> Period | None:
    """A target with no date of its own is for the year the document speaks from."""
    return Period.year(year) if year and draft.kind == "target" and not draft.period_text else None


def _code(draft: Draft, lexicon: Lexicon) -> str | None:
    if draft.facet in _UNCODED:
        return None
    return lexicon.code(draft.name) or (lexicon.code(draft.bare) if draft.bare else None)


def _quote(draft: Draft, page: Page) -> str:
    """At most twelve characters that locate the number: as many as needed before it to be the only such
    run."""
    start, end = draft.span.start, draft.span.end
    if draft.comparison:
        return page.text[start:end][:_QUOTE]
    end = min(end, start + _QUOTE)
    while (
        page.text.count(page.text[start:end], *draft.sentence.range) > 1
        and end - start < _QUOTE
        and start > draft.sentence.start
        and page.text[start - 1] not in ",;:。"
    ):
        start -= 1
    return page.text[start:end]


class _Known:
    """The claims so far, found again by name or code and a number when the same fact is stated once more."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self._said: dict[tuple[object, ...], list[int]] = defaultdict(list)

    def add(self, claim: Claim) -> None:
        for index in sorted({i for key in _keys(claim) for i in self._said[key]}):
            if _same(self.claims[index], claim):
                self._keep(index, _merged(self.claims[index], claim))
                return
        self._keep(len(self.claims), claim)

    def _keep(self, index: int, claim: Claim) -> None:
        self.claims[index : index + 1] = [claim]
        for key in _keys(claim):
            self._said[key].append(index)


def _keys(claim: Claim) -> list[tuple[object, ...]]:
    names = sorted({normal(claim.indicator), claim.code or ""} - {""})
    said = [
        (what, getattr(claim, what))
        for what in ("value", "growth_pct", "rank", "value_low", "growth_pp", "comparison")
    ]
    when = None if claim.bound == "rank_at_most" else claim.period
    told = [(what, number, when, claim.kind) for what, number in said if number is not None]
    return [(name, *fact) for name in names for fact in told]


def _same(known: Claim, claim: Claim) -> bool:
    """The same fact again: one name, kind, period and body, and no number that differs."""
    if known.kind != claim.kind or known.facet != claim.facet or known.comparison != claim.comparison:
        return False
    if known.entity != claim.entity and claim.comparison is None and claim.bound != "rank_at_most":
        return False
    one_name = (
        normal(known.indicator) == normal(claim.indicator)
        or known.code is not None
        and known.code == claim.code
    )
    if not one_name:
        return False
    if known.period != claim.period and claim.bound != "rank_at_most":
        return False
    if known.unit != claim.unit and known.unit and claim.unit:
        return False
    pairs = (
        (known.value, claim.value), (known.growth_pct, claim.growth_pct), (known.rank, claim.rank),
        (known.value_low, claim.value_low), (known.growth_pp, claim.growth_pp),
    )  # fmt: skip
    agrees = any(a is not None and a == b for a, b in pairs) or claim.comparison is not None
    return agrees and all(a is None or b is None or a == b for a, b in pairs)


def _merged(known: Claim, claim: Claim) -> Claim:
    """The first statement, completed by what only the second says."""
    missing: dict[str, Decimal | int | str | None] = {}
    for name in ("value", "unit", "growth_pct", "growth_pp", "rank", "rank_scope", "diff_pp"):
        if getattr(known, name) is None and getattr(claim, name) is not None:
            missing[name] = getattr(claim, name)
    if known.value is None and claim.value is not None:
        missing["bound"] = claim.bound
    return replace(known, **missing)  # type: ignore[arg-type]
