"""`chaotou receive-mail [FILE]`: an e-mail, from a file or standard input, kept until somebody reads it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from chaotou.cli.files import file_bytes
from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help=say("邮件原文（.eml）；不写则从标准输入读"))


def run(args: Namespace) -> int:
    wake()
    require_database()
    from django.conf import settings
    from django.utils import timezone

    from chaotou.matters.operations.letters import receive_mail

    data = _bytes(args.file, settings.UPLOAD_LIMIT_MB * 1024 * 1024 + 1)
    letter, is_new = receive_mail(data=data, now=timezone.now())
    said = say("已收下，来信 {number}。") if is_new else say("这封邮件已经收过，来信 {number}。")
    print(said.format(number=letter.pk))
    return 0


def _bytes(path: Path | None, most: int) -> bytes:
    """As much as tells that it is too much."""
    return sys.stdin.buffer.read(most) if path is None else file_bytes(path, most)
