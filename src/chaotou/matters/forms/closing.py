"""The forms of what ends a matter and of what follows: how it ended, how content, whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.matters.forms.acting import NOTHING, ActForm, named_like
from chaotou.matters.queries.offering import Offered
from chaotou.ui.forms import day


class ResultForm(ActForm):
    """Words and, where the step asks for one, a result."""

    def build(self, offered: Offered) -> None:
        if offered.step.result and offered.results:
            choices = [NOTHING, *offered.results]
            self.fields["result"] = forms.ChoiceField(label=_("办理结果"), choices=choices)

    def said(self) -> dict[str, Any]:
        return {"result": self.cleaned_data["result"]} if "result" in self.fields else {}


class ApproveForm(ResultForm):
    """Also by which days the nodes of what is taken up are due."""

    def build(self, offered: Offered) -> None:
        super().build(offered)
        for code, word in offered.nodes:
            self.fields[f"node_{code}"] = day(gettext("节点“{node}”计划日期").format(node=word))
            self.fields[f"node_{code}"].initial = offered.planned[code]

    def said(self) -> dict[str, Any]:
        nodes = named_like(self.cleaned_data, "node_")
        changed = {code: on for code, on in nodes.items() if on != self.offered.planned[code]}
        return {**super().said(), "nodes": changed}


class SubmitForm(ActForm):
    """How it ended."""

    words = _("办理意见")

    def build(self, offered: Offered) -> None:
        if offered.results:
            self.fields["result"] = forms.ChoiceField(
                label=_("办理结果"),
                required=offered.step.result,
                choices=[NOTHING, *offered.results],
            )

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
