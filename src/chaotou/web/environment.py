"""Reads settings from the environment; a wrong value is refused loudly, with what to write instead."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "true", "false", "1", "0"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")
    return value in {"yes", "true", "1"}


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, home: Path) -> str:
    """The secret from the environment, or one made once and kept in `home` with mode 600."""
    if os.environ.get(name):
        return os.environ[name]
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


KEPT_OPEN = 60
"""Seconds for which a connection serves one request after another: opening one takes as long as a page."""


def database(url: str, home: Path) -> dict[str, object]:
    """Django's settings of a database from `sqlite` or `postgresql://user:password@host:port/name`.

    A server behind a local socket is named by `postgresql://user@/name?host=/path/of/socket`.
    """
    if url == "sqlite":
        return _sqlite(home / "chaotou.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "CHAOTOU_DATABASE must be sqlite or postgresql://user:password@host:port/name."
        )
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or socket,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": KEPT_OPEN,
    }


@dataclass(frozen=True)
class Mail:
    """The server that mail goes out by; without a host none goes out."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    sender: str = "chaotou@localhost"


def mail(url: str) -> Mail:
    """Read `smtp://user:password@host:port/?from=address`, or smtps:// with TLS; empty: no mail goes out."""
    if not url:
        return Mail()
    parts = urlsplit(url)
    sender, tls = parse_qs(parts.query).get("from", [""])[0], parts.scheme == "smtps"
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        raise ImproperlyConfigured(
            "CHAOTOU_MAIL must be smtp://user:password@host:port/?from=office@zone.example (or smtps://)."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Mail(parts.hostname, parts.port or (465 if tls else 25), user, password, tls, sender)


def robots(text: str) -> dict[str, str]:
    """The robots of organizations' groups, as in `economy=wecombot://KEY office=dingtalk://TOKEN`."""
    found = {}
    for word in text.split():
        code, equals, address = word.partition("=")
        if not equals or "://" not in address:
            raise ImproperlyConfigured(
                f"CHAOTOU_ROBOTS has {word!r}; write organization=address, such as economy=wecombot://KEY."
            )
        found[code] = address
    return found


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": KEPT_OPEN,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def time_zone() -> ZoneInfo:
    """The clock of the zone, CHAOTOU_TIME_ZONE."""
    name = text("CHAOTOU_TIME_ZONE", "Asia/Shanghai")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ImproperlyConfigured(
            f"CHAOTOU_TIME_ZONE is {name!r}; write one such as Asia/Shanghai."
        ) from error


def zone_directory() -> Path:
    """The zone that CHAOTOU_ZONE names, else the demo zone beside the sources or inside the package."""
    named = os.environ.get("CHAOTOU_ZONE")
    if named:
        return Path(named).resolve()
    package = Path(__file__).resolve().parent.parent
    candidates = (Path("zones/demo"), package.parent.parent / "zones/demo", package / "zones/demo")
    return next((path.resolve() for path in candidates if path.is_dir()), candidates[0].resolve())
