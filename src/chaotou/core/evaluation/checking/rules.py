"""What must hold between a criterion's rule, its numbers and what it reads."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.evaluation.amounts import AmountSpec, Origin
from chaotou.core.evaluation.checking.written import Written
from chaotou.core.evaluation.rule_field import RuleSpec
from chaotou.core.evaluation.scheme import ItemSpec, reads_of
from chaotou.core.evaluation.words import Take
from chaotou.core.issues import Issue, Message
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.vocabulary import Direction
from chaotou.core.zone.yaml_text import Path

GROWTHS = (Take.GROWTH, Take.LEVEL, Take.CHANGE, Take.PACE_GAP)
"""What a rule that wants percentage points of growth can read; a level may itself be a growth."""


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


def used_rules(given: Written) -> Iterator[tuple[ItemSpec, RuleSpec, Path]]:
    """Every item that has a rule, with the path of that rule: its own or the scheme's."""
    for item, path in given.items():
        if item.rule is not None:
            yield item, item.rule, (*path, "rule", item.rule.name)
        elif given.scheme.rule is not None:
            yield item, given.scheme.rule, ("rule", given.scheme.rule.name)


def amounts_in(used: RuleSpec) -> Iterator[tuple[str, AmountSpec]]:
    """The numbers of a rule by their key."""
    for name in type(used.keys).model_fields:
        value = getattr(used.keys, name)
        if isinstance(value, AmountSpec):
            yield name, value


def targets_can_be_stated(given: Written) -> Iterator[Issue]:
    """A completion rate of a completion rate, or of a growth, has no stated target."""
    for item, used, path in used_rules(given):
        take = reads_of(item).take
        for key, amount in amounts_in(used):
            targets = amount.origin in (Origin.STATED, Origin.PLANNED)
            if targets and take not in (Take.LEVEL, Take.COUNT):
                params = {"take": take.value, "key": key, "word": amount.origin.value}
                message = Message("读的是“{take}”，“{key}”就不能用目标值“{word}”。", params)
                hint = Message("目标值是同一指标的量：改读 as: level，或给“{key}”写一个数。", {"key": key})
                yield given.error((*path, key), message, hint)


def growth_rules_read_growth(given: Written) -> Iterator[Issue]:
    for item, used, path in used_rules(given):
        take = reads_of(item).take
        if used.name == "growth_steps" and take not in GROWTHS:
            params = {"rule": used.name, "take": take.value}
            message = Message("规则“{rule}”按增速计分，不能读“{take}”。", params)
            yield given.error(path, message, Message("改读 as: growth，或换一条规则。"))


def rules_have_no_faults(given: Written) -> Iterator[Issue]:
    """What a rule's own keys say is wrong with them, each rule told once."""
    told: set[Path] = set()
    for _, used, path in used_rules(given):
        if path not in told:
            for message, hint in used.keys.faults():
                yield given.error(path, message, hint)
        told.add(path)


def numbers_agree_with_direction(given: Written) -> Iterator[Issue]:
    """Thresholds that fall where smaller is better, or rise where greater is, say two things at once."""
    for item, used, path in used_rules(given):
        lower = given.scheme.direction_of(item) is Direction.LOWER
        if used.keys.contradicts(lower):
            word = {"direction": "lower" if lower else "higher"}
            message = Message("数的次序与方向 direction: {direction} 相反。", word)
            yield given.error(path, message, Message("把数倒过来写，或改 direction。"))


def numbers_cover_every_group(given: Written) -> Iterator[Issue]:
    """A number by group names the scheme's groups, all of them and no other."""
    codes = [group.code for group in given.scheme.subjects.groups]
    if given.scheme.subjects.group_column:
        return
    for _, used, path in used_rules(given):
        for key, amount in amounts_in(used):
            yield from _groups(given, amount, codes, (*path, key))


def _groups(given: Written, amount: AmountSpec, codes: list[str], path: Path) -> Iterator[Issue]:
    if amount.origin is not Origin.BY_GROUP:
        return
    for group in sorted(amount.by_group.keys() - set(codes)):
        message = Message("办法里没有“{group}”这个组。", {"group": group})
        hint = did_you_mean(group, codes, Message("先在 subjects.groups 里写上它。"))
        yield given.error((*path, "by_group", group), message, hint)
    for group in [code for code in codes if code not in amount.by_group]:
        message = Message("没有写“{group}”组的数。", {"group": group})
        yield given.error(path, message, Message("在 by_group 下补上“{group}: 数”。", {"group": group}))


def bounds_are_in_order(given: Written) -> Iterator[Issue]:
    for item, path in given.items():
        if (
            item.floor is not None
            and item.cap is not None
            and item.floor.is_finite()
            and item.floor >= item.cap
        ):
            params = {"floor": item.floor, "cap": item.cap}
            message = Message("下限 {floor} 不小于上限 {cap}。", params)
            hint = Message("floor 与 cap 都是满分的份额：1 是满分，1.2 是满分的1.2倍。")
            yield given.error((*path, "floor"), message, hint)
