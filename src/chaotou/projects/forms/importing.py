"""Uploading a spreadsheet, and saying what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.projects.importing.headings import Column
from chaotou.core.projects.importing.reading import COMPULSORY
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.projects.import_plan import KEEP, SKIP, Plan
from chaotou.ui.forms import offer
from chaotou.ui.templatetags.show import name, unit

ACCEPTED = ".xlsx,.xls,.csv"
AMOUNT_UNITS = ("cny", "cny_10k", "cny_100m", "usd", "usd_10k", "usd_100m")
MOST_HEAD_ROWS = 30


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(label=_("选择表格"), widget=forms.FileInput(attrs={"accept": ACCEPTED}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext("{kinds}，不超过 {limit} MB。").format(
            kinds=ACCEPTED.replace(",", " "), limit=settings.UPLOAD_LIMIT_MB
        )


class SheetForm(forms.Form):
    """Which sheet, and how many rows at its top are no data."""

    sheet = forms.TypedChoiceField(label=_("工作表"), coerce=int)
    head = forms.IntegerField(
        label=_("表头占几行"),
        min_value=1,
        max_value=MOST_HEAD_ROWS,
        help_text=_("从第一行数到数据的前一行，标题也算在内。"),
    )

    def __init__(self, *args: Any, sheets: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = enumerate(one["title"] or gettext("数据") for one in sheets)
        offer(self, "sheet", [(number, f"{title} ({sheets[number]['rows']})") for number, title in titles])


class PlanForm(forms.Form):
    """A field, and for amounts a unit, for each column."""

    organization = forms.TypedChoiceField(
        label=_("没有写首谈单位的行算作"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        headings: Sequence[str],
        targets: Sequence[Target],
        organizations: Sequence[tuple[int, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.headings = plan, headings
        offer(self, "organization", [("", "—"), *((pk, name(one)) for pk, one in organizations)])
        self.fields["organization"].initial = plan.organization
        self.targets = {target.code: target for target in targets}
        fields = [("", gettext("不导入")), *((one.code, name(one)) for one in targets)]
        units = [("", "—"), *((code, unit(code)) for code in AMOUNT_UNITS)]
        mapped = {one.number: one for one in plan.columns}
        for number, heading in enumerate(headings):
            column = mapped.get(number, Column(number))
            label = heading or gettext("第 {number} 列").format(number=number + 1)
            self._add(f"field_{number}", label, fields, column.field)
            self._add(f"unit_{number}", gettext("{heading}的单位").format(heading=label), units, column.unit)

    def _add(self, key: str, label: str, choices: list[tuple[str, str]], initial: str) -> None:
        widget = forms.Select(attrs={"aria-label": label})
        self.fields[key] = forms.ChoiceField(
            label=label, choices=choices, required=False, initial=initial, widget=widget
        )

    def columns(self) -> list[dict[str, Any]]:
        """For the page: each column's number, its two fields, whether it is an amount."""
        return [
            {
                "number": number,
                "heading": heading,
                "field": self[f"field_{number}"],
                "unit": self[f"unit_{number}"],
            }
            for number, heading in enumerate(self.headings)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = [said.get(f"field_{number}") or "" for number in range(len(self.headings))]
        for number, code in enumerate(chosen):
            if code and chosen.index(code) != number:
                message = gettext("“{field}”已指定给另一列。").format(field=name(self.targets[code]))
                self.add_error(f"field_{number}", message)
        missing = [code for code in COMPULSORY if code not in chosen]
        for code in missing if not self.errors else ():
            self.add_error(None, gettext("请为“{field}”选一列。").format(field=name(self.targets[code])))
        return said

    def planned(self) -> Plan:
        """The plan as said; a unit counts only where the field is an amount."""
        said = self.cleaned_data
        columns = [
            Column(number, code, said[f"unit_{number}"] if self.targets[code].kind is Kind.AMOUNT else "")
            for number in range(len(self.headings))
            if (code := said[f"field_{number}"])
        ]
        plan = self.plan
        return Plan(plan.sheet, plan.head, tuple(columns), said["organization"], plan.duplicates)


class CommitForm(forms.Form):
    """What becomes of rows that are there already."""

    duplicates = forms.ChoiceField(
        label=_("已登记过的行"),
        choices=[(SKIP, _("不导入")), (KEEP, _("仍然导入（其他单位登记的除外）"))],
        widget=forms.RadioSelect,
        required=False,
    )
