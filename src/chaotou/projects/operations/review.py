"""A review meeting: its members, their opinions, the second column, and the decision.

The journal keeps that an opinion was given and a seal of it, never the marks: who reads the journal must
not learn what the rules show to nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from chaotou.core.issues import Message, Missing, Obstacles, Refusal
from chaotou.core.projects.review import Outcome, Term, Vote, obstacles
from chaotou.core.projects.review_sheet import faults
from chaotou.journal import operations as journal
from chaotou.organization import access as organization
from chaotou.organization import queries as people
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.projects import review_access
from chaotou.projects.handling import hand_over
from chaotou.projects.models import Condition, Evidence, Opinion, Review
from chaotou.projects.review_case import Case, Decimals, case_of

if TYPE_CHECKING:
    from chaotou.organization.models import Person

INTRODUCES = "所在机构引荐或承接这个项目。"
"""The reason written for a member who is named and stands aside by rule; data, in the source language."""


@transaction.atomic
def name_members(*, review: int, members: Collection[str], actor: Person, now: datetime) -> list[Opinion]:
    """Make these people (user names) the members of a review; who was named and gave nothing may leave.

    Whoever belongs to the introducing or landing unit is named as standing aside. `Refusal` for who does not
    run reviews, for accounts that are not there or administer, and for taking out who gave an opinion.
    """
    row = held_review(review)
    require(review_access.may_name_members(actor, row))
    chosen = {username: _one_who_may(actor, username) for username in dict.fromkeys(members)}
    before = {opinion.member.get_username(): opinion for opinion in _opinions(row)}
    leaving = [opinion for username, opinion in before.items() if username not in chosen]
    for opinion in leaving:
        if opinion.given_at is not None:
            raise Refusal(Message("{name}已提交意见，不能移出。", {"name": opinion.member.name}))
    for opinion in leaving:
        opinion.delete()
    for username, person in chosen.items():
        if username not in before:
            _seat(row, person)
    _journal(row, "members_named", {"members": sorted(before)}, {"members": sorted(chosen)}, actor, now)
    return _opinions(row)


def _seat(review: Review, person: Person) -> None:
    aside = review_access.introduces(organization.mandate(person), review.project)
    Opinion.objects.create(
        review=review, member=person, is_recused=aside, comment=INTRODUCES if aside else ""
    )


def _one_who_may(actor: Person, username: str) -> Person:
    found = people.person(actor, username)
    if found is None or not found.is_active:
        raise Refusal(Message("没有账号“{name}”，或已停用。", {"name": username}))
    held = organization.mandate(found)
    if held.administers or not held.seats:
        raise Refusal(Message("{name}没有岗位或管理账号，不能参加评审。", {"name": found.name}))
    return found


@transaction.atomic
def recuse(*, review: int, reason: str, actor: Person, now: datetime) -> Opinion:
    """Stand aside, with a reason; what was given before no longer counts. `Refusal` for who is no member."""
    row = held_review(review)
    own = own_opinion(row, actor)
    require(review_access.may_recuse(actor, row, own))
    assert own is not None
    if not reason.strip():
        raise Refusal(Message("请说明回避的理由。"))
    own.is_recused, own.comment = True, reason.strip()
    own.marks, own.rechecked, own.vetoes, own.vote, own.given_at = {}, {}, [], "", None
    own.rechecked_by, own.rechecked_at = None, None
    own.save()
    _journal(row, "recused", None, {"member": actor.get_username(), "reason": own.comment}, actor, now)
    return own


@transaction.atomic
def give_opinion(
    *,
    review: int,
    marks: Mapping[str, Decimal | None],
    vetoes: Collection[str],
    comment: str,
    vote: str,
    actor: Person,
    now: datetime,
) -> Opinion:
    """Give one's own marks of the judged items, vetoes, comment and vote; anew until the decision.

    Points that rules compute are added as they are. Marks given anew take a second column with them.
    `Refusal` for who may not; `Obstacles` with all that is wrong.
    """
    row = held_review(review)
    own = own_opinion(row, actor)
    require(review_access.may_give_opinion(actor, row, own))
    assert own is not None
    case = case_of(row, ())
    whole = whole_marks(case, marks)
    wrong = [message for _, message in faults(case.sheet, whole)]
    wrong += _wrong_words(case, vetoes, comment, vote)
    if wrong:
        raise Obstacles(wrong)
    own.marks = {code: f"{mark:f}" for code, mark in whole.items() if mark is not None}
    own.vetoes = [veto.code for veto in case.sheet.vetoes if veto.code in vetoes]
    own.comment, own.vote, own.given_at = comment.strip(), vote, working_moment(now)
    own.rechecked, own.rechecked_by, own.rechecked_at = {}, None, None
    own.save()
    _journal(row, "opinion_given", None, _sealed(own, "marks"), actor, now)
    return own


def whole_marks(case: Case, marks: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """A member's marks of the judged items beside those that rules compute."""
    judged = {item.code: marks.get(item.code) for item in case.sheet.items if item.is_judged}
    return {**judged, **case.computed}


