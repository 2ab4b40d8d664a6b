"""What a zone's `matters.yaml` says of flows: the states of a matter, and who takes which step."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from chaotou.core.zone.fields import Code, Name, Spec


class Phase(StrEnum):
    """What a state means, whatever the zone calls it: before work, in work, closed, given up."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    ENDED = "ended"


class Act(StrEnum):
    """What can be done to a matter; the platform knows the effect of each, the flow says when and by whom.

    `register` is how every matter begins: it is no step of a flow, but limits may start from it.
    """

    REGISTER = "register"
    ACCEPT = "accept"
    ACCEPT_TOLERATING = "accept_tolerating"
    ASK_CORRECTION = "ask_correction"
    CORRECT = "correct"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    ASSIGN = "assign"
    SIGN_FOR = "sign_for"
    DECLINE = "decline"
    TRANSFER = "transfer"
    SPLIT = "split"
    REPORT = "report"
    RESPOND = "respond"
    SUSPEND = "suspend"
    RESUME = "resume"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    DENY_EXTENSION = "deny_extension"
    SUPPLY = "supply"
    RETURN = "return"
    SUBMIT = "submit"
    VERIFY = "verify"
    SIGN_OFF = "sign_off"
    SEND_BACK = "send_back"
    CALL_BACK = "call_back"
    LOOK_BACK = "look_back"
    REOPEN = "reopen"
    PRESS = "press"
    LIST = "list"
    NOTE = "note"


class Role(StrEnum):
    """Who somebody is to a matter; one may be several. `applicant` acts through a link of their own."""

    INTAKE = "intake"
    ASSIGNER = "assigner"
    LEAD = "lead"
    SUPPORTING = "supporting"
    VERIFIER = "verifier"
    LEADER = "leader"
    APPLICANT = "applicant"
    PLATFORM = "platform"


class StateSpec(Spec):
    """A state: the zone's word for it, and what it means."""

    code: Code
    name: Name
    english: Name
    phase: Phase


class StepSpec(Spec):
    """A step of a flow: from these states, by these roles, to another state or staying where it is.

    `reason` asks for a sentence, `result` for one of the kind's results, `evidence` for a file; `apart_from`
    names acts whose latest doer may not take this step; `starts_clock` lets the limits of the kind begin.
    """

    act: Act
    name: Name
    english: Name
    from_states: tuple[Code, ...] = Field(alias="from", min_length=1)
    to: Code | None = None
    by: tuple[Role, ...] = Field(min_length=1)
    reason: bool = False
    result: bool = False
    evidence: bool = False
    apart_from: tuple[Act, ...] = ()
    starts_clock: bool = False
    help: str = ""
    english_help: str = ""


class FlowSpec(Spec):
    """`matters.yaml`: a way that several kinds of matter go; it begins in the first state."""

    code: Code
    name: Name
    english: Name
    states: tuple[StateSpec, ...] = Field(min_length=2)
    steps: tuple[StepSpec, ...] = Field(min_length=1)
    note: str = ""

    @property
    def first(self) -> StateSpec:
        """Where matters begin."""
        return self.states[0]
