"""What a kind of matter must be like for the platform to register and assign one by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chaotou.core.issues import Message
from chaotou.core.matters.fields import filled
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec, Role
from chaotou.core.zone.matter_specs import KindSpec


def unready(
    kind: KindSpec, flow: FlowSpec | None, fills: Mapping[str, str]
) -> Iterator[tuple[str, Message, Message]]:
    """Why the platform cannot register a matter of the kind with a day and assign it by itself.

    Each with the key at fault of what becomes such matters: `becomes`, or `fills` (field to value).
    """
    params = {"kind": kind.name}
    if not kind.own_due:
        message = Message("“{kind}”的期限不能逐件指定。", params)
        yield "becomes", message, Message("给这类事项写上 own_due: yes，或改 becomes。")
    if flow is not None and not assignable(flow):
        message = Message("“{kind}”登记以后，平台不能直接交办。", params)
        hint = Message("在它的流程里，从第一个状态到 assign 的各步，by 里写上 platform。")
        yield "becomes", message, hint
    if kind.routing:
        message = Message("“{kind}”登记后会自动分派，不一定由指定的机构办理。", params)
        yield "becomes", message, Message("改用没有 routing 的一类，或删去它的 routing。")
    for wrong in filled(kind.fields, fills).wrong:
        message = Message("由平台立项的“{kind}”填不完整：{wrong}", {**params, "wrong": wrong})
        yield "fills", message, Message("在 fills 里写上这一项的值，或去掉它的 required。")


def assignable(flow: FlowSpec) -> bool:
    """Whether the platform assigns a matter from where it begins, approving it before at most."""
    steps = {(state, step.act): step for step in flow.steps for state in step.from_states}
    state = flow.first.code
    approval = steps.get((state, Act.APPROVE))
    if approval and approval.to and Role.PLATFORM in approval.by:
        state = approval.to
    assignment = steps.get((state, Act.ASSIGN))
    return assignment is not None and Role.PLATFORM in assignment.by
