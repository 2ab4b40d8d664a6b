"""What must hold in a scheme beyond its form: an ordered list of rules, each from the scheme to issues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from chaotou.core.evaluation.amounts import AmountSpec, Origin
from chaotou.core.evaluation.outcomes import ConditionSpec
from chaotou.core.evaluation.scheme import (
    AdjustmentsSpec,
    CriterionSpec,
    ItemSpec,
    SchemeSpec,
    reads_of,
    written,
)
from chaotou.core.evaluation.words import Effect, Marks, Take, Weighting
from chaotou.core.issues import Issue, Level, Message
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.yaml_text import Path, YamlText

Taken = Iterator[tuple[ItemSpec, Path]]


@dataclass(frozen=True)
class Known:
    """What a zone has that its schemes may name; an empty set is not held against anybody."""

    indicators: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Written:
    """A scheme with the text it was read from, so that every complaint can point at a line."""

    scheme: SchemeSpec
    text: YamlText
    known: Known = field(default_factory=Known)

    def criteria(self) -> Iterator[tuple[CriterionSpec, Path]]:
        """Every criterion with its path, parents first."""
        for at, criterion in enumerate(self.scheme.criteria):
            yield from _below(criterion, ("criteria", at))

    def sets(self) -> Iterator[tuple[AdjustmentsSpec, Path]]:
        for key in ("bonuses", "deductions"):
            for at, one in enumerate(getattr(self.scheme, key)):
                yield one, (key, at)

    def items(self) -> Taken:
        """Everything that reads and scores: leaves, then bonus and deduction items."""
        yield from ((one, path) for one, path in self.criteria() if not one.criteria)
        for one, path in self.sets():
            yield from ((item, (*path, "items", at)) for at, item in enumerate(one.items))

    def conditions(self) -> Iterator[tuple[ConditionSpec, Path]]:
        for key in ("vetoes", "ceilings"):
            for at, one in enumerate(getattr(self.scheme, key)):
                yield one, (key, at)

    def error(self, path: Path, message: Message, hint: Message) -> Issue:
        return Issue(Level.ERROR, self.text.place(path), message, hint)

    def warning(self, path: Path, message: Message, hint: Message) -> Issue:
        return Issue(Level.WARNING, self.text.place(path), message, hint)


def _below(criterion: CriterionSpec, path: Path) -> Iterator[tuple[CriterionSpec, Path]]:
    yield criterion, path
    for at, child in enumerate(criterion.criteria):
        yield from _below(child, (*path, "criteria", at))


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
    for group in [one.code for one in given.scheme.subjects.groups] or [""]:
        yield from _sum(given, given.scheme.criteria, given.scheme.full, ("criteria",), group)
        for one, path in given.criteria():
            if one.criteria:
                yield from _sum(given, one.criteria, written(one.weight, group), (*path, "criteria"), group)


def _sum(
    given: Written, children: tuple[CriterionSpec, ...], want: Decimal, path: Path, group: str
) -> Iterator[Issue]:
    counted = [child for child in children if not child.only_groups or group in child.only_groups]
    have = sum((written(child.weight, group) for child in counted), Decimal(0))
    if have == want:
        return
    params = {"have": have.normalize(), "want": want.normalize(), "group": group}
    if group:
        message = Message("“{group}”组的权重合计 {have}，应为 {want}。", params)
    else:
        message = Message("权重合计 {have}，应为 {want}。", params)
    difference = {"difference": abs(want - have).normalize()}
    hint = (
        Message("还差 {difference}。", difference)
        if have < want
        else Message("多了 {difference}。", difference)
    )
    yield given.error(path, message, hint)


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


def items_have_rules(given: Written) -> Iterator[Issue]:
    for item, path in given.items():
        if given.scheme.rule_of(item) is None:
            message = Message("考评项“{code}”没有计分规则。", {"code": item.code})
            yield given.error(path, message, Message("给它写上 rule，或在办法开头写一个共用的 rule。"))


def reads_fit(given: Written) -> Iterator[Issue]:
    """A ratio and a completion need what they are taken over; a change needs an earlier period."""
    for item, path in given.items():
        reads = reads_of(item)
        if reads.take in (Take.RATIO, Take.COMPLETION) and reads.over is None:
            message = Message("读“{take}”要写明除以什么。", {"take": reads.take.value})
            hint = Message("加上 over: 指标代码，如 over: land_area；率的分母总要写明。")
            yield given.error((*path, "reads"), message, hint)


def rules_fit_what_they_read(given: Written) -> Iterator[Issue]:
    """A completion rate of a completion rate, or of a growth, has no stated target."""
    for item, path in given.items():
        used, reads = given.scheme.rule_of(item), reads_of(item)
        if used is None:
            continue
        for key, amount in _amounts(used.keys):
            targets = amount.origin in (Origin.STATED, Origin.PLANNED)
            if targets and reads.take not in (Take.LEVEL, Take.COUNT):
                params = {"take": reads.take.value, "key": key, "word": amount.origin.value}
                message = Message("读的是“{take}”，“{key}”就不能用目标值“{word}”。", params)
                hint = Message("目标值是同一指标的量：改读 as: level，或给“{key}”写一个数。", {"key": key})
                yield given.error((*path, "rule", used.name, key), message, hint)
        for message, hint in _faults(used.keys):
            yield given.error((*path, "rule", used.name), message, hint)


def _amounts(keys: object) -> Iterator[tuple[str, AmountSpec]]:
    for name in type(keys).model_fields:  # type: ignore[attr-defined]
        value = getattr(keys, name)
        if isinstance(value, AmountSpec):
            yield name, value


def _faults(keys: object) -> Iterator[tuple[Message, Message]]:
    """What a rule's own keys say is wrong with them, where they can tell."""
    told = getattr(keys, "faults", None)
    if told is not None:
        yield from told()


