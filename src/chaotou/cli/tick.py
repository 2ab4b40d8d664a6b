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
    return 0
