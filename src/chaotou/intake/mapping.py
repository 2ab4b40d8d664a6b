"""From what a claim says to the fields of a figure or a target: units, fractions, bounds, ranks, comparisons.

Nothing here is stored; what cannot be mapped is refused with what a person should choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.core.quantities import Quantity, round_half_up, unit
from chaotou.core.zone.vocabulary import Basis, Bound, Measure, Status, TargetKind
from chaotou.intake.catalogue import Catalogue, Entry
from chaotou.intake.codes import fitted

Facts = Mapping[str, Any]

_PLACES = 6
_COMPUTED = {"completion", "pull", "contribution"}
_CORRECT = Message("请点“更正”补上。")
_BASES = (
    ("可比价", Basis.COMPARABLE),
    ("同口径", Basis.SAME_SCOPE),
    ("现价", Basis.NOMINAL),
    ("名义", Basis.NOMINAL),
)


@dataclass(frozen=True)
class ObservationDraft:
    """Fields of a figure: value in the indicator's unit, growth as a fraction, `note` the document's own
    words.
    """

    indicator: str
    body: str
    period: Period
    value: Decimal | None
    growth: Decimal | None
    basis: Basis
    status: Status
    note: str


@dataclass(frozen=True)
class TargetDraft:
    """Fields of a target: value in the indicator's unit, a growth as a fraction, a rank as a place."""

    indicator: str
    body: str
    period: Period
    kind: TargetKind
    value: Decimal | None
    bound: Bound
    compared_with: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def code(self) -> str:
        """The code such a target gets when none is in force yet: zone_gdp_2024_level."""
        period = str(self.period).replace("..", "_to_").replace("-", "_").lower()
        return fitted(f"{self.body}_{self.indicator}_{period}_{self.kind}")


def observation(facts: Facts, words: str, catalogue: Catalogue, own: str) -> ObservationDraft:
    """The figure a claim of kind `actual` states; `words` is its stretch of the text, `own` the document's
    body.

    Raises Refusal where the claim names no indicator, body or period of the ledger, or no number it can hold.
    """
    _refuse_computed(facts)
    entry = _entry(facts, catalogue)
    value = _value(facts, entry)
    growth = None if entry.measure is Measure.RANK else _fraction(facts.get("growth_pct"))
    if value is None and growth is None:
        raise Refusal(Message("这一条没有可入账的数值或增速。"), Message("可更正为文中的数值，或不采纳。"))
    return ObservationDraft(
        indicator=entry.code,
        body=_body(facts, catalogue, own),
        period=_period(facts),
        value=value,
        growth=growth,
        basis=_basis(words) if growth is not None else Basis.UNSTATED,
        status=Status.ESTIMATED if facts.get("bound") == "estimated" else Status.PRELIMINARY,
        note=facts.get("note") or (words[:300] if _says_more(facts) else ""),
    )


def targets(facts: Facts, catalogue: Catalogue, own: str) -> tuple[TargetDraft, ...]:
    """What a claim of kind `target` undertakes: one target, or a level and a growth, or one for each
    indicator named.

    Raises Refusal as `observation` does.
    """
    _refuse_computed(facts)
    entries = [_known(code, catalogue) for code in codes(facts)] or [_entry(facts, catalogue)]
    body, period = _body(facts, catalogue, own), _period(facts)
    drafts = (
        TargetDraft(entry.code, body, period, kind, value, bound, compared_with, owner_of(facts, catalogue))
        for entry in entries
        for kind, value, bound, compared_with in _undertaken(facts, entry, catalogue, own)
    )
    return tuple(drafts)


def codes(facts: Facts) -> tuple[str, ...]:
    """The catalogue's indicators a claim is about: usually one."""
    chosen = facts.get("codes") or ([facts["code"]] if facts.get("code") else [])
    return tuple(chosen)


def all_codes(facts: Facts) -> set[str]:
    """The indicators whose rows the claim may meet: those it is about, and their ranks."""
    return {code for known in codes(facts) for code in (known, f"{known}_rank")}


def body_of(facts: Facts, catalogue: Catalogue, own: str) -> str | None:
    """The ledger's body a claim is about: the one chosen, or the one its text names; None when the ledger
    has none.
    """
    chosen = facts.get("body")
    return str(chosen) if chosen else catalogue.body_named(facts.get("entity"), own)


def owner_of(facts: Facts, catalogue: Catalogue) -> str | None:
    """The organization that answers for an undertaking, where the text names one that the zone has."""
    return catalogue.organization_named(facts.get("owner")) or catalogue.organization_named(
        facts.get("entity")
    )


Undertaken = tuple[TargetKind, Decimal | None, Bound, tuple[str, ...]]


def _undertaken(facts: Facts, entry: Entry, catalogue: Catalogue, own: str) -> list[Undertaken]:
    if facts.get("comparison"):
        return [_relative(facts, catalogue, own)]
    bound = _bound(facts)
    found: list[Undertaken] = []
    value = _value(facts, entry)
    if value is not None:
        found.append((_kind(entry, facts, bound), value, bound, ()))
    growth = _fraction(facts.get("growth_pct"))
    if growth is not None and entry.measure is not Measure.RANK:
        found.append((TargetKind.GROWTH, growth, bound, ()))
    if not found:
        raise Refusal(Message("这一条没有可作目标的数值、增速、位次或比较对象。"), _CORRECT)
    return found


