"""What does not fit in a text: parts and wholes, growth and levels, units, a figure said twice, a person's
two posts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from chaotou.core.intake.claims import Claim
from chaotou.core.intake.layout import mended
from chaotou.core.intake.lexicon import normal
from chaotou.core.intake.posts import Held, held
from chaotou.core.issues import Message, Refusal
from chaotou.core.quantities import Unit, unit

T = TypeVar("T")
K = TypeVar("K")
_SLIP = (Decimal(1000), Decimal(20000))
_ROUNDING = Decimal("0.01")
_COMPARED = 30
"""How many statements under one name are compared pairwise: past that it is a list, not a repetition."""
_OF_MANY = re.compile("^(?:新增|新建|建成|完成)|项目|企业|投资$|年产值|年税收")
_BOUNDED_RATES = re.compile(r"占比|比重|比率|优良率|完成率(?!$)|就业率|覆盖率|合格率|利用率|满意度")


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit, said in a sentence, with every place in the text that it rests on."""

    code: str
    message: Message
    places: tuple[tuple[int, int], ...]


def contradictions(claims: Sequence[Claim], text: str) -> list[Finding]:
    """All findings in a text and its claims, in the order of their first place."""
    checks: tuple[Callable[[Sequence[Claim]], Iterable[Finding]], ...] = (
        parts_beyond_their_whole,
        trade_parts,
        shares_beyond_all,
        growth_against_levels,
        unit_slips,
        said_twice_differently,
    )
    found = [finding for check in checks for finding in check(claims)]
    found += posts_that_differ(text)
    unique = {(finding.code, finding.places): finding for finding in found}
    return sorted(unique.values(), key=lambda finding: (finding.places[0], finding.code))


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _measure(claim: Claim) -> tuple[str, Decimal] | None:
    """The value in its dimension's base unit; units nobody listed are their own dimension."""
    if claim.value is None:
        return None
    known = _unit(claim.unit or "")
    if known is None:
        return claim.unit or "", claim.value
    return known.dimension, claim.value * known.scale


def _unit(name: str) -> Unit | None:
    try:
        return unit(name)
    except Refusal:
        return None


def _exceeds(part: Claim, whole: Claim) -> bool:
    small, large = _measure(part), _measure(whole)
    if small is None or large is None or small[0] != large[0] or whole.bound in ("at_least",):
        return False
    return small[1] > large[1]


