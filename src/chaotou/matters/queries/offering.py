"""What the form of a step offers for one matter: bodies, reasons, results, papers still owed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from chaotou.core.projects.conditions import holds
from chaotou.core.zone.matter_flow_specs import Act, StepSpec
from chaotou.core.zone.matter_specs import KindSpec, RoutingSpec
from chaotou.matters.models import Matter, MatterNode
from chaotou.matters.operations.closing import proven_at
from chaotou.matters.operations.parties import routed
from chaotou.matters.queries.choosing import organizations_named
from chaotou.matters.queries.tracking import ADDRESSED
from chaotou.matters.rules import rules
from chaotou.ui.templatetags.show import name

Choice = tuple[str, str]

TOLD = ADDRESSED | {Act.SUBMIT, Act.VERIFY}
"""Acts whose words applicants read: addressed to them, or what the matter came to."""

TO_BODIES = frozenset({Act.ASSIGN, Act.TRANSFER, Act.SPLIT})
"""Acts that put organizations in charge."""


@dataclass(frozen=True)
class Offered:
    """Codes with their words in the reader's language; `values` are what the kind's fields hold.

    `planned` are the days by which nodes are due, `proposed` whom the zone's rules put in charge;
    `is_told` says that the applicant reads the words of the step.
    """

    step: StepSpec
    kind: KindSpec
    organizations: list[Choice] = field(default_factory=list)
    reasons: list[Choice] = field(default_factory=list)
    results: list[Choice] = field(default_factory=list)
    proofs: list[Choice] = field(default_factory=list)
    owed: list[Choice] = field(default_factory=list)
    tolerable: list[Choice] = field(default_factory=list)
    nodes: list[Choice] = field(default_factory=list)
    planned: dict[str, date] = field(default_factory=dict)
    proposed: RoutingSpec | None = None
    may_name_day: bool = False
    values: dict[str, object] = field(default_factory=dict)
    is_told: bool = False


def offered(matter: Matter, step: StepSpec) -> Offered:
    """What a step of this matter may be told. Up to three queries."""
    held = rules()
    kind = held.kind(matter.kind)
    nodes = _nodes(matter, kind, step.act)
    return Offered(
        step=step,
        kind=kind,
        organizations=organizations_named() if step.act in TO_BODIES else [],
        reasons=[_named(held.reasons, code) for code in kind.suspensions],
        results=[_named(held.results, code) for code in kind.results],
        proofs=_proofs(matter, kind) if step.act is proven_at(held.flow(kind)) else [],
        owed=_owed(matter, kind) if step.act is Act.SUPPLY else [],
        tolerable=[(paper.code, name(paper)) for paper in kind.tolerance.papers] if kind.tolerance else [],
        nodes=[(node.code, name(node)) for node in nodes],
        planned={node.code: node.due_on for node in nodes},
        proposed=routed(matter, kind) if step.act is Act.ASSIGN else None,
        may_name_day=kind.own_due and matter.due_at is None,
        values=dict(matter.particulars),
        is_told=kind.by_link and step.act in TOLD,
    )


def _named(specs: object, code: str) -> Choice:
    found = specs.get(code)  # type: ignore[attr-defined]
    return code, name(found) if found else code


def _proofs(matter: Matter, kind: KindSpec) -> list[Choice]:
    """Papers the kind asks for before the matter is closed, and which are not there yet."""
    held = set(matter.attachments.values_list("paper", flat=True))
    asked = [proof.evidence for proof in kind.proofs if holds(proof.when, matter.particulars)]
    return [_named(rules().papers, code) for code in asked if code not in held]


def _owed(matter: Matter, kind: KindSpec) -> list[Choice]:
    words = {paper.code: name(paper) for paper in kind.tolerance.papers} if kind.tolerance else {}
    owed = matter.gaps.filter(supplied_at=None).values_list("paper", flat=True)
    return [(code, words.get(code, code)) for code in owed]


def _nodes(matter: Matter, kind: KindSpec, act: Act) -> list[MatterNode]:
    """Those a report may say are done, or an approval by when they are due, before the clock starts."""
    sets_days = act is Act.APPROVE and matter.due_at is None
    return list(matter.nodes.filter(done_on=None)) if kind.nodes and (act is Act.REPORT or sets_days) else []
