"""What a scheme names must exist: indicators, subjects, groups."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.evaluation.amounts import Origin
from chaotou.core.evaluation.checking.rules import amounts_in, used_rules
from chaotou.core.evaluation.checking.written import Written
from chaotou.core.evaluation.scheme import reads_of
from chaotou.core.evaluation.words import Scope, SubjectKind, Take
from chaotou.core.issues import Issue, Message
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.yaml_text import Path

BESIDE_THE_CATALOGUE = (SubjectKind.FIRMS, SubjectKind.COUNTRIES, SubjectKind.PROJECTS, SubjectKind.PEOPLE)
"""Kinds whose figures come from tables of their own, so that the zone's catalogue says nothing of them."""


def indicators_are_known(given: Written) -> Iterator[Issue]:
    if not given.known.indicators or given.scheme.subjects.kind in BESIDE_THE_CATALOGUE:
        return
    for code, path in _named(given):
        if code not in given.known.indicators:
            message = Message("指标目录里没有“{code}”。", {"code": code})
            otherwise = Message("先在 indicators.yaml 里加上它，或改成已有的代码。")
            yield given.error(path, message, did_you_mean(code, given.known.indicators, otherwise))


def _named(given: Written) -> Iterator[tuple[str, Path]]:
    """Every indicator a scheme reads, with where it says so; judged marks are none of the catalogue's."""
    readers = [(reads_of(item), path) for item, path in given.items()]
    readers += [(one.reads, path) for one, path in given.conditions()]
    for reads, path in readers:
        if reads.take is not Take.MARK:
            yield reads.indicator, (*path, "reads")
        if reads.over:
            yield reads.over, (*path, "reads", "over")
    for _, used, path in used_rules(given):
        for key, amount in amounts_in(used):
            if amount.origin is Origin.FACT:
                yield amount.name.partition(".")[0].partition("@")[0], (*path, key)


def subjects_are_known(given: Written) -> Iterator[Issue]:
    if not given.known.subjects:
        return
    spec = given.scheme.subjects
    named: dict[Path, set[str]] = {("subjects", "members"): set(spec.members)}
    for at, group in enumerate(spec.groups):
        named["subjects", "groups", at] = {one for members in group.members.values() for one in members}
    for _, used, path in used_rules(given):
        for key, amount in amounts_in(used):
            if amount.origin is Origin.SUBJECT:
                named[*path, key] = {amount.name}
    for path, codes in named.items():
        for code in sorted(codes - given.known.subjects):
            message = Message("没有“{code}”这个考评对象。", {"code": code})
            otherwise = Message("先在 bodies.yaml 或 organizations.yaml 里加上它。")
            yield given.error(path, message, did_you_mean(code, given.known.subjects, otherwise))


def groups_are_known(given: Written) -> Iterator[Issue]:
    """Groups that weights and numbers name are groups the scheme has."""
    spec = given.scheme.subjects
    if spec.group_column:
        return
    codes = {group.code for group in spec.groups}
    for one, path in given.criteria():
        named = [(group, (*path, "only_groups", at)) for at, group in enumerate(one.only_groups)]
        named += [(group, (*path, "weight", "by_group", group)) for group in one.weight.by_group]
        for group, where in named:
            if group not in codes:
                message = Message("办法里没有“{group}”这个组。", {"group": group})
                otherwise = Message("先在 subjects.groups 里写上它。")
                yield given.error(where, message, did_you_mean(group, codes, otherwise))


def groups_are_there(given: Written) -> Iterator[Issue]:
    """Who compares, ranks or counts within groups has groups."""
    scheme = given.scheme
    if scheme.subjects.groups or scheme.subjects.group_column:
        return
    wanted: list[tuple[Path, Scope]] = [(("compared_within",), scheme.compared_within)]
    wanted.append((("ranking", "within"), scheme.ranking.within))
    wanted += [
        (("grades", at, "quota", "within"), grade.quota.within)
        for at, grade in enumerate(scheme.grades)
        if grade.quota is not None
    ]
    for path, scope in wanted:
        if scope is Scope.GROUP:
            message = Message("写了“{key}”按组，但没有组。", {"key": str(path[-1])})
            yield given.error(path, message, Message("在 subjects 里写 groups 或 group_column。"))
