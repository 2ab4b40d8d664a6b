"""The schemes of the zone's directory, as their files stand now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from chaotou.core.evaluation.loading import scheme_files, scheme_of
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.zone_schemes import known_of
from chaotou.core.issues import Issue, Message, Missing, Refusal, errors
from chaotou.core.zone.yaml_text import read_yaml
from chaotou.organization import queries as organization


@dataclass(frozen=True)
class SchemeFile:
    """A scheme as its file says it: the text, the scheme where the text has no errors, and all issues."""

    code: str
    text: str
    scheme: SchemeSpec | None
    issues: tuple[Issue, ...]


def codes() -> list[str]:
    """The codes of the zone's schemes, by file name."""
    return list(scheme_files(Path(settings.ZONE)))


def read(code: str) -> SchemeFile:
    """One scheme's file; `Missing` where there is none."""
    file = scheme_files(Path(settings.ZONE)).get(code)
    if file is None:
        raise Missing(Message("没有考评办法“{name}”。", {"name": code}))
    text = file.read_text(encoding="utf-8-sig")
    loaded = scheme_of(read_yaml(text, file.name), known_of(organization.zone()))
    return SchemeFile(code, text, loaded.scheme, tuple(loaded.issues))


def sound(code: str) -> tuple[SchemeSpec, str]:
    """A scheme without errors and its text; `Refusal` with the first error."""
    found = read(code)
    if found.scheme is None:
        first = errors(found.issues)[0]
        values = {"place": str(first.place), "message": first.message}
        raise Refusal(
            Message("考评办法有错误：{place} {message}", values),
            Message("运行 chaotou check 查看全部问题，改好文件再考评。"),
        )
    return found.scheme, found.text


def of_text(text: str) -> SchemeSpec:
    """The scheme that a run kept; ValueError for a text that no longer reads, which is a fault of ours."""
    loaded = scheme_of(read_yaml(text, "scheme.yaml"))
    if loaded.scheme is None:
        raise ValueError(f"a run's scheme no longer reads: {loaded.issues[0].message}")
    return loaded.scheme
