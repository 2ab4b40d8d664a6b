"""What is known of documents and their claims. Every list asks for the person who reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from chaotou.core.blocks import Document
from chaotou.core.issues import Message, Missing
from chaotou.core.zone.specs import Zone
from chaotou.intake import access, mapping
from chaotou.intake.catalogue import Body, Catalogue, Entry, catalogue_of
from chaotou.intake.marking import Mark, Shown, shown
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.paging import CLAIMS_A_PAGE, Pages, paged
from chaotou.intake.prospects import INDICATOR, Prospect, prospects, undecided
from chaotou.intake.reading import message_of
from chaotou.intake.reviewing import ClaimView, claim_views
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Subject
from chaotou.organization.queries import zone as zone_now

if TYPE_CHECKING:
    from chaotou.organization.access import Asker, Mandate

_UNDECIDED = Q(claims__state=Claim.State.PROPOSED)


@dataclass(frozen=True)
class Progress:
    total: int
    decided: int

    @property
    def is_done(self) -> bool:
        return self.decided == self.total


@dataclass(frozen=True)
class Finding:
    """What does not fit in a document, and the stretches of text that say so, each with its page and its
    anchor there.
    """

    message: Message
    places: tuple[tuple[int, str, str], ...]

    @property
    def page(self) -> int:
        """Where the last of its words stand: there it shows that they do not fit."""
        return self.places[-1][0] if self.places else 1


@dataclass(frozen=True)
class Waiting:
    """The first claim nobody has decided on, and its page."""

    row: Claim
    page: int


@dataclass(frozen=True)
class Group:
    """Undecided claims that can be accepted together: `kind` as `accept_all` takes it."""

    kind: str
    entry: Entry | None
    count: int


@dataclass(frozen=True)
class Review:
    document: SourceDocument
    body: Body | None
    blocks: list[Shown]
    claims: list[ClaimView]
    findings: list[Finding]
    notes: tuple[Message, ...]
    groups: list[Group]
    progress: Progress
    cited: str | None
    may_receive: organization.Verdict
    decides: bool
    first_open: Waiting | None
    page: int
    pages: Pages

    @cached_property
    def states(self) -> dict[int, str]:
        return {view.row.position: str(view.row.state) for view in self.claims}


def documents(person: Asker) -> QuerySet[SourceDocument]:
    """The documents the person may read, latest first, each with `total` and `decided` claims."""
    held = organization.mandate(person)
    organization.require(access.may_list_by(held))
    rows = SourceDocument.objects.filter(_readable(held))
    decided = Count("claims", filter=~_UNDECIDED)
    counted = rows.annotate(total=Count("claims"), decided=decided).defer("text", "content", "findings")
    return counted.select_related("received_by", "received_in").order_by("-received_at", "code")


def documents_waiting(person: Asker) -> QuerySet[SourceDocument]:
    """Of those, the documents with a claim that waits for this person's decision."""
    held = organization.mandate(person)
    found = documents(person)
    if Duty.REVIEWS in held.duties:
        mine = Q()
    else:
        codes = {code for code in held.codes(Subject.INDICATOR, Duty.RECORDS) if _leads(held, code)}
        nameless = Q(claims__content__code=None) & Q(received_in__in=_seats(held, Duty.RECORDS))
        mine = Q(claims__content__code__in=sorted(codes)) | nameless
    waiting = SourceDocument.objects.filter(_UNDECIDED & mine).values("pk")
    return found.filter(pk__in=waiting)


def _leads(held: Mandate, code: str) -> bool:
    return held.role(Subject.INDICATOR, code, Duty.RECORDS) == organization.Role.LEAD


def _seats(held: Mandate, duty: str | None = None) -> set[int]:
    return {seat.organization for seat in held.seats if duty in (None, seat.duty)}


def _readable(held: Mandate) -> Q:
    """As `access.may_read_by`, for a list."""
    return Q() if held.oversees else Q(is_public=True) | Q(received_in__in=_seats(held))


def document(person: Asker, code: str) -> SourceDocument:
    """One document; Refusal where there is none, or none that the person may read."""
    return _document(organization.mandate(person), code)


def _document(held: Mandate, code: str) -> SourceDocument:
    organization.require(access.may_list_by(held))
    found = SourceDocument.objects.select_related("received_by", "received_in").filter(code=code).first()
    if found is None:
        raise Missing(Message("没有这份文件。"))
    organization.require(access.may_read_by(held, found))
    return found


def claim(person: Asker, code: str, position: int) -> Claim:
    """One claim of a document the person may read."""
    found = document(person, code).claims.filter(position=position).first()
    if found is None:
        raise Missing(Message("没有这一条，文件可能已经重读。"))
    return found


