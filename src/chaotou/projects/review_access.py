"""Who does what around a review: put forward, sit, stand aside, re-check, decide, meet and confirm.

Whoever introduces or lands a project neither sits on its review nor decides it, and never learns how single
members marked it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chaotou.core.issues import Message
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Verdict
from chaotou.projects.access import PUBLIC_STAGES, holders, may_change, sight
from chaotou.projects.models import Condition, Opinion, Project, Review

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

ADMINISTERS = Message("账号管理员只管理账号，不参与项目评审（职责分离）。")
DECIDED = Message("这次评审已有结论，不能再改。")


def may_put_forward(person: Asker, project: Project) -> Verdict:
    """Whether the person puts the project before a meeting: who changes it, while it is not signed."""
    if project.stage in PUBLIC_STAGES:
        return Verdict(False, Message("项目已经签约，不再送审。"))
    return may_change(person, project)


def may_run(person: Asker) -> Verdict:
    """Whether the person runs review meetings: names members, re-checks, decides."""
    return _runs(organization.mandate(person))


def _runs(held: Mandate) -> Verdict:
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if held.oversees and held.duties & {Duty.REVIEWS, Duty.LEADS}:
        return Verdict(True, Message("负责审核或领导全区工作，可以组织评审。"))
    return Verdict(False, Message("评审由审核人员或区领导组织。"))


def may_name_members(person: Asker, review: Review) -> Verdict:
    verdict = may_run(person)
    return verdict if not verdict or not review.outcome else Verdict(False, DECIDED)


def introduces(held: Mandate, project: Project) -> bool:
    """Whether a person belongs to the unit that introduces or lands the project."""
    return any(seat.organization in (project.organization_id, project.landing_id) for seat in held.seats)


def may_give_opinion(person: Asker, review: Review, own: Opinion | None) -> Verdict:
    """Whether the person marks and votes: a member who was named, does not stand aside, and is no party."""
    verdict = _sits(person, review, own)
    if verdict and own is not None and own.is_recused:
        return Verdict(False, Message("已登记回避，不参加这个项目的评审。"))
    return verdict


def may_recuse(person: Asker, review: Review, own: Opinion | None) -> Verdict:
    """Whether the person stands aside: any member, until the decision."""
    if own is None:
        return Verdict(False, Message("不是这次评审的成员。"))
    if review.outcome:
        return Verdict(False, DECIDED)
    if own.is_recused:
        return Verdict(False, Message("已登记回避，不参加这个项目的评审。"))
    return Verdict(True, Message("是这次评审的成员。"))


def _sits(person: Asker, review: Review, own: Opinion | None) -> Verdict:
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if own is None:
        return Verdict(False, Message("不是这次评审的成员。"))
    if review.outcome:
        return Verdict(False, DECIDED)
    if (party := _party(person, held, review)) is not None:
        return Verdict(False, party)
    return Verdict(True, Message("是这次评审的成员。"))


def _party(person: Asker, held: Mandate, review: Review) -> Message | None:
    """Why the person is a party to the project and so no judge of it."""
    if introduces(held, review.project):
        return Message("所在机构引荐或承接这个项目，不参加它的评审和决定。")
    if review.put_forward_by_id is not None and review.put_forward_by_id == person.pk:
        return Message("这个项目由本人送审，不参加它的评审和决定。")
    return None


def may_recheck(person: Asker, review: Review, opinion: Opinion) -> Verdict:
    """Whether the person fills in the second column of somebody's sheet: who reviews, never one's own."""
    if opinion.member_id == person.pk:
        return Verdict(False, Message("复核由另一人进行，不能复核自己的评分。"))
    if opinion.is_recused or opinion.given_at is None:
        return Verdict(False, Message("这位成员没有评分，不必复核。"))
    return _decides(person, review)


def may_decide(person: Asker, review: Review, own: Opinion | None) -> Verdict:
    """Whether the person announces the outcome: who runs reviews, is no party and does not stand aside."""
    if own is not None and own.is_recused:
        return Verdict(False, Message("已登记回避，不参加这个项目的评审。"))
    return _decides(person, review)


def _decides(person: Asker, review: Review) -> Verdict:
    held = organization.mandate(person)
    verdict = _runs(held)
    if not verdict:
        return verdict
    if review.outcome:
        return Verdict(False, DECIDED)
    if (party := _party(person, held, review)) is not None:
        return Verdict(False, party)
    return verdict


def may_see_review(person: Asker, review: Review, own: Opinion | None) -> Verdict:
    """Whether the person sees the dossier: the project's holders, its members, and who oversees."""
    if own is not None or sight(person).sees_terms(holders(review.project)):
        return Verdict(True, Message("所在机构承担这个项目，或参加、组织、监督它的评审。"))
    return Verdict(False, Message("这个项目由其他单位洽谈，评审材料不公开。"))


