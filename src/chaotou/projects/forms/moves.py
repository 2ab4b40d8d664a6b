"""Reporting a move or an increase, and deciding a recognition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.ui.forms import day

TEN_THOUSAND = Decimal(10_000)


class MoveForm(forms.Form):
    """The day it happened, where, and why; `version` is the project as the person saw it."""

    to = forms.SlugField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    moved_on = day(_("发生日期"))
    occasion = forms.CharField(label=_("场合"), max_length=150, required=False)
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, registered_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("项目登记于 {day}；早于这一天的会列入真实性检查。")
        self.fields["moved_on"].help_text = said.format(day=registered_on)


class IncreaseForm(forms.Form):
    """By how much the planned investment rose, in 万元."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    amount = forms.DecimalField(label=_("增资额（万元）"), max_digits=14, decimal_places=6, min_value=0)
    on = day(_("发生日期"))
    occasion = forms.CharField(label=_("场合"), max_length=150, required=False)
    reason = forms.CharField(label=_("依据"), max_length=300)

    def clean_amount(self) -> Decimal:
        """In yuan."""
        amount: Decimal = self.cleaned_data["amount"]
        return amount * TEN_THOUSAND


class RequestForm(forms.Form):
    """Under which scheme recognition is asked for."""

    scheme = forms.SlugField()


class WithdrawForm(forms.Form):
    """Why a move that was reported is taken back."""

    reason = forms.CharField(label=_("撤回理由"), max_length=300)


class GrantForm(forms.Form):
    """The day as of which a move is recognized."""

    on = day(_("认定日期"))


class ReasonForm(forms.Form):
    """Why recognition is refused or withdrawn."""

    reason = forms.CharField(label=_("理由"), max_length=300)
