"""What is known of documents and their claims. Every list asks for the person who reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from chaotou.core.blocks import Document
from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.core.zone.specs import Zone
from chaotou.figures.access import SYSTEM
from chaotou.figures.queries.catalogue import targets_in_force
from chaotou.intake import access, mapping
from chaotou.intake.catalogue import Body, Catalogue, Entry, catalogue_of
from chaotou.intake.facts import facts_of, words_of
from chaotou.intake.marking import Mark, Shown, shown
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.planning import Step
from chaotou.intake.prospects import INDICATOR, Prospect, prospects, undecided
from chaotou.intake.reading import message_of
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Subject
from chaotou.organization.queries import zone as zone_now

if TYPE_CHECKING:
    from chaotou.organization.access import Asker, Mandate

Mains = dict[str, list[Entry]]

_UNDECIDED = Q(claims__state=Claim.State.PROPOSED)


@dataclass(frozen=True)
class ClaimView:
    """A claim for the page: what was read and corrected, where it stands, what accepting would do or what it
    did.
    """

    row: Claim
    facts: dict[str, Any]
    words: str
    place: Message
    entries: tuple[Entry, ...]
    body: Body | None
    period: Period | None
    suggestions: tuple[Entry, ...]
    main: tuple[Entry, ...]
    may_decide: organization.Verdict
    steps: tuple[Step, ...]
    refusal: Refusal | None

    @property
    def is_open(self) -> bool:
        return bool(self.row.state == Claim.State.PROPOSED)

    @property
    def said(self) -> dict[str, Any]:
        """What was read, where a person corrected it."""
        correction = self.row.correction or {}
        return {name: self.row.content.get(name) for name in correction if name in self.row.content}


@dataclass(frozen=True)
class Progress:
    total: int
    decided: int

    @property
    def is_done(self) -> bool:
        return self.decided == self.total


@dataclass(frozen=True)
class Finding:
    """What does not fit in a document, and the stretches of text that say so, each with its anchor on the
    page.
    """

    message: Message
    places: tuple[tuple[str, str], ...]


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

    @cached_property
    def first_open(self) -> ClaimView | None:
        return next((claim for claim in self.claims if claim.is_open), None)

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
        raise Refusal(Message("没有这份文件。"))
    organization.require(access.may_read_by(held, found))
    return found


def claim(person: Asker, code: str, position: int) -> Claim:
    """One claim of a document the person may read."""
    found = document(person, code).claims.filter(position=position).first()
    if found is None:
        raise Refusal(Message("没有这一条，文件可能已经重读。"))
    return found


def review(person: Asker, code: str, at: tuple[int, int] | None = None) -> Review:
    """A document with every claim in its place; `at` is a stretch of the text that something cites."""
    held, zone = organization.mandate(person), zone_now()
    found = _document(held, code)
    rows = list(_claims(found))
    content = Document.from_data(found.content)
    findings = [_finding(number, data, found) for number, data in enumerate(found.findings, start=1)]
    return Review(
        document=found,
        body=catalogue_of(zone).bodies.get(found.body),
        blocks=shown(content, _marks(rows, found, at)),
        claims=_views(held, found, rows, zone, content),
        findings=findings,
        notes=content.notes,
        groups=groups(rows, zone),
        progress=progress(found),
        cited=found.text[at[0] : at[1]] if at else None,
        may_receive=access.may_receive_by(held),
    )


def claim_view(person: Asker, row: Claim) -> ClaimView:
    """One claim for the page, as it is now."""
    held = organization.mandate(person)
    found = _document(held, row.document.code)
    fresh = _claims(found).get(pk=row.pk)
    [view] = _views(held, found, [fresh], zone_now(), Document.from_data(found.content))
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


def _views(
    held: Mandate, found: SourceDocument, rows: list[Claim], zone: Zone, content: Document
) -> list[ClaimView]:
    catalogue = catalogue_of(zone)
    ahead = {p.claim.pk: p for p in prospects(held, found, rows, zone)}
    mains = _mains(rows, catalogue)
    return [_view(row, found, held, catalogue, content, ahead[row.pk], mains) for row in rows]


def _mains(rows: Sequence[Claim], catalogue: Catalogue) -> Mains:
    """The main indicators, for claims that only say 主要指标: those held to such targets already, by kind."""
    if not any(row.content.get("comparison") and not mapping.codes(facts_of(row)) for row in rows):
        return {}
    found: Mains = {}
    for target in targets_in_force(SYSTEM):
        entry = catalogue.indicators.get(target.indicator.code) if target.indicator else None
        if entry and entry not in found.setdefault(target.kind, []):
            found[target.kind].append(entry)
    return found


def _view(
    row: Claim,
    found: SourceDocument,
    held: Mandate,
    catalogue: Catalogue,
    content: Document,
    ahead: Prospect,
    mains: Mains,
) -> ClaimView:
    facts = facts_of(row)
    codes = mapping.codes(facts)
    named = tuple(catalogue.indicators[code] for code in codes if code in catalogue.indicators)
    is_open = row.state == Claim.State.PROPOSED
    body = mapping.body_of(facts, catalogue, found.body)
    return ClaimView(
        row=row,
        facts=facts,
        words=words_of(row, found),
        place=content.cite(row.start),
        entries=named,
        body=catalogue.bodies.get(body or ""),
        period=Period.parse(facts["period"]) if facts.get("period") else None,
        suggestions=tuple(catalogue.suggested(facts["indicator"])) if is_open and not named else (),
        main=tuple(mains.get(facts.get("comparison") or "", ())) if is_open and not named else (),
        may_decide=access.may_decide_by(held, found, codes),
        steps=ahead.steps if is_open else (),
        refusal=ahead.refusal if is_open else None,
    )


def _marks(rows: Sequence[Claim], found: SourceDocument, at: tuple[int, int] | None) -> list[Mark]:
    claims = [Mark(row.start, row.end, f"c{row.position}", row.position) for row in rows]
    cited = [Mark(*at, "at")] if at and at[0] < at[1] else []
    places = [
        Mark(start, end, _anchor(number, index))
        for number, data in enumerate(found.findings, start=1)
        for index, (start, end) in enumerate(data["places"], start=1)
    ]
    return [*claims, *cited, *places]


def _finding(number: int, data: dict[str, Any], found: SourceDocument) -> Finding:
    places = enumerate(data["places"], start=1)
    return Finding(
        message_of(data["message"]),
        tuple((_anchor(number, index), found.text[start:end]) for index, (start, end) in places),
    )


def _anchor(finding: int, place: int) -> str:
    return f"f{finding}-{place}"
