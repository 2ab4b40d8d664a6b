"""Reviews as a reader may see them: batches, one review with everything, the pack, conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.naming import Named
from chaotou.core.projects.review import Outcome, Standing, rules_on
from chaotou.core.projects.review_indicators import Flag, FlagState, Reading
from chaotou.core.projects.review_sheet import Ballot
from chaotou.core.zone.review_specs import MemberSpec, ReviewRulesSpec, SheetItemSpec
from chaotou.organization.access import Asker, Verdict, require
from chaotou.organization.queries import people, zone
from chaotou.projects import review_access
from chaotou.projects.access import Sight, System, sight
from chaotou.projects.models import Condition, Evidence, Opinion, Project, Review
from chaotou.projects.operations.putting_forward import Gap, gaps
from chaotou.projects.queries.evidence import EvidenceFile, is_photo
from chaotou.projects.queries.sight import with_terms
from chaotou.projects.review_case import Case, ballot, case_of, facts_of, figures_of


@dataclass(frozen=True)
class BatchLine:
    """A meeting: how many projects, how many decided, how many opinions the reader still owes."""

    batch: str
    meets_on: date
    reviews: int
    decided: int
    owed: int


@dataclass(frozen=True)
class ReviewLine:
    """One project of a batch; `score` only for whom the totals are shown."""

    id: int
    project: Project
    meets_on: date
    outcome: str
    below: int
    unknown: int
    taxed: int
    given: int
    taking_part: int
    score: Decimal | None
    owed: bool


def approved_review(project_ids: Collection[int]) -> dict[int, date]:
    """The day of approval of each project whose latest review approved it, with conditions or without.

    What the register offers to the stages' needs as `review_approved`. One query.
    """
    later = Review.objects.filter(project=OuterRef("project"), put_forward_at__gt=OuterRef("put_forward_at"))
    found = Review.objects.filter(~Exists(later), project__in=project_ids)
    approving = [outcome.value for outcome in Outcome if outcome.approves]
    rows = found.filter(outcome__in=approving).values_list("project", "decided_at")
    return {project: at.date() for project, at in rows if at is not None}


def reviews(reader: Asker | System) -> QuerySet[Review]:
    """The reviews the reader sees: of projects whose terms are seen, and those the reader sits on."""
    return _seen(sight(reader), None if isinstance(reader, System) else reader.pk)


def _seen(seen: Sight, person: int | None) -> QuerySet[Review]:
    if seen.sees_all:
        return Review.objects.all()
    held = with_terms(Project.objects.all(), seen).values("pk")
    sits = Opinion.objects.filter(member=person).values("review")
    return Review.objects.filter(Q(project__in=held) | Q(pk__in=sits))


def _owed(person: int | None) -> Q:
    """Reviews that still want the person's opinion."""
    waiting = Opinion.objects.filter(
        review=OuterRef("pk"), member=person, is_recused=False, given_at__isnull=True
    )
    return Q(outcome="") & Q(Exists(waiting))


def batches(reader: Asker) -> list[BatchLine]:
    """The meetings the reader sees, latest first."""
    rows = reviews(reader).values("batch", "meets_on").order_by("-meets_on", "batch")
    counted = rows.annotate(
        reviews=Count("pk"),
        decided=Count("pk", filter=~Q(outcome="")),
        owed=Count("pk", filter=_owed(reader.pk)),
    )
    return [BatchLine(**row) for row in counted]


@dataclass(frozen=True)
class Batch:
    """One meeting with the reviews the reader sees of it."""

    batch: str
    meets_on: date
    lines: list[ReviewLine]
    members: tuple[str, ...]
    may_name: Verdict


def batch(reader: Asker, name: str) -> Batch:
    """A meeting by its name; `Missing` where the reader sees nothing of it."""
    found = _of_batch(reader, name)
    held = [(row, _own(row, reader)) for row in found]
    members = dict.fromkeys(one.member.get_username() for row, _ in held for one in row.opinions.all())
    lines = [_line(reader, row, own) for row, own in held]
    return Batch(name, found[0].meets_on, lines, tuple(members), review_access.may_run(reader))


