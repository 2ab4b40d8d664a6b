"""Forms of the reviewers' pages: choosing a period, naming and releasing judges, noting counts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.evaluation.forms import NOTE, PeriodField
from chaotou.evaluation.queries.panel import Counts, Prepared
from chaotou.organization import queries as organization
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import offer
from chaotou.ui.templatetags.show import name


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=NOTE, widget=forms.Textarea(attrs={"rows": 3}))


class PanelForm(forms.Form):
    """Which scheme, over which period."""

    scheme = forms.ChoiceField(label=_("考评办法"))
    period = PeriodField(label=_("考评期"), max_length=30)

    def __init__(self, *args: Any, schemes: list[Prepared], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "scheme", [(one.code, name(one)) for one in schemes])
        self.fields["period"].initial = str(year)


class JudgeForm(forms.Form):
    """Whom to name."""

    judge = forms.ChoiceField(label=_("聘请"))

    def __init__(self, *args: Any, asker: Any, named: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = organization.people_choices(asker)
        offer(self, "judge", [("", _("选一位")), *(one for one in people if one[0] not in named)])


class ReleaseForm(forms.Form):
    reason = _reason(_("解聘的原因"))


class CountForm(forms.Form):
    """How often something happened, and on what grounds that is said."""

    subject = forms.ChoiceField(label=_("考评对象"))
    criterion = forms.ChoiceField(label=_("加减分、否决或限制事项"))
    value = NumberField(label=_("次数或件数"), min_value=0)
    reason = _reason(_("核定的依据"))

    def __init__(self, *args: Any, counts: Counts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "subject", [(one.code, name(one)) for one in counts.subjects])
        offer(self, "criterion", [(one.code, name(one)) for one in counts.items])
        self.fields["value"].help_text = _("再次核定同一事项，以最新的一次为准；没有发生写 0。")
