"""What stands in the way of calling, opening, concluding and signing, all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chaotou.core.issues import Message
from chaotou.core.meetings.quorum import Presence
from chaotou.core.meetings.voting import Tally


class TopicState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Topic:
    """A topic and who was there for it; `tally` where the members vote, `waits` for a review still open."""

    title: str
    state: TopicState
    presence: Presence
    tally: Tally | None = None
    waits: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the minutes; tasks become matters, and need a lead (a code) and a day."""

    text: str
    is_task: bool
    lead: str = ""
    helpers: tuple[str, ...] = ()
    due_on: date | None = None


def calling(topics: Collection[Topic], members: int, starts_at: datetime, at: datetime) -> Iterator[Message]:
    """Why the notice cannot go out yet."""
    if starts_at <= at:
        yield Message("开会时间已经过去，请先更改时间。")
    if not members:
        yield Message("成员岗位都空缺，没有人可以通知。")
    if not any(topic.state is TopicState.ACCEPTED for topic in topics):
        yield Message("还没有上会的议题。")
    for topic in topics:
        if topic.state is TopicState.PROPOSED:
            yield Message("议题“{topic}”还没有审定是否上会。", {"topic": topic.title})


def opening(there: Presence, meets_on: date, today: date) -> Iterator[Message]:
    """Why the meeting cannot be opened."""
    if meets_on > today:
        yield Message("还没有到开会的日子 {day}。", {"day": meets_on})
    yield from _short(there)


def _short(there: Presence) -> Iterator[Message]:
    if not there.is_reached:
        counts = {"present": there.present, "entitled": there.entitled, "needed": there.needed}
        yield Message("应到 {entitled} 人，实到 {present} 人，不足法定的 {needed} 人。", counts)


def concluding(topic: Topic, conclusion: str) -> Iterator[Message]:
    """Why a topic cannot be concluded."""
    if topic.state is not TopicState.ACCEPTED:
        yield Message("只有上会而未议的议题才能作结论。")
    if topic.waits:
        yield Message("项目评审还没有结论，请先在项目评审里作出。")
    elif not conclusion.strip():
        yield Message("请写明结论。")
    yield from _short(topic.presence)
    if topic.tally is not None and topic.tally.missing:
        yield Message("还有 {count} 名到会成员没有表决。", {"count": topic.tally.missing})


def signing(
    there: Presence, topics: Sequence[Topic], lines: Sequence[Line], undecided: int, today: date
) -> Iterator[Message]:
    """Why the minutes cannot be signed: `undecided` lines were read from a text and wait for a person."""
    yield from _short(there)
    if not lines:
        yield Message("纪要还没有内容。")
    if undecided:
        yield Message("还有 {count} 条读出的条目没有采纳，也没有不采纳。", {"count": undecided})
    for topic in topics:
        yield from _unsettled(topic)
    for number, line in enumerate(lines, 1):
        yield from _line(number, line, today)


def _unsettled(topic: Topic) -> Iterator[Message]:
    if topic.state in (TopicState.ACCEPTED, TopicState.PROPOSED):
        yield Message("议题“{topic}”没有结论，也没有暂缓。", {"topic": topic.title})
    elif topic.state is TopicState.CONCLUDED and not topic.presence.is_reached:
        yield Message("议题“{topic}”议定时到会人数不足。", {"topic": topic.title})


def _line(number: int, line: Line, today: date) -> Iterator[Message]:
    if not line.is_task:
        return
    at = {"number": number}
    if not line.lead:
        yield Message("第 {number} 条没有牵头单位。", at)
    elif line.lead in line.helpers:
        yield Message("第 {number} 条的牵头单位同时写在配合单位里。", at)
    if line.due_on is None:
        yield Message("第 {number} 条没有完成时限。", at)
    elif line.due_on < today:
        yield Message("第 {number} 条的完成时限 {day} 已经过去。", {**at, "day": line.due_on})
