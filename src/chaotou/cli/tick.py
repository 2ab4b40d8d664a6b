"""`chaotou tick`: the scheduled work, safe to run at any time and as often as one likes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_arguments(parser: ArgumentParser) -> None:
    """None: the work is the same every time."""


def _count_projects(now: datetime) -> None:
    from chaotou.projects.operations.ledger import count_into_ledger

    kept = count_into_ledger(now=now)
    print(
        say("已按项目台账计数：新增 {new} 条，修订 {revised} 条。").format(new=kept.new, revised=kept.revised)
    )


def _lapse_leads(now: datetime) -> None:
    from chaotou.projects.operations.lapsing import lapse

    print(say("首谈保护期满转为休眠的线索：{count} 条。").format(count=len(lapse(now=now))))


def _raise_problems(now: datetime) -> None:
    from chaotou.projects.operations.problems import escalate

    print(say("到期未解决而升级的问题：{count} 个。").format(count=len(escalate(now=now))))


def _move_matters(now: datetime) -> None:
    from chaotou.matters.operations import ticking

    accepted = len(ticking.accept_deemed(now=now))
    returned = len(ticking.return_broken_promises(now=now))
    moved = ticking.recount_provisional(now=now)
    told = say(
        "逾期未告知而视为受理的事项：{accepted} 件；容缺材料未补而退办：{returned} 件；重算期限：{moved} 条。"
    )
    print(told.format(accepted=accepted, returned=returned, moved=moved))


def _remind(now: datetime) -> None:
    from chaotou.matters.operations.noticing import raise_notices
    from chaotou.matters.operations.sending import send_notices

    raised, sent = raise_notices(now=now), send_notices(now=now)
    told = say("事项提醒：新增 {raised} 条，发出 {sent} 封，未发出 {failed} 封，其中不再重试 {given_up} 封。")
    print(told.format(raised=raised, sent=sent.messages, failed=sent.failed, given_up=sent.given_up))


def _erase_letters(now: datetime) -> None:
    from chaotou.matters.operations.erasing import erase_letters

    print(say("到期清除的来信：{count} 封。").format(count=erase_letters(now=now)))


def _count_matters(now: datetime) -> None:
    from chaotou.matters.operations.ledger import count_into_ledger

    kept = count_into_ledger(now=now)
    print(
        say("已按事项台账计数：新增 {new} 条，修订 {revised} 条。").format(new=kept.new, revised=kept.revised)
    )


def run(args: Namespace) -> int:
    wake()
    require_database()
    from django.core.management import call_command
    from django.utils import timezone

    from chaotou.organization.operations.lockouts import forget_failed_sign_ins

    call_command("clearsessions")
    print(say("已清理过期会话。"))
    forget_failed_sign_ins(now=timezone.now())
    print(say("已清理到期的登录锁定。"))
    _lapse_leads(timezone.now())
    _raise_problems(timezone.now())
    _count_projects(timezone.now())
    _move_matters(timezone.now())
    _remind(timezone.now())
    _erase_letters(timezone.now())
    _count_matters(timezone.now())
    return 0