def _relative(facts: Facts, catalogue: Catalogue, own: str) -> Undertaken:
    named = facts.get("compared_with") or []
    names = [named] if isinstance(named, str) else list(named)
    against = [code for name in names for code in catalogue.compared_named(name, own)]
    if not against:
        raise Refusal(Message("这一条没有说与谁比较，或账上没有该比较对象。"), _CORRECT)
    return TargetKind(facts["comparison"]), None, Bound.AT_LEAST, tuple(dict.fromkeys(against))


def _kind(entry: Entry, facts: Facts, bound: Bound) -> TargetKind:
    if entry.measure is Measure.RANK:
        return TargetKind.RANK
    if bound is Bound.AT_MOST:
        return TargetKind.AT_MOST
    if entry.measure is Measure.RATIO:
        return TargetKind.SHARE
    if facts.get("unit") in ("项", "件"):
        return TargetKind.ITEMS
    return TargetKind.COUNT if entry.measure is Measure.COUNT else TargetKind.LEVEL


def _bound(facts: Facts) -> Bound:
    """A target stated bare (签约项目160个) is to be reached, so it binds from below."""
    given = facts.get("bound")
    return Bound(given) if given in ("at_most", "about", "rank_at_most") else Bound.AT_LEAST


def _value(facts: Facts, entry: Entry) -> Decimal | None:
    if entry.measure is Measure.RANK:
        return _rank(facts)
    if facts.get("value") is None:
        if facts.get("value_low") is not None:
            raise Refusal(Message("文中是一个区间，账上只存一个数。"), Message("请更正为其中一个数值。"))
        return None
    given = Decimal(str(facts["value"]))
    name = facts.get("unit") or ""
    if not name:
        raise Refusal(Message("这一条没有计量单位。"), _CORRECT)
    return round_half_up(Quantity(given, unit(name)).to(unit(entry.unit)).value, _PLACES)


def _rank(facts: Facts) -> Decimal:
    place = facts.get("rank") if facts.get("rank") is not None else facts.get("value")
    if place is None:
        raise Refusal(Message("这一条没有位次。"), _CORRECT)
    return Decimal(str(place))


def _fraction(percent: object) -> Decimal | None:
    return None if percent is None else Decimal(str(percent)) / 100


def _entry(facts: Facts, catalogue: Catalogue) -> Entry:
    found = codes(facts)
    if not found:
        message = Message("“{name}”不在指标目录里。", {"name": facts.get("indicator", "")})
        raise Refusal(message, Message("请先从目录里选定指标。"))
    entry = _known(found[0], catalogue)
    if facts.get("value") is None and facts.get("growth_pct") is None and facts.get("rank") is not None:
        return _ranked(entry, catalogue)
    return entry


def _ranked(entry: Entry, catalogue: Catalogue) -> Entry:
    """A bare rank (税占全市第一) belongs to an indicator measured in places."""
    ranked = entry if entry.measure is Measure.RANK else catalogue.indicators.get(f"{entry.code}_rank")
    if ranked is None:
        raise Refusal(
            Message("这一条是位次，指标“{name}”却不以位次计量。", {"name": entry.name}),
            Message("请选一个位次类指标，或不采纳。"),
        )
    return ranked


def _known(code: str, catalogue: Catalogue) -> Entry:
    if code not in catalogue.indicators:
        raise Refusal(
            Message("指标目录里没有代码“{code}”。", {"code": code}), Message("请先从目录里选定指标。")
        )
    return catalogue.indicators[code]


def _body(facts: Facts, catalogue: Catalogue, own: str) -> str:
    body = body_of(facts, catalogue, own)
    if body is None or body not in catalogue.bodies:
        message = Message("“{name}”不在统计主体里。", {"name": body or facts.get("entity") or ""})
        raise Refusal(message, Message("请先选定统计主体。"))
    return body


def _period(facts: Facts) -> Period:
    if not facts.get("period"):
        raise Refusal(Message("这一条没有说明期间。"), Message("请更正，写明年份、季度或月份。"))
    return Period.parse(str(facts["period"]))


def _basis(words: str) -> Basis:
    return next((basis for word, basis in _BASES if word in words), Basis.UNSTATED)


def _says_more(facts: Facts) -> bool:
    """Whether the figure keeps the document's words, because the number alone says less than they do."""
    more = ("rank", "compared_with", "compared", "diff_pp", "times", "from_value")
    return facts.get("bound") in ("at_least", "at_most", "about") or any(facts.get(name) for name in more)


def _refuse_computed(facts: Facts) -> None:
    if facts.get("facet") in _COMPUTED:
        raise Refusal(
            Message("完成率、拉动和贡献率由平台从数值算出，不作为数值入账。"),
            Message("请不采纳这一条，或更正为所述的数值。"),
        )
