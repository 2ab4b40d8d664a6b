"""`chaotou run`: the server, a real one, for the database and zone that the environment names."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_arguments(parser: ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--prepare", action="store_true", help=say("先更新数据库并载入开发区目录"))


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=say("监听地址"))
    parser.add_argument("--port", type=_port, default=8000, help=say("端口"))


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise ArgumentTypeError(say("“{text}”不是端口，请写 0 到 65535 之间的整数。").format(text=text))
    return int(text)


def run(args: Namespace) -> int:
    wake()
    if args.prepare:
        prepare()
    require_database()
    serve(args.host, args.port)
    return 0


def prepare() -> None:
    """The database brought up to date and the zone directory loaded; what people have recorded stays."""
    from django.utils import timezone

    from chaotou.cli.loading import checked_zone, load_figures, load_people

    migrate()
    zone, now = checked_zone(), timezone.now()
    load_people(zone, now)
    load_figures(zone, now)


def migrate() -> None:
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)


def serve(host: str, port: int) -> None:
    """Serve until interrupted. `Refusal` when the port is taken."""
    from granian import Granian
    from granian.constants import Interfaces

    _require_free(host, port)
    print(say("服务地址：{address}（按 Ctrl+C 停止）").format(address=f"http://{host}:{port}/"), flush=True)
    server = Granian(
        "chaotou.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_access=False,
    )
    server.serve()


def _require_free(host: str, port: int) -> None:
    import socket

    from chaotou.core.issues import Message, Refusal

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                Message(
                    "不能在 {host}:{port} 提供服务：{error}。",
                    {"host": host, "port": port, "error": error.strerror},
                ),
                Message("请停止占用该端口的程序，或用 --port 另选端口。"),
            ) from error
