"""The forms of what is done to a matter: what each act needs, said as the operation takes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.forms.acting import NOTHING, ActForm, long_text, named_like
from chaotou.matters.forms.closing import ApproveForm, LookBackForm, RatingForm, ResultForm, SubmitForm
from chaotou.matters.forms.kinds import add_fields, values_of
from chaotou.matters.operations.assigning import Part
from chaotou.matters.queries.offering import Offered
from chaotou.ui.forms import day

PARTS = 4
"""So many parts are split off in one form."""


class CorrectionForm(ActForm):
    """All that is missing, once."""

    def build(self, offered: Offered) -> None:
        hint = _("一行一项；只能告知一次，请写全。")
        self.fields["missing"] = long_text(_("需要补正的内容"), required=True, hint=hint)

    def said(self) -> dict[str, Any]:
        return {"missing": self.cleaned_data["missing"].splitlines()}


class CorrectForm(ActForm):
    """The fields of the kind once more, as they are; what is changed is mended."""

    words = _("补正说明")

    def build(self, offered: Offered) -> None:
        add_fields(self, offered.kind.fields)
        for code, found in self.fields.items():
            found.required = False
            found.initial = offered.values.get(code.removeprefix("field_"))

    def said(self) -> dict[str, Any]:
        fields = {
            code: value for code, value in values_of(self.cleaned_data).items() if value not in ("", None)
        }
        return {"fields": fields}


class ToleratingForm(ActForm):
    """Which papers come later, each by a day."""

    def build(self, offered: Offered) -> None:
        for code, word in offered.tolerable:
            label = gettext("{paper}：承诺补交日期").format(paper=word)
            self.fields[f"promise_{code}"] = day(label, required=False)

    def said(self) -> dict[str, Any]:
        return {"papers": named_like(self.cleaned_data, "promise_")}


class SupplyForm(ActForm):
    """A paper that was promised."""

    def build(self, offered: Offered) -> None:
        self.fields["paper"] = forms.ChoiceField(label=_("补交的材料"), choices=offered.owed)

    def said(self) -> dict[str, Any]:
        return {"paper": self.cleaned_data["paper"]}


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


class LandForm(forms.Form):
    """Since when the firm of a chain holds its land."""

    land_on = day(_("取得用地日期"))


FORMS: dict[Act, type[ActForm]] = {
    Act.ASK_CORRECTION: CorrectionForm,
    Act.CORRECT: CorrectForm,
    Act.ACCEPT_TOLERATING: ToleratingForm,
    Act.SUPPLY: SupplyForm,
    Act.ASSIGN: AssignForm,
    Act.TRANSFER: TransferForm,
    Act.SPLIT: SplitForm,
    Act.SUSPEND: SuspendForm,
    Act.ASK_EXTENSION: ExtensionForm,
    Act.REPORT: ReportForm,
    Act.SUBMIT: SubmitForm,
    Act.CALL_BACK: RatingForm,
    Act.LOOK_BACK: LookBackForm,
    Act.APPROVE: ApproveForm,
    Act.SIGN_OFF: ResultForm,
    Act.VERIFY: ResultForm,
}
"""Acts that ask for more than words and files."""


def form_class(act: Act) -> type[ActForm]:
    return FORMS.get(act, ActForm)