def _of_batch(reader: Asker, name: str) -> list[Review]:
    found = list(_whole(reviews(reader).filter(batch=name)).order_by("put_forward_at", "pk"))
    if not found:
        raise Missing(Message("没有评审批次“{batch}”，或不在可见范围内。", {"batch": name}))
    return found


def _whole(rows: QuerySet[Review]) -> QuerySet[Review]:
    opinions = Opinion.objects.select_related("member__organization", "rechecked_by").order_by("pk")
    conditions = Condition.objects.select_related("organization", "met_by", "confirmed_by", "proof")
    found = rows.select_related(
        "project__organization",
        "project__landing",
        "project__investor",
        "put_forward_by",
        "decided_by",
        "previous",
    )
    return found.prefetch_related(Prefetch("opinions", opinions), Prefetch("conditions", conditions))


def _own(row: Review, reader: Asker) -> Opinion | None:
    return next((one for one in row.opinions.all() if one.member_id == reader.pk), None)


def _line(reader: Asker, row: Review, own: Opinion | None) -> ReviewLine:
    case = case_of(row, row.opinions.all())
    shown = review_access.sees_totals(reader, row, own)
    return ReviewLine(
        id=row.pk,
        project=row.project,
        meets_on=row.meets_on,
        outcome=row.outcome,
        below=sum(flag.state is FlagState.BELOW for flag in case.flags),
        unknown=sum(flag.state is FlagState.UNKNOWN for flag in case.flags),
        taxed=len(case.tax_flags),
        given=case.tally.given,
        taking_part=case.tally.taking_part,
        score=case.totals.held if shown else None,
        owed=own is not None and not (own.is_recused or own.given_at or row.outcome),
    )


@dataclass(frozen=True)
class IndicatorLine:
    """A review indicator with its line, where there is one."""

    reading: Reading
    flag: Flag | None


@dataclass(frozen=True)
class PromiseLine:
    """A promise and why it needs a fair-competition review, if it does."""

    kind: Any
    text: str
    reason: Message | None
    basis: Message | None


@dataclass(frozen=True)
class MemberLine:
    """A member as the reader may see them: `ballot` and comment only for whom single opinions are shown."""

    id: int
    member: Any
    is_recused: bool
    has_given: bool
    reason: str
    ballot: Ballot | None
    comment: str
    vetoes: tuple[Any, ...]
    rechecked_by: Any
    may_recheck: Verdict


@dataclass(frozen=True)
class SheetLine:
    """An item of the sheet with its mean points in both columns, where the reader sees them."""

    item: SheetItemSpec
    computed: Decimal | None
    reading: Reading | None
    first: Decimal | None
    held: Decimal | None


@dataclass(frozen=True)
class ReviewPage:
    """One review as the reader may see it."""

    row: Review
    case: Case
    own: Opinion | None
    shows_totals: bool
    shows_opinions: Verdict
    may_give: Verdict
    may_recuse: Verdict
    may_decide: Verdict
    may_name: Verdict
    members: tuple[MemberLine, ...]
    papers: tuple[Any, ...]
    standing: Standing
    reader: Asker

    @property
    def project(self) -> Project:
        return self.row.project

    @cached_property
    def indicators(self) -> list[IndicatorLine]:
        flags = {flag.reading.indicator.code: flag for flag in self.case.flags}
        return [IndicatorLine(one, flags.get(one.indicator.code)) for one in self.case.readings]

    @cached_property
    def promises(self) -> list[PromiseLine]:
        kinds = {one.code: one for one in self.case.terms.promises}
        taxed = {flag.promise: flag for flag in self.case.tax_flags}
        return [_promise(one, kinds, taxed.get(one)) for one in self.case.promises]

    @cached_property
    def sheet(self) -> list[SheetLine]:
        readings = {one.indicator.code: one for one in self.case.readings}
        return [
            SheetLine(
                mean.item,
                self.case.computed.get(mean.item.code),
                readings.get(mean.item.reads or ""),
                mean.first if self.shows_totals else None,
                mean.held if self.shows_totals else None,
            )
            for mean in self.case.totals.items
        ]

    @property
    def conditions(self) -> list[ConditionLine]:
        return [_condition(self.reader, one) for one in self.row.conditions.all()]


