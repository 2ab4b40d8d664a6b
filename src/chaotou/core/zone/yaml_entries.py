"""An entry of a YAML file as its model: read with the lines of its keys, or complained of at them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from pydantic import ValidationError

from chaotou.core.issues import Issue, Level, Message
from chaotou.core.zone.complaints import closest, complaints, did_you_mean
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.yaml_text import Data, Path, YamlText, spelled

S = TypeVar("S", bound=Spec)


def read_entry(read: YamlText, spec: type[S], item: Data, path: Path) -> tuple[Entry[S] | None, list[Issue]]:
    """What stands at `path` of a file, or everything that is wrong with it."""
    try:
        return entry_at(read, spec.model_validate(item), path), []
    except ValidationError as error:
        found = complaints(error, spec)
    places = [(read.place((*path, *inner)), message, hint) for inner, message, hint in found]
    return None, [Issue(Level.ERROR, *told) for told in places]


def section_faults(read: YamlText, sections: Collection[str]) -> Iterator[Issue]:
    """Sections that a file cannot have, and those of its own that are no list.

    A section written wrongly is not missed as well, nor any where the file could not be read.
    """
    if read.data is None and read.issues:
        return
    data = read.data if isinstance(read.data, dict) else {}
    others = [name for name in data if name not in sections]
    for name in others:
        otherwise = Message("这个文件里可写：{names}。", {"names": "、".join(sections)})
        hint = did_you_mean(name, sections, otherwise)
        yield Issue(Level.ERROR, read.place((name,)), Message("没有“{name}”这一部分。", {"name": name}), hint)
    for name in sections:
        if not isinstance(data.get(name), list) and not any(closest(other, [name]) for other in others):
            message = Message("“{name}”应是一个列表。", {"name": name})
            hint = Message("写成“{name}:”，下面每条以“- ”开头；没有内容写“{name}: []”。", {"name": name})
            yield Issue(Level.ERROR, read.place((name,)), message, hint)


def items_of(read: YamlText, section: str) -> list[Data]:
    """What a section of a file lists."""
    items = read.data.get(section) if isinstance(read.data, dict) else None
    return items if isinstance(items, list) else []


def entry_at(read: YamlText, spec: S, path: Path) -> Entry[S]:
    """A model with the place it was written at."""
    return Entry(spec, read.file, read.line(path), spelled(path), read.keys.get(path, {}))
