"""Rules of the kind of matter that conditions of an approval become: all that a condition asks of it."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.issues import Issue, Message
from chaotou.core.zone.becoming import unready
from chaotou.core.zone.entries import Draft
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec, Phase
from chaotou.core.zone.matter_specs import KindSpec, Privacy

Fault = tuple[Message, Message]


def conditions_can_become_matters(draft: Draft) -> Iterator[Issue]:
    """The kind holds a condition as decided: its body, its day, its proof, told to whom it concerns."""
    kinds = {entry.spec.code: entry.spec for entry in draft.matter_kinds}
    flows = {entry.spec.code: entry.spec for entry in draft.matter_flows}
    for entry in draft.reviews:
        kind = kinds.get(entry.spec.becomes or "")
        if kind is not None:
            for message, hint in _faults(kind, flows.get(kind.flow)):
                yield entry.error(message, hint, "becomes")


def _faults(kind: KindSpec, flow: FlowSpec | None) -> Iterator[Fault]:
    params = {"kind": kind.name}
    yield from ((message, hint) for _key, message, hint in unready(kind, flow, {}))
    if kind.privacy is not Privacy.INVOLVED or kind.is_public:
        message = Message("“{kind}”须由相关单位可见：条件说到的项目不向全区公开，评审人员要看得到。", params)
        yield message, Message("写 privacy: involved，不写 is_public。")
    if not kind.proofs:
        message = Message("“{kind}”没有写落实条件要交的材料。", params)
        yield message, Message("在 proofs 里写上一种材料。")
    if flow is not None:
        yield from _flow_faults(flow)


def _flow_faults(flow: FlowSpec) -> Iterator[Fault]:
    params = {"flow": flow.name}
    if not any(step.act is Act.SUBMIT for step in flow.steps):
        message = Message("流程“{flow}”没有报结的一步，条件无从报告落实。", params)
        yield message, Message("添上动作 submit。")
    if any(state.phase is Phase.ENDED for state in flow.states):
        message = Message("流程“{flow}”可以中途终止，附带条件却只能落实。", params)
        yield message, Message("换一个没有 phase: ended 的流程。")


RULES = (conditions_can_become_matters,)