def indicators_are_known(given: Written) -> Iterator[Issue]:
    if not given.known.indicators:
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


def subjects_are_known(given: Written) -> Iterator[Issue]:
    if not given.known.subjects:
        return
    spec = given.scheme.subjects
    named = {("subjects", "members"): set(spec.members)}
    for at, group in enumerate(spec.groups):
        named["subjects", "groups", at] = {one for members in group.members.values() for one in members}  # type: ignore[index]
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
        for group in sorted({*one.only_groups, *one.weight.by_group} - codes):
            message = Message("办法里没有“{group}”这个组。", {"group": group})
            otherwise = Message("先在 subjects.groups 里写上它。")
            yield given.error(path, message, did_you_mean(group, codes, otherwise))


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


def conditions_say_when(given: Written) -> Iterator[Issue]:
    for one, path in given.conditions():
        said = [key for key in ("above", "at_least", "below", "at_most") if getattr(one, key) is not None]
        if not said:
            message = Message("“{code}”没有写明什么情况下生效。", {"code": one.code})
            yield given.error(path, message, Message("写上 above、at_least、below 或 at_most。"))


def grades_are_known(given: Written) -> Iterator[Issue]:
    codes = {grade.code for grade in given.scheme.grades}
    for one, path in given.conditions():
        grade = getattr(one, "grade", None)
        if grade is not None and grade not in codes:
            message = Message("没有“{grade}”这个等次。", {"grade": grade})
            yield given.error(
                (*path, "grade"), message, did_you_mean(grade, codes, Message("先在 grades 里写上它。"))
            )
    for at, veto in enumerate(given.scheme.vetoes):
        if veto.effect is Effect.GRADE and veto.grade is None:
            message = Message("一票否决“{code}”没有写明降到哪个等次。", {"code": veto.code})
            yield given.error(("vetoes", at), message, Message("加上 grade: 等次代码。"))


def grades_fall(given: Written) -> Iterator[Issue]:
    """Grades stand best first, so that each has its own band of points."""
    bounds = [
        (at, grade.at_least) for at, grade in enumerate(given.scheme.grades) if grade.at_least is not None
    ]
    for (_, upper), (at, lower) in pairwise(bounds):
        if lower >= upper:
            message = Message("等次须由高到低：{lower} 应小于 {upper}。", {"lower": lower, "upper": upper})
            yield given.error(("grades", at, "at_least"), message, Message("由好到差排列，分数线依次降低。"))


def breaks_are_criteria(given: Written) -> Iterator[Issue]:
    codes = {one.code for one, _ in given.criteria()}
    for code in given.scheme.ranking.breaks:
        if code not in codes:
            message = Message("并列时要比的“{code}”不是考评项。", {"code": code})
            otherwise = Message("写一个考评项的代码。")
            yield given.error(("ranking", "breaks"), message, did_you_mean(code, codes, otherwise))


def it_is_in_force(given: Written) -> Iterator[Issue]:
    spec = given.scheme.in_force
    if spec.latest is not None and spec.latest < spec.first:
        message = Message("失效年份 {to} 早于生效年份 {from}。", {"to": spec.latest, "from": spec.first})
        yield given.error(("in_force", "to"), message, Message("改正年份；仍有效就不写 to。"))
    if given.known.years and not any(spec.holds_in(year) for year in given.known.years):
        latest = max(given.known.years)
        message = Message("办法对 {year} 年的数据已不生效。", {"year": latest})
        yield given.warning(("in_force",), message, Message("换用现行的办法，或改正生效年份。"))


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
    items_have_rules,
    reads_fit,
    rules_fit_what_they_read,
    indicators_are_known,
    subjects_are_known,
    groups_are_known,
    each_subject_has_one_group,
    conditions_say_when,
    grades_are_known,
    grades_fall,
    breaks_are_criteria,
    it_is_in_force,
    impute_steps_have_groups,
)


def check(scheme: SchemeSpec, text: YamlText, known: Known | None = None) -> list[Issue]:
    """Every issue of every rule, in the order of the rules."""
    given = Written(scheme, text, known or Known())
    return [issue for rule in RULES for issue in rule(given)]
