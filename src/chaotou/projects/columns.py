"""The columns a list of projects may have, and its lines as HTML.

Lines are joined here and not in a template: eighty of them are nearly the whole cost of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from chaotou.core.quantities import show
from chaotou.core.zone.specs import Zone
from chaotou.projects.queries.register import ALWAYS, Row
from chaotou.ui.templatetags.show import DASH, is_english, short, synthetic

HUNDRED_MILLION = Decimal(10) ** 8
CHINESE = ' lang="zh-Hans"'
TEN_THOUSAND = Decimal(10) ** 4


@dataclass(frozen=True)
class Names:
    """The words for the codes of rows, in the reader's language."""

    stages: Mapping[str, str]
    units: Mapping[int | None, str]
    chains: Mapping[str, str]
    cities: Mapping[str, str]
    regions: Mapping[str, str]
    is_english: bool

    @classmethod
    def of(cls, zone: Zone, units: Mapping[int, Any]) -> Names:
        english = is_english()
        return cls(
            stages=_named(zone.stages, english),
            units={key: short(unit) for key, unit in units.items()},
            chains=_named(zone.chains, english),
            cities=_named(zone.cities, english),
            regions=_named(regions(zone), english),
            is_english=english,
        )


def _named(specs: Iterable[Any], english: bool) -> dict[str, str]:
    return {spec.code: spec.english if english else spec.name for spec in specs}


def regions(zone: Zone) -> Sequence[Any]:
    """The regions a project may come from, as the zone's fields name them."""
    return next((field.choices for field in zone.fields if field.code == "source_region"), ())


@dataclass(frozen=True)
class Column:
    """A column: its head and unit, its text of a row, the class of its cells, the order it gives."""

    label: str | Promise
    text: Callable[[Row, Names], str]
    unit: str | Promise = ""
    css: str = ""
    order: str = ""
    is_typed: bool = False
    """Whether it shows what people typed, which is Chinese on an English page too."""


FIELDS = {
    "organization": (),
    "landing": (),
    "investor": ("investor_name",),
    "next_step": ("next_step", "next_step_on"),
}
"""What a column is read from, where that is not the field of its own name."""


def fields_of(codes: Iterable[str]) -> list[str]:
    """The fields these columns are read from, without those of every row."""
    found = (field for code in codes for field in FIELDS.get(code, (code,)))
    return [field for field in dict.fromkeys(found) if field not in ALWAYS]


def _hundred_millions(value: Decimal | None) -> str:
    return DASH if value is None else show(value / HUNDRED_MILLION, 2)


def _day(value: date | None) -> str:
    return value.isoformat() if value else DASH


def _next_step(row: Row, names: Names) -> str:
    if row.next_step is None:
        return pgettext("of a talk", "不公开")
    return f"{row.next_step_on or ''} {row.next_step}".strip() or DASH


COLUMNS: Mapping[str, Column] = {
    "stage": Column(_("阶段"), lambda row, names: names.stages.get(row.stage, row.stage), css="essential"),
    "stage_since_on": Column(
        _("进入阶段"), lambda row, names: _day(row.stage_since_on), css="nowrap", order="-stage_since_on"
    ),
    "investment": Column(
        _("计划总投资"),
        lambda row, names: _hundred_millions(row.investment),
        _("亿元"),
        "num essential",
        "-investment",
    ),
    "organization": Column(_("首谈单位"), lambda row, names: names.units.get(row.organization_id, DASH)),
    "landing": Column(_("落地单位"), lambda row, names: names.units.get(row.landing_id, DASH)),
    "investor": Column(_("投资方"), lambda row, names: row.investor_name or DASH, is_typed=True),
    "product": Column(_("产品或内容"), lambda row, names: row.product or DASH, is_typed=True),
    "chain": Column(_("产业链"), lambda row, names: names.chains.get(row.chain, row.chain) or DASH),
    "industry": Column(_("行业"), lambda row, names: row.industry or DASH),
    "source_region": Column(
        _("来源地区"), lambda row, names: names.regions.get(row.source_region, row.source_region) or DASH
    ),
    "source_city": Column(
        _("来源城市"), lambda row, names: names.cities.get(row.source_city, row.source_city) or DASH
    ),
    "fixed_investment": Column(
        _("固定资产投资"), lambda row, names: _hundred_millions(row.fixed_investment), _("亿元"), "num"
    ),
    "land_mu": Column(
        _("用地"), lambda row, names: DASH if row.land_mu is None else show(row.land_mu, 1), _("亩"), "num"
    ),
    "yearly_tax": Column(
        _("预计年税收"),
        lambda row, names: DASH if row.yearly_tax is None else show(row.yearly_tax / TEN_THOUSAND, 0),
        _("万元"),
        "num",
    ),
    "next_step": Column(_("下一步"), _next_step, order="next_step_on", is_typed=True),
    "last_talk_on": Column(_("最近联系"), lambda row, names: _day(row.last_talk_on), css="nowrap"),
    "registered_at": Column(
        _("登记"),
        lambda row, names: timezone.localdate(row.registered_at).isoformat() if row.registered_at else DASH,
        css="nowrap",
        order="latest",
    ),
    "code": Column(_("编号"), lambda row, names: row.code, css="nowrap"),
}
USUAL = ("stage", "stage_since_on", "investment", "organization", "investor", "source_city", "next_step")


def lines(rows: Iterable[Row], codes: Sequence[str], names: Names, *, choosable: bool) -> SafeString:
    """The body of the table: the name with its address, then the columns; a box to choose by where asked."""
    address = reverse("projects:project", args=["CODE"])
    columns = [COLUMNS[code] for code in codes]
    heads = [_cell(column, names) for column in columns]
    mark = synthetic()
    parts = []
    for row in rows:
        title = escape(row.english if names.is_english and row.english else row.name)
        box = _box(row, title) if choosable else ""
        chinese = CHINESE if names.is_english and not row.english else ""
        link = f'<a href="{address.replace("CODE", row.code)}"{chinese}>{title}</a>'
        link += mark if row.is_synthetic else ""
        cells = "".join(
            [
                f"{head}{escape(column.text(row, names))}</td>"
                for head, column in zip(heads, columns, strict=True)
            ]
        )
        parts.append(f'<tr>{box}<th scope="row" class="held">{link}</th>{cells}</tr>')
    return mark_safe("".join(parts))


def _cell(column: Column, names: Names) -> str:
    return f'<td class="{column.css or "extra"}"{CHINESE if column.is_typed and names.is_english else ""}>'


def _box(row: Row, title: str) -> str:
    chosen = f'<input type="checkbox" form="bulk" name="project" value="{row.code}" aria-label="{title}">'
    return f'<td class="box">{chosen}</td>'
