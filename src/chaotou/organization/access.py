"""Who may do what, asked when it is done: from posts held and responsibilities, never from copied rights.

A post is held while it names a person and no end (`held_until_on`), so no clock is needed to ask. Reasons
name no "you": a page shows them to the person asking and, on a person's page, to others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.vocabulary import are_mixed
from chaotou.organization.models import Organization, Person, Post, Responsibility

Duty = Post.Duty
Role = Responsibility.Role
Subject = Responsibility.Subject

Asker = Person | AnonymousUser
"""Whoever a page finds in `request.user`."""


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed, and why or why not, in a sentence the page shows."""

    allowed: bool
    reason: Message

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True)
class Seat:
    """One post a person holds: in which organization, with which duty."""

    organization: int
    organization_code: str
    is_zone: bool
    duty: str


Answers = Mapping[tuple[str, str], Mapping[int, str]]
"""By subject and code, the role of each organization (primary key)."""


@dataclass(frozen=True)
class Mandate:
    """All a person holds and answers for, read once with two queries; a page asks it as often as it likes."""

    seats: tuple[Seat, ...]
    answers: Answers

    @property
    def duties(self) -> frozenset[str]:
        return frozenset(seat.duty for seat in self.seats)

    @property
    def administers(self) -> bool:
        return Duty.ADMINISTERS in self.duties

    @property
    def oversees(self) -> bool:
        """Reviewers, auditors, and those who lead the zone itself (not one bureau) see every figure."""
        return not self.administers and any(_oversees(seat) for seat in self.seats)

    def role(self, subject: str, code: str, duty: str | None = None) -> str | None:
        """The person's organizations' best role for this subject (with this duty), or None."""
        roles = self.answers.get((subject, code), {})
        found = {roles[seat.organization] for seat in self._working(duty) if seat.organization in roles}
        return Role.LEAD if Role.LEAD in found else next(iter(found), None)

    def codes(self, subject: str, duty: str | None = None) -> frozenset[str]:
        """Codes of the indicators or targets the person's organizations answer for."""
        return frozenset(
            code for kind, code in self.answers if kind == subject and self.role(kind, code, duty)
        )

    def _working(self, duty: str | None) -> list[Seat]:
        return [] if self.administers else [seat for seat in self.seats if duty in (None, seat.duty)]


def _oversees(seat: Seat) -> bool:
    return seat.duty in (Duty.REVIEWS, Duty.AUDITS) or (seat.duty == Duty.LEADS and seat.is_zone)


def require(verdict: Verdict) -> None:
    """Go on only when allowed; else Refusal with the verdict's reason."""
    if not verdict:
        raise Refusal(verdict.reason)


def hand(person: Person, **known: Any) -> None:
    """Give a person what is known of them, which need not be read once they are remembered."""
    person.at_hand = {**getattr(person, "at_hand", {}), **known}  # type: ignore[attr-defined]


def remember(person: Asker) -> None:
    """From now on read what this person holds once: for the length of a request that changes no post."""
    person.remembered = {**getattr(person, "at_hand", {})}  # type: ignore[union-attr]


def once(person: object, what: str, read: Callable[[Any], Any]) -> Any:
    """What was read of a remembered person, else what is read now."""
    remembered: dict[str, Any] | None = getattr(person, "remembered", None)
    if remembered is None:
        return read(person)
    if what not in remembered:
        remembered[what] = read(person)
    return remembered[what]


def mandate(person: Asker) -> Mandate:
    """What the person holds and answers for right now: a query, and one more when it is asked for what.

    None where it is remembered.
    """
    held: Mandate = once(person, "mandate", _mandate)
    return held


def _mandate(person: Asker) -> Mandate:
    seats = posts_held(person)
    return Mandate(seats, cast(Answers, SimpleLazyObject(partial(_answers, seats))))


def _answers(seats: tuple[Seat, ...]) -> Answers:
    answers: dict[tuple[str, str], dict[int, str]] = {}
    rows = Responsibility.objects.filter(organization__in={seat.organization for seat in seats})
    for subject, code, organization, role in rows.values_list("subject", "code", "organization", "role"):
        answers.setdefault((subject, code), {})[organization] = role
    return answers


def posts_held(person: Asker) -> tuple[Seat, ...]:
    """The posts the person holds right now. One query, none where they are remembered."""
    held: tuple[Seat, ...] = once(person, "seats", _seats)
    return held


def _seats(person: Asker) -> tuple[Seat, ...]:
    if not (person.is_authenticated and person.is_active):
        return ()
    held = Post.objects.filter(person=person.pk, held_until_on__isnull=True)
    rows = held.values_list("organization_id", "organization__code", "organization__kind", "duty")
    zone = Organization.Kind.ZONE
    return tuple(Seat(pk, code, kind == zone, duty) for pk, code, kind, duty in rows)


def duties(person: Asker) -> frozenset[str]:
    """Duties of the posts the person holds. One query."""
    return frozenset(seat.duty for seat in posts_held(person))


def has_duty(person: Asker, duty: str) -> bool:
    return duty in duties(person)


def answers_for(person: Asker, subject: str, code: str, *, duty: str | None = None) -> str | None:
    """`lead`, `supporting` or None: the role of the organizations where the person holds a post.

    With `duty`, only posts with that duty count. A list asks `mandate(person)` once instead.
    """
    return mandate(person).role(subject, code, duty)


