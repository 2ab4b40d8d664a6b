"""A scheme's file read whole: what it says, and everything that is wrong with it, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from pydantic import ValidationError

from chaotou.core.evaluation.checking.order import Known, check
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Issue, Level, errors
from chaotou.core.zone.complaints import complaints
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.yaml_text import YamlText, read_yaml

FOLDER = "schemes"
EXAMPLES = ".examples.yaml"
"""Worked examples of `schemes/NAME.yaml` stand beside it in `schemes/NAME.examples.yaml`."""


@dataclass(frozen=True)
class LoadedScheme:
    """The scheme where there are no errors, and all issues either way."""

    scheme: SchemeSpec | None
    issues: list[Issue]


def load_scheme(path: FilePath, known: Known | None = None) -> LoadedScheme:
    """The scheme in a file; `known` is what its zone has: indicators, organizations, bodies."""
    text, issues = read_text(path.parent, path.name)
    if text is None:
        return LoadedScheme(None, issues)
    return scheme_of(read_yaml(text, path.name), known)


def scheme_of(read: YamlText, known: Known | None = None) -> LoadedScheme:
    """The scheme a YAML text says; never raises for what people wrote in it."""
    if read.issues and read.data is None:
        return LoadedScheme(None, read.issues)
    try:
        scheme = SchemeSpec.model_validate(read.data)
    except ValidationError as error:
        found = complaints(error, SchemeSpec)
        told = [Issue(Level.ERROR, read.place(path), *said) for path, *said in found]
        return LoadedScheme(None, sorted([*read.issues, *told], key=_line))
    issues = [*read.issues, *check(scheme, read, known)]
    issues.sort(key=lambda issue: (issue.level, _line(issue)))
    return LoadedScheme(None if errors(issues) else scheme, issues)


def _line(issue: Issue) -> int:
    return issue.place.line or 0


def scheme_files(zone: FilePath) -> Mapping[str, FilePath]:
    """The scheme files of a zone directory by their name."""
    files = sorted((zone / FOLDER).glob("*.yaml"))
    return {file.stem: file for file in files if not file.name.endswith(EXAMPLES)}
