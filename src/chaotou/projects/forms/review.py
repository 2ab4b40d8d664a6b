"""Forms of reviews: they read what people type; the operations decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.projects.review import Outcome, Promise, Term, Vote
from chaotou.core.projects.review_indicators import TERMS
from chaotou.core.zone.review_specs import ReviewSheetSpec, SheetItemSpec
from chaotou.projects.operations.evidence import PAPERS, PHOTOS
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import day, offer
from chaotou.ui.templatetags.show import name, said

TEXT = 300
FILES = {"accept": ",".join(f".{kind}" for kind in (*PAPERS, *PHOTOS))}

OUTCOMES: dict[str, str | Lazy] = {
    Outcome.APPROVED: _("通过"),
    Outcome.CONDITIONAL: _("附条件通过"),
    Outcome.RESUBMIT: _("修改后再审"),
    Outcome.DEFERRED: _("缓议"),
    Outcome.REJECTED: _("不通过"),
}
VOTES: dict[str, str | Lazy] = {Vote.FOR: _("同意"), Vote.AGAINST: _("不同意"), Vote.ABSTAIN: _("弃权")}


class PutForwardForm(forms.Form):
    """The batch, the day, and the figures of the indicators in the units people think in."""

    batch = forms.CharField(label=_("评审批次"), max_length=80)
    meets_on = day(_("评审日期"))

    def __init__(self, *args: Any, figures: Mapping[str, Decimal | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["batch"].help_text = gettext("如 2024年第8次；同一批次的项目在同一天评审。")
        for code, term in TERMS.items():
            value = figures.get(code)
            label = gettext("{name}（{unit}）").format(name=said(term.name), unit=said(term.unit))
            initial = None if value is None else f"{(value / term.scale).normalize():f}"
            self.fields[code] = NumberField(label=label, required=False, min_value=0, initial=initial)

    def figures(self) -> dict[str, Decimal | None]:
        """What was typed, in the units the register keeps."""
        typed = {code: self.cleaned_data[code] for code in TERMS}
        return {code: None if value is None else value * TERMS[code].scale for code, value in typed.items()}


class PromiseForm(forms.Form):
    """One promise: its kind and what it says."""

    kind = forms.ChoiceField(label=_("类别"), required=False)
    text = forms.CharField(label=_("内容"), required=False, max_length=TEXT)

    def __init__(self, *args: Any, kinds: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "—"), *((one.code, name(one)) for one in kinds)])

    def promise(self) -> Promise | None:
        """None for a line left empty."""
        kind, text = self.cleaned_data.get("kind", ""), self.cleaned_data.get("text", "")
        return Promise(kind, text) if kind or text else None


PROMISES = forms.formset_factory(PromiseForm, extra=6)


class MembersForm(forms.Form):
    """Who sits; `people` are user names and names."""

    members = forms.MultipleChoiceField(label=_("成员"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = list(people)  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """A member's sheet: a field for each judged item, the vetoes members may raise, comment and vote."""

    def __init__(self, *args: Any, sheet: ReviewSheetSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for item in sheet.items:
            if item.is_judged:
                self.fields[f"mark-{item.code}"] = _mark(item)
        raised = [(veto.code, name(veto)) for veto in sheet.vetoes if veto.below_line is None]
        self.fields["vetoes"] = forms.MultipleChoiceField(
            label=_("否决项"), choices=raised, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["comment"] = forms.CharField(
            label=_("意见"), required=False, widget=forms.Textarea(attrs={"rows": 4})
        )
        self.fields["vote"] = forms.ChoiceField(
            label=_("表决"), choices=list(VOTES.items()), widget=forms.RadioSelect
        )

    def marks(self) -> dict[str, Decimal | None]:
        """What has been typed soundly so far, by item."""
        typed = getattr(self, "cleaned_data", {})
        return {item.code: typed.get(f"mark-{item.code}") for item in self.sheet.items if item.is_judged}


def _mark(item: SheetItemSpec) -> NumberField:
    return NumberField(label=name(item), min_value=0, max_value=item.points)


class RecheckForm(forms.Form):
    """The second column: points of any item, empty where the first stands."""

    def __init__(self, *args: Any, sheet: ReviewSheetSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for item in sheet.items:
            field = NumberField(label=name(item), required=False, min_value=0, max_value=item.points)
            self.fields[f"mark-{item.code}"] = field

    def marks(self) -> dict[str, Decimal | None]:
        return {item.code: self.cleaned_data.get(f"mark-{item.code}") for item in self.sheet.items}


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("理由"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """The outcome and its reason."""

    outcome = forms.ChoiceField(label=_("结论"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = gettext("直接通过可以不写，其他结论都要写。")


class TermForm(forms.Form):
    """One condition of an approval."""

    text = forms.CharField(label=_("条件"), required=False, max_length=TEXT)
    organization = forms.ChoiceField(label=_("责任机构"), required=False)
    due_on = day(_("落实期限"), required=False)

    def __init__(self, *args: Any, organizations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", [("", "—"), *organizations])

    def term(self) -> Term | None:
        """None for a line left empty."""
        said_of: dict[str, Any] = self.cleaned_data
        text, code, due = said_of.get("text", ""), said_of.get("organization", ""), said_of.get("due_on")
        return Term(text, code, due) if text or code or due else None


TERM_LINES = forms.formset_factory(TermForm, extra=4)


class ConditionForm(forms.Form):
    """That a condition was met: when, how, and the proof."""

    met_on = day(_("落实日期"))
    note = forms.CharField(label=_("落实情况"), max_length=TEXT)
    kind = forms.ChoiceField(label=_("材料"))
    proof = forms.FileField(label=_("证明材料"), widget=forms.FileInput(attrs=FILES))

    def __init__(self, *args: Any, kinds: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(one.code, name(one)) for one in kinds])
        self.fields["met_on"].initial = today
