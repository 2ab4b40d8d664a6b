"""What a reader may do from a page: a door, its word, and the verdict that opens it or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chaotou.core.issues import Message
from chaotou.figures import access
from chaotou.figures.queries.detail import is_in_force
from chaotou.figures.queries.vintages import Vintage
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Subject, Verdict

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class Act:
    label: str | Promise
    url: str
    verdict: Verdict


def on_indicator(person: Asker, code: str) -> list[Act]:
    verdict = access.may_record_by(organization.mandate(person), code)
    return [Act(_("填报新数"), reverse("figures:record", args=[code]), verdict)]


def on_figure(person: Asker, figure: Vintage) -> list[Act]:
    """Revise a figure; publish or return it where it waits for that."""
    held = organization.mandate(person)
    revise = access.may_record_by(held, figure.indicator.code)
    acts = [Act(_("修订这个数"), reverse("figures:revise", args=[figure.id]), revise)]
    if not (figure.is_published or figure.is_returned):
        recorder = figure.recorded_by.pk if figure.recorded_by else None
        publish = access.may_publish_by(held, person.pk, recorder)
        send_back = access.may_return_by(held, person.pk, recorder)
        acts.append(Act(_("去发布"), reverse("figures:publish"), publish))
        acts.append(Act(_("退回给填报人"), reverse("figures:return", args=[figure.id]), send_back))
    return acts


def on_target(person: Asker, row: Any) -> list[Act]:
    """Change a target, or fill in the parts of a number formula."""
    code = row.indicator.code if row.indicator else None
    verdict = access.may_set_target_by(organization.mandate(person), code)
    if row.record.withdrawn_at is not None and not is_in_force(row.code):
        verdict = Verdict(False, Message("这项目标已经撤销。"))
    acts = [Act(_("调整这项目标"), reverse("figures:change_target", args=[row.code]), verdict)]
    if row.kind == "formula":
        acts.insert(0, Act(_("填写各数字"), reverse("figures:fill_parts", args=[row.code]), verdict))
    return acts


def on_targets(person: Asker) -> list[Act]:
    """Set a target; who records may, on the indicators their organization answers for."""
    held = organization.mandate(person)
    codes = held.codes(Subject.INDICATOR, Duty.RECORDS)
    verdict = access.may_set_target_by(held, next(iter(codes), None))
    return [Act(_("设定目标"), reverse("figures:set_target"), verdict)]
