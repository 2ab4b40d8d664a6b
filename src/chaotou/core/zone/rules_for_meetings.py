"""Rules of `meetings.yaml`: meetings that can be held, chaired and decided, decisions that become matters."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.issues import Issue, Message
from chaotou.core.zone.becoming import unready
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.meeting_specs import MeetingKindSpec, QuorumSpec
from chaotou.core.zone.rules_for_entries import twice, unknown
from chaotou.core.zone.vocabulary import Duty

KindEntry = Entry[MeetingKindSpec]


def stricter_quorums_name_topics(draft: Draft) -> Iterator[Issue]:
    """A quorum of its own is for a kind of topic that exists, and asks for no less than the usual one."""
    for entry in draft.meeting_kinds:
        for topic, quorum in entry.spec.quorum_for.items():
            if "topic_kinds" not in draft.unread and topic not in draft.codes("topic_kinds"):
                yield unknown(entry, "quorum_for", topic, "topic_kinds", draft)
            if _strictness(quorum) < _strictness(entry.spec.quorum):
                message = Message("议题类别“{topic}”的法定人数比一般议题还少。", {"topic": topic})
                yield entry.warning(message, Message("更要紧的议题，人数要求应更高。"), "quorum_for")


def _strictness(quorum: QuorumSpec) -> tuple[object, bool]:
    return quorum.share, quorum.more_than


def members_sit_once(draft: Draft) -> Iterator[Issue]:
    """Posts are members or sit in, each once; who chairs is a member."""
    for entry in draft.meeting_kinds:
        kind = entry.spec
        for post in twice((*kind.members, *kind.sits_in)):
            message = Message("岗位“{post}”写了不止一次。", {"post": post})
            yield entry.error(message, Message("一个岗位要么出席，要么列席，只写一次。"), "members")
        if kind.chair not in kind.members:
            message = Message("主持人“{post}”不在成员里。", {"post": kind.chair})
            yield entry.error(message, Message("把主持人的岗位也写进 members。"), "chair")


def quorums_can_be_reached(draft: Draft) -> Iterator[Issue]:
    """No rule asks for more than all, and some of the members' posts are held."""
    held = {entry.spec.code for entry in draft.posts if entry.spec.person}
    for entry in draft.meeting_kinds:
        kind = entry.spec
        rules = [("quorum", kind.quorum), ("majority", kind.majority)]
        for key, quorum in [*rules, *(("quorum_for", one) for one in kind.quorum_for.values())]:
            if quorum.share == 1 and quorum.more_than:
                message = Message("“{key}”要求超过全体，谁也达不到。", {"key": key})
                yield entry.error(message, Message("要求全体的写 share: 1，不写 more_than。"), key)
        known = set(kind.members) & draft.codes("posts")
        if known and not known & held and "posts" not in draft.unread:
            message = Message("“{name}”的成员岗位都空缺，到会人数永远不够。", {"name": kind.name})
            yield entry.warning(message, Message("在 people.yaml 里给这些岗位写上 person。"), "members")


def somebody_runs_them(draft: Draft) -> Iterator[Issue]:
    """The office has a post that records or reviews, by which topics are collected and minutes written."""
    working = {
        entry.spec.organization for entry in draft.posts if entry.spec.duty in (Duty.RECORDS, Duty.REVIEWS)
    }
    for entry in draft.meeting_kinds:
        office = entry.spec.office
        if "posts" not in draft.unread and office in draft.codes("organizations") - working:
            message = Message("“{office}”没有填报或审核岗位，没有人办会。", {"office": office})
            yield entry.error(
                message, Message("在 people.yaml 里给它设一个岗位，或换一个 office。"), "office"
            )


def halls_have_a_main_one(draft: Draft) -> Iterator[Issue]:
    by_video = {entry.spec.code: entry.spec.by_video for entry in draft.meeting_halls}
    for entry in draft.meeting_kinds:
        known = [by_video[hall] for hall in entry.spec.halls if hall in by_video]
        if known and all(known):
            message = Message("“{name}”只有视频分会场，没有主会场。", {"name": entry.spec.name})
            yield entry.error(message, Message("在 halls 里加上一个不写 by_video 的会场。"), "halls")


def meetings_can_be_numbered(draft: Draft) -> Iterator[Issue]:
    for entry in draft.meeting_kinds:
        if not _is_template(entry.spec.number):
            message = Message("“{given}”不能用来编次数。", {"given": entry.spec.number})
            hint = Message("写成“第{number}次”的样子，只用 {number} 一处。", {"number": "{number}"})
            yield entry.error(message, hint, "number")


def _is_template(text: str) -> bool:
    try:
        return text.format(number=8) != text
    except (KeyError, IndexError, ValueError):
        return False


def decisions_can_become_matters(draft: Draft) -> Iterator[Issue]:
    """The kind of matter takes a named day, the platform assigns it and no rule, and its form is filled."""
    kinds = {entry.spec.code: entry.spec for entry in draft.matter_kinds}
    flows = {entry.spec.code: entry.spec for entry in draft.matter_flows}
    for entry in draft.meeting_kinds:
        kind = kinds.get(entry.spec.becomes)
        if kind is not None:
            for key, message, hint in unready(kind, flows.get(kind.flow), entry.spec.fills):
                yield entry.error(message, hint, key)


def project_reviews_have_rules(draft: Draft) -> Iterator[Issue]:
    for entry in draft.meeting_kinds:
        if entry.spec.reviews_projects and not draft.reviews and "reviews" not in draft.unread:
            message = Message("“{name}”评审项目，却没有项目评审办法。", {"name": entry.spec.name})
            yield entry.warning(
                message, Message("写上 review.yaml，或删去 reviews_projects。"), "reviews_projects"
            )


RULES = (
    stricter_quorums_name_topics,
    members_sit_once,
    quorums_can_be_reached,
    somebody_runs_them,
    halls_have_a_main_one,
    meetings_can_be_numbered,
    decisions_can_become_matters,
    project_reviews_have_rules,
)
