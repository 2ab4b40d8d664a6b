"""`chaotou tick`: the scheduled work, safe to run at any time and as often as one likes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_arguments(parser: ArgumentParser) -> None:
    """None: the work is the same every time."""


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
    return 0
