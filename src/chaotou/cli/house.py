"""Wakes Django for the commands that need the database."""

from __future__ import annotations

import os

import django
from django.db import DatabaseError

from chaotou.cli.language import language
from chaotou.core.issues import Message, Refusal


def wake() -> None:
    """Set Django up in the language of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chaotou.web.settings")
    django.setup()
    from django.utils import translation

    translation.activate(language())


def require_database() -> None:
    """`Refusal` when the database is missing or older than the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Refusal(Message("数据库打不开：{error}", {"error": error})) from error
    if waiting:
        raise Refusal(
            Message("数据库尚未建立或版本较旧。"),
            Message("请先运行 chaotou demo，或 chaotou run --prepare。"),
        )
