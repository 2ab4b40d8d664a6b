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
    from axes.utils import clean_expired_user_attempts
    from django.core.management import call_command

    call_command("clearsessions")
    print(say("已清理过期会话。"))
    clean_expired_user_attempts()
    print(say("已清理到期的登录锁定。"))
    return 0
