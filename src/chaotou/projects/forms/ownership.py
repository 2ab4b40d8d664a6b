"""Talks, disputes, rulings and transfers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.projects.ownership import Share
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


class _SharesForm(forms.Form):
    """Percentages by organization: a field for each."""

    def __init__(self, *args: Any, units: Sequence[tuple[int, str, Decimal | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = [key for key, _label, _share in units]
        for key, label, share in units:
            self.fields[f"share_{key}"] = NumberField(
                label=gettext("{unit}份额（%）").format(unit=label),
                percent=True,
                required=False,
                min_value=0,
                max_value=100,
                max_digits=7,
                decimal_places=4,
                initial=None if share is None else f"{(share * 100).normalize():f}",
            )

    def shares(self, roles: dict[int, str]) -> list[Share]:
        """The shares that were given, as fractions."""
        given = {key: self.cleaned_data.get(f"share_{key}") for key in self.units}
        return [Share(key, share / 100, roles.get(key, "")) for key, share in given.items() if share]


class RulingForm(_SharesForm):
    """How a dispute is decided; shares only where it is shared."""

    ruling = forms.ChoiceField(label=_("裁定"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=4000, widget=AREA)

    def __init__(self, *args: Any, rulings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ruling", rulings)


class TransferForm(forms.Form):
    """Where a project passes, why, and the shares of both sides in percent."""

    kind = forms.ChoiceField(
        label=_("类别"),
        widget=forms.RadioSelect,
        help_text=_("跨区域流转由对方接手洽谈并落地；跨部门流转由首谈单位继续洽谈，对方承接落地。"),
    )
    to = forms.ChoiceField(label=_("流转到"))
    first_share = NumberField(
        label=_("首谈单位份额（%）"), percent=True, min_value=0, max_value=100, max_digits=7, decimal_places=4
    )
    landing_share = NumberField(
        label=_("落地单位份额（%）"), percent=True, min_value=0, max_value=100, max_digits=7, decimal_places=4
    )
    reason = forms.CharField(label=_("理由"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Choices, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)
        offer(self, "to", organizations)
