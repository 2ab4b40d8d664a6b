"""One review with everything the reader may see of it, and the pack of a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from chaotou.core.issues import Message, Missing
from chaotou.core.naming import Named
from chaotou.core.projects.review import Standing
from chaotou.core.projects.review_indicators import Flag, Reading
from chaotou.core.projects.review_sheet import Ballot
from chaotou.core.zone.review_specs import SheetItemSpec
from chaotou.organization.access import Asker, Verdict, require
from chaotou.organization.queries import zone
from chaotou.projects import review_access
from chaotou.projects.models import Evidence, Opinion, Project, Review
from chaotou.projects.queries.evidence import EvidenceFile
from chaotou.projects.queries.review.conditions import ConditionLine, condition_lines
from chaotou.projects.queries.review.rows import file_of, of_batch, own_of, whole
from chaotou.projects.review_case import Case, ballot, case_of


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
    """A member as the reader may see them: `ballot` and comment only for whom single opinions are shown.

    `reason` is why a member stands aside, for the member and who oversees.
    """

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

    @cached_property
    def conditions(self) -> list[ConditionLine]:
        return condition_lines(self.reader, self.row.conditions.all())


def _promise(one: Any, kinds: dict[str, Any], flag: Any) -> PromiseLine:
    basis = None
    if flag:
        words = Named(flag.rule.basis, flag.rule.english_basis or flag.rule.basis)
        basis = Message("{basis}", {"basis": words})
    return PromiseLine(kinds.get(one.kind, one.kind), one.text, flag.reason if flag else None, basis)


def review(reader: Asker, pk: int) -> ReviewPage:
    """One review; `Missing` where there is none, `Refusal` for who does not see its dossier."""
    row = whole(Review.objects.filter(pk=pk)).first()
    if row is None:
        raise Missing(Message("没有这次评审。"))
    require(review_access.may_see_review(reader, row, own_of(row, reader)))
    return _page(reader, row, _papers([row])[row.project_id])


def pack(reader: Asker, name: str) -> list[ReviewPage]:
    """Every review of a meeting that the reader sees, whole, in the order they were put forward."""
    found = of_batch(reader, name)
    papers = _papers(found)
    return [_page(reader, row, papers[row.project_id]) for row in found]


def _papers(rows: Iterable[Review]) -> dict[int, list[Evidence]]:
    """Each project's evidence. One query."""
    found: dict[int, list[Evidence]] = {row.project_id: [] for row in rows}
    for one in Evidence.objects.filter(project__in=found).order_by("kind", "pk"):
        found[one.project_id].append(one)
    return found


def _page(reader: Asker, row: Review, evidence: list[Evidence]) -> ReviewPage:
    own = own_of(row, reader)
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
        reason=one.comment if _shows_why_aside(reader, case.review, one) else "",
        ballot=ballot(one) if shown and given else None,
        comment=one.comment if shown and given else "",
        vetoes=raised if shown else (),
        rechecked_by=one.rechecked_by if shown else None,
        may_recheck=review_access.may_recheck(reader, case.review, one),
    )


def _shows_why_aside(reader: Asker, review: Review, one: Opinion) -> bool:
    return one.is_recused and review_access.sees_why_aside(reader, review, one)


def opinion(reader: Asker, pk: int) -> tuple[ReviewPage, Opinion]:
    """A member's sheet for the second column, with its review. `Refusal` for who may not re-check it."""
    found = Opinion.objects.filter(pk=pk).values_list("review", flat=True).first()
    if found is None:
        raise Missing(Message("没有这份意见。"))
    page = review(reader, found)
    own = next(one for one in page.row.opinions.all() if one.pk == pk)
    require(review_access.may_recheck(reader, page.row, own))
    return page, own


def paper(reader: Asker, review: int, pk: int) -> EvidenceFile:
    """A paper of a review's project, for whoever sees the dossier: members are often of other units."""
    page = whole(Review.objects.filter(pk=review)).first()
    if page is None:
        raise Missing(Message("没有这次评审。"))
    require(review_access.may_see_review(reader, page, own_of(page, reader)))
    return file_of(Evidence.objects.filter(project=page.project_id, pk=pk).first())
