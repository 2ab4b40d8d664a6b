"""What a review meeting may decide: quorum, votes, vetoes, promises that depend on tax, outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from chaotou.core.issues import Message
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import Fields, holds
from chaotou.core.projects.review_indicators import Flag, FlagState
from chaotou.core.projects.review_sheet import Ballot
from chaotou.core.zone.review_specs import (
    PromiseSpec,
    ReviewCaseSpec,
    ReviewRulesSpec,
    ReviewSheetSpec,
    ReviewVetoSpec,
)


class Outcome(StrEnum):
    APPROVED = "approved"
    CONDITIONAL = "conditional"
    RESUBMIT = "resubmit"
    DEFERRED = "deferred"
    REJECTED = "rejected"

    @property
    def approves(self) -> bool:
        return self in (Outcome.APPROVED, Outcome.CONDITIONAL)

    @property
    def may_return(self) -> bool:
        """Whether the project may be put forward again."""
        return self in (Outcome.RESUBMIT, Outcome.DEFERRED)


class Vote(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


def rules_on(rules: Iterable[ReviewRulesSpec], on: date) -> ReviewRulesSpec | None:
    """The rules in force on a day: the latest that have begun."""
    held = [one for one in rules if one.valid_from <= on]
    return max(held, key=lambda one: one.valid_from, default=None)


def is_compulsory(rules: Iterable[ReviewRulesSpec], fields: Fields, on: date) -> bool:
    """Whether the rules in force on a day ask for a review of a project before it is signed.

    One of their `compulsory` cases holds, all its conditions together, and none of those left `outside`.
    """
    found = rules_on(rules, on)
    if found is None:
        return False
    return _any_holds(found.compulsory, fields) and not _any_holds(found.outside, fields)


def _any_holds(cases: Iterable[ReviewCaseSpec], fields: Fields) -> bool:
    return any(all(holds(condition, fields) for condition in case.when) for case in cases)


@dataclass(frozen=True)
class Promise:
    """What a project is promised: a kind of the zone's file and the words."""

    kind: str
    text: str


@dataclass(frozen=True)
class TaxFlag:
    """A promise that depends on tax paid: by its kind, or by a word in its text."""

    promise: Promise
    rule: PromiseSpec
    word: str = ""

    @property
    def reason(self) -> Message:
        if self.word:
            return Message("文字里有“{word}”", {"word": self.word})
        return Message("这一类承诺与缴纳的税收挂钩")


def tax_flags(promises: Iterable[Promise], kinds: Sequence[PromiseSpec], on: date) -> tuple[TaxFlag, ...]:
    """The promises that need a fair-competition review on that day, each once."""
    rules = [one for one in kinds if one.depends_on_tax and (one.valid_from is None or one.valid_from <= on)]
    found = (_tax_flag(promise, rules) for promise in promises)
    return tuple(flag for flag in found if flag is not None)


def _tax_flag(promise: Promise, rules: Sequence[PromiseSpec]) -> TaxFlag | None:
    """By its kind, else by the first word that gives it away; spaces inside a word do not hide it."""
    text = "".join(promise.text.split())
    for rule in rules:
        if rule.code == promise.kind:
            return TaxFlag(promise, rule)
    words = ((rule, word) for rule in rules for word in rule.words)
    return next((TaxFlag(promise, rule, word) for rule, word in words if word in text), None)


def papers_for(flagged: Iterable[TaxFlag]) -> tuple[str, ...]:
    """The evidence that the flagged promises ask for, each once."""
    return tuple(dict.fromkeys(flag.rule.evidence for flag in flagged if flag.rule.evidence))


@dataclass(frozen=True)
class Veto:
    """A veto that stands: raised by so many members, or because an indicator misses its line."""

    rule: ReviewVetoSpec
    members: int = 0
    flag: Flag | None = None


def vetoes(sheet: ReviewSheetSpec, ballots: Iterable[Ballot], flagged: Iterable[Flag]) -> tuple[Veto, ...]:
    """The vetoes that stand, in the sheet's order."""
    counted = [ballot for ballot in ballots if ballot.counts]
    missed = {flag.reading.indicator.code: flag for flag in flagged if flag.state is FlagState.BELOW}
    found = (
        Veto(
            rule,
            sum(rule.code in ballot.vetoes for ballot in counted),
            missed.get(rule.below_line) if rule.below_line else None,
        )
        for rule in sheet.vetoes
    )
    return tuple(veto for veto in found if veto.members or veto.flag)


