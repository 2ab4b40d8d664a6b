from __future__ import annotations

import pytest

from chaotou.core.issues import Issue, Level, Message, Place, Refusal, errors
from chaotou.core.periods import Period


def test_a_message_is_translated_before_its_values_are_put_in() -> None:
    message = Message("没有指标“{code}”。", {"code": "gdp"})
    assert str(message) == "没有指标“gdp”。"
    assert (
        message.say({"没有指标“{code}”。": "There is no indicator “{code}”."}.__getitem__)
        == "There is no indicator “gdp”."
    )


@pytest.mark.parametrize(("days", "said"), [(1, "1 day late"), ("1", "1 day late"), (2, "2 days late")])
def test_a_translation_chooses_its_word_by_the_number(days: object, said: str) -> None:
    words = {"迟 {days} 天": "{days:day|days} late"}
    assert Message("迟 {days} 天", {"days": days}).say(words.__getitem__) == said


def test_a_message_inside_a_message_is_translated_too() -> None:
    words = {"因为{reason}": "because {reason}", "缺报": "not reported"}
    assert (
        Message("因为{reason}", {"reason": Message("缺报")}).say(words.__getitem__) == "because not reported"
    )


def test_a_period_inside_a_message_is_said_in_its_language() -> None:
    said = Message("比 {period} 小", {"period": Period.half(2024, 1)})
    assert str(said) == "比 2024年上半年 小"
    words = {"比 {period} 小": "below {period}", "中文": "English"}
    assert said.say(words.__getitem__) == "below H1 2024"


def test_a_place_reads_like_a_compiler_line() -> None:
    assert str(Place("targets.yaml", 12, "targets[2].unit")) == "targets.yaml:12 targets[2].unit"
    assert str(Place("targets.yaml")) == "targets.yaml"


def test_warnings_are_not_errors() -> None:
    warning = Issue(Level.WARNING, Place("a"), Message("b"))
    error = Issue(Level.ERROR, Place("a"), Message("b"))
    assert errors([warning, error]) == [error]


def test_a_refusal_says_what_and_how_to_mend_it() -> None:
    assert str(Refusal(Message("不行。"), Message("请改。"))) == "不行。 请改。"
