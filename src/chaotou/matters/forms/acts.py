"""Which form asks for what an act needs, said as the operation takes it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.forms.acting import ActForm
from chaotou.matters.forms.closing import ApproveForm, LookBackForm, RatingForm, ResultForm, SubmitForm
from chaotou.matters.forms.counter import CorrectForm, CorrectionForm, SupplyForm, ToleratingForm
from chaotou.matters.forms.handling import (
    AssignForm,
    ExtensionForm,
    ReportForm,
    SplitForm,
    SuspendForm,
    TransferForm,
)
from chaotou.ui.forms import day


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