def _wrong_words(case: Case, vetoes: Collection[str], comment: str, vote: str) -> list[Message]:
    wrong = []
    if vote not in tuple(Vote):
        wrong.append(Message("请表决：同意、不同意或弃权。"))
    raised = {veto.code for veto in case.sheet.vetoes if veto.below_line is None}
    if unknown := sorted(set(vetoes) - raised):
        wrong.append(Message("没有否决项“{code}”。", {"code": "、".join(unknown)}))
    if not comment.strip() and (vote == Vote.AGAINST or vetoes):
        wrong.append(Message("不同意或提出否决，要写明意见。"))
    return wrong


@transaction.atomic
def recheck(*, opinion: int, marks: Mapping[str, Decimal | None], actor: Person, now: datetime) -> Opinion:
    """Fill in the second column of a member's sheet: points by item, of those that differ or were looked at.

    `Refusal` for one's own sheet and who does not run reviews; `Obstacles` with all points out of range.
    """
    found = Opinion.objects.filter(pk=opinion).values_list("review", flat=True).first()
    if found is None:
        raise Missing(Message("没有这份意见。"))
    row = held_review(found)
    own = Opinion.objects.select_related("member").get(pk=opinion)
    require(review_access.may_recheck(actor, row, own))
    given: Decimals = {code: mark for code, mark in marks.items() if mark is not None}
    case = case_of(row, ())
    if unknown := sorted(given.keys() - {item.code for item in case.sheet.items}):
        raise Refusal(Message("评审表里没有“{code}”。", {"code": "、".join(unknown)}))
    if wrong := [message for code, message in faults(case.sheet, given) if code in given]:
        raise Obstacles(wrong)
    own.rechecked = {code: f"{mark:f}" for code, mark in given.items()}
    own.rechecked_by, own.rechecked_at = actor, working_moment(now)
    own.save()
    after = {"member": own.member.get_username(), **_sealed(own, "rechecked")}
    _journal(row, "rechecked", None, after, actor, now)
    return own


@transaction.atomic
def decide(
    *,
    review: int,
    outcome: Outcome,
    reason: str = "",
    terms: Sequence[Term] = (),
    actor: Person,
    now: datetime,
) -> Review:
    """Announce the outcome, with a reason for all but an approval and conditions for a conditional one.

    Each condition is handled as a matter from then on, where the zone's rules of review say so.

    `Refusal` for who may not; `Obstacles` with all that stands in the way: a meeting to come, quorum, vetoes,
    votes, the pass mark, a fair-competition review that is missing, conditions without owner or day.
    """
    row = held_review(review)
    require(review_access.may_decide(actor, row, own_opinion(row, actor)))
    case = case_of(row, _opinions(row))
    held = Evidence.objects.filter(project=row.project).values_list("kind", flat=True)
    standing = case.standing(held, people.zone().evidence)
    at = working_moment(now)
    wrong = [*obstacles(outcome, standing, reason=reason, terms=terms, meets_on=row.meets_on, on=at.date())]
    owners = {found.code: found for found in people.organizations()}
    unknown = [term.organization for term in terms if term.organization not in {"", *owners}]
    wrong += [Message("没有机构“{code}”。", {"code": code}) for code in unknown]
    if wrong:
        raise Obstacles(wrong)
    row.outcome, row.reason = outcome.value, reason.strip()
    row.decided_by, row.decided_at = actor, at
    row.save()
    for term in terms:
        hand_over(_condition(row, term, owners[term.organization].pk, term.due_on), now)
    _journal(row, "concluded", {"outcome": ""}, _decision(row, case, terms), actor, now)
    return row


def _condition(review: Review, term: Term, organization: int, due_on: date | None) -> Condition:
    assert due_on is not None
    return Condition.objects.create(
        review=review, text=term.text.strip(), organization_id=organization, due_on=due_on
    )


def _decision(row: Review, case: Case, terms: Sequence[Term]) -> dict[str, Any]:
    return {
        "outcome": row.outcome,
        "reason": row.reason,
        "opinions": case.tally.given,
        "votes": case.tally.votes,
        "score": case.totals.held,
        "conditions": [
            {"text": one.text, "organization": one.organization, "due_on": one.due_on} for one in terms
        ],
    }


def held_review(pk: int) -> Review:
    """The review with its project, held until the transaction ends. `Missing` where there is none."""
    rows = Review.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("project", "project__organization").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这次评审。"))
    return found


def own_opinion(review: Review, person: Person) -> Opinion | None:
    return Opinion.objects.filter(review=review, member=person).first()


def _opinions(review: Review) -> list[Opinion]:
    return list(Opinion.objects.filter(review=review).select_related("member"))


def _sealed(opinion: Opinion, column: str) -> dict[str, Any]:
    """That the row's content is what was given, told only to who has the row and the platform's key."""
    content = {
        "opinion": opinion.pk,
        column: getattr(opinion, column),
        "vetoes": opinion.vetoes,
        "comment": opinion.comment,
        "vote": opinion.vote,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {"seal": salted_hmac("projects.opinion", text, algorithm="sha256").hexdigest()}


def _journal(
    review: Review,
    act: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
    actor: Person,
    now: datetime,
) -> None:
    journal.record(
        actor=actor,
        act=f"projects.review.{act}",
        target=f"projects.project:{review.project.code}",
        before=before,
        after={"review": review.pk, **after},
        at=now,
    )