def sees_figures(person: Asker) -> Verdict:
    """Whether the person sees published figures: whoever holds a post, but not who administers accounts."""
    return sees_figures_with(duties(person))


def sees_figures_with(held: frozenset[str]) -> Verdict:
    """As `sees_figures`, for duties already read."""
    if Duty.ADMINISTERS in held:
        return Verdict(False, Message("账号管理员只管理账号，不查看指标数据（职责分离）。"))
    if not held:
        return Verdict(False, Message("目前没有岗位，不能查看指标数据。"))
    return Verdict(True, Message("在本区有岗位，可以查看已发布的指标数据。"))


def sees_unpublished(person: Asker, indicator: str) -> Verdict:
    """Whether the person sees figures of this indicator (a code) before they are published."""
    return sees_unpublished_by(mandate(person), indicator)


def sees_unpublished_by(held: Mandate, indicator: str) -> Verdict:
    """As `sees_unpublished`, for a mandate already read."""
    if held.administers:
        return Verdict(False, Message("账号管理员只管理账号，不查看指标数据（职责分离）。"))
    if held.oversees:
        return Verdict(True, Message("负责审核、审计或领导全区工作，可以查看未发布的数据。"))
    if held.role(Subject.INDICATOR, indicator):
        return Verdict(True, Message("所在机构对这项指标负责，可以查看未发布的数据。"))
    return Verdict(False, Message("这项指标由其他机构负责，发布之前不能查看。"))


def may_administer(person: Asker) -> Verdict:
    """Whether the person may create, change and close accounts and fill posts."""
    if has_duty(person, Duty.ADMINISTERS):
        return Verdict(True, Message("负责账号管理。"))
    return Verdict(False, Message("只有账号管理员可以管理账号和岗位。"))


def may_hold(*, actor: Person, person: Person, duty: str) -> Verdict:
    """Whether `actor` may give `person` a post with this duty, beside those the person holds."""
    if actor.pk == person.pk:
        return Verdict(False, Message("不能给自己安排岗位（职责分离）；请另一位账号管理员办理。"))
    held = duties(person)
    if are_mixed(held | {duty}):
        return Verdict(False, _mixing(held, duty))
    return Verdict(True, Message("没有与此冲突的职责。"))


def _mixing(held: frozenset[str], duty: str) -> Message:
    if Duty.ADMINISTERS in held:
        return Message("账号管理员不能兼任其他职责（职责分离）。")
    if duty == Duty.ADMINISTERS:
        return Message("已有其他职责的人员不能兼任账号管理员（职责分离）。")
    return Message("审计不能与其他职责兼任（职责分离）。")


def may_assign_responsibility(person: Asker) -> Verdict:
    """Whether the person decides who answers for what: reviewers and those who lead the zone."""
    held = mandate(person)
    if held.oversees and held.duties & {Duty.REVIEWS, Duty.LEADS}:
        return Verdict(True, Message("负责审核或领导全区工作，可以明确责任机构。"))
    return Verdict(False, Message("只有审核人员和区领导可以明确责任机构。"))


def sees_people(person: Asker) -> Verdict:
    """Whether the person sees organizations, people and posts: whoever holds a post."""
    if duties(person):
        return Verdict(True, Message("在本区有岗位，可以查看机构和人员。"))
    return Verdict(False, Message("目前没有岗位，不能查看机构和人员；请联系账号管理员。"))


@dataclass(frozen=True)
class Power:
    """One thing people may do here, and whether this person may."""

    what: Message
    verdict: Verdict


def powers(person: Person) -> list[Power]:
    """What the person may do and why, for the person's own page and whoever looks at it."""
    held = mandate(person)
    return [
        Power(Message("查看已发布的指标数据"), sees_figures(person)),
        Power(Message("查看未发布的指标数据"), _sees_any_unpublished(held)),
        Power(Message("填报数据"), _records(held)),
        Power(Message("审核和发布数据"), _reviews(held)),
        Power(Message("明确责任机构"), may_assign_responsibility(person)),
        Power(Message("管理账号和岗位"), may_administer(person)),
    ]


def _sees_any_unpublished(held: Mandate) -> Verdict:
    if held.oversees or held.administers:
        return sees_unpublished_by(held, "")
    codes = held.codes(Subject.INDICATOR)
    if codes:
        reason = Message("所在机构负责 {count} 项指标，只能查看这些指标未发布的数据。", {"count": len(codes)})
        return Verdict(True, reason)
    return Verdict(False, Message("所在机构不负责任何指标。"))


def _records(held: Mandate) -> Verdict:
    codes = held.codes(Subject.INDICATOR, Duty.RECORDS)
    if codes:
        reason = Message("在填报岗位上，所在机构负责 {count} 项指标。", {"count": len(codes)})
        return Verdict(True, reason)
    if Duty.RECORDS in held.duties:
        return Verdict(False, Message("在填报岗位上，但所在机构不负责任何指标。"))
    return Verdict(False, Message("不在填报岗位上。"))


def _reviews(held: Mandate) -> Verdict:
    if Duty.REVIEWS in held.duties:
        return Verdict(True, Message("在审核岗位上；本人填报的数据由另一位审核人员发布。"))
    return Verdict(False, Message("不在审核岗位上。"))


def signed_in(request: HttpRequest) -> Person:
    """Who acts: the person signed in. Refusal for anybody else."""
    if isinstance(request.user, Person):
        return request.user
    raise Refusal(Message("请先登录。"))