def _promise(one: Any, kinds: dict[str, Any], flag: Any) -> PromiseLine:
    basis = None
    if flag:
        words = Named(flag.rule.basis, flag.rule.english_basis or flag.rule.basis)
        basis = Message("{basis}", {"basis": words})
    return PromiseLine(kinds.get(one.kind, one.kind), one.text, flag.reason if flag else None, basis)


def review(reader: Asker, pk: int) -> ReviewPage:
    """One review; `Missing` where there is none, `Refusal` for who does not see its dossier."""
    row = _whole(Review.objects.filter(pk=pk)).first()
    if row is None:
        raise Missing(Message("没有这次评审。"))
    require(review_access.may_see_review(reader, row, _own(row, reader)))
    return _page(reader, row, _papers([row])[row.project_id])


def pack(reader: Asker, name: str) -> list[ReviewPage]:
    """Every review of a meeting that the reader sees, whole, in the order they were put forward."""
    found = _of_batch(reader, name)
    papers = _papers(found)
    return [_page(reader, row, papers[row.project_id]) for row in found]


def _papers(rows: Iterable[Review]) -> dict[int, list[Evidence]]:
    """Each project's evidence. One query."""
    found: dict[int, list[Evidence]] = {row.project_id: [] for row in rows}
    for one in Evidence.objects.filter(project__in=found).order_by("kind", "pk"):
        found[one.project_id].append(one)
    return found


def _page(reader: Asker, row: Review, evidence: list[Evidence]) -> ReviewPage:
    own = _own(row, reader)
    case = case_of(row, row.opinions.all())
    shown = review_access.sees_opinions(reader, row, own)
    names = zone().evidence
    kinds = {one.code: one for one in names}
    return ReviewPage(
        row=row,
        case=case,
        own=own,
        shows_totals=review_access.sees_totals(reader, row, own),
        shows_opinions=shown,
        may_give=review_access.may_give_opinion(reader, row, own),
        may_recuse=review_access.may_recuse(reader, row, own),
        may_decide=review_access.may_decide(reader, row, own),
        may_name=review_access.may_name_members(reader, row),
        members=tuple(_member(reader, case, one, bool(shown)) for one in row.opinions.all()),
        papers=tuple((kinds.get(one.kind, one.kind), one) for one in evidence),
        standing=case.standing([one.kind for one in evidence], names),
        reader=reader,
    )


def _member(reader: Asker, case: Case, one: Opinion, shown: bool) -> MemberLine:
    """One's own opinion one always sees."""
    shown = shown or one.member_id == reader.pk
    given = one.given_at is not None
    raised = tuple(veto for veto in case.sheet.vetoes if veto.code in one.vetoes)
    return MemberLine(
        id=one.pk,
        member=one.member,
        is_recused=one.is_recused,
        has_given=given,
        reason=one.comment if one.is_recused else "",
        ballot=ballot(one) if shown and given else None,
        comment=one.comment if shown and given else "",
        vetoes=raised if shown else (),
        rechecked_by=one.rechecked_by if shown else None,
        may_recheck=review_access.may_recheck(reader, case.review, one),
    )


def opinion(reader: Asker, pk: int) -> tuple[ReviewPage, Opinion]:
    """A member's sheet for the second column, with its review. `Refusal` for who may not re-check it."""
    found = Opinion.objects.filter(pk=pk).values_list("review", flat=True).first()
    if found is None:
        raise Missing(Message("没有这份意见。"))
    page = review(reader, found)
    own = next(one for one in page.row.opinions.all() if one.pk == pk)
    require(review_access.may_recheck(reader, page.row, own))
    return page, own