def review(person: Asker, code: str, at: tuple[int, int] | None = None, page: int | None = None) -> Review:
    """A document with a page of its claims, each in its place; `at` is a stretch of the text that something
    cites. Without `page`, the one that is cited, else where a half-done review goes on.
    """
    held, zone = organization.mandate(person), zone_now()
    found = _document(held, code)
    every = list(_claims(found) if found.claims.count() <= CLAIMS_A_PAGE else found.claims.all())
    pages = paged([(row.start, row.end) for row in every])
    waiting = _first_open(every, pages)
    number = min(max(page or _opened_at(every, pages, waiting, at), 1), pages.count)
    rows = _rows(found, every[pages.claims(number)], pages)
    content = Document.from_data(found.content)
    findings = [_finding(i, data, found, pages) for i, data in enumerate(found.findings, start=1)]
    findings = [f for f in findings if pages.count == 1 or f.page == number]
    return Review(
        document=found,
        body=catalogue_of(zone).bodies.get(found.body),
        blocks=shown(content, _marks(rows, found, at), pages.stretch(number, len(found.text) + 1)),
        claims=claim_views(held, found, rows, zone, content),
        findings=findings,
        notes=content.notes,
        groups=groups(every, zone),
        progress=progress(found),
        cited=found.text[at[0] : at[1]] if at else None,
        may_receive=access.may_receive_by(held),
        decides=access.decides(held),
        first_open=waiting,
        page=number,
        pages=pages,
    )


def _first_open(rows: Sequence[Claim], pages: Pages) -> Waiting | None:
    opened = (Waiting(row, pages.of(i)) for i, row in enumerate(rows) if row.state == Claim.State.PROPOSED)
    return next(opened, None)


def _opened_at(
    rows: Sequence[Claim], pages: Pages, waiting: Waiting | None, at: tuple[int, int] | None
) -> int:
    if at:
        return pages.holding(at[0])
    begun = any(row.state != Claim.State.PROPOSED for row in rows)
    return waiting.page if waiting and begun else 1


def _rows(found: SourceDocument, rows: list[Claim], pages: Pages) -> list[Claim]:
    """The claims of one page with what they lead to; a document of one page has that already."""
    return rows if pages.count == 1 else list(_claims(found).filter(pk__in=[row.pk for row in rows]))


def page_of(row: Claim) -> int:
    """The page of the review that a claim stands on."""
    return int(row.document.claims.filter(position__lt=row.position).count()) // CLAIMS_A_PAGE + 1


def claim_view(person: Asker, row: Claim) -> ClaimView:
    """One claim for the page, as it is now."""
    held = organization.mandate(person)
    found = _document(held, row.document.code)
    fresh = _claims(found).get(pk=row.pk)
    [view] = claim_views(held, found, [fresh], zone_now(), Document.from_data(found.content))
    return view


def progress(found: SourceDocument) -> Progress:
    counted = found.claims.aggregate(
        total=Count("pk"), open=Count("pk", filter=Q(state=Claim.State.PROPOSED))
    )
    return Progress(counted["total"], counted["total"] - counted["open"])


def groups(rows: Sequence[Claim], zone: Zone) -> list[Group]:
    """The kinds that have undecided claims, then the indicators that have more than one."""
    entries = catalogue_of(zone).indicators
    waiting = [row for row in rows if row.state == Claim.State.PROPOSED]
    kinds = Counter(row.content["kind"] for row in waiting)
    codes = Counter(code for row in waiting for code in mapping.codes(row.content) if code in entries)
    several = [Group(INDICATOR + code, entries[code], count) for code, count in codes.items() if count > 1]
    return [Group(kind, None, kinds[kind]) for kind in ("actual", "target") if kinds[kind]] + several


def preview(person: Asker, code: str, kind: str) -> list[Prospect]:
    """What accepting every undecided claim of a kind would do, claim by claim."""
    held = organization.mandate(person)
    found = _document(held, code)
    return prospects(held, found, undecided(found, kind), zone_now())


def choices() -> Catalogue:
    """The indicators and bodies a claim can be given."""
    return catalogue_of(zone_now())


def _claims(found: SourceDocument) -> QuerySet[Claim]:
    related = ("decided_by", "observation__indicator", "observation__body")
    return found.claims.select_related(*related).prefetch_related("targets")


def _marks(rows: Sequence[Claim], found: SourceDocument, at: tuple[int, int] | None) -> list[Mark]:
    claims = [Mark(row.start, row.end, f"c{row.position}", row.position) for row in rows]
    cited = [Mark(*at, "at")] if at and at[0] < at[1] else []
    places = [
        Mark(start, end, _anchor(number, index))
        for number, data in enumerate(found.findings, start=1)
        for index, (start, end) in enumerate(data["places"], start=1)
    ]
    return [*claims, *cited, *places]


def _finding(number: int, data: dict[str, Any], found: SourceDocument, pages: Pages) -> Finding:
    places = enumerate(data["places"], start=1)
    return Finding(
        message_of(data["message"]),
        tuple(
            (pages.holding(start), _anchor(number, index), found.text[start:end])
            for index, (start, end) in places
        ),
    )


def _anchor(finding: int, place: int) -> str:
    return f"f{finding}-{place}"
