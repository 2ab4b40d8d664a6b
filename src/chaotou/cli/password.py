"""`chaotou password ACCOUNT`: a first password for an account, from the server's own console."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("account", help=say("账号"))


def run(args: Namespace) -> int:
    wake()
    require_database()
    from django.utils import timezone

    from chaotou.organization import operations

    password = getpass(say("新密码：")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    operations.set_password_from_console(username=args.account, password=password, now=timezone.now())
    print(say("已设定“{account}”的密码，首次登录后须更改。").format(account=args.account))
    return 0
