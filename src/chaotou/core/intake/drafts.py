"""Draft: a claim while its clauses are still being read; the state that clauses hand on to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from chaotou.core.intake.claims import Comparison
from chaotou.core.intake.clauses import Span
from chaotou.core.intake.lexicon import Lexicon
from chaotou.core.intake.token_types import Token
from chaotou.core.periods import Period

OWN_BODY = ("全区", "我区", "该区", "本区", "全园", "区内")
WIDER = ("全市", "我市", "全省", "我省", "全国", "全县", "我县")


@dataclass
class Draft:
    kind: str
    name: str
    span: Span
    sentence: Span
    entity: str | None = None
    period: Period | None = None
    period_text: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    bound: str = "exact"
    growth: Decimal | None = None
    growth_pp: Decimal | None = None
    growth_pp_of: str | None = None
    compared: list[Comparison] = field(default_factory=list)
    against: tuple[str, ...] = ()
    rank: int | None = None
    rank_scope: str | None = None
    rank_of: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    facet: str | None = None
    times: Decimal | None = None
    times_base: str | None = None
    from_value: Decimal | None = None
    parent: str | None = None
    plan: str | None = None
    comparison: str | None = None
    owner: str | None = None
    local: bool = False
    average: bool = False
    bare: str = ""
    headline: bool = False


@dataclass(frozen=True)
class Figure:
    """A number token with the words around it; `left`/`right` reach to the neighbouring numbers of the
    clause.
    `words` is `left` without its time expressions; `own` says that the clause itself gives these words a
    period."""

    token: Token
    left: str
    words: str
    right: str
    clause: Span
    clause_text: str
    first: bool
    following: Token | None = None
    previous: Token | None = None


@dataclass
class State:
    """What is known at this point of the text. `main` are the drafts the last figure was about, `latest`
    those last touched, `bodies` those the sentence deals its figures out to."""

    lexicon: Lexicon
    document_year: int | None = None
    period: Period | None = None
    period_text: str | None = None
    kind: str = "actual"
    entity: str | None = None
    owner: str | None = None
    sentence: Span = field(default_factory=lambda: Span(0, 0))
    paragraph_start: int = 0
    segment: Span = field(default_factory=lambda: Span(0, 0))
    main: list[Draft] = field(default_factory=list)
    before: list[Draft] = field(default_factory=list)
    latest: list[Draft] = field(default_factory=list)
    whole: Draft | None = None
    parent: Draft | None = None
    parent_at: int = 0
    estimated: str = ""
    heard: str = ""
    topic: str = ""
    bare: str = ""
    section: str = ""
    rated: str = ""
    planned: str = ""
    headline: bool = False
    spirited: bool = False
    outside: tuple[list[Draft], list[Draft], Draft | None, str | None] | None = None
    share_words: str = ""
    label: str = ""
    heard_rate: bool = False
    home: str | None = None
    rank_scope: str = ""
    from_value: Decimal | None = None
    from_name: str = ""
    several: list[Period] = field(default_factory=list)
    gap_sign: int = 0
    dealt_bodies: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    resume: tuple[Period | None, str | None] | None = None
    passed: tuple[Period | None, str | None] | None = None
    after_event: str = ""
    moving: bool = False
    shares_before: tuple[Decimal, ...] = ()
    waiting: list[Draft] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    local_period: bool = False
    aimed: bool = False
    as_of: bool = False
    document_month: int | None = None
    section_year: int | None = None
    outer: tuple[Period | None, str | None] | None = None
    outer_since: int = 0
    period_since: int = 0
    dated: set[Period] = field(default_factory=set)
    counted: dict[tuple[Decimal, str | None], Draft] = field(default_factory=dict)

    def body(self) -> str | None:
        """Whom a figure is about, where a sentence names nobody else."""
        bureau = self.entity is not None and self.entity in (self.owner or "")
        return self.home if bureau else self.body_of(self.entity)

    def body_of(self, named: str | None) -> str | None:
        """Whom these words mean: 我区 is the zone of the text, 全市 its city, others whom they name."""
        if named in OWN_BODY:
            return self.home
        unknown = named in WIDER and self.lexicon.full_name(named) == named
        return None if unknown and self.home is None else named

    def _aimed_at(self) -> Period | None:
        """A target after figures to date, in a paragraph that dates nothing itself, is for the year."""
        period = self.period
        if period is None or period not in self.dated or self.period_since >= self.paragraph_start:
            return period
        return Period.year(period.latest_year) if period.is_year_to_date else period

    def resumed(self) -> None:
        """Back from the period something started from (由1-2月的…) to the one reported on."""
        if self.resume:
            (self.period, self.period_text), self.resume = self.resume, None

    def of_sentence(self) -> list[Draft]:
        """The drafts of the present sentence, in order."""
        here = takewhile(lambda d: d.sentence == self.sentence, reversed(self.drafts))
        return list(here)[::-1]

    def of_paragraph(self) -> list[Draft]:
        """The drafts of the present paragraph, in order."""
        here = takewhile(lambda d: d.sentence.start >= self.paragraph_start, reversed(self.drafts))
        return list(here)[::-1]

    def valued_here(self, count: int) -> list[Draft]:
        """The last `count` figures of this sentence that 分别 may speak of; empty where there are fewer."""
        here = [d for d in self.of_sentence() if d.value is not None and d.facet is None]
        return here[-count:] if len(here) >= count else []

    def figures_here(self, count: int) -> list[Draft]:
        """As `valued_here`, counting figures that only say a growth."""
        here = [d for d in self.of_sentence() if d.facet is None and d.comparison is None]
        return here[-count:] if len(here) >= count else []

    def new(self, name: str, figure: Figure, *, facet: str | None = None) -> Draft:
        """A draft for this figure in the present context, already in the list."""
        draft = Draft(
            self.kind,
            name,
            Span(figure.clause.start + figure.token.start, figure.clause.start + figure.token.end),
            self.sentence,
            entity=self.body(),
            period=self.period,
            period_text=self.period_text,
            facet=facet,
            owner=self.owner if self.kind == "target" else None,
            headline=self.headline,
        )
        self.drafts.append(draft)
        if self.period is not None and draft.kind == "actual":
            self.dated.add(self.period)
        draft.period = self._aimed_at() if draft.kind == "target" else draft.period
        if self.period is not None and self.as_of and name.endswith(("余额", "存贷比")):
            draft.period = Period(self.period.latest, self.period.latest)
        return draft
