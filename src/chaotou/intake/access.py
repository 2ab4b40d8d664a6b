"""Who brings documents in, who reads them, and who decides on their claims; each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chaotou.core.issues import Message
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Role, Subject, Verdict

if TYPE_CHECKING:
    from chaotou.intake.models import SourceDocument
    from chaotou.organization.access import Asker

_NO_FIGURES = Verdict(False, Message("账号管理员只管理账号，不查看文件和数据（职责分离）。"))
_NO_POST = Verdict(False, Message("目前没有岗位，不能查看文件。"))


def may_receive(person: Asker) -> Verdict:
    return may_receive_by(organization.mandate(person))


def may_receive_by(held: Mandate) -> Verdict:
    """Whoever records or reviews brings documents in."""
    if held.administers:
        return _NO_FIGURES
    if held.duties & {Duty.RECORDS, Duty.REVIEWS}:
        return Verdict(True, Message("在填报或审核岗位上，可以收文件。"))
    return Verdict(False, Message("只有填报或审核岗位可以收文件。"))


def may_list(person: Asker) -> Verdict:
    """Whether the person has a list of documents at all; which stand in it, `may_read` says."""
    return may_list_by(organization.mandate(person))


def may_list_by(held: Mandate) -> Verdict:
    """As `may_list`, for a mandate already read."""
    if held.administers:
        return _NO_FIGURES
    return Verdict(True, Message("在本区有岗位，可以查看文件。")) if held.seats else _NO_POST


def may_read(person: Asker, document: SourceDocument) -> Verdict:
    return may_read_by(organization.mandate(person), document)


def may_read_by(held: Mandate, document: SourceDocument) -> Verdict:
    """A public document is for everyone with a post; any other for those who brought it and those who
    oversee.

    An unpublished report holds figures of every bureau, so answering for one of them does not open the whole.
    """
    if held.administers:
        return _NO_FIGURES
    if not held.seats:
        return _NO_POST
    if document.is_public:
        return Verdict(True, Message("这是已公开的文件。"))
    if held.oversees:
        return Verdict(True, Message("负责审核、审计或领导全区工作，可以查看全部文件。"))
    if received_in(held, document):
        return Verdict(True, Message("这份文件由本机构收到。"))
    return Verdict(False, Message("这份文件尚未公开，由其他机构收到，不能查看。"))


def decides(held: Mandate) -> bool:
    """Whether any claim could be the person's to decide on: a reviewer's, or an officer's who records."""
    return bool(held.duties & {Duty.REVIEWS, Duty.RECORDS})


def may_decide(person: Asker, document: SourceDocument, codes: tuple[str, ...]) -> Verdict:
    return may_decide_by(organization.mandate(person), document, codes)


def may_decide_by(held: Mandate, document: SourceDocument, codes: tuple[str, ...]) -> Verdict:
    """Reviewers decide on every claim; an officer on those of indicators that the officer's organization
    leads.

    A claim without an indicator of the catalogue is for reviewers and for recorders of whoever received it.
    """
    readable = may_read_by(held, document)
    if not readable:
        return readable
    if Duty.REVIEWS in held.duties:
        return Verdict(True, Message("在审核岗位上。"))
    if not decides(held):
        return Verdict(False, Message("只有审核岗位，或指标牵头机构的填报岗位，可以采纳。"))
    if not codes:
        return _nameless(held, document)
    if all(held.role(Subject.INDICATOR, code, Duty.RECORDS) == Role.LEAD for code in codes):
        return Verdict(True, Message("本机构牵头这项指标。"))
    return Verdict(False, Message("这项指标由其他机构牵头，由其填报人员或审核人员采纳。"))


def received_in(held: Mandate, document: SourceDocument) -> bool:
    """Whether the document came in through an organization in which the person holds a post."""
    brought = document.received_in_id
    return brought is not None and brought in {seat.organization for seat in held.seats}


def _nameless(held: Mandate, document: SourceDocument) -> Verdict:
    if received_in(held, document):
        return Verdict(True, Message("这份文件由本机构收到。"))
    return Verdict(False, Message("这一条还没有选定指标，由收文机构或审核人员处理。"))