def parts_beyond_their_whole(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A 其中 child, or the sum of disjoint children, larger than the figure it belongs to."""
    for part in claims:
        whole = _parent_of(part, claims)
        if whole is None or part.facet or part.unit == "%":
            continue
        if part.kind == whole.kind and _exceeds(part, whole):
            said = Message(
                "“{part}”{part_value}{unit}大于它所属的“{whole}”{whole_value}{whole_unit}。",
                {
                    "part": part.indicator, "part_value": part.value, "unit": part.unit or "",
                    "whole": whole.indicator, "whole_value": whole.value, "whole_unit": whole.unit or "",
                },
            )  # fmt: skip
            yield Finding("part_exceeds_whole", said, (_place(whole), _place(part)))


def _parent_of(part: Claim, claims: Sequence[Claim]) -> Claim | None:
    if part.parent is None:
        return None
    before = [c for c in claims if c.indicator == part.parent and c.start <= part.start and c.facet is None]
    return before[-1] if before else None


def trade_parts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Exports or imports above total trade; the two together away from it by more than rounding."""
    for group in _by(claims, lambda c: (c.kind, c.period, c.entity)).values():
        coded = {c.code: c for c in group if c.value is not None and c.facet is None}
        whole = coded.get("foreign_trade")
        for code in ("exports", "imports"):
            part = coded.get(code)
            if whole and part and part.parent != whole.indicator and _exceeds(part, whole):
                said = Message("“{part}”大于“{whole}”。", {"part": part.indicator, "whole": whole.indicator})
                yield Finding("part_exceeds_whole", said, (_place(whole), _place(part)))
        if whole and "exports" in coded and "imports" in coded:
            yield from _sum_of_trade(whole, coded["exports"], coded["imports"])


def _sum_of_trade(whole: Claim, exports: Claim, imports: Claim) -> Iterator[Finding]:
    measures = [_measure(claim) for claim in (whole, exports, imports)]
    if None in measures or any(c.bound != "exact" for c in (whole, exports, imports)):
        return
    (kind, total), (_, out), (_, into) = (m for m in measures if m is not None)
    if {m[0] for m in measures if m is not None} == {kind} and abs(total - out - into) > total * _ROUNDING:
        said = Message(
            "出口与进口之和同“{whole}”{value}{unit}不符。",
            {"whole": whole.indicator, "value": whole.value, "unit": whole.unit or ""},
        )
        yield Finding("parts_do_not_add_up", said, (_place(whole), _place(exports), _place(imports)))


def shares_beyond_all(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A share of a whole above 100 %."""
    for claim in claims:
        share = claim.facet == "share" or claim.unit == "%" and _BOUNDED_RATES.search(claim.indicator)
        if share and claim.facet not in ("completion", "contribution") and (claim.value or 0) > 100:
            said = Message(
                "“{name}”为{value}%，超过了100%。", {"name": claim.indicator, "value": claim.value}
            )
            yield Finding("share_over_100", said, (_place(claim),))


def growth_against_levels(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A growth that two levels a year apart contradict in sign, or by far more than price changes explain."""
    valued = [
        c for c in claims if c.value is not None and c.period and c.kind == "actual" and c.facet is None
    ]
    for earlier in valued:
        for later in valued:
            if not _same_series(earlier, later) or later.growth_pct is None:
                continue
            if later.period is None or earlier.period != later.period.same_last_year():
                continue
            before, after = _measure(earlier), _measure(later)
            if before is None or after is None or before[0] != after[0] or before[1] <= 0:
                continue
            implied = (after[1] / before[1] - 1) * 100
            if abs(implied - later.growth_pct) > max(Decimal(5), abs(later.growth_pct) / 2):
                yield _growth_finding(earlier, later, implied)


def _growth_finding(earlier: Claim, later: Claim, implied: Decimal) -> Finding:
    said = Message(
        "“{name}”说增长{stated}%，但按两年的数值算是{implied}%。",
        {"name": later.indicator, "stated": later.growth_pct, "implied": implied.quantize(Decimal("0.1"))},
    )
    return Finding("growth_contradicts_levels", said, (_place(earlier), _place(later)))


def _same_series(one: Claim, other: Claim) -> bool:
    same_name = (
        normal(one.indicator) == normal(other.indicator) or one.code is not None and one.code == other.code
    )
    return same_name and one.entity == other.entity and one.facet == other.facet


def unit_slips(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One figure ten thousand times another of the same name, or a level that its own total or target makes
    absurd: 亿 for 万."""
    money = [c for c in claims if c.value and c.facet is None and (c.unit or "").endswith(("元", "美元"))]
    named = _by(money, lambda c: (normal(c.indicator), c.entity)).values()
    for one, other in (pair for group in named for pair in combinations(group[:_COMPARED], 2)):
        small, large = sorted(
            (_measure(one) or ("", Decimal(1)), _measure(other) or ("", Decimal(1))), key=lambda m: m[1]
        )
        if small[0] == large[0] and small[1] > 0 and _SLIP[0] <= large[1] / small[1] <= _SLIP[1]:
            said = Message(
                "“{name}”一处是{one}{one_unit}，一处是{other}{other_unit}，相差上千倍，单位可能写错。",
                {
                    "name": one.indicator, "one": one.value, "one_unit": one.unit or "",
                    "other": other.value, "other_unit": other.unit or "",
                },
            )  # fmt: skip
            yield Finding("unit_slip", said, (_place(one), _place(other)))


def said_twice_differently(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The same indicator, body, period and kind with two values that cannot both hold."""
    for group in _by(claims, lambda c: (normal(c.indicator), c.kind, c.period, c.entity, c.facet)).values():
        exact = [
            c
            for c in group
            if c.value is not None and c.value_low is None and c.period and c.comparison is None
        ]
        for one, other in combinations(exact[:_COMPARED], 2):
            if _differ(one, other):
                said = Message(
                    "“{name}”前后说法不一：{one}{one_unit}与{other}{other_unit}。",
                    {
                        "name": one.indicator, "one": one.value, "one_unit": one.unit or "",
                        "other": other.value, "other_unit": other.unit or "",
                    },
                )  # fmt: skip
                yield Finding("said_twice_differently", said, (_place(one), _place(other)))


def _differ(one: Claim, other: Claim) -> bool:
    first, second = _measure(one), _measure(other)
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        return False
    if one.kind == "target" and one.sentence_start == other.sentence_start:
        return False
    if one.parent != other.parent or _is_slip(first[1], second[1]):
        return False
    if one.code is None and (one.sentence_start == other.sentence_start or _OF_MANY.search(one.indicator)):
        return False
    return _cannot_both_hold(one, first[1], second[1]) and _cannot_both_hold(other, second[1], first[1])


def _is_slip(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and _SLIP[0] <= large / small <= _SLIP[1]


def _cannot_both_hold(claim: Claim, own: Decimal, other: Decimal) -> bool:
    if claim.bound == "at_least":
        return other < own
    if claim.bound == "at_most":
        return other > own
    if claim.bound in ("about", "estimated"):
        return abs(own - other) > abs(own) / 20
    return True


def posts_that_differ(text: str) -> Iterator[Finding]:
    """One person with two posts of the same line in one body, or one sole post held by two persons."""
    page = mended(text)
    everyone = held(page.text)
    for person, posts in _by(everyone, lambda h: h.person).items():
        for one, other in _first_pairs(posts):
            places = page.place(one.start, one.end), page.place(other.start, other.end)
            said = Message(
                "“{person}”一处称“{one}”，一处称“{other}”。",
                {"person": person, "one": one.title, "other": other.title},
            )
            yield Finding("person_with_two_posts", said, places)
    for (body, title), posts in _by(everyone, lambda h: (h.body, h.title)).items():
        names = {h.person: h for h in reversed(posts)}
        if body and len(names) > 1 and not posts[0].level:
            first, second = sorted(names.values(), key=lambda h: h.start)[:2]
            said = Message(
                "“{body}{title}”一处是“{one}”，一处是“{other}”。",
                {"body": body, "title": title, "one": first.person, "other": second.person},
            )
            yield Finding(
                "post_with_two_persons",
                said,
                (page.place(first.start, first.end), page.place(second.start, second.end)),
            )


def _first_pairs(posts: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Each pair of different titles of one line of posts (书记 with 副书记) in one body, once."""
    seen: set[frozenset[str]] = set()
    for one, other in combinations(posts, 2):
        titles = frozenset((one.title, other.title))
        if one.post == other.post and one.body == other.body and len(titles) == 2 and titles not in seen:
            seen.add(titles)
            yield one, other


def _by(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
