"""`chaotou minutes FILE`: what a meeting decided, read from its minutes, without a database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chaotou.cli.arguments import day
from chaotou.cli.files import file_bytes
from chaotou.cli.language import gettext_noop, say
from chaotou.cli.output import print_columns, print_issues, print_json
from chaotou.core.issues import Message, Refusal, errors
from chaotou.core.minutes import DecisionDraft, DecisionKind, Head, Minutes, Owner, read_minutes
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone
from chaotou.formats import read_document
from chaotou.web.environment import zone_directory

HEAD = (
    gettext_noop("类别"),
    gettext_noop("事项"),
    gettext_noop("牵头"),
    gettext_noop("配合"),
    gettext_noop("时限"),
    gettext_noop("须留意"),
)
KINDS = {
    DecisionKind.DECIDED: gettext_noop("议定"),
    DecisionKind.ORDERED: gettext_noop("要求"),
    DecisionKind.NOTED: gettext_noop("听取"),
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=say("txt、md、docx 或 pdf 文件"))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("开会日期；不写则取文中所写"))
    parser.add_argument("--zone", type=Path, help=say("开发区目录，取其机构、人员与放假安排"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def run(args: Namespace) -> int:
    document = read_document(file_bytes(args.file), args.file.name)
    zone = _zone(args.zone or zone_directory())
    minutes = read_minutes(
        document,
        held_on=args.on,
        organizations={
            name: organization.code
            for organization in zone.organizations
            for name in (organization.name, organization.short, *organization.aliases)
            if name
        },
        people=[person.name for person in zone.people],
        calendar=zone.workdays,
    )
    if args.json:
        print_json(_as_json(minutes))
    else:
        _print(minutes)
    return 0


def _zone(path: Path) -> Zone:
    loaded = load_zone(path)
    if loaded.zone is None:
        print_issues(errors(loaded.issues))
        raise Refusal(Message("开发区目录“{zone}”有错误，没有载入。", {"zone": path}))
    return loaded.zone


def _print(minutes: Minutes) -> None:
    head = minutes.head
    print(" ".join(filter(None, (head.name, head.number, head.place))))
    print(say("自 {day} 起推算时限。").format(day=minutes.counted_from))
    print_columns([say(word) for word in HEAD], map(_row, minutes.decisions))


def _row(draft: DecisionDraft) -> list[str]:
    due = f"{draft.due_on or ''} {draft.due_text}".strip()
    return [
        say(KINDS[draft.kind]),
        draft.what,
        "、".join([*([draft.lead.name] if draft.lead else []), *draft.people]),
        "、".join(owner.name for owner in draft.helpers),
        due,
        "".join(issue.message.say(say) for issue in draft.issues),
    ]


def _as_json(minutes: Minutes) -> dict[str, object]:
    return {
        "head": _head_as_json(minutes.head),
        "counted_from": minutes.counted_from.isoformat(),
        "decisions": [_draft_as_json(draft) for draft in minutes.decisions],
    }


def _head_as_json(head: Head) -> dict[str, object]:
    return {
        "name": head.name,
        "number": head.number,
        "held_on": head.held_on.isoformat() if head.held_on else None,
        "place": head.place,
        "host": head.host,
        "attending": head.attending,
        "sitting_in": head.sitting_in,
        "excused": head.excused,
        "topics": head.topics,
    }


def _draft_as_json(draft: DecisionDraft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "what": draft.what,
        "topic": draft.topic,
        "lead": _owner_as_json(draft.lead) if draft.lead else None,
        "helpers": [_owner_as_json(owner) for owner in draft.helpers],
        "people": draft.people,
        "due_on": draft.due_on.isoformat() if draft.due_on else None,
        "due_text": draft.due_text,
        "issues": [{"code": issue.code, "message": issue.message.say(say)} for issue in draft.issues],
        "quote": draft.quote,
        "start": draft.start,
        "end": draft.end,
        "sentence_start": draft.sentence_start,
        "sentence_end": draft.sentence_end,
    }


def _owner_as_json(owner: Owner) -> dict[str, object]:
    return {"name": owner.name, "code": owner.code, "is_group": owner.is_group}
