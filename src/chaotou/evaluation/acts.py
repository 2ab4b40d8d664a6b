"""What a reader may do from a page: label, address, and whether, with the reason where not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chaotou.core.issues import Message
from chaotou.evaluation import access
from chaotou.evaluation.queries.lines import RunLine
from chaotou.organization.access import Verdict

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class Act:
    """An act: a page to open, or with `posts` a button that does it at once."""

    label: str | Promise
    url: str
    verdict: Verdict
    posts: bool = False
    style: str = "second"


def on_runs(person: Asker) -> list[Act]:
    return [
        Act(_("起草考评"), reverse("evaluation:draft"), access.may_draft(person)),
        Act(_("评委与核定"), reverse("evaluation:panels"), access.may_name_judges(person)),
    ]


def on_run(person: Asker, run: RunLine) -> list[Act]:
    """Publishing or discarding a draft; running again what is published."""
    if run.is_draft:
        creator = run.created_by.pk if run.created_by else None
        return [
            Act(
                _("发布"),
                reverse("evaluation:publish", args=[run.code]),
                access.may_publish(person, creator),
                posts=True,
                style="",
            ),
            Act(
                _("作废草稿…"),
                reverse("evaluation:discard", args=[run.code]),
                access.may_draft(person),
                style="quiet",
            ),
        ]
    if not run.is_current:
        return []
    return [Act(_("再次考评…"), reverse("evaluation:again", args=[run.code]), access.may_draft(person))]


def on_cell(person: Asker, run: RunLine, subject: str, criterion: str) -> list[Act]:
    """Objecting to a criterion of a published run, while the window is open."""
    if not run.is_published:
        return []
    verdict = access.may_file(person, subject)
    if verdict and run.closes_on is None:
        verdict = Verdict(False, Message("这个办法没有规定申诉。"))
    url = reverse("evaluation:appeal_against", args=[run.code, subject, criterion])
    return [Act(_("对这一项申诉…"), url, verdict)]
