"""Every act by its name, for pages and programs that take any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from inspect import signature
from typing import Final

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.access import Actor
from chaotou.matters.models import Matter
from chaotou.matters.operations import accepting, assigning, closing, pausing, reporting, watching

ACTS: Final[Mapping[Act, Callable[..., Matter]]] = {
    Act.ACCEPT: accepting.accept,
    Act.ACCEPT_TOLERATING: accepting.accept_tolerating,
    Act.ASK_CORRECTION: accepting.ask_correction,
    Act.CORRECT: accepting.correct,
    Act.REFUSE: accepting.refuse,
    Act.WITHDRAW: accepting.withdraw,
    Act.APPROVE: closing.approve,
    Act.ASSIGN: assigning.assign,
    Act.SIGN_FOR: assigning.sign_for,
    Act.DECLINE: assigning.decline,
    Act.TRANSFER: assigning.transfer,
    Act.SPLIT: assigning.split,
    Act.REPORT: reporting.report,
    Act.RESPOND: reporting.respond,
    Act.SUSPEND: pausing.suspend,
    Act.RESUME: pausing.resume,
    Act.ASK_EXTENSION: pausing.ask_extension,
    Act.GRANT_EXTENSION: pausing.grant_extension,
    Act.DENY_EXTENSION: pausing.deny_extension,
    Act.SUPPLY: accepting.supply,
    Act.RETURN: accepting.return_case,
    Act.SUBMIT: closing.submit,
    Act.VERIFY: closing.verify,
    Act.SIGN_OFF: closing.sign_off,
    Act.SEND_BACK: closing.send_back,
    Act.CALL_BACK: watching.call_back,
    Act.LOOK_BACK: watching.look_back,
    Act.REOPEN: watching.reopen,
    Act.PRESS: reporting.press,
    Act.LIST: reporting.list_matter,
    Act.NOTE: reporting.note,
}
"""What each act of a flow is done by. Registering begins a matter and is none of them."""


def asked_by(act: Act) -> Mapping[str, bool]:
    """What an act takes besides the matter, the actor and the moment, and whether it must be given."""
    given = signature(ACTS[act]).parameters.values()
    own = [one for one in given if one.kind is one.KEYWORD_ONLY]
    return {one.name: one.default is one.empty for one in own}


def take_act(
    *, act: str, matter: Matter, actor: Actor, now: datetime, version: int | None = None, **said: object
) -> Matter:
    """Do to the matter what `act` names, with what was said, as the function of that act does.

    `Refusal` where there is no such act, `Obstacles` for what it does not take and for what is not given.
    """
    if act not in list(ACTS):
        raise Refusal(Message("没有“{act}”这种办理。", {"act": act}))
    asked = asked_by(Act(act))
    wrong = [Message("这种办理没有“{name}”一项。", {"name": name}) for name in said if name not in asked]
    missing = [name for name, must in asked.items() if must and name not in said]
    wrong += [Message("请填写“{name}”。", {"name": name}) for name in missing]
    if wrong:
        raise Obstacles(wrong)
    return ACTS[Act(act)](matter=matter, actor=actor, now=now, version=version, **said)
