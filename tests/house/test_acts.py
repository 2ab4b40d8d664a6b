"""Every act that the journal keeps is shown in words."""

from __future__ import annotations

from django.utils import translation

from chaotou.journal.words import act_words

from .acts import acts


def test_the_acts_of_every_app_are_found() -> None:
    found = acts()
    for act in ("projects.problem.escalated", "matters.matter.hold_land", "meetings.topic.proposed"):
        assert act in found
    apps = {act.partition(".")[0] for act in found}
    assert apps == {
        "enterprises",
        "evaluation",
        "figures",
        "intake",
        "matters",
        "meetings",
        "organization",
        "projects",
    }


def _is_code(act: str) -> bool:
    return any(word.isascii() for word in act_words(act))


def test_every_act_has_its_words() -> None:
    with translation.override("zh-hans"):
        assert sorted(filter(_is_code, acts())) == []
