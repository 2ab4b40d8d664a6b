"""Who told of a lead is known by name: a telephone number stands with the contacts, whom few see."""

from __future__ import annotations

from chaotou.core.issues import Message
from chaotou.core.telephones import has_telephone


def telephone_of_referrer(text: str) -> Message | None:
    """What is wrong with how a referrer is told of, where a telephone number is among the words."""
    if not has_telephone(text):
        return None
    return Message("引荐人处写姓名或单位，不写电话；电话请写在企业的联系人中。")
