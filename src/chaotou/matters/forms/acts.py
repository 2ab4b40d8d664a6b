"""The forms of what is done to a matter: what each act needs, said as the operation takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.forms.files import FilesField
from chaotou.matters.forms.kinds import add_fields, values_of
from chaotou.matters.operations.assigning import Part
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.queries.offering import Offered
from chaotou.ui.forms import day

NOTHING = ("", "—")
PARTS = 4
"""So many parts are split off in one form."""


def long_text(label: Any, *, required: bool, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=2000, widget=area)


class ActForm(forms.Form):
    """What every act may bring: words, and files; `version` is that of the matter the person saw."""

    words: str | Promise = _("说明")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.build(offered)
        self.fields["text"] = long_text(self.words, required=offered.step.reason, hint=offered.step.help)
        self.fields["papers"] = FilesField(required=offered.step.evidence)

    def build(self, offered: Offered) -> None:
        """Add what the act asks besides."""

    def said(self) -> dict[str, Any]:
        """What the operation is told besides words and files."""
        return {}

    def uploads(self) -> list[Upload]:
        return [Upload(file) for file in self.cleaned_data["papers"]]

    def given(self) -> dict[str, Any]:
        """All that the operation is told, but for the matter, the actor and the time."""
        return {"text": self.cleaned_data["text"], "files": self.uploads(), **self.said()}


class ResultForm(ActForm):
    """Words and, where the step asks for one, a result."""

    def build(self, offered: Offered) -> None:
        if offered.step.result and offered.results:
            choices = [NOTHING, *offered.results]
            self.fields["result"] = forms.ChoiceField(label=_("办理结果"), choices=choices)

    def said(self) -> dict[str, Any]:
        return {"result": self.cleaned_data["result"]} if "result" in self.fields else {}


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
        said = self.cleaned_data.items()
        papers = {key.removeprefix("promise_"): on for key, on in said if key.startswith("promise_") and on}
        return {"papers": papers}


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
            label=_("牵头单位"), choices=[NOTHING, *offered.organizations]
        )
        self.fields["task"] = forms.CharField(label=_("牵头单位的分工"), required=False, max_length=300)
        self.fields["supporting"] = forms.MultipleChoiceField(
            label=_("协办单位"),
            required=False,
            choices=offered.organizations,
            widget=forms.CheckboxSelectMultiple,
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
        said = self.cleaned_data.items()
        nodes = {key.removeprefix("node_"): on for key, on in said if key.startswith("node_") and on}
        return {"percent": self.cleaned_data["percent"], "nodes": nodes}


class SubmitForm(ActForm):
    """How it ended, and a file for each proof the kind asks for."""

    words = _("办理意见")

    def build(self, offered: Offered) -> None:
        if offered.results:
            self.fields["result"] = forms.ChoiceField(
                label=_("办理结果"),
                required=offered.step.result,
                choices=[NOTHING, *offered.results],
            )
        for code, word in offered.proofs:
            self.fields[f"proof_{code}"] = FilesField(label=word)

    def uploads(self) -> list[Upload]:
        said = self.cleaned_data.items()
        proofs = [(key.removeprefix("proof_"), files) for key, files in said if key.startswith("proof_")]
        return [*super().uploads(), *(Upload(file, paper=code) for code, files in proofs for file in files)]

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"conclusion": said["text"], "result": said.get("result", ""), "files": self.uploads()}


class RatingForm(ActForm):
    words = _("意见和建议")
    SCORES: Sequence[tuple[int, str | Promise]] = (
        (5, _("5 非常满意")),
        (4, _("4 满意")),
        (3, _("3 基本满意")),
        (2, _("2 不满意")),
        (1, _("1 非常不满意")),
    )

    def build(self, offered: Offered) -> None:
        self.fields["score"] = forms.TypedChoiceField(
            label=_("满意度"), coerce=int, choices=self.SCORES, widget=forms.RadioSelect
        )

    def said(self) -> dict[str, Any]:
        return {"score": self.cleaned_data["score"]}


class LookBackForm(ActForm):
    """Whether what was done still holds."""

    words = _("回头看的情况")

    def build(self, offered: Offered) -> None:
        choices = [("yes", _("整改到位，没有反弹")), ("no", _("没有做到，重新办理"))]
        self.fields["holds"] = forms.ChoiceField(label=_("结论"), choices=choices, widget=forms.RadioSelect)

    def said(self) -> dict[str, Any]:
        return {"holds": self.cleaned_data["holds"] == "yes"}


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
    Act.APPROVE: ResultForm,
    Act.SIGN_OFF: ResultForm,
    Act.VERIFY: ResultForm,
}
"""Acts that ask for more than words and files."""


def form_class(act: Act) -> type[ActForm]:
    return FORMS.get(act, ActForm)