@dataclass(frozen=True)
class Tally:
    """Who takes part and how they voted; `needed` opinions make a quorum."""

    members: int
    aside: int
    given: int
    needed: int
    votes: dict[str, int]

    @property
    def taking_part(self) -> int:
        return self.members - self.aside

    @property
    def is_quorate(self) -> bool:
        return self.given >= self.needed

    @property
    def approval(self) -> Decimal | None:
        """The percentage of opinions given that are in favor."""
        return Decimal(100 * self.votes[Vote.FOR]) / self.given if self.given else None


def tally(ballots: Iterable[Ballot], rules: ReviewRulesSpec) -> Tally:
    """Counted over those who did not stand aside."""
    found = list(ballots)
    aside = sum(ballot.aside for ballot in found)
    counted = [ballot for ballot in found if ballot.counts]
    votes = {vote.value: sum(ballot.vote == vote for ballot in counted) for vote in Vote}
    return Tally(len(found), aside, len(counted), needed(rules, len(found) - aside), votes)


def needed(rules: ReviewRulesSpec, taking_part: int) -> int:
    """How many opinions make a quorum: the least number, and the share of those taking part, rounded up."""
    share = rules.quorum_percent * taking_part / 100
    return max(rules.quorum, int(share.to_integral_value(ROUND_CEILING)))


@dataclass(frozen=True)
class Standing:
    """All a decision is held against; `lacking_papers` are those that tax-dependent promises ask for."""

    rules: ReviewRulesSpec
    tally: Tally
    score: Decimal | None
    vetoes: tuple[Veto, ...]
    lacking_papers: tuple[Message, ...]


@dataclass(frozen=True)
class Term:
    """A condition of an approval as proposed: what, by which organization, by when."""

    text: str
    organization: str
    due_on: date | None


def obstacles(
    outcome: Outcome, standing: Standing, *, reason: str, terms: Sequence[Term], meets_on: date, on: date
) -> tuple[Message, ...]:
    """All that stands in the way of an outcome, at once; empty where it may be decided on the day `on`."""
    found = [Message("评审会 {day} 召开，会前不能作出结论。", {"day": meets_on})] if on < meets_on else []
    found += _form(outcome, reason, terms, on)
    if outcome is not Outcome.DEFERRED:
        found += _quorum(standing.tally)
    if outcome.approves:
        found += [*_against_approval(standing)]
    return tuple(found)


def _form(outcome: Outcome, reason: str, terms: Sequence[Term], on: date) -> Iterator[Message]:
    if outcome is not Outcome.APPROVED and not reason.strip():
        yield Message("除直接通过以外，结论都要写明理由。")
    if outcome is Outcome.CONDITIONAL and not terms:
        yield Message("附条件通过，至少要写一项条件。")
    if outcome is not Outcome.CONDITIONAL and terms:
        yield Message("只有附条件通过才带条件；请删去条件或改选结论。")
    for term in terms:
        if not (term.text.strip() and term.organization and term.due_on):
            yield Message("每项条件都要写明内容、责任机构和期限。")
        elif term.due_on < on:
            yield Message("条件“{text}”的期限 {due} 已经过去。", {"text": term.text, "due": term.due_on})


def _quorum(found: Tally) -> Iterator[Message]:
    if not found.is_quorate:
        values = {"given": found.given, "needed": found.needed}
        yield Message("法定人数不足：须有 {needed} 份意见，现有 {given} 份。", values)


def _against_approval(standing: Standing) -> Iterator[Message]:
    for veto in standing.vetoes:
        yield Message("否决项“{name}”成立，不能通过。", {"name": Named(veto.rule.name, veto.rule.english)})
    for paper in standing.lacking_papers:
        yield Message("有与税收挂钩的承诺，还缺{paper}，不能通过。", {"paper": paper})
    approval, least = standing.tally.approval, standing.rules.approval_percent
    if approval is not None and approval <= least:
        values = {"for": standing.tally.votes[Vote.FOR], "given": standing.tally.given, "least": f"{least:f}"}
        yield Message("同意的有 {for} 份，共 {given} 份意见，没有超过 {least}%，不能通过。", values)
    mark = standing.rules.pass_mark
    if mark is not None and standing.score is not None and standing.score < mark:
        values = {"score": f"{standing.score:.2f}", "mark": f"{mark:f}"}
        yield Message("平均得分 {score}，未达到 {mark} 分的通过线。", values)
