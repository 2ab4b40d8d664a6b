"""Who sees which part of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chaotou.core.issues import Message
from chaotou.organization import access as organization
from chaotou.organization.access import Asker, Verdict


class Extent(StrEnum):
    ALL = "all"
    ACCOUNTS = "accounts"
    OWN = "own"


@dataclass(frozen=True)
class Sight:
    """How much of the journal this person sees, and why. Whoever asks the journal for a list gives one."""

    person: Asker
    extent: Extent
    reason: Message


def sight(person: Asker) -> Sight:
    """Everything for who oversees, acts on accounts for who administers them, everyone else their own."""
    held = organization.mandate(person)
    if held.administers:
        reason = Message("账号管理员只看账号、岗位和登录的记录（职责分离）。")
        return Sight(person, Extent.ACCOUNTS, reason)
    if held.oversees:
        return Sight(person, Extent.ALL, Message("负责审核、审计或领导全区工作，可以查看全部记录。"))
    return Sight(person, Extent.OWN, Message("这里是本人的操作和对本人账号的操作。"))


def may_verify(sight: Sight) -> Verdict:
    """Whether the person has the whole chain verified: who sees all of it."""
    if sight.extent is Extent.ALL:
        return Verdict(True, Message("可以查看全部记录，也可以核验。"))
    return Verdict(False, Message("只有能查看全部记录的人可以核验。"))
