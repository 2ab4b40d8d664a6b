"""At the counter: accepted, with papers that come later, or not; what is missing listed once and mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Unpack

from django.utils import timezone

from chaotou.core.deadlines import CountedIn
from chaotou.core.issues import Message
from chaotou.core.matters.accepting import (
    CorrectionFault,
    Receipt,
    correction_faults,
    deemed_accepted,
    latest_promise,
)
from chaotou.core.matters.clock import Limit
from chaotou.core.matters.fields import filled
from chaotou.core.zone.matter_flow_specs import Act, Phase
from chaotou.core.zone.matter_specs import CorrectionSpec
from chaotou.matters.access import System
from chaotou.matters.models import Matter, ToleratedGap
from chaotou.matters.operations.attaching import Uploads
from chaotou.matters.operations.keeping import seal
from chaotou.matters.operations.personal import keep_personal
from chaotou.matters.operations.taking import Taking, Who, taking
from chaotou.matters.rules import rules

FAULTS: Final = {
    CorrectionFault.LISTED_BEFORE: Message("缺什么已经一次性告知过，不能再次告知。"),
    CorrectionFault.TOO_LATE: Message("已经超过一次性告知的期限，视为受理。"),
}


def accept(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Accept the matter 受理. Accepted by the platform, it counts from the day it came."""
    with taking(Act.ACCEPT, who, text=text, files=files) as one:
        one.need()
        if isinstance(one.actor, System):
            one.starts_at = _deemed(one) or one.at
    return one.matter


def accept_tolerating(
    *, papers: Mapping[str, date], text: str = "", files: Uploads = (), **who: Unpack[Who]
) -> Matter:
    """Accept it though papers are lacking 容缺受理, each (by its code) promised by a day."""
    with taking(Act.ACCEPT_TOLERATING, who, text=text, files=files) as one:
        one.need(_promise_gaps(one, papers))
        ToleratedGap.objects.bulk_create(
            ToleratedGap(matter=one.matter, paper=paper, promised_on=day) for paper, day in papers.items()
        )
        one.particulars["papers"] = {paper: day.isoformat() for paper, day in papers.items()}
    return one.matter


def ask_correction(
    *, missing: Sequence[str], text: str = "", files: Uploads = (), **who: Unpack[Who]
) -> Matter:
    """List all that is missing or wrong 一次性告知补正: once, and within the time the kind allows for it."""
    listed = [item.strip() for item in missing if item.strip()]
    with taking(Act.ASK_CORRECTION, who, text=text or "；".join(listed), files=files) as one:
        one.need(_correction_gaps(one, listed))
        one.particulars["missing"] = listed
    return one.matter


def correct(
    *,
    fields: Mapping[str, object] | None = None,
    text: str = "",
    files: Uploads = (),
    **who: Unpack[Who],
) -> Matter:
    """Mend what was listed 补正: fields of the form, papers, words; what is not given stays."""
    with taking(Act.CORRECT, who, text=text, files=files) as one:
        form = filled(one.kind.fields, fields or {}, one.matter.particulars)
        something = one.text or one.arrived or form.values or form.personal
        one.need([*form.wrong, None if something else Message("请写明补正了什么，或附上材料。")])
        one.matter.particulars = {**one.matter.particulars, **form.values}
        one.particulars["fields"] = sorted({**form.values, **form.personal})
        one.words["particulars"] = form.values
        one.words["personal"] = seal("personal", one.matter, form.personal) if form.personal else ""
        keep_personal(one.matter, one.kind, form.personal)
    return one.matter


def supply(*, paper: str, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Bring a paper that was promised 补齐容缺材料."""
    with taking(Act.SUPPLY, who, text=text, files=files) as one:
        gap = one.matter.gaps.filter(paper=paper, supplied_at=None).first()
        one.need(_supply_gaps(one, gap, paper))
        one.matter.gaps.filter(paper=paper).update(supplied_at=one.at)
        one.particulars["paper"] = paper
    return one.matter


def refuse(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Do not accept it 不予受理, with the reason."""
    return _given_up(Act.REFUSE, text, files, who)


def withdraw(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Withdraw it 撤回."""
    return _given_up(Act.WITHDRAW, text, files, who)


def return_case(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Hand the case back 退办, as when papers that were promised did not come."""
    return _given_up(Act.RETURN, text, files, who)


def _given_up(act: Act, text: str, files: Uploads, who: Who) -> Matter:
    """With a matter that is given up its parts are given up, as far as their own flows allow."""
    with taking(act, who, text=text, files=files) as one:
        one.need()
        if one.comes_to(Phase.ENDED):
            for part in one.matter.parts.filter(closed_at=None):
                _give_up_part(part, one)
    return one.matter


def _give_up_part(part: Matter, one: Taking) -> None:
    flow = rules().flow(rules().kind(part.kind))
    act = one.act if (part.state, one.act) in flow.steps else Act.WITHDRAW
    text = f"{one.matter.code} {one.text}".strip()
    with taking(act, Who(matter=part, actor=one.actor, now=one.now), text=text, follows=True) as its:
        its.need()


def receipt_of(matter: Matter, rule: CorrectionSpec) -> Receipt:
    """When it came, and when all that is missing was listed. One query."""
    listed = matter.steps.filter(act=Act.ASK_CORRECTION).values_list("taken_at", flat=True)
    limit = Limit(rule.within_days, CountedIn.WORKING)
    return Receipt(matter.received_at, limit, listed.order_by("taken_at").first())


def _deemed(one: Taking) -> datetime | None:
    rule = one.kind.correction
    if rule is None:
        return None
    zone = timezone.get_default_timezone()
    return deemed_accepted(receipt_of(one.matter, rule), rules().zone.workdays, zone, one.at)


def _correction_gaps(one: Taking, listed: Sequence[str]) -> Iterator[Message]:
    if not listed:
        yield Message("请列出缺少或需要更正的全部内容。")
    rule = one.kind.correction
    if rule is None:
        return
    receipt, zone = receipt_of(one.matter, rule), timezone.get_default_timezone()
    for fault in correction_faults(receipt, rules().zone.workdays, zone, one.at):
        yield FAULTS[fault]


def _promise_gaps(one: Taking, papers: Mapping[str, date]) -> Iterator[Message]:
    rule = one.kind.tolerance
    if rule is None:
        yield Message("这类事项不能容缺受理。")
        return
    if not papers:
        yield Message("请选择容缺的材料，并写明承诺补交的日期。")
    allowed = {paper.code: paper.name for paper in rule.papers}
    limit, zone = Limit(rule.within_days, CountedIn.WORKING), timezone.get_default_timezone()
    latest = latest_promise(one.at, limit, rules().zone.workdays, zone)
    for paper, day in papers.items():
        if paper not in allowed:
            yield Message("材料“{paper}”不能容缺。", {"paper": paper})
        elif not timezone.localdate(one.at) < day <= latest:
            said = {"paper": allowed[paper], "latest": latest}
            yield Message("“{paper}”要在今天以后、{latest} 以前补交。", said)


def _supply_gaps(one: Taking, gap: ToleratedGap | None, paper: str) -> Iterator[Message]:
    if gap is None:
        yield Message("材料“{paper}”没有等待补交。", {"paper": paper})
    if not one.arrived and not one.text:
        yield Message("请附上补交的材料，或写明在哪里。")
