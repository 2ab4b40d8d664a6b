"""What must hold in `enterprises.csv`: names and codes once, codes that exist, parents that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chaotou.core import industries
from chaotou.core.credit_codes import credit_code
from chaotou.core.issues import Issue, Message, Refusal
from chaotou.core.zone.enterprise_specs import EnterpriseRow
from chaotou.core.zone.entries import Draft, Entry


def enterprises_are_once(draft: Draft) -> Iterator[Issue]:
    """No name and no credit code stands in two lines."""
    for key in ("name", "credit_code"):
        first: dict[str, int] = {}
        for entry in draft.enterprises:
            value = getattr(entry.spec, key)
            if value and value in first:
                message = Message("“{value}”已在第 {line} 行。", {"value": value, "line": first[value]})
                yield entry.error(message, Message("同一家企业只写一行；别名写在 aliases 里。"), key)
            first.setdefault(value, entry.line)


def enterprise_codes_exist(draft: Draft) -> Iterator[Issue]:
    """Credit codes check, and industries are those of the standard."""
    checks: dict[str, Callable[[str], object]] = {
        "credit_code": credit_code,
        "industry": industries.industry,
    }
    for entry in draft.enterprises:
        for key, check in checks.items():
            if value := getattr(entry.spec, key):
                yield from _checked(entry, key, value, check)


def _checked(
    entry: Entry[EnterpriseRow], key: str, value: str, check: Callable[[str], object]
) -> Iterator[Issue]:
    try:
        check(value)
    except Refusal as refusal:
        yield entry.error(refusal.message, refusal.hint or Message("请更正。"), key)


def enterprise_links_are_known(draft: Draft) -> Iterator[Issue]:
    """Chains and their links are in chains.yaml, where the zone has one."""
    chains = {entry.spec.code: {link.code for link in entry.spec.links} for entry in draft.chains}
    known = draft.codes("chains")
    if "chains" in draft.unread or not known:
        return
    for entry in draft.enterprises:
        chain, link = entry.spec.chain, entry.spec.link
        if chain and chain not in known:
            message = Message("没有产业链“{chain}”。", {"chain": chain})
            yield entry.error(message, Message("代码应在 chains.yaml 里。"), "chain")
        elif link and link not in chains.get(chain, {link} if chain else ()):
            message = Message("产业链上没有环节“{link}”。", {"link": link})
            yield entry.error(message, Message("代码应在 chains.yaml 该产业链的 links 里。"), "link")


def enterprise_parents_are_there(draft: Draft) -> Iterator[Issue]:
    """A parent is another line, and nobody is its own ancestor."""
    parents = {entry.spec.name: entry.spec.parent for entry in draft.enterprises}
    for entry in draft.enterprises:
        parent = entry.spec.parent
        if parent and parent not in parents:
            message = Message("没有母公司“{parent}”这一行。", {"parent": parent})
            yield entry.error(message, Message("母公司也要有自己的一行，名称须一致。"), "parent")
        elif entry.spec.name in _above(entry.spec.name, parents):
            message = Message("“{name}”成了自己的母公司。", {"name": entry.spec.name})
            yield entry.error(message, Message("请改正 parent。"), "parent")


def _above(name: str, parents: dict[str, str]) -> set[str]:
    above: set[str] = set()
    while (name := parents.get(name, "")) and name not in above:
        above.add(name)
    return above


RULES = (
    enterprises_are_once,
    enterprise_codes_exist,
    enterprise_links_are_known,
    enterprise_parents_are_there,
)
