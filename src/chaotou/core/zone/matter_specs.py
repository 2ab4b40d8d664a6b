"""What a zone's `matters.yaml` says of kinds of matter: fields, limits, papers, privacy."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from chaotou.core.deadlines import CountedIn
from chaotou.core.zone.fields import Code, Name, Spec
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.project_specs import ChoiceSpec, ConditionSpec


class Family(StrEnum):
    """What a kind belongs to, for menus, lists and counts."""

    APPROVAL = "approval"
    REQUEST = "request"
    DIRECTIVE = "directive"
    LIVELIHOOD = "livelihood"
    HAZARD = "hazard"
    RECTIFICATION = "rectification"
    PETITION = "petition"
    LONG_STANDING = "long_standing"


class Privacy(StrEnum):
    """Who knows of a matter: whoever holds a post; who takes part or oversees; only who handles it."""

    OPEN = "open"
    INVOLVED = "involved"
    STRICT = "strict"


class MatterFieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


class MatterFieldSpec(Spec):
    """A line of a kind's form; `personal` ones are kept apart and read only by who handles the matter."""

    code: Code
    name: Name
    english: Name
    kind: MatterFieldKind = MatterFieldKind.TEXT
    unit: str = ""
    choices: tuple[ChoiceSpec, ...] = ()
    required: bool = False
    personal: bool = False
    public: bool = False
    when: ConditionSpec | None = None
    help: str = ""
    english_help: str = ""


class Basis(StrEnum):
    """Whether a limit is the law's or the zone's own promise; both are kept, the promise leads."""

    STATUTORY = "statutory"
    COMMITTED = "committed"


class LimitSpec(Spec):
    """A limit: started by one act, met by another, so long, under this clause, while the rule is in force.

    Without `started_by` it begins with the step that starts the clock; without `met_by` closing meets it: it
    is then the matter's own, and others (first answer, transfer) run beside it. The law's limit and the
    promise made below it share a code; of several with one code and basis, one is in force and holds.

    `rolls_past_rest` where the clause says that natural days ending on a day of rest run out on the next
    working day 遇休息日顺延; working days end on one anyway, hours when they end.
    """

    code: Code
    name: Name
    english: Name
    basis: Basis = Basis.COMMITTED
    days: int = Field(gt=0, le=3660)
    counted_in: CountedIn = CountedIn.WORKING
    rolls_past_rest: bool = False
    started_by: tuple[Act, ...] = ()
    met_by: tuple[Act, ...] = ()
    when: ConditionSpec | None = None
    valid_from: date = Field(alias="from")
    until: date | None = None
    clause: str = ""
    source: Code

    @property
    def is_closing(self) -> bool:
        """Whether closing the matter meets it."""
        return not self.met_by


class ExtensionSpec(Spec):
    """How often and how far a limit may be extended, in its own days; asked before it runs out."""

    times: int = Field(default=1, ge=0)
    at_most_days: int | None = Field(default=None, gt=0)


class CorrectionSpec(Spec):
    """Within how many working days all that is missing is listed once; else the matter counts as accepted."""

    within_days: int = Field(gt=0)
    clause: str = ""
    source: Code


class ToleranceSpec(Spec):
    """Papers that may come later 容缺, and the longest time allowed for them in working days."""

    papers: tuple[ChoiceSpec, ...] = Field(min_length=1)
    within_days: int = Field(gt=0)


class AppealSpec(Spec):
    """Where who is not content with the result turns: a kind of matter, asked for in so many natural days."""

    kind: Code
    within_days: int = Field(gt=0)
    clause: str = ""
    source: Code


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class ProofSpec(Spec):
    """A paper or photo asked for before the matter is reported done, always or under a condition."""

    evidence: Code
    when: ConditionSpec | None = None


class RoutingSpec(Spec):
    """To whom a new matter goes first: the earliest line whose condition holds."""

    when: ConditionSpec | None = None
    lead: Code
    supporting: tuple[Code, ...] = ()


class PartSpec(Spec):
    """A part of a chain 一件事: another kind handled by a body, at once or after other parts.

    `before_land` parts may be pre-judged while the firm holds no land yet (拿地即开工).
    """

    code: Code
    kind: Code
    lead: Code
    after: tuple[Code, ...] = ()
    before_land: bool = False


class NodeSpec(Spec):
    """A step of a livelihood item by a day of the year, `06-30`."""

    code: Code
    name: Name
    english: Name
    by: str = Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


class ResultSpec(Spec):
    """How a matter may end; `reason` asks why."""

    code: Code
    name: Name
    english: Name
    reason: bool = False


class CallBackSpec(Spec):
    """Within how many working days after closing the applicant is asked; below `content` it reopens."""

    within_days: int = Field(gt=0)
    content: int = Field(default=3, ge=1, le=5)


class KindSpec(Spec):
    """`matters.yaml`, `matters/*.yaml`: a kind of matter. Everything the platform does with it stands here.

    Organizations of `intake` register and accept; those it is `open_to` may register too, and no more. With
    `own_due` whoever assigns may name the day by which it is due; the limits count where no day is named.
    `land_field` is the date field of a chain that says since when the firm holds its land.
    """

    code: Code
    name: Name
    english: Name
    family: Family
    prefix: str = Field(pattern=r"^[A-Z]{1,3}$")
    flow: Code
    privacy: Privacy = Privacy.INVOLVED
    intake: tuple[Code, ...] = Field(min_length=1)
    open_to: tuple[Code, ...] = ()
    by_link: bool = False
    fields: tuple[MatterFieldSpec, ...] = ()
    limits: tuple[LimitSpec, ...] = ()
    own_due: bool = False
    suspensions: tuple[Code, ...] = ()
    extension: ExtensionSpec | None = None
    correction: CorrectionSpec | None = None
    tolerance: ToleranceSpec | None = None
    progress_every: Every | None = None
    proofs: tuple[ProofSpec, ...] = ()
    results: tuple[Code, ...] = ()
    routing: tuple[RoutingSpec, ...] = ()
    parts: tuple[PartSpec, ...] = ()
    land_field: Code | None = None
    nodes: tuple[NodeSpec, ...] = ()
    call_back: CallBackSpec | None = None
    appeal: AppealSpec | None = None
    look_back_days: int | None = Field(default=None, gt=0)
    reopen_within_days: int | None = Field(default=None, gt=0)
    reminders: tuple[Code, ...] = ()
    is_public: bool = False
    source: Code
    note: str = ""
    english_note: str = ""


class SuspensionSpec(Spec):
    """`matters.yaml`: a reason for which a clock may stand, and the clause that says so."""

    code: Code
    name: Name
    english: Name
    clause: str = ""
    source: Code
