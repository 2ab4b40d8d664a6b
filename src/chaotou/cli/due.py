"""`chaotou due DATE --limit N --days working`: when a limit runs out, and how it was counted day by day."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, datetime
from pathlib import Path

from chaotou.cli.language import gettext_noop, language, say
from chaotou.cli.output import print_columns, print_issues, print_json
from chaotou.core.deadlines import CountedDay, CountedIn, Deadline, due_in_days, due_in_hours, local
from chaotou.core.issues import Message, Refusal, errors
from chaotou.core.workdays import Day, DayKind, WorkdayCalendar
from chaotou.core.zone.loading import load_calendar
from chaotou.web.environment import time_zone, zone_directory

HEAD = (
    gettext_noop("日期"),
    gettext_noop("星期"),
    gettext_noop("类别"),
    gettext_noop("计入"),
    gettext_noop("累计"),
)
WEEKDAYS = (
    gettext_noop("周一"),
    gettext_noop("周二"),
    gettext_noop("周三"),
    gettext_noop("周四"),
    gettext_noop("周五"),
    gettext_noop("周六"),
    gettext_noop("周日"),
)
KINDS = {
    DayKind.WORKDAY: gettext_noop("工作日"),
    DayKind.SHIFTED: gettext_noop("调休上班"),
    DayKind.WEEKEND: gettext_noop("周末"),
    DayKind.HOLIDAY: gettext_noop("放假"),
}
ROLLED = gettext_noop("顺延")
LONGEST = 999_999


def add_arguments(parser: ArgumentParser) -> None:
    when = say("受理日期；按小时计须写时刻，如 2026-02-12T16:30")
    parser.add_argument("accepted", type=_moment, metavar="DATE", help=when)
    parser.add_argument("--limit", type=_limit, required=True, metavar="N", help=say("期限，整数"))
    counted = say("期限的单位：working 工作日，natural 自然日，hours 小时")
    parser.add_argument("--days", choices=[unit.value for unit in CountedIn], default="working", help=counted)
    rolls = say("期满之日是休息日的，顺延到下一个工作日；只用于自然日")
    parser.add_argument("--rolls-past-rest", action="store_true", help=rolls)
    parser.add_argument("--zone", type=Path, help=say("开发区目录，取其放假安排"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))
    parser.set_defaults(misuse=parser.error)


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if len(text) <= len("2026-02-12") else datetime.fromisoformat(text)
    except ValueError as error:
        sentence = say("“{text}”不是日期或时刻，请写成 2026-02-12 或 2026-02-12T16:30。")
        raise ArgumentTypeError(sentence.format(text=text)) from error


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= LONGEST:
        raise ArgumentTypeError(say("期限“{text}”应是 1 到 {most} 的整数。").format(text=text, most=LONGEST))
    return int(text)


def run(args: Namespace) -> int:
    _refuse_misuse(args)
    accepted = local(args.accepted, time_zone()) if isinstance(args.accepted, datetime) else args.accepted
    found = _deadline(_calendar(args.zone or zone_directory()), accepted, args)
    if args.json:
        print_json(_as_json(found, accepted, args))
    else:
        print_columns([say(word) for word in HEAD], map(_row, found.days))
        print(say("到期：{due}").format(due=_written(found.at or found.due.on)))
        if found.due.caveat:
            print(found.due.caveat.say(say))
    return 0


def _refuse_misuse(args: Namespace) -> None:
    if args.days == CountedIn.HOURS and not isinstance(args.accepted, datetime):
        args.misuse(say("按小时计须写受理的时刻，如 2026-02-12T16:30。"))
    if args.rolls_past_rest and args.days != CountedIn.NATURAL:
        args.misuse(say("只有自然日（--days natural）会止于休息日而顺延。"))


def _calendar(zone: Path) -> WorkdayCalendar:
    loaded = load_calendar(zone)
    if loaded.workdays is None:
        print_issues(errors(loaded.issues))
        raise Refusal(Message("开发区目录“{zone}”的放假安排有错误。", {"zone": zone}))
    return loaded.workdays


def _deadline(calendar: WorkdayCalendar, accepted: date, args: Namespace) -> Deadline:
    counted_in = CountedIn(args.days)
    if isinstance(accepted, datetime):
        if counted_in is CountedIn.HOURS:
            return due_in_hours(calendar, accepted, args.limit)
        accepted = accepted.date()
    return due_in_days(calendar, accepted, args.limit, counted_in, rolls_past_rest=args.rolls_past_rest)


def _as_json(found: Deadline, accepted: date, args: Namespace) -> dict[str, object]:
    caveat = found.due.caveat
    return {
        "accepted": _written(accepted),
        "limit": args.limit,
        "days": args.days,
        "rolls_past_rest": args.rolls_past_rest,
        "due_on": found.due.on.isoformat(),
        "due_at": _written(found.at) if found.at else None,
        "is_provisional": found.due.is_provisional,
        "missing_years": list(found.due.missing_years),
        "caveat": caveat.say(say) if caveat else None,
        "counted": [_day_as_json(counted) for counted in found.days],
    }


def _day_as_json(counted: CountedDay) -> dict[str, object]:
    day = counted.day
    return {
        "on": day.on.isoformat(),
        "weekday": day.on.isoweekday(),
        "kind": day.kind,
        "holiday": _holiday(day) or None,
        "source": day.source or None,
        "missing_year": day.missing_year,
        "ran": round(counted.ran, 4),
        "total": round(counted.total, 4),
        "rolled": counted.rolled,
    }


def _row(counted: CountedDay) -> list[str]:
    day = counted.day
    words = say(KINDS[day.kind]), _holiday(day), say(ROLLED) if counted.rolled else ""
    kind = " ".join(filter(None, words))
    ran, total = f"{counted.ran:.4g}", f"{counted.total:.6g}"
    return [day.on.isoformat(), say(WEEKDAYS[day.on.weekday()]), kind, ran if counted.ran else "—", total]


def _holiday(day: Day) -> str:
    if day.holiday is None:
        return ""
    return day.holiday.english if language() == "en" else day.holiday.name


def _written(moment: date) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
