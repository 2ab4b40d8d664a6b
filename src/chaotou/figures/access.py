"""Who sees and does what with figures and targets. Every list needs its reader: a person, or the platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chaotou.core.issues import Message
from chaotou.figures.models import Observation
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Subject, Verdict, require

__all__ = [
    "SYSTEM",
    "Sight",
    "System",
    "may_accept",
    "may_publish",
    "may_publish_by",
    "may_record",
    "may_record_by",
    "may_return",
    "may_return_by",
    "may_see_figures",
    "may_see_unpublished",
    "may_set_target",
    "may_set_target_by",
    "require",
    "sight",
]

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class System:
    """The platform itself as a reader: commands and scheduled work. It sees all that is recorded."""


SYSTEM: Final = System()


@dataclass(frozen=True)
class Sight:
    """What a reader sees: published figures, and unpublished ones of these indicators (None: of all)."""

    unpublished: frozenset[str] | None

    def sees_unpublished(self, indicator: str) -> bool:
        return self.unpublished is None or indicator in self.unpublished


def sight(reader: Asker | System) -> Sight:
    """What the reader sees. `Refusal` for someone who sees no figures, TypeError for nobody at all."""
    if isinstance(reader, System):
        return Sight(None)
    if reader is None:
        raise TypeError("A list of figures needs a reader: a person, or SYSTEM.")
    held = organization.mandate(reader)
    require(organization.sees_figures_with(held.duties))
    return Sight(None if held.oversees else held.codes(Subject.INDICATOR))


def may_see_figures(person: Asker) -> Verdict:
    """Whether the person sees published figures: whoever holds a post, but not who administers accounts."""
    return organization.sees_figures(person)


def may_see_unpublished(person: Asker, indicator: str) -> Verdict:
    """Whether the person sees figures of the indicator (a code) before they are published."""
    return organization.sees_unpublished(person, indicator)


def may_record(person: Asker, indicator: str) -> Verdict:
    """Whether the person records and revises the indicator's figures, for its lead or a supporter."""
    return may_record_by(organization.mandate(person), indicator)


def may_record_by(held: Mandate, indicator: str) -> Verdict:
    """As `may_record`, for a mandate already read."""
    if held.administers:
        return Verdict(False, Message("账号管理员不填报数据（职责分离）。"))
    if Duty.RECORDS not in held.duties:
        return Verdict(False, Message("只有填报岗位可以填报数据。"))
    if held.role(Subject.INDICATOR, indicator, Duty.RECORDS) is None:
        return Verdict(False, Message("这项指标由其他机构负责填报。"))
    return Verdict(True, Message("您所在的机构负责这项指标，您在填报岗位上。"))


def may_accept(person: Asker) -> Verdict:
    """Whether the person accepts figures of any indicator from a document: who reviews."""
    if Duty.REVIEWS in organization.mandate(person).duties:
        return Verdict(True, Message("在审核岗位上，可以采纳文件中的数据。"))
    return Verdict(False, Message("只有审核岗位可以采纳其他机构指标的数据。"))


def may_publish(person: Asker, observation: Observation) -> Verdict:
    """Whether the person publishes this figure: who reviews, and never what they recorded themselves."""
    return may_publish_by(organization.mandate(person), person.pk, observation.recorded_by_id)


def may_publish_by(held: Mandate, person: int | None, recorded_by: int | None) -> Verdict:
    """As `may_publish`, for a mandate already read."""
    if held.administers or Duty.REVIEWS not in held.duties:
        return Verdict(False, Message("只有审核岗位可以发布数据。"))
    if recorded_by is not None and recorded_by == person:
        return Verdict(False, Message("这条数据由您本人填报，须由另一位审核人员发布。"))
    return Verdict(True, Message("您在审核岗位上，这条数据由他人填报。"))


def may_return(person: Asker, observation: Observation) -> Verdict:
    """Whether the person returns this figure to who recorded it: who might publish it."""
    return may_return_by(organization.mandate(person), person.pk, observation.recorded_by_id)


def may_return_by(held: Mandate, person: int | None, recorded_by: int | None) -> Verdict:
    """As `may_return`, for a mandate already read."""
    if held.administers or Duty.REVIEWS not in held.duties:
        return Verdict(False, Message("只有审核岗位可以退回数据。"))
    if recorded_by is not None and recorded_by == person:
        return Verdict(False, Message("这条数据由您本人填报，须由另一位审核人员处理。"))
    return Verdict(True, Message("您在审核岗位上，这条数据由他人填报。"))


def may_set_target(person: Asker, indicator: str | None = None) -> Verdict:
    """Whether the person sets targets on this indicator (None: on no single one, the formulas)."""
    return may_set_target_by(organization.mandate(person), indicator)


def may_set_target_by(held: Mandate, indicator: str | None) -> Verdict:
    """As `may_set_target`, for a mandate already read."""
    if held.administers:
        return Verdict(False, Message("账号管理员不设定目标（职责分离）。"))
    if held.oversees and held.duties & {Duty.REVIEWS, Duty.LEADS}:
        return Verdict(True, Message("您负责审核或领导全区工作，可以设定目标。"))
    if indicator is not None and held.role(Subject.INDICATOR, indicator, Duty.RECORDS):
        return Verdict(True, Message("您所在的机构负责这项指标，您在填报岗位上，可以设定它的目标。"))
    return Verdict(False, Message("目标由审核人员、区领导或负责该指标的填报人员设定。"))
