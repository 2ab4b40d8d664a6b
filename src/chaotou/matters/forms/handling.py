"""Forms of handling a matter: handed to whom, split, stopped, given more time, reported on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.matters.forms.acting import NOTHING, ActForm, named_like
from chaotou.matters.operations.assigning import Part
from chaotou.matters.queries.offering import Offered
from chaotou.ui.forms import day

PARTS = 4
"""So many parts are split off in one form."""


class AssignForm(ActForm):
    """Who leads, who helps, each with what."""

    words = _("交办要求")

    def build(self, offered: Offered) -> None:
        self.fields["lead"] = forms.ChoiceField(
            label=_("牵头单位"),
            choices=[NOTHING, *offered.organizations],
            initial=offered.proposed.lead if offered.proposed else None,
        )
        self.fields["task"] = forms.CharField(label=_("牵头单位的分工"), required=False, max_length=300)
        self.fields["supporting"] = forms.MultipleChoiceField(
            label=_("协办单位"),
            required=False,
            choices=offered.organizations,
            widget=forms.CheckboxSelectMultiple,
            initial=offered.proposed.supporting if offered.proposed else (),
        )
        if offered.may_name_day:
            self.fields["due_on"] = day(_("要求完成日期"), required=False)

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        helpers = dict.fromkeys(said["supporting"], "")
        return {
            "lead": said["lead"],
            "task": said["task"],
            "supporting": helpers,
            "due_on": said.get("due_on"),
        }


class TransferForm(ActForm):
    words = _("转办理由")

    def build(self, offered: Offered) -> None:
        self.fields["lead"] = forms.ChoiceField(label=_("转给"), choices=[NOTHING, *offered.organizations])

    def said(self) -> dict[str, Any]:
        return {"lead": self.cleaned_data["lead"]}


class SplitForm(ActForm):
    """Parts that other organizations handle; rows left empty are none."""

    def build(self, offered: Offered) -> None:
        for at in range(1, PARTS + 1):
            title = gettext("分项 {n}").format(n=at)
            self.fields[f"title_{at}"] = forms.CharField(label=title, required=False, max_length=200)
            self.fields[f"lead_{at}"] = forms.ChoiceField(
                label=gettext("分项 {n} 承办单位").format(n=at),
                required=False,
                choices=[NOTHING, *offered.organizations],
            )
            label = gettext("分项 {n} 完成日期").format(n=at)
            self.fields[f"due_on_{at}"] = day(label, required=False)

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        rows = [(said[f"title_{at}"], said[f"lead_{at}"], said[f"due_on_{at}"]) for at in range(1, PARTS + 1)]
        return {"parts": [Part(title, lead, due_on=on) for title, lead, on in rows if title or lead]}


class SuspendForm(ActForm):
    def build(self, offered: Offered) -> None:
        self.fields["reason"] = forms.ChoiceField(label=_("中止事由"), choices=[NOTHING, *offered.reasons])

    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class ExtensionForm(ActForm):
    words = _("延期理由")

    def build(self, offered: Offered) -> None:
        self.fields["until_on"] = day(_("延至"))

    def said(self) -> dict[str, Any]:
        return {"until_on": self.cleaned_data["until_on"]}


class ReportForm(ActForm):
    words = _("进展")

    def build(self, offered: Offered) -> None:
        self.fields["percent"] = forms.IntegerField(
            label=_("完成进度（%）"), required=False, min_value=0, max_value=100
        )

        for code, word in offered.nodes:
            label = gettext("节点“{node}”完成日期").format(node=word)
            self.fields[f"node_{code}"] = day(label, required=False)

    def said(self) -> dict[str, Any]:
        nodes = named_like(self.cleaned_data, "node_")
        return {"percent": self.cleaned_data["percent"], "nodes": nodes}
