"""Talks, disputes, rulings and transfers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.projects.ownership import Share, in_percent
from chaotou.projects.operations.evidence import PAPERS, PHOTOS
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import Choices, day, offer
from chaotou.ui.templatetags.show import name

AREA = forms.Textarea(attrs={"rows": 4})
FILES = {"accept": ",".join(f".{kind}" for kind in (*PAPERS, *PHOTOS))}


class TalkForm(forms.Form):
    """What was said, and what comes next."""

    kind = forms.ChoiceField(label=_("方式"))
    on = day(_("日期"))
    place = forms.CharField(label=_("地点"), max_length=120, required=False)
    people = forms.CharField(label=_("参加人员"), max_length=300, required=False)
    summary = forms.CharField(label=_("内容"), max_length=4000, widget=AREA)
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_step_on = day(_("下一步日期"), required=False)

    def __init__(self, *args: Any, ways: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = [(way.code, name(way)) for way in ways if way.contact]
        at_home = [(way.code, name(way)) for way in ways if not way.contact]
        groups = [(gettext("与投资方联系（延长首谈保护）"), contact), (gettext("内部办理"), at_home)]
        offer(self, "kind", [group for group in groups if group[1]])


class DisputeForm(forms.Form):
    """A claim; `token` names the project without telling which it is."""

    organization = forms.ChoiceField(label=_("申请单位"))
    statement = forms.CharField(
        label=_("主张与依据"),
        max_length=4000,
        widget=AREA,
        help_text=_("写明首次接触的时间、地点、对方人员和经过。"),
    )
    evidence = forms.FileField(label=_("佐证材料"), required=False, widget=forms.FileInput(attrs=FILES))
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)


def percentage(label: Any, **said: Any) -> NumberField:
    bounds = {"min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 2}
    return NumberField(label=label, percent=True, **bounds, **said)


class AnswerForm(forms.Form):
    """What the unit that holds the project says of a claim."""

    answer = forms.CharField(
        label=_("陈述"),
        max_length=4000,
        widget=AREA,
        help_text=_("只能陈述一次，供裁定人参考，申请单位看不到。写明接触的时间、地点、对方人员和经过。"),
    )


class _SharesForm(forms.Form):
    """Percentages by organization: a field for each that has part in the project."""

    def __init__(self, *args: Any, parties: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        for party in parties:
            self.fields[_field(party)] = percentage(
                gettext("{unit}份额（%）").format(unit=name(party.organization)),
                required=False,
                initial=None if party.proposed is None else in_percent(party.proposed),
                help_text=gettext("现有 {share}%").format(share=in_percent(party.held)) if party.held else "",
            )

    def shares(self) -> list[Share]:
        """The shares that were given, as fractions."""
        given = [(party, self.cleaned_data.get(_field(party))) for party in self.parties]
        return [Share(party.organization.pk, share / 100, party.role) for party, share in given if share]


def _field(party: Any) -> str:
    return f"share_{party.organization.pk}"


class RulingForm(_SharesForm):
    """How a dispute is decided; shares only where it is shared."""

    ruling = forms.ChoiceField(label=_("裁定"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=4000, widget=AREA)

    def __init__(self, *args: Any, rulings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ruling", rulings)


class TransferForm(_SharesForm):
    """Where a project passes, why, and the shares of all who have part in it, in percent."""

    kind = forms.ChoiceField(
        label=_("类别"),
        widget=forms.RadioSelect,
        help_text=_("跨区域流转由对方接手洽谈并落地；跨部门流转由首谈单位继续洽谈，对方承接落地。"),
    )
    to = forms.ChoiceField(label=_("流转到"))
    landing_share = percentage(
        _("落地单位份额（%）"), help_text=_("这个单位现在就有份额的，只在这里写新的份额，它的另一栏留空。")
    )
    leaving = forms.TypedMultipleChoiceField(
        label=_("不再有份额的单位"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("现有份额、这次不再分给的单位，要在这里勾选，并在理由中写明。"),
    )
    reason = forms.CharField(label=_("理由"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Choices, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)
        offer(self, "to", organizations)
        holders = [party.organization for party in self.parties if party.held]
        offer(self, "leaving", [(unit.pk, name(unit)) for unit in holders])
        self.order_fields(["kind", "to", *map(_field, self.parties)])
