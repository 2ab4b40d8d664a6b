"""What reviewers prepare for a scheme in a period: who judges it, how far the judges are, counts noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaotou.core.evaluation.outcomes import ConditionSpec, JudgingSpec
from chaotou.core.evaluation.scheme import CriterionSpec, ItemSpec, SchemeSpec
from chaotou.core.periods import Period
from chaotou.evaluation import schemes as files
from chaotou.evaluation.access import System, sight
from chaotou.evaluation.gathering import facts, judged
from chaotou.evaluation.gathering.subjects import Subject, chosen
from chaotou.evaluation.queries import marks
from chaotou.evaluation.queries.marks import JudgeLine, Marks, Noted

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

    Item = CriterionSpec | ItemSpec | ConditionSpec


@dataclass(frozen=True)
class Prepared:
    """A scheme with something people give: how many criteria judges mark, how many counts are noted."""

    code: str
    scheme: SchemeSpec
    judged: int
    noted: int

    @property
    def title(self) -> str:
        return self.scheme.title

    @property
    def english(self) -> str:
        return self.scheme.english


@dataclass(frozen=True)
class Progress:
    """A criterion of a subject with how many judges marked it; `given` is None where nobody did."""

    subject: Subject
    item: Item
    given: Marks | None


@dataclass(frozen=True)
class Panel:
    """Who judges, and how far they are; `rules` is what the scheme says of judging."""

    scheme: SchemeSpec
    period: Period
    judges: tuple[JudgeLine, ...]
    progress: tuple[Progress, ...]
    rules: JudgingSpec

    @property
    def title(self) -> str:
        return self.scheme.title

    @property
    def english(self) -> str:
        return self.scheme.english

    @property
    def missing(self) -> int:
        """Judges still to be named before a mark counts; marks that came with the zone's files count too."""
        marked = max((one.given.judges for one in self.progress if one.given), default=0)
        return max(0, self.rules.least_judges - max(len(self.judges), marked))


@dataclass(frozen=True)
class NotedLine:
    """A count noted, with its subject and item."""

    subject: Subject
    item: Item
    noted: Noted


@dataclass(frozen=True)
class Counts:
    """What was noted in a period, and what may be: subjects, and items that rest on a count."""

    scheme: SchemeSpec
    period: Period
    subjects: tuple[Subject, ...]
    items: tuple[Item, ...]
    lines: tuple[NotedLine, ...]

    @property
    def title(self) -> str:
        return self.scheme.title

    @property
    def english(self) -> str:
        return self.scheme.english


def prepared(reader: Asker | System) -> list[Prepared]:
    """The zone's schemes without errors that judges or reviewers add to; `Refusal` as `sight` says."""
    sight(reader)
    read = (files.read(code) for code in files.codes())
    found = [_prepared(file.code, file.scheme) for file in read if file.scheme is not None]
    return [one for one in found if one.judged or one.noted]


def _prepared(code: str, scheme: SchemeSpec) -> Prepared:
    return Prepared(code, scheme, len(judged.judged_items(scheme)), len(judged.noted_items(scheme)))


def panel(reader: Asker | System, scheme: str, period: Period) -> Panel:
    """Judges and their progress; `Refusal` for a scheme or period that does not go together."""
    judges = marks.judges(reader, scheme, period)
    spec, scored = _fitting(scheme, period)
    given = {(one.subject, one.criterion): one for one in marks.marks(reader, scheme, period)}
    items = judged.judged_items(spec)
    progress = [Progress(who, item, given.get((who.code, item.code))) for who in scored for item in items]
    return Panel(spec, period, tuple(judges), tuple(progress), spec.judging or JudgingSpec())


def counts(reader: Asker | System, scheme: str, period: Period) -> Counts:
    """What was noted as far as the reader sees it; `Refusal` as of a panel."""
    found = marks.noted(reader, scheme, period)
    spec, scored = _fitting(scheme, period)
    items = {item.code: item for item in judged.noted_items(spec)}
    lines = _lines(found, {who.code: who for who in scored}, items)
    return Counts(spec, period, scored, tuple(items.values()), lines)


def _lines(
    found: list[Noted], subjects: Mapping[str, Subject], items: Mapping[str, Item]
) -> tuple[NotedLine, ...]:
    """Latest first; what the scheme no longer has does not count and is left out."""
    known = [one for one in found if one.subject in subjects and one.criterion in items]
    known.sort(key=lambda one: one.at, reverse=True)
    return tuple(NotedLine(subjects[one.subject], items[one.criterion], one) for one in known)


def _fitting(scheme: str, period: Period) -> tuple[SchemeSpec, tuple[Subject, ...]]:
    spec, _ = files.sound(scheme)
    facts.require_fit(spec, period)
    return spec, chosen(spec, period.latest_year).scored
