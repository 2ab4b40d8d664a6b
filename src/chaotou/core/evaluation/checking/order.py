"""What must hold in a scheme beyond its form: an ordered list of rules, each from the scheme to issues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from chaotou.core.evaluation.checking import names, outcomes, rules
from chaotou.core.evaluation.checking.written import Known, Written
from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec, written
from chaotou.core.evaluation.words import Marks
from chaotou.core.issues import Issue, Message
from chaotou.core.zone.yaml_text import Path, YamlText

__all__ = ["Known", "check"]


def codes_are_unique(given: Written) -> Iterator[Issue]:
    first: dict[str, Path] = {}
    places = [(one.code, path) for one, path in given.criteria()]
    places += [(one.code, path) for one, path in given.sets()]
    places += [(one.code, path) for one, path in given.items() if "items" in path]
    for code, path in places:
        if code in first:
            line = given.text.line(first[code])
            message = Message("代码“{code}”重复，先见于第 {line} 行。", {"code": code, "line": line})
            yield given.error((*path, "code"), message, Message("给这一条换一个代码，或删去多余的一条。"))
        first.setdefault(code, path)


def weights_sum(given: Written) -> Iterator[Issue]:
    """In a points scheme children's points make their parent's, and all of them the whole's."""
    if given.scheme.marks is not Marks.POINTS or given.scheme.weights is Weighting.EQUAL:
        return
    for group in _groups(given):
        yield from _sum(given, given.scheme.criteria, given.scheme.full, ("criteria",), group)
        for one, path in given.criteria():
            if one.criteria:
                yield from _sum(given, one.criteria, written(one.weight, group), (*path, "criteria"), group)


def _groups(given: Written) -> list[str]:
    """The groups weights may differ by: the scheme's own, or those its weights name."""
    codes = [one.code for one in given.scheme.subjects.groups]
    if not codes:
        codes = sorted({group for one, _ in given.criteria() for group in one.weight.by_group})
    return codes or [""]


def _sum(
    given: Written, children: tuple[CriterionSpec, ...], want: Decimal, path: Path, group: str
) -> Iterator[Issue]:
    counted = [child for child in children if not child.only_groups or group in child.only_groups]
    have = sum((written(child.weight, group) for child in counted), Decimal(0))
    if have == want:
        return
    params = {"have": _plain(have), "want": _plain(want), "group": group}
    if group:
        message = Message("“{group}”组的权重合计 {have}，应为 {want}。", params)
    else:
        message = Message("权重合计 {have}，应为 {want}。", params)
    difference = {"difference": _plain(abs(want - have))}
    hint = (
        Message("还差 {difference}。", difference)
        if have < want
        else Message("多了 {difference}。", difference)
    )
    yield given.error(path, message, hint)


def _plain(number: Decimal) -> str:
    """90, not 9E+1."""
    return f"{number.normalize():f}"


def weights_are_positive(given: Written) -> Iterator[Issue]:
    """Direction is part of the criterion; it is never said by a negative weight."""
    for one, path in given.criteria():
        numbers = [one.weight.number] if one.weight.number is not None else one.weight.by_group.values()
        if any(number is not None and number < 0 for number in numbers):
            hint = Message("越小越好请写 direction: lower；扣分请写在 deductions。")
            yield given.error((*path, "weight"), Message("权重不能是负数。"), hint)
        if not one.weight.is_written:
            hint = Message("写一个数，或 by_group 下按组写数。")
            yield given.error((*path, "weight"), Message("权重要写明是多少。"), hint)


def branches_only_gather(given: Written) -> Iterator[Issue]:
    for one, path in given.criteria():
        if one.criteria and (one.reads or one.rule):
            key = "reads" if one.reads else "rule"
            message = Message("有下级考评项的“{code}”自己不能再写“{key}”。", {"code": one.code, "key": key})
            yield given.error((*path, key), message, Message("把它移到下级的考评项里。"))


def each_subject_has_one_group(given: Written) -> Iterator[Issue]:
    for year in sorted({year for group in given.scheme.subjects.groups for year in group.members}):
        held: dict[str, str] = {}
        for at, group in enumerate(given.scheme.subjects.groups):
            for member in group.members_in(year):
                if held.setdefault(member, group.code) != group.code:
                    params = {"member": member, "one": held[member], "other": group.code}
                    message = Message("“{member}”既在“{one}”组又在“{other}”组。", params)
                    hint = Message("一年里每个对象只属于一个组。")
                    yield given.error(("subjects", "groups", at), message, hint)


def it_is_in_force(given: Written) -> Iterator[Issue]:
    spec = given.scheme.in_force
    if spec.latest is not None and spec.latest < spec.first:
        message = Message("失效年份 {to} 早于生效年份 {from}。", {"to": spec.latest, "from": spec.first})
        yield given.error(("in_force", "to"), message, Message("改正年份；仍有效就不写 to。"))
    if given.known.years and not spec.kept and not any(spec.holds_in(year) for year in given.known.years):
        latest = max(given.known.years)
        message = Message("办法对 {year} 年的数据已不生效。", {"year": latest})
        yield given.warning(
            ("in_force",), message, Message("换用现行的办法，或改正生效年份；有意留存就写 kept: yes。")
        )


def impute_steps_have_groups(given: Written) -> Iterator[Issue]:
    spec = given.scheme.subjects
    for at, step in enumerate(given.scheme.prepare):
        if (
            step.impute
            and step.impute.by.by_group
            and not (step.impute.within or spec.groups or spec.group_column)
        ):
            message = Message("按组补数，但没有写组。")
            hint = Message("写 within: 数据表里的分组列，或在 subjects 里写 groups。")
            yield given.error(("prepare", at, "impute"), message, hint)


Rule = Callable[[Written], Iterator[Issue]]

RULES: tuple[Rule, ...] = (
    codes_are_unique,
    weights_are_positive,
    weights_sum,
    branches_only_gather,
    rules.items_have_rules,
    rules.reads_fit,
    rules.targets_can_be_stated,
    rules.growth_rules_read_growth,
    rules.rules_have_no_faults,
    rules.numbers_agree_with_direction,
    rules.numbers_cover_every_group,
    rules.bounds_are_in_order,
    names.indicators_are_known,
    names.subjects_are_known,
    names.groups_are_known,
    names.groups_are_there,
    each_subject_has_one_group,
    outcomes.conditions_say_when,
    outcomes.grades_are_known,
    outcomes.grades_fall,
    outcomes.breaks_are_criteria,
    outcomes.judges_are_left,
    it_is_in_force,
    impute_steps_have_groups,
)


def check(scheme: SchemeSpec, text: YamlText, known: Known | None = None) -> list[Issue]:
    """Every issue of every rule, in the order of the rules."""
    given = Written(scheme, text, known or Known())
    return [issue for rule in RULES for issue in rule(given)]
