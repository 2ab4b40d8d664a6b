"""`chaotou demo`: database made, zone loaded, accounts printed, server started; a second run loses nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from time import monotonic
from typing import Any

from chaotou.cli.house import wake
from chaotou.cli.language import say
from chaotou.cli.output import print_columns, print_issues
from chaotou.cli.run import add_address, migrate, serve
from chaotou.core.issues import Message, Refusal, errors
from chaotou.core.zone.entries import Zone
from chaotou.core.zone.loading import load_zone

PASSWORD = "chaotou-demo"


def add_arguments(parser: ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--no-serve", action="store_true", help=say("只载入，不启动服务"))


def run(args: Namespace) -> int:
    wake()
    started = monotonic()
    _step(1, say("建立或更新数据库"), migrate)
    zone = _zone()
    _step(2, say("载入机构、人员与岗位"), lambda: _load_people(zone))
    _step(3, say("载入指标、目标与数据"), lambda: _load_figures(zone))
    print(say("就绪，用时 {seconds:.1f} 秒。").format(seconds=monotonic() - started))
    _print_accounts(zone)
    if not args.no_serve:
        serve(args.host, args.port)
    return 0


def _step(number: int, what: str, act: Any) -> None:
    print(f"[{number}/3] {what} …", flush=True)
    act()


def _zone() -> Zone:
    from django.conf import settings

    loaded = load_zone(settings.ZONE)
    if loaded.zone is None or errors(loaded.issues):
        print_issues(loaded.issues)
        raise Refusal(Message("开发区目录“{zone}”有错误，没有载入。", {"zone": settings.ZONE}))
    return loaded.zone


def _load_people(zone: Zone) -> None:
    from django.utils import timezone

    from chaotou.organization import operations

    operations.load_organizations(zone=zone, actor=None, now=timezone.now())
    operations.give_first_passwords(zone=zone, password=PASSWORD, now=timezone.now())


def _load_figures(zone: Zone) -> None:
    from django.utils import timezone

    from chaotou.figures import operations

    operations.load_catalogue(zone=zone, now=timezone.now())
    operations.load_observations(zone=zone, now=timezone.now())


def _print_accounts(zone: Zone) -> None:
    print(say("示例账号（密码均为 {password}）：").format(password=PASSWORD))
    duties = {post.person: f"{post.title}（{post.duty}）" for post in zone.posts if post.person}
    print_columns(
        [say("账号"), say("姓名"), say("岗位")],
        [[p.username, p.name, duties.get(p.username, "")] for p in zone.people],
    )
