"""What may be done to a meeting when, what it is called, and everything that stands in the way at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings import obstacles
from chaotou.core.meetings.course import ALLOWED, LEADS_TO, Act, State, is_allowed, state_after
from chaotou.core.meetings.naming import form_of, name_of, next_number
from chaotou.core.meetings.obstacles import Line, Topic, TopicState
from chaotou.core.meetings.quorum import Presence
from chaotou.core.meetings.voting import Tally
from chaotou.core.zone.meeting_specs import MeetingKindSpec

ENOUGH, TOO_FEW = Presence(8, 5, 5), Presence(8, 4, 5)
AT = datetime(2024, 8, 26, 1, tzinfo=UTC)
TODAY = AT.date()
DONE = Topic("用地", TopicState.CONCLUDED, ENOUGH)
TASK = Line("由资规分局落实用地。", True, "land", ("finance",), date(2024, 9, 30))
KIND = MeetingKindSpec.model_validate(
    {
        "code": "directors_meeting",
        "name": "主任办公会",
        "english": "Directors' meeting",
        "mark": "主任办公会纪要",
        "office": "office",
        "chair": "leader",
        "quorum": {"share": "1/2"},
        "becomes": "directive",
        "fills": {"origin": "minutes", "document_number": "{meeting}"},
        "source": "rules",
    }
)


def said(messages: object) -> list[str]:
    return [str(message) for message in messages]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("state", "act"), [*product(State, Act)])
def test_an_act_leads_where_it_should_and_is_refused_anywhere_else(state: State, act: Act) -> None:
    if is_allowed(state, act):
        assert state_after(state, act) is LEADS_TO.get(act, state)
    else:
        with pytest.raises(Refusal):
            state_after(state, act)


@given(st.lists(st.sampled_from(Act), max_size=30))
def test_minutes_are_signed_only_of_a_meeting_that_was_called_and_opened(acts: list[Act]) -> None:
    state, done = State.PLANNED, []
    for act in acts:
        if is_allowed(state, act):
            state = state_after(state, act)
            done.append(act)
    if state is State.SIGNED:
        turns = [act for act in done if act in LEADS_TO]
        assert turns == [Act.CALL, Act.OPEN, Act.SIGN]
        assert all(act not in ALLOWED or not is_allowed(state, act) for act in Act)


def test_a_meeting_is_named_by_its_kind_year_and_number() -> None:
    name = name_of(KIND, 2024, 7)
    assert (name.code, name.chinese) == ("directors-meeting-2024-07", "2024年第7次主任办公会")
    assert name.english == "Directors' meeting No. 7 of 2024"
    assert form_of(KIND, name.chinese) == {"origin": "minutes", "document_number": "2024年第7次主任办公会"}


@given(st.lists(st.integers(1, 500)))
def test_a_number_is_never_given_twice(taken: list[int]) -> None:
    assert next_number(taken) not in taken
    assert next_number(taken) > max(taken, default=0)


def test_a_notice_waits_for_topics_members_and_a_time_to_come() -> None:
    proposed = Topic("用地", TopicState.PROPOSED, ENOUGH)
    assert said(obstacles.calling([proposed], 0, AT, AT)) == [
        "开会时间已经过去，请先更改时间。",
        "成员岗位都空缺，没有人可以通知。",
        "还没有上会的议题。",
        "议题“用地”还没有审定是否上会。",
    ]
    accepted = Topic("用地", TopicState.ACCEPTED, ENOUGH)
    assert not [*obstacles.calling([accepted], 3, AT + timedelta(hours=1), AT)]


def test_a_meeting_opens_on_its_day_with_enough_members() -> None:
    assert said(obstacles.opening(TOO_FEW, date(2024, 8, 27), TODAY)) == [
        "还没有到开会的日子 2024-08-27。",
        "应到 8 人，实到 4 人，不足法定的 5 人。",
    ]
    assert not [*obstacles.opening(ENOUGH, TODAY, TODAY)]


def test_a_topic_is_concluded_with_words_enough_members_and_all_their_votes() -> None:
    voting = Tally(3, 0, 0, 5, 5)
    topic = Topic("用地", TopicState.ACCEPTED, TOO_FEW, voting)
    assert said(obstacles.concluding(topic, " ")) == [
        "请写明结论。",
        "应到 8 人，实到 4 人，不足法定的 5 人。",
        "还有 2 名到会成员没有表决。",
    ]
    assert said(obstacles.concluding(DONE, "同意")) == ["只有上会而未议的议题才能作结论。"]
    reviewed = Topic("项目", TopicState.ACCEPTED, ENOUGH, waits=True)
    assert said(obstacles.concluding(reviewed, "")) == ["项目评审还没有结论，请先在项目评审里作出。"]


def test_all_that_keeps_minutes_from_being_signed_is_said_at_once() -> None:
    lines = [
        Line("听取了汇报。", False),
        Line("落实用地。", True),
        Line("落实资金。", True, "finance", ("finance",), date(2024, 8, 1)),
    ]
    topics = [Topic("用地", TopicState.ACCEPTED, ENOUGH), Topic("资金", TopicState.CONCLUDED, TOO_FEW)]
    assert said(obstacles.signing(TOO_FEW, topics, lines, 2, TODAY)) == [
        "应到 8 人，实到 4 人，不足法定的 5 人。",
        "还有 2 条读出的条目没有采纳，也没有不采纳。",
        "议题“用地”没有结论，也没有暂缓。",
        "议题“资金”议定时到会人数不足。",
        "第 2 条没有牵头单位。",
        "第 2 条没有完成时限。",
        "第 3 条的牵头单位同时写在配合单位里。",
        "第 3 条的完成时限 2024-08-01 已经过去。",
    ]


def test_minutes_without_a_line_are_not_signed() -> None:
    assert said(obstacles.signing(ENOUGH, [], [], 0, TODAY)) == ["纪要还没有内容。"]


@given(st.lists(st.sampled_from([TASK, Line("听取了汇报。", False)]), min_size=1))
def test_whole_minutes_are_signed(lines: list[Line]) -> None:
    refused = Topic("会上临时提出", TopicState.REFUSED, TOO_FEW)
    found: list[Message] = [*obstacles.signing(ENOUGH, [DONE, refused], lines, 0, TODAY)]
    assert found == []
