"""An entry of a YAML file as its model: read with the lines of its keys, or complained of at them."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from chaotou.core.issues import Issue, Level
from chaotou.core.zone.complaints import complaints
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


def entry_at(read: YamlText, spec: S, path: Path) -> Entry[S]:
    """A model with the place it was written at."""
    return Entry(spec, read.file, read.line(path), spelled(path), read.keys.get(path, {}))
