"""Whom a scheme scores: organizations of the zone, or bodies that figures are about, by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chaotou.core.evaluation.amounts import Origin
from chaotou.core.evaluation.needs import amounts_of, items_of
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.words import SubjectKind
from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.vocabulary import BodyKind, OrganizationKind
from chaotou.figures.access import SYSTEM
from chaotou.figures.queries import catalogue
from chaotou.organization import queries as organization

ORGANIZATIONS = {
    SubjectKind.BUREAUS: (OrganizationKind.BUREAU,),
    SubjectKind.PARKS: (OrganizationKind.PARK, OrganizationKind.SUBDISTRICT),
}
BODIES = {SubjectKind.ZONES: (BodyKind.ZONE,), SubjectKind.COUNTIES: (BodyKind.COUNTY,)}


@dataclass(frozen=True)
class Subject:
    """Who is scored, with both names; `wholes` are the bodies whose figures contain its own, in order."""

    code: str
    name: str
    english: str = ""
    kind: str = ""
    parent: str = ""
    is_organization: bool = False
    wholes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The subjects a scheme scores, and others it only refers to."""

    scored: tuple[Subject, ...]
    beside: tuple[Subject, ...]

    @property
    def all(self) -> tuple[Subject, ...]:
        return (*self.scored, *self.beside)


def chosen(scheme: SchemeSpec, year: int) -> Chosen:
    """The subjects of a scheme in a year; `Refusal` where the platform has none of that kind. Two queries.

    Those it lists; else the members of its groups; else everybody of its kind.
    """
    known = everybody(scheme.subjects.kind)
    codes = [code for code in _codes(scheme, known, year) if code not in scheme.subjects.leave_out]
    if not codes:
        raise Refusal(
            Message("平台里没有这个办法的考评对象。"),
            Message("在办法的 subjects 下写 members，或用 chaotou evaluate 加数据表计算。"),
        )
    beside = [code for code in _referred(scheme) if code not in codes]
    return Chosen(_found(codes, known), _found(beside, known))


def everybody(kind: SubjectKind) -> dict[str, Subject]:
    """Organizations and bodies by code; of two with one code the one the scheme's kind is about."""
    organizations = {
        row.code: Subject(
            row.code, row.name, row.english, row.kind, row.parent.code if row.parent else "", True
        )
        for row in organization.organizations()
    }
    bodies = _bodies()
    return organizations | bodies if kind in BODIES else bodies | organizations


def _bodies() -> dict[str, Subject]:
    rows = catalogue.bodies(SYSTEM)
    above = {row.code: row.statistical_parent.code for row in rows if row.statistical_parent}
    kinds = {row.code: row.kind for row in rows}
    return {
        row.code: Subject(
            row.code,
            row.name,
            row.english,
            row.kind,
            row.parent.code if row.parent else "",
            wholes=_wholes(row.code, above, kinds),
        )
        for row in rows
    }


def _wholes(code: str, above: Mapping[str, str], kinds: Mapping[str, str]) -> tuple[str, ...]:
    """The statistical parent and what contains it in turn, up to the first city."""
    found: list[str] = []
    while (code := above.get(code, "")) and code not in found:
        found.append(code)
        if kinds[code] == BodyKind.CITY:
            break
    return tuple(found)


def _codes(scheme: SchemeSpec, known: Mapping[str, Subject], year: int) -> list[str]:
    if scheme.subjects.members:
        return list(scheme.subjects.members)
    grouped = [code for group in scheme.subjects.groups for code in group.members_in(year)]
    return grouped or [code for code, one in known.items() if _is_of(scheme.subjects.kind, one)]


def _is_of(kind: SubjectKind, one: Subject) -> bool:
    kinds = ORGANIZATIONS if one.is_organization else BODIES
    return one.kind in kinds.get(kind, ())


def _found(codes: Iterable[str], known: Mapping[str, Subject]) -> tuple[Subject, ...]:
    return tuple(known.get(code, Subject(code, code)) for code in codes)


def _referred(scheme: SchemeSpec) -> list[str]:
    """Subjects that rules compare with, such as the province."""
    amounts = (one for item in items_of(scheme) for one in amounts_of(scheme, item))
    return list(dict.fromkeys(one.name for one in amounts if one.origin is Origin.SUBJECT))
