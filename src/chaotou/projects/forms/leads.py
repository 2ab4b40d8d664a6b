"""Registering a lead and changing what is said of a project. Amounts are typed in ten thousands (万元)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.projects.currency import YUAN, currencies
from chaotou.core.zone.project_specs import COLUMNS, FieldKind, FieldSpec
from chaotou.core.zone.specs import Zone
from chaotou.enterprises.forms import CreditCodeField, IndustryField, suggested
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import Choices, day, offer
from chaotou.ui.templatetags.show import help_text, name, unit

TEN_THOUSAND: Final = Decimal(10_000)
AMOUNTS: Final = ("investment", "fixed_investment", "yearly_output", "yearly_tax")
ELSEWHERE: Final = ("investor", "link", "organization", "landing", "officer", "linked_leader", "secretary")
"""Columns whose answer is not what the column keeps."""

OWN: Final = ("energy_tce", "emission_note")
"""Fields of the zone's own that a lead is asked for at once; the others come with later stages."""


def amount(label: Any, **said: Any) -> NumberField:
    return NumberField(label=label, required=False, min_value=0, max_digits=14, decimal_places=6, **said)


class LeadForm(forms.Form):
    """What is said of a lead; fields are named as in the zone's files, so that pages can point at them."""

    name = forms.CharField(label=_("项目名称"), max_length=150)
    investor = forms.CharField(
        label=_("投资方"),
        max_length=120,
        help_text=_("写全称；系统随即查找是否已有登记。"),
        widget=suggested("enterprises:names", "enterprise-options"),
    )
    credit_code = CreditCodeField(label=_("统一社会信用代码"), max_length=30, required=False)
    product = forms.CharField(label=_("产品或内容"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("项目类型"), required=False)
    industry = IndustryField(
        label=_("行业"),
        max_length=60,
        required=False,
        help_text=_("国民经济行业分类的代码或名称，如 C3841 或 锂离子电池制造"),
        widget=suggested("enterprises:industries", "industry-options"),
    )
    link = forms.ChoiceField(label=_("产业链环节"), required=False)
    source_city = forms.ChoiceField(label=_("来源城市"), required=False)
    source_region = forms.ChoiceField(
        label=_("来源地区"), required=False, help_text=_("选了城市的可以不选。")
    )
    channel = forms.ChoiceField(label=_("渠道"), required=False)
    referrer = forms.CharField(
        label=_("引荐人"),
        max_length=120,
        required=False,
        help_text=_("写姓名或单位，不写电话；电话写在企业的联系人中。"),
    )
    investment = amount(_("计划总投资（万元）"))
    currency = forms.ChoiceField(label=_("币种"), help_text=_("外币按当日或以前最近的汇率折算。"))
    fixed_investment = amount(_("固定资产投资（万元）"))
    land_mu = NumberField(label=_("用地（亩）"), required=False, min_value=0, max_digits=12, decimal_places=2)
    yearly_output = amount(_("预计年产值（万元）"))
    yearly_tax = amount(_("预计年税收（万元）"))
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_step_on = day(_("下一步日期"), required=False)

    def __init__(self, *args: Any, zone: Zone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for field in ("kind", "source_region", "channel"):
            offer(self, field, _choices_of(zone, field))
        offer(self, "link", list(_links(zone)))
        offer(self, "source_city", [_none(), *((city.code, name(city)) for city in zone.cities)])
        offer(self, "currency", [(code, code) for code in currencies(zone.exchange_rates)])
        for spec in self.own_fields():
            self.fields[spec.code] = own_field(spec)

    def own_fields(self) -> list[FieldSpec]:
        return [spec for spec in self.zone.fields if spec.code in OWN]

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it: amounts in yuan, own fields as particulars."""
        given = dict(self.cleaned_data)
        found = {code: given[code] for code in COLUMNS if code in given and code not in ELSEWHERE}
        found |= {code: _yuan(given[code]) for code in AMOUNTS}
        chain, _slash, link = given["link"].partition("/")
        own = {spec.code: plain(given[spec.code], spec) for spec in self.own_fields()}
        return {
            **found,
            "chain": chain,
            "link": link,
            "next_step": given["next_step"],
            "next_step_on": given["next_step_on"],
            "investor_name": given["investor"],
            "particulars": own,
        }

    def compared(self) -> dict[str, Any]:
        """What of it other leads are compared with, as far as it can be read: half typed it has faults."""
        self.full_clean()
        given = self.cleaned_data
        words = {field: given.get(field) or "" for field in ("name", "investor", "credit_code", "product")}
        return {
            **words,
            "investment": _yuan(given.get("investment")),
            "currency": given.get("currency", YUAN),
        }

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields in groups with their headings, as the page lays them out."""
        return [(heading, [self[code] for code in codes]) for heading, codes in self._groups()]

    def _groups(self) -> Iterator[tuple[Any, list[str]]]:
        yield _("项目和投资方"), ["name", "investor", "credit_code", "product", "kind", "industry", "link"]
        yield _("来源"), ["source_city", "source_region", "channel", "referrer"]
        scale = ["investment", "currency", "fixed_investment", "land_mu", "yearly_output", "yearly_tax"]
        yield _("规模与要素"), [*scale, *(spec.code for spec in self.own_fields())]
        yield _("下一步"), ["next_step", "next_step_on"]


class RegisterForm(LeadForm):
    """A lead for one of the organizations the person records for."""

    organization = forms.ChoiceField(label=_("首谈单位"))
    distinct_because = forms.CharField(
        label=_("确是另一个项目，区别在于"), max_length=300, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)

    def ask_for_difference(self) -> None:
        """Something is like it: from now on the person says why it is another."""
        self.fields["distinct_because"].widget = forms.TextInput(attrs={"autofocus": True})
        self.fields["distinct_because"].required = True

    def _groups(self) -> Iterator[tuple[Any, list[str]]]:
        (heading, codes), *rest = super()._groups()
        yield heading, [*codes[:1], "organization", *codes[1:]]
        yield from rest


class ChangeForm(LeadForm):
    """All that is said of a project, with the zone's own fields and the version that was seen."""

    english = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    plot = forms.CharField(
        label=_("地块"), max_length=50, required=False, widget=forms.TextInput(attrs={"list": "plot-options"})
    )
    landing = forms.ChoiceField(label=_("落地单位"), required=False)
    officer = forms.ChoiceField(label=_("经办人"), required=False)
    linked_leader = forms.ChoiceField(label=_("挂钩领导"), required=False)
    secretary = forms.ChoiceField(label=_("项目秘书"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, organizations: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "landing", [_none(), *organizations])
        for field in ("officer", "linked_leader", "secretary"):
            offer(self, field, [_none(), *people])
        for one in self.fields.values():
            one.show_hidden_initial = not isinstance(one.widget, forms.HiddenInput)

    def own_fields(self) -> list[FieldSpec]:
        return [spec for spec in self.zone.fields if spec.is_own]

    def clean_plot(self) -> str:
        """One of the zone's plots by its name in either language, else as typed."""
        typed: str = self.cleaned_data["plot"]
        return next((plot.code for plot in self.zone.plots if typed in (plot.name, plot.english)), typed)

    def _groups(self) -> Iterator[tuple[Any, list[str]]]:
        own = {spec.code for spec in self.own_fields()}
        for heading, codes in super()._groups():
            yield heading, [code for code in codes if code not in own]
        yield _("谁负责"), ["landing", "officer", "linked_leader", "secretary"]
        yield _("其他要素"), ["english", "plot", *(spec.code for spec in self.own_fields())]


def own_field(spec: FieldSpec) -> forms.Field:
    """A field of the zone's own, by its kind; amounts in ten thousands as everywhere."""
    said: dict[str, Any] = {"label": name(spec), "required": False, "help_text": help_text(spec)}
    if spec.kind is FieldKind.DATE:
        return day(name(spec), required=False)
    if spec.kind is FieldKind.CHOICE:
        return forms.ChoiceField(choices=[_none(), *((one.code, name(one)) for one in spec.choices)], **said)
    if spec.kind is FieldKind.FLAG:
        words = [("", "—"), ("yes", gettext("是")), ("no", gettext("否"))]
        return forms.ChoiceField(choices=words, **said)
    if spec.kind in (FieldKind.AMOUNT, FieldKind.NUMBER):
        measure = unit("万元" if spec.kind is FieldKind.AMOUNT else spec.unit)
        if measure:
            said["label"] = gettext("{field}（{unit}）").format(field=name(spec), unit=measure)
        return NumberField(min_value=0, max_digits=18, decimal_places=6, **said)
    return forms.CharField(max_length=300, **said)


def plain(value: Any, spec: FieldSpec) -> Any:
    """An own field's answer as it is kept: amounts in yuan as text, days as text, flags True or False."""
    if value in (None, ""):
        return None
    if spec.kind is FieldKind.AMOUNT:
        return f"{_yuan(value):f}"
    if spec.kind is FieldKind.FLAG:
        return value == "yes"
    return value.isoformat() if isinstance(value, date) else f"{value}"


def as_typed(value: Any, spec: FieldSpec) -> Any:
    """What is kept of an own field, as the form shows it: the other way round."""
    if value is None or value == "":
        return None
    if spec.kind is FieldKind.AMOUNT:
        return ten_thousands(Decimal(str(value)))
    if spec.kind is FieldKind.FLAG:
        return "yes" if value is True or value == "yes" else "no"
    return value


def ten_thousands(value: Decimal | None) -> str | None:
    """Yuan as typed in ten thousands, without zeros that say nothing."""
    return None if value is None else f"{(value / TEN_THOUSAND).normalize():f}"


def _yuan(value: Decimal | None) -> Decimal | None:
    return None if value is None else value * TEN_THOUSAND


def _none() -> tuple[str, str]:
    return "", "—"


def _choices_of(zone: Zone, field: str) -> Choices:
    found = next((spec.choices for spec in zone.fields if spec.code == field), ())
    return [_none(), *((choice.code, name(choice)) for choice in found)]


def _links(zone: Zone) -> Iterator[tuple[Any, Any]]:
    """Links grouped by chain; a chain as a whole may be chosen too."""
    yield _none()
    for chain in zone.chains:
        whole = (chain.code, gettext("{chain}（整条链）").format(chain=name(chain)))
        yield name(chain), [whole, *((f"{chain.code}/{link.code}", name(link)) for link in chain.links)]


def initial_of(project: Any, zone: Zone) -> dict[str, Any]:
    """A project as the change form shows it."""
    stated = project.investment_stated if project.currency != "CNY" else project.investment
    columns = {code: getattr(project, code) for code in COLUMNS if code not in AMOUNTS and code != "investor"}
    people = {
        code: getattr(getattr(project, code), "username", "")
        for code in ("officer", "linked_leader", "secretary")
    }
    own = {
        spec.code: as_typed(project.particulars.get(spec.code), spec) for spec in zone.fields if spec.is_own
    }
    investor = project.investor
    return {
        **columns,
        **people,
        **own,
        **{code: ten_thousands(getattr(project, code)) for code in AMOUNTS},
        "investment": ten_thousands(stated),
        "land_mu": None if project.land_mu is None else f"{project.land_mu.normalize():f}",
        "landing": project.landing.code if project.landing else "",
        "plot": next((name(plot) for plot in zone.plots if plot.code == project.plot), project.plot),
        "investor": project.investor_name or (investor.name if investor else ""),
        "credit_code": investor.credit_code if investor else "",
        "link": f"{project.chain}/{project.link}" if project.link else project.chain,
        "next_step": project.next_step,
        "next_step_on": project.next_step_on,
        "version": project.version,
    }
