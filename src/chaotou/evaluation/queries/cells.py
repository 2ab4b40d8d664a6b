"""One subject's scorecard and one of its cells, told in full with links to what was read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from chaotou.core.evaluation import difference as core
from chaotou.core.evaluation.difference import Waterfall
from chaotou.core.evaluation.explaining import Input, Story, story
from chaotou.core.evaluation.extras import Extra, extras
from chaotou.core.evaluation.facts import Side
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.issues import Message, Missing
from chaotou.evaluation import snapshots
from chaotou.evaluation.access import System
from chaotou.evaluation.gathering import references
from chaotou.evaluation.gathering.asked import Detail, split
from chaotou.evaluation.queries.results import Name, Row, RunPage, open_run
from chaotou.evaluation.queries.schemes import Node
from chaotou.evaluation.snapshots import Upheld
from chaotou.figures.queries.readings import names_of_indicators

if TYPE_CHECKING:
    from chaotou.figures.models import Indicator
    from chaotou.organization.access import Asker

THIRTIETH = 30


@dataclass(frozen=True)
class Peer:
    """What the others have of one criterion, in shares of full points."""

    criterion: str
    own: float
    mean: float
    best: float


@dataclass(frozen=True)
class Gap:
    """The way from this subject to another: who, on which place, criterion by criterion."""

    other: Name
    place: float
    waterfall: Waterfall


@dataclass(frozen=True)
class ExtraLine:
    """A bonus or deduction that came to something, with the pages that lead to why."""

    extra: Extra
    urls: tuple[str, ...]
    is_synthetic: bool


@dataclass(frozen=True)
class SubjectPage:
    """A subject's scorecard: its row, how it compares, and what separates it from the places above.

    Where others' criteria are not shown `peers` is empty, `above` and `to_thirtieth` None; so are these where
    there is no such place.
    """

    page: RunPage
    row: Row
    peers: tuple[Peer, ...]
    above: Gap | None
    to_thirtieth: Gap | None
    extras: tuple[ExtraLine, ...]


@dataclass(frozen=True)
class DetailLine:
    """One thing a fact was worked out from, with the page it leads to."""

    detail: Detail
    url: str


@dataclass(frozen=True)
class InputLine:
    """One figure read: `url` leads to it ("" without a page), `side` is "" for the figure itself."""

    input: Input
    indicator: Indicator | None
    side: str
    when: str
    kind: str
    url: str
    details: tuple[DetailLine, ...]


@dataclass(frozen=True)
class CellPage:
    """One cell told: `story` from the core, the figures with links, appeals that changed it."""

    page: RunPage
    row: Row
    node: Node
    story: Story
    inputs: tuple[InputLine, ...]
    appeals: tuple[Upheld, ...]


def subject_page(reader: Asker | System, code: str, subject: str) -> SubjectPage:
    """One subject's scorecard; `Refusal` where its criteria are not for the reader."""
    found = open_run(reader, code, subject)
    card, page = found.card, found.page
    row = page.by_subject[subject]
    if subject not in card.subjects:
        raise Missing(Message("没有“{names}”这个考评对象。", {"names": subject}))
    ahead = core.above(card, subject)
    thirtieth = core.at_place(card, subject, THIRTIETH) if len(card.subjects) > THIRTIETH else None
    return SubjectPage(
        page=page,
        row=row,
        peers=_peers(card, subject) if page.sees_all else (),
        above=_gap(card, page, subject, ahead),
        to_thirtieth=_gap(card, page, subject, thirtieth),
        extras=tuple(_extra(one) for one in extras(card, subject) if one.points or one.reading > 0),
    )


def _extra(extra: Extra) -> ExtraLine:
    cited = [one.citation for one in extra.inputs if one.citation]
    urls = filter(None, (references.url_of(one.reference) for one in cited))
    return ExtraLine(extra, tuple(dict.fromkeys(urls)), any(one.synthetic for one in cited))


def cell_page(reader: Asker | System, code: str, subject: str, criterion: str) -> CellPage:
    """One cell told in full; `Missing` for a criterion that is no leaf of the scheme."""
    found = open_run(reader, code, subject)
    card, page = found.card, found.page
    details = partial(snapshots.details_in, found.snapshot, subject)
    node = next((one for one in page.nodes if one.code == criterion and one.is_leaf), None)
    if node is None:
        raise Missing(Message("没有“{names}”这个考评项。", {"names": criterion}))
    told = story(card, subject, criterion)
    named = names_of_indicators({split(one.name)[0] for one in told.inputs})
    row = page.by_subject[subject]
    return CellPage(
        page=page,
        row=row,
        node=node,
        story=told,
        inputs=tuple(_input(one, named, details(one.name)) for one in told.inputs),
        appeals=tuple(one for one in row.appeals if one.criterion == criterion),
    )


def _input(one: Input, named: dict[str, Indicator], details: tuple[Detail, ...]) -> InputLine:
    indicator, side, when = split(one.name)
    reference = one.citation.reference if one.citation else ""
    kind = references.kind_of(reference) or (side if side == Side.MARK else "")
    made = tuple(DetailLine(each, references.url_of(f"{each.kind}/{each.code}")) for each in details)
    url = references.url_of(reference)
    return InputLine(one, named.get(indicator), side, when.value, kind, url, made)


def _peers(card: Scorecard, subject: str) -> tuple[Peer, ...]:
    """Own, mean and best shares of each leaf, among those in whom it counts."""
    at = card.subjects.index(subject)
    shares = np.where(card.marked.counted, card.marked.shares, np.nan)
    found = []
    for column, code in enumerate(card.tree.leaves):
        known = shares[~np.isnan(shares[:, column]), column]
        mean, best = (float(known.mean()), float(known.max())) if len(known) else (np.nan, np.nan)
        found.append(Peer(code, float(shares[at, column]), mean, best))
    return tuple(found)


def _gap(card: Scorecard, page: RunPage, subject: str, other: str | None) -> Gap | None:
    """What separates two subjects; None where the other's criteria are not for the reader."""
    if other is None or other == subject or not page.by_subject[other].shows.criteria:
        return None
    if np.isnan(card.totals[card.subjects.index(subject)]):
        return None
    place = float(card.ranks[card.subjects.index(other)])
    return Gap(page.by_subject[other].subject, place, core.gap(card, subject, other))
