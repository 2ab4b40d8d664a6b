"""Rules of flows of matters: states are reached and left, others close what one handled, clocks start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chaotou.core.issues import Issue, Message
from chaotou.core.naming import Listed
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec, Phase, Role, StateSpec, StepSpec
from chaotou.core.zone.rules_for_entries import twice

FlowEntry = Entry[FlowSpec]

OVER = (Phase.CLOSED, Phase.ENDED)
NOT_OTHERS = frozenset({Role.LEAD, Role.SUPPORTING, Role.APPLICANT, Role.PLATFORM})
"""Who cannot close a matter: whoever handles it, whoever asked for it, and no person at all."""

APART: dict[Act, Act] = {
    Act.VERIFY: Act.SUBMIT,
    Act.SIGN_OFF: Act.SUBMIT,
    Act.GRANT_EXTENSION: Act.ASK_EXTENSION,
    Act.DENY_EXTENSION: Act.ASK_EXTENSION,
}
"""Steps that nobody takes upon an act of their own, and that act."""

FOLLOWED_BY: dict[Act, tuple[Act, ...]] = {
    Act.ASK_CORRECTION: (Act.CORRECT,),
    Act.ACCEPT_TOLERATING: (Act.SUPPLY, Act.RETURN),
    Act.SUSPEND: (Act.RESUME,),
    Act.ASK_EXTENSION: (Act.GRANT_EXTENSION, Act.DENY_EXTENSION),
    Act.SUBMIT: (Act.SEND_BACK,),
}
"""What must be possible in the state to which an act leads."""


def states_and_steps_are_whole(draft: Draft) -> Iterator[Issue]:
    """States stand once, steps name states that exist, and from a state each act is one step."""
    for entry in draft.matter_flows:
        for code in twice(state.code for state in entry.spec.states):
            message = Message("状态“{code}”写了不止一次。", {"code": code})
            yield entry.error(message, Message("同一流程里，状态的代码不能重复。"), "states")
        for code in twice(f"{state} {step.act}" for step in entry.spec.steps for state in step.from_states):
            state, act = code.split()
            message = Message("在状态“{state}”，动作“{act}”写了不止一步。", {"state": state, "act": act})
            yield entry.error(message, Message("并成一步，或让两步从不同的状态出发。"), "steps")
        for step in entry.spec.steps:
            yield from _unknown_states(entry, step)
            yield from _needless(entry, step)


def _unknown_states(entry: FlowEntry, step: StepSpec) -> Iterator[Issue]:
    known = [state.code for state in entry.spec.states]
    for code in (*step.from_states, *([step.to] if step.to else [])):
        if code not in known:
            message = Message("“{step}”写的状态“{code}”不存在。", {"step": step.name, "code": code})
            otherwise = Message("可写：{words}。", {"words": Listed(tuple(known))})
            yield entry.error(message, did_you_mean(code, known, otherwise), "steps")


def _needless(entry: FlowEntry, step: StepSpec) -> Iterator[Issue]:
    if step.act is Act.REGISTER:
        message = Message("登记不是流程里的一步。")
        yield entry.error(message, Message("删去这一步：事项登记后就在第一个状态。"), "steps")
    if step.from_states == (step.to,):
        message = Message("“{step}”又回到原来的状态“{state}”。", {"step": step.name, "state": step.to})
        yield entry.error(message, Message("停在原状态的，不写 to。"), "steps")


def flows_begin_and_end(draft: Draft) -> Iterator[Issue]:
    """Every state is reached from the first, from every one of them an end is, and there is a close."""
    for entry in draft.matter_flows:
        flow = entry.spec
        if flow.first.phase in OVER:
            message = Message("第一个状态“{name}”已经是终点。", {"name": flow.first.name})
            yield entry.error(message, Message("把事项登记后所在的状态写在最前。"), "states")
        if not any(state.phase is Phase.CLOSED for state in flow.states):
            message = Message("流程“{name}”没有办结的状态。", {"name": flow.name})
            yield entry.error(message, Message("给办结的状态写 phase: closed。"), "states")
        yield from _unreached(entry)
        yield from _without_end(entry)


def _unreached(entry: FlowEntry) -> Iterator[Issue]:
    reached = reachable(entry.spec, [entry.spec.first.code])
    for state in entry.spec.states:
        if state.code not in reached:
            message = Message("没有路通到状态“{name}”。", {"name": state.name})
            hint = Message("在走到它的一步写上 to: {code}，或删去这个状态。", {"code": state.code})
            yield entry.error(message, hint, "states")


def _without_end(entry: FlowEntry) -> Iterator[Issue]:
    ends = {state.code for state in entry.spec.states if state.phase in OVER}
    for state in entry.spec.states:
        if state.code not in ends and ends.isdisjoint(reachable(entry.spec, [state.code])):
            message = Message("从状态“{name}”走不到办结或终止。", {"name": state.name})
            yield entry.error(message, Message("写上从它出发的一步，通向办结或终止。"), "steps")


def reachable(flow: FlowSpec, start: Iterable[str]) -> set[str]:
    """The states that can be reached from these, themselves included."""
    reached: set[str] = set()
    open_ends = list(start)
    while open_ends:
        code = open_ends.pop()
        if code not in reached:
            reached.add(code)
            open_ends += [step.to for step in flow.steps if step.to and code in step.from_states]
    return reached


def others_close(draft: Draft) -> Iterator[Issue]:
    """A closing step asks for the result and is taken by a person who did not report the matter done."""
    for entry in draft.matter_flows:
        for step in closing_steps(entry.spec):
            params = {"step": step.name}
            if NOT_OTHERS.issuperset(step.by):
                message = Message("办结的一步“{step}”只有办理的一方能办，没有人核验。", params)
                yield entry.error(
                    message, Message("在 by 里写上 verifier、assigner、intake 或 leader。"), "steps"
                )
            if Act.SUBMIT not in step.apart_from:
                message = Message("办结的一步“{step}”没有与报结的人分开。", params)
                yield entry.error(message, Message("写上 apart_from: [submit]；报结用动作 submit。"), "steps")
            if not step.result:
                message = Message("办结的一步“{step}”不问办理结果。", params)
                yield entry.error(message, Message("写上 result: yes。"), "steps")


def closing_steps(flow: FlowSpec) -> list[StepSpec]:
    """The steps that lead from a state of work to a closed one."""
    phases = {state.code: state.phase for state in flow.states}
    return [
        step
        for step in flow.steps
        if step.to
        and phases.get(step.to) is Phase.CLOSED
        and any(phases.get(state) not in OVER for state in step.from_states)
    ]


def nobody_judges_themselves(draft: Draft) -> Iterator[Issue]:
    """What another person has to do says apart from whom, and names acts that the flow has."""
    for entry in draft.matter_flows:
        closing = closing_steps(entry.spec)
        for step in entry.spec.steps:
            yield from _unknown_acts(entry, step)
            needed = APART.get(step.act)
            if needed and needed not in step.apart_from and not (needed is Act.SUBMIT and step in closing):
                message = Message("“{step}”没有与“{act}”的人分开。", {"step": step.name, "act": needed.value})
                yield entry.error(
                    message, Message("写上 apart_from: [{act}]。", {"act": needed.value}), "steps"
                )


def _unknown_acts(entry: FlowEntry, step: StepSpec) -> Iterator[Issue]:
    acts = {one.act.value for one in entry.spec.steps}
    for act in step.apart_from:
        if act not in acts:
            params = {"step": step.name, "act": act.value}
            message = Message("“{step}”要与“{act}”的人分开，流程里却没有这一步。", params)
            otherwise = Message("从 apart_from 里删去，或添上这一步。")
            yield entry.error(message, did_you_mean(act.value, acts, otherwise), "steps")


def steps_are_answered(draft: Draft) -> Iterator[Issue]:
    """Whatever is asked for can be given where it leads to: a clock stopped can run again."""
    for entry in draft.matter_flows:
        possible = {(state, step.act) for step in entry.spec.steps for state in step.from_states}
        states = {state.code: state for state in entry.spec.states}
        for step in entry.spec.steps:
            for answer in FOLLOWED_BY.get(step.act, ()):
                for state in {step.to or state for state in step.from_states} & states.keys():
                    if (state, answer) not in possible:
                        yield _unanswered(entry, step, answer, states[state])


def _unanswered(entry: FlowEntry, step: StepSpec, answer: Act, state: StateSpec) -> Issue:
    params = {"step": step.name, "state": state.name, "act": answer.value}
    message = Message("“{step}”以后在状态“{state}”，却没有“{act}”这一步。", params)
    hint = Message("写上一步 act: {act}，from 里有 {state}。", {"act": answer.value, "state": state.code})
    return entry.error(message, hint, "steps")


def clocks_start_with_work(draft: Draft) -> Iterator[Issue]:
    """Where a flow starts the clock at all, every way into work does, and only ways into work do."""
    for entry in draft.matter_flows:
        phases = {state.code: state.phase for state in entry.spec.states}
        started = any(step.starts_clock for step in entry.spec.steps)
        for step in entry.spec.steps:
            to_work = bool(step.to) and phases.get(step.to or "") is Phase.OPEN
            from_waiting = any(phases.get(state) is Phase.WAITING for state in step.from_states)
            if step.starts_clock and not to_work:
                message = Message("“{step}”起算时限，却没有进入办理中的状态。", {"step": step.name})
                yield entry.error(
                    message, Message("starts_clock 只写在进入办理（phase: open）的一步。"), "steps"
                )
            if started and to_work and from_waiting and not step.starts_clock:
                message = Message("“{step}”进入了办理，却不起算时限。", {"step": step.name})
                yield entry.error(message, Message("写上 starts_clock: yes。"), "steps")


RULES = (
    states_and_steps_are_whole,
    flows_begin_and_end,
    others_close,
    nobody_judges_themselves,
    steps_are_answered,
    clocks_start_with_work,
)
