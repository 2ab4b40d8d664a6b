"""How a meeting goes: topics collected, called, opened, its minutes signed; what may be done when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from chaotou.core.issues import Message, Refusal


class State(StrEnum):
    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    SIGNED = "signed"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What is done to a meeting as a whole, or within it."""

    CHANGE = "change"
    PROPOSE = "propose"
    SCREEN = "screen"
    SUPPLY = "supply"
    CALL = "call"
    SEAT = "seat"
    RECUSE = "recuse"
    OPEN = "open"
    DECIDE = "decide"
    WRITE = "write"
    SIGN = "sign"
    CANCEL = "cancel"


_BEFORE: Final = (State.PLANNED, State.CALLED)
ALLOWED: Final[Mapping[Act, tuple[State, ...]]] = {
    Act.CHANGE: _BEFORE,
    Act.PROPOSE: _BEFORE,
    Act.SCREEN: (*_BEFORE, State.HELD),
    Act.SUPPLY: (*_BEFORE, State.HELD),
    Act.CALL: (State.PLANNED,),
    Act.SEAT: (State.CALLED, State.HELD),
    Act.RECUSE: (State.CALLED, State.HELD),
    Act.OPEN: (State.CALLED,),
    Act.DECIDE: (State.HELD,),
    Act.WRITE: (State.HELD,),
    Act.SIGN: (State.HELD,),
    Act.CANCEL: _BEFORE,
}
LEADS_TO: Final[Mapping[Act, State]] = {
    Act.CALL: State.CALLED,
    Act.OPEN: State.HELD,
    Act.SIGN: State.SIGNED,
    Act.CANCEL: State.CANCELLED,
}
_WHY: Final[Mapping[State, Message]] = {
    State.PLANNED: Message("会议还没有通知。"),
    State.CALLED: Message("会议还没有召开。"),
    State.HELD: Message("会议已经召开。"),
    State.SIGNED: Message("纪要已经签发，不能再改。"),
    State.CANCELLED: Message("会议已经取消。"),
}


def is_allowed(state: State, act: Act) -> bool:
    return state in ALLOWED[act]


def state_after(state: State, act: Act) -> State:
    """Where an act leads, the same state where nowhere. `Refusal` where it is not the time for it."""
    if not is_allowed(state, act):
        raise Refusal(_WHY[state])
    return LEADS_TO.get(act, state)
