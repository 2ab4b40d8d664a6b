"""`chaotou demo`: the database made, the zone loaded, accounts printed, the server started."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from time import monotonic

from chaotou.cli.house import wake
from chaotou.cli.language import say
from chaotou.cli.loading import (
    checked_zone,
    load_figures,
    load_matters,
    load_people,
    load_register,
    load_runs,
)
from chaotou.cli.output import print_columns
from chaotou.cli.run import add_address, migrate, serve
from chaotou.core.zone.specs import Zone

PASSWORD = "chaotou-demo"


def add_arguments(parser: ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--no-serve", action="store_true", help=say("只载入，不启动服务"))


def run(args: Namespace) -> int:
    wake()
    from django.utils import timezone

    started, now = monotonic(), timezone.now()
    _step(1, say("建立或更新数据库"), migrate)
    zone = checked_zone()
    _step(2, say("载入机构、人员与岗位"), lambda: load_people(zone, now))
    _step(3, say("载入指标、目标与数据"), lambda: load_figures(zone, now))
    _step(4, say("载入企业与项目，计入指标"), lambda: load_register(zone, now))
    _step(5, say("载入事项和会议，计入指标"), lambda: load_matters(zone, now))
    _step(6, say("按考评办法试算并发布示例"), lambda: load_runs(zone, now))
    _open_accounts(zone)
    print(say("就绪，用时 {seconds:.1f} 秒。").format(seconds=monotonic() - started))
    if not args.no_serve:
        serve(args.host, args.port)
    return 0


def _step(number: int, what: str, act: Callable[[], None]) -> None:
    print(f"[{number}/6] {what} …", flush=True)
    act()


def _open_accounts(zone: Zone) -> None:
    from django.utils import timezone

    from chaotou.organization import operations

    operations.give_first_passwords(zone=zone, password=PASSWORD, now=timezone.now())
    print(say("示例账号（密码均为 {password}）：").format(password=PASSWORD))
    posts = {post.person: post.title for post in zone.posts if post.person}
    rows = [[person.username, person.name, posts.get(person.username, "")] for person in zone.people]
    print_columns([say("账号"), say("姓名"), say("岗位")], rows)
