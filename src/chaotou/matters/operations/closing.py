"""Reported done by who handles it; decided, verified and signed off by somebody else, or sent back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Unpack

from chaotou.core.issues import Message
from chaotou.core.matters.flow import Flow
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import holds
from chaotou.core.zone.matter_flow_specs import Act, Phase
from chaotou.matters.models import Assignment, Matter
from chaotou.matters.operations.attaching import Uploads
from chaotou.matters.operations.taking import Taking, Who, closing_gaps, taking
from chaotou.matters.rules import rules


def submit(*, result: str = "", conclusion: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Report it done 报结: what was found, one of the kind's results, the proofs the kind asks for."""
    with taking(Act.SUBMIT, who, text=conclusion, result=result, files=files) as one:
        stands = [gap for gap in closing_gaps(one.matter) if gap not in one.gaps]
        one.need([*stands, *_proof_gaps(one)])
        one.matter.conclusion = one.text or one.matter.conclusion
        mine = one.matter.assignments.filter(ended_at=None, organization=one.organization)
        mine.update(reported_at=one.at)
    return one.matter


def approve(
    *,
    result: str = "",
    nodes: Mapping[str, date] | None = None,
    text: str = "",
    files: Uploads = (),
    **who: Unpack[Who],
) -> Matter:
    """Approve that it is taken up 立项, its nodes (by code) due on days of their own; or decide, where a flow
    ends in a decision."""
    with taking(Act.APPROVE, who, text=text, result=result, files=files) as one:
        one.need([*_proof_gaps(one), *_node_gaps(one, nodes or {})])
        _set_nodes(one, nodes or {})
    return one.matter


def verify(*, result: str = "", text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Find it done as reported 核验: by somebody who did not handle it."""
    return _confirmed(Act.VERIFY, result, text, files, who)


def sign_off(*, result: str = "", text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Strike it off the account 销号."""
    return _confirmed(Act.SIGN_OFF, result, text, files, who)


def send_back(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Send back what was reported done 退回重办, with the reason; its clock never stopped."""
    with taking(Act.SEND_BACK, who, text=text, files=files) as one:
        one.need([one.reason_gap])
        one.matter.assignments.filter(ended_at=None, role=Assignment.Role.LEAD).update(reported_at=None)
    return one.matter


def _confirmed(act: Act, result: str, text: str, files: Uploads, who: Who) -> Matter:
    with taking(act, who, text=text, result=result, files=files) as one:
        one.need(_proof_gaps(one))
    return one.matter


def _node_gaps(one: Taking, nodes: Mapping[str, date]) -> Iterator[Message]:
    known = set(one.matter.nodes.values_list("code", flat=True)) if nodes else set()
    for code in sorted(set(nodes) - known):
        yield Message("没有节点“{node}”。", {"node": code})
    if nodes and one.matter.due_at is not None:
        yield Message("期限已经起算，节点的日期不再改写。")


def _set_nodes(one: Taking, nodes: Mapping[str, date]) -> None:
    """Nodes on days of their own; what is due by its latest node moves with it."""
    held = {node.code: node for node in one.matter.nodes.all()} if nodes else {}
    was = max((node.due_on for node in held.values()), default=None)
    for code, day in nodes.items():
        held[code].due_on = day
        held[code].save(update_fields=["due_on"])
    if held and one.matter.own_due_on == was:
        one.matter.own_due_on = max(node.due_on for node in held.values())
    one.particulars |= {"nodes": {code: day.isoformat() for code, day in nodes.items()}} if nodes else {}


def _proof_gaps(one: Taking) -> Iterator[Message]:
    """Proofs of the kind that are neither held nor come with it. One query where it asks for any."""
    asked = [proof.evidence for proof in one.kind.proofs if holds(proof.when, one.matter.particulars)]
    if not asked or one.act is not proven_at(one.flow):
        return
    held = set(one.matter.attachments.values_list("paper", flat=True))
    held |= {file.upload.paper for file in one.arrived}
    for code in asked:
        if code not in held:
            paper = rules().papers.get(code)
            yield Message("请附上“{paper}”。", {"paper": Named(paper.name, paper.english) if paper else code})


def proven_at(flow: Flow) -> Act:
    """With which act the proofs come: reporting it done, or the decision where the flow ends in one.

    A permit that is decided and a reply that is signed with its paper are made only then.
    """
    closing = [step for step in flow.spec.steps if step.to and flow.phase(step.to) is Phase.CLOSED]
    decided = (step.act for step in closing if step.act is Act.APPROVE)
    signed = (step.act for step in closing if step.act is Act.SIGN_OFF and step.evidence)
    return next(chain(decided, signed), Act.SUBMIT)
