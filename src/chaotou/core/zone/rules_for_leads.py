"""Rules of `leads.yaml` and `chains.yaml`: shares add up, dates and bounds are in order, links exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from chaotou.core.issues import Issue, Message
from chaotou.core.naming import Listed
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.lead_specs import CitySpec, TeamSpec
from chaotou.core.zone.rules_for_entries import circling

S = TypeVar("S", bound=Spec)

SETTINGS = ("protection", "duplicates", "splits", "cities", "teams", "clocks", "ways", "exchange_rates")


def shares_add_up(draft: Draft) -> Iterator[Issue]:
    for entry in draft.splits:
        total = sum((share.share for share in entry.spec.shares), Decimal(0))
        if total != 1:
            message = Message("各方份额合计 {total}，应为 1。", {"total": total})
            yield entry.error(message, Message("例如首谈单位 0.5、落地单位 0.5。"), "shares")
        roles = [share.role for share in entry.spec.shares]
        for role in sorted({role for role in roles if roles.count(role) > 1}):
            message = Message("角色“{role}”写了两次。", {"role": role})
            yield entry.error(message, Message("一个角色只写一行。"), "shares")


def each_day_has_one_rule(draft: Draft) -> Iterator[Issue]:
    """Of rules that follow one another, only one begins on a day."""
    yield from _once(draft.protection, lambda spec: str(spec.valid_from), "from")
    yield from _once(draft.duplicates, lambda spec: str(spec.valid_from), "from")
    yield from _once(draft.splits, lambda spec: f"{spec.kind.value} {spec.valid_from}", "from")
    yield from _once(draft.exchange_rates, lambda spec: f"{spec.currency} {spec.on}", "on")


def _once(entries: Iterable[Entry[S]], key: Callable[[S], str], name: str) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for entry in entries:
        found = key(entry.spec)
        if found in first:
            message = Message("“{key}”写了两次，先见于第 {line} 行。", {"key": found, "line": first[found]})
            yield entry.error(message, Message("一天只能有一条；改正日期，或删去多余的一条。"), name)
        first.setdefault(found, entry.line)


def bounds_are_in_order(draft: Draft) -> Iterator[Issue]:
    for clock in draft.clocks:
        spec = clock.spec
        if spec.until and spec.until < spec.valid_from:
            yield clock.error(Message("“until”早于“from”。"), Message("先写起日，再写止日。"), "until")
        if spec.at_least is not None and spec.below is not None and spec.below <= spec.at_least:
            message = Message("“below”不大于“at_least”，没有项目能满足。")
            yield clock.error(message, Message("below 要大于 at_least；单位是元。"), "below")
    for entry in draft.duplicates:
        if any(low >= high for low, high in pairwise(entry.spec.bands)):
            message = Message("金额分档没有由小到大排列。")
            yield entry.error(message, Message("写成 [100000000, 1000000000] 的样子，单位是元。"), "bands")


def only_contact_renews(draft: Draft) -> Iterator[Issue]:
    """Protection lives on contact with the investor, not on steps taken at home."""
    contact = {entry.spec.code for entry in draft.ways if entry.spec.contact}
    known = draft.codes("ways")
    for entry in draft.protection:
        for code in entry.spec.renewed_by:
            if code in known and code not in contact:
                message = Message("“{code}”不是与投资方的联系，不能延长保护。", {"code": code})
                hint = Message("在 ways 里给它写上 contact: yes，或从 renewed_by 里删去。")
                yield entry.error(message, hint, "renewed_by")


def quotas_are_given_once_a_year(draft: Draft) -> Iterator[Issue]:
    asked: list[Entry[CitySpec] | Entry[TeamSpec]] = [*draft.cities, *draft.teams]
    for entry in asked:
        years = [quota.year for quota in entry.spec.quotas]
        for year in sorted({year for year in years if years.count(year) > 1}):
            message = Message("{year} 年的任务写了两次。", {"year": year})
            yield entry.error(message, Message("一年只写一行。"), "quotas")


def teams_are_not_hidden(draft: Draft) -> Iterator[Issue]:
    """A project counts for the first team it fits, so a wider team goes after a narrower one."""
    for at, entry in enumerate(draft.teams):
        for other in draft.teams[:at]:
            if _covers(other.spec, entry.spec):
                message = Message("排在前面的“{other}”已包括它的全部项目。", {"other": other.spec.name})
                yield entry.warning(message, Message("把范围窄的专班排在前面。"), "code")


def _covers(wide: TeamSpec, narrow: TeamSpec) -> bool:
    if wide.organization != narrow.organization:
        return False
    cities = not wide.cities or bool(narrow.cities) and set(narrow.cities) <= set(wide.cities)
    chains = not wide.chains or bool(narrow.chains) and set(narrow.chains) <= set(wide.chains)
    return cities and chains


def regions_are_known(draft: Draft) -> Iterator[Issue]:
    """A city's region is a choice of the field `source_region`, where the zone has that field."""
    fields = [entry.spec for entry in draft.fields if entry.spec.code == "source_region"]
    known = {choice.code for field in fields for choice in field.choices}
    for entry in draft.cities if known else ():
        if entry.spec.region not in known:
            message = Message("“{region}”不是字段 source_region 的一个选项。", {"region": entry.spec.region})
            otherwise = Message("可写：{words}。", {"words": "、".join(sorted(known))})
            yield entry.error(message, did_you_mean(entry.spec.region, known, otherwise), "region")


def leads_have_their_rules(draft: Draft) -> Iterator[Issue]:
    """Where leads are kept at all, there is protection and there are duplicates to be told."""
    first = next((entry for name in SETTINGS for entry in draft.entries(name)), None)
    for section in ("protection", "duplicates"):
        if first and not draft.entries(section) and section not in draft.unread:
            message = Message("“{name}”里没有一条可用，登记线索时无从判断。", {"name": section})
            yield first.warning(message, Message("照 docs/zone-directory.md 的例子添一条。"))


def links_follow_links(draft: Draft) -> Iterator[Issue]:
    for entry in draft.chains:
        codes = [link.code for link in entry.spec.links]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            message = Message("环节“{code}”写了两次。", {"code": code})
            yield entry.error(message, Message("同一产业链里，环节的代码不能重复。"), "links")
        for link in entry.spec.links:
            for code in link.after:
                if code not in codes:
                    message = Message("环节“{link}”的上游“{code}”不存在。", {"link": link.name, "code": code})
                    otherwise = Message("写同一产业链里另一环节的代码。")
                    yield entry.error(message, did_you_mean(code, codes, otherwise), "links")


def links_do_not_circle(draft: Draft) -> Iterator[Issue]:
    for entry in draft.chains:
        if circle := circling({link.code: link.after for link in entry.spec.links}):
            message = Message("环节互为上下游：{codes}。", {"codes": Listed(tuple(circle))})
            yield entry.error(message, Message("改掉这一圈里的一个 after。"), "links")


RULES = (
    shares_add_up,
    each_day_has_one_rule,
    bounds_are_in_order,
    only_contact_renews,
    quotas_are_given_once_a_year,
    teams_are_not_hidden,
    regions_are_known,
    leads_have_their_rules,
    links_follow_links,
    links_do_not_circle,
)
