"""What registering a lead asks before it is done: for whom one may, and what is like it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.currency import YUAN, in_yuan, rate_on
from chaotou.enterprises.models import Enterprise
from chaotou.journal.keeping import kept
from chaotou.organization.access import Asker, once
from chaotou.organization.models import Organization
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Project
from chaotou.projects.queries.duplicates import Alike, alike
from chaotou.ui.templatetags.show import name


@dataclass(frozen=True)
class Found:
    """Projects like a lead, the likeliest first: those one may know of, and those that others hold."""

    seen: list[Alike]
    others: list[Alike]

    @property
    def surely(self) -> Alike | None:
        """Which of the others it surely is."""
        return next((one for one in self.others if one.candidate.is_sure), None)


def units(reader: Asker) -> dict[str, Organization]:
    """The organizations for which the reader registers, by their codes. Kept until an act is about people."""

    def find() -> dict[str, Organization]:
        found = Organization.objects.filter(pk__in=access.registers_for(reader))
        return {unit.code: unit for unit in found}

    return kept("projects.registers_for", once(reader, "people_seal", lambda _: ""), find, reader.pk)


def offered(units: Mapping[str, Organization]) -> list[tuple[str, str]]:
    """As a form offers them: codes and names."""
    return [(code, name(unit)) for code, unit in units.items()]


def unit(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise Missing(Message("没有机构“{code}”。", {"code": code}))
    return found


def alike_to(reader: Asker, lead: Project, today: date) -> Found:
    """What is like a lead (saved or not), as far as the reader may be told of it."""
    found, seen_by = alike(lead, today), access.sight(reader)
    seen = [one for one in found if one.is_seen_by(seen_by)]
    return Found(seen, [one for one in found if one.is_held and not one.is_seen_by(seen_by)])


def alike_typed(
    reader: Asker,
    *,
    name: str,
    investor: str,
    credit_code: str,
    product: str,
    investment: Decimal | None,
    currency: str,
    today: date,
) -> Found:
    """What is like a lead that is being typed: as registering it would find. `investment` in `currency`."""
    known = known_investor(name=investor, credit_code=credit_code)
    if not (name.strip() or investor.strip() or known):
        return Found([], [])
    amount = None if investment is None else _in_yuan(investment, currency, today)
    typed = Project(name=name, investor_name=investor, investor=known, product=product, investment=amount)
    return alike_to(reader, typed, today)


def _in_yuan(amount: Decimal, currency: str, today: date) -> Decimal | None:
    rates = zone().exchange_rates
    known = currency == YUAN or rate_on(rates, currency, today) is not None
    return in_yuan(amount, currency, today, rates).amount if known else None


def known_investor(*, name: str, credit_code: str) -> Enterprise | None:
    """The enterprise with the code, else the only one of the name; read no further than leads need it."""
    known = Enterprise.objects.filter(merged_into=None).only("name", "credit_code")
    if credit_code and (found := known.filter(credit_code=credit_code).first()):
        return found
    without_code = known.filter(credit_code="") if credit_code else known
    named = list(without_code.filter(name=name)[:2]) if name else []
    return named[0] if len(named) == 1 else None