@dataclass(frozen=True)
class ConditionLine:
    """A condition with its project and what the reader may do about it."""

    row: Condition
    may_meet: Verdict
    may_confirm: Verdict

    def is_late(self, today: date) -> bool:
        return self.row.met_on is None and self.row.due_on < today


def conditions(reader: Asker, *, open_only: bool = False) -> list[ConditionLine]:
    """Conditions of the reviews the reader sees and those the reader's organizations owe, soonest first."""
    mine = Q(organization__posts__person=reader.pk, organization__posts__held_until_on__isnull=True)
    rows = Condition.objects.filter(Q(review__in=reviews(reader).values("pk")) | mine).distinct()
    if open_only:
        rows = rows.filter(confirmed_at__isnull=True)
    found = rows.select_related("review__project", "organization", "met_by", "confirmed_by", "proof")
    ordered = found.order_by("confirmed_at", "due_on", "pk")
    return [_condition(reader, row) for row in ordered]


def condition(reader: Asker, pk: int) -> ConditionLine:
    """One condition the reader sees; `Missing` else."""
    found = next((one for one in conditions(reader) if one.row.pk == pk), None)
    if found is None:
        raise Missing(Message("没有这项条件。"))
    return found


def _condition(reader: Asker, row: Condition) -> ConditionLine:
    return ConditionLine(row, review_access.may_meet(reader, row), review_access.may_confirm(reader, row))


@dataclass(frozen=True)
class Seat:
    """A seat of the rules with the people who may take it."""

    name: Any
    chair: bool
    people: tuple[Any, ...]


def seats(reader: Asker, case: Case) -> list[Seat]:
    """Who may be named, by the seats of the rules: a post's holder, or anybody of an organization."""
    held = list(people(reader))
    organizations = {one.code: one for one in zone().organizations}
    posts = {one.code: one for one in zone().posts}
    found = []
    for member in case.terms.rules.members:
        sitting = tuple(one for one in held if _fits(one, member))
        named = posts.get(member.post or "") or organizations.get(member.organization or "")
        found.append(Seat(named, member.chair, sitting))
    return found


def _fits(person: Any, member: MemberSpec) -> bool:
    return person.is_active and any(
        post.code == member.post or post.organization.code == member.organization
        for post in person.posts.all()
    )


def paper(reader: Asker, review: int, pk: int) -> EvidenceFile:
    """A paper of a review's project, for whoever sees the dossier: members are often of other units."""
    page = _whole(Review.objects.filter(pk=review)).first()
    if page is None:
        raise Missing(Message("没有这次评审。"))
    require(review_access.may_see_review(reader, page, _own(page, reader)))
    return _file(Evidence.objects.filter(project=page.project_id, pk=pk).first())


def proof(reader: Asker, pk: int) -> EvidenceFile:
    """The proof that a condition was met, for whoever sees the condition."""
    return _file(condition(reader, pk).row.proof)


def _file(row: Evidence | None) -> EvidenceFile:
    if row is None:
        raise Missing(Message("没有这份佐证材料。"))
    return EvidenceFile(row.file, row.name, is_photo(row.name))


@dataclass(frozen=True)
class Candidate:
    """A project as it stands before it is put forward."""

    project: Project
    figures: dict[str, Decimal | None]
    gaps: list[Gap]
    rules: ReviewRulesSpec | None
    previous: Review | None
    may_put_forward: Verdict


def candidate(reader: Asker, code: str, on: date) -> Candidate:
    """A project the reader sees the terms of, with what its dossier lacks on a day's rules."""
    rows = Project.objects.select_related("organization", "landing", "investor")
    project = with_terms(rows, sight(reader)).filter(code=code).first()
    if project is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    facts, rules = facts_of(project), rules_on(zone().reviews, on)
    papers = dict.fromkeys(Evidence.objects.filter(project=project).values_list("kind", flat=True))
    return Candidate(
        project,
        figures_of(facts),
        gaps(zone(), rules, facts, papers) if rules else [],
        rules,
        Review.objects.filter(project=project).order_by("-put_forward_at", "-pk").first(),
        review_access.may_put_forward(reader, project),
    )