def sees_opinions(person: Asker, review: Review, own: Opinion | None) -> Verdict:
    """Whether the person sees single members' marks and votes.

    A member only after giving an own opinion or after the decision, so that nobody follows the others;
    the introducing unit never.
    """
    held = organization.mandate(person)
    if introduces(held, review.project):
        return Verdict(False, Message("引荐和承接单位只看结论和平均分，不看个人评分。"))
    if own is not None and not review.outcome and (own.is_recused or own.given_at is None):
        return Verdict(False, Message("提交本人意见或作出结论之后，才能看其他成员的意见。"))
    if own is None and not held.oversees:
        return Verdict(False, Message("个人评分只有评审成员和组织、监督评审的人能看。"))
    return Verdict(True, Message("参加、组织或监督这次评审。"))


def sees_why_aside(person: Asker, review: Review, opinion: Opinion) -> bool:
    """Whether the person reads why a member stands aside, which is personal: the member, and who oversees.

    The introducing unit never.
    """
    held = organization.mandate(person)
    return opinion.member_id == person.pk or (held.oversees and not introduces(held, review.project))


def sees_totals(person: Asker, review: Review, own: Opinion | None) -> bool:
    """Whether the person sees means and votes: everybody who sees the review once it is decided."""
    return bool(review.outcome) or bool(sees_opinions(person, review, own))


def may_meet(person: Asker, condition: Condition) -> Verdict:
    """Whether the person reports a condition as met: who holds a post at the organization it asks."""
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if condition.matter:
        return Verdict(False, _as_matter(condition))
    if condition.confirmed_at is not None:
        return Verdict(False, Message("这项条件已经确认落实。"))
    if condition.organization_id not in {seat.organization for seat in held.seats}:
        return Verdict(False, Message("这项条件由其他机构落实。"))
    return Verdict(True, Message("所在机构负责落实这项条件。"))


def may_confirm(person: Asker, condition: Condition) -> Verdict:
    """Whether the person confirms what somebody else met, or sends it back, on the review's own pages."""
    return Verdict(False, _as_matter(condition)) if condition.matter else confirms(person, condition)


def _as_matter(condition: Condition) -> Message:
    return Message("这项条件按事项 {code} 办理，在事项里报告和确认。", {"code": condition.matter})


def confirms(person: Asker, condition: Condition) -> Verdict:
    """Whether the person confirms what somebody else met: who runs reviews, from another organization."""
    held = organization.mandate(person)
    verdict = _runs(held)
    if not verdict:
        return verdict
    if condition.met_on is None or condition.confirmed_at is not None:
        return Verdict(False, Message("没有待确认的落实情况。"))
    if condition.met_by_id == person.pk:
        return Verdict(False, Message("由本人报告落实，须由另一人确认。"))
    if condition.organization_id in {seat.organization for seat in held.seats}:
        return Verdict(False, Message("这项条件由所在机构落实，须由其他机构的人确认。"))
    return Verdict(True, Message("负责审核或领导全区工作，条件由他人落实。"))
