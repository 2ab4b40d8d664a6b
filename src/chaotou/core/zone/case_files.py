"""The `cases/` folder of a zone directory read whole: invented matters, and all that is wrong, at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from chaotou.core.issues import Issue, errors
from chaotou.core.zone.case_specs import CaseActSpec, CaseSpec
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.rules_for_cases import Case, Told, check_cases
from chaotou.core.zone.specs import Zone
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.yaml_entries import entry_at, items_of, read_entry, section_faults
from chaotou.core.zone.yaml_text import YamlText, read_yaml

FOLDER = "cases"
SECTION = "matter_cases"


@dataclass(frozen=True)
class LoadedCases:
    """The cases in the order they stand, where there are no errors, and all issues either way."""

    cases: tuple[Case, ...] | None
    issues: list[Issue] = field(default_factory=list)


def load_case_files(path: FilePath, zone: Zone) -> LoadedCases:
    """The cases of the zone directory at `path`; a folder that is not there has none."""
    cases, issues = list[Case](), list[Issue]()
    for file in sorted((path / FOLDER).glob("*.yaml")):
        found, wrong = _read(path, f"{FOLDER}/{file.name}")
        cases += found
        issues += wrong
    issues += check_cases(Told(path, zone, cases))
    return LoadedCases(None if errors(issues) else tuple(cases), issues)


def _read(path: FilePath, file: str) -> tuple[list[Case], list[Issue]]:
    text, issues = read_text(path, file)
    if text is None:
        return [], issues
    read = read_yaml(text, file)
    found = list(_cases(read))
    cases = [one for one in found if isinstance(one, Case)]
    return cases, [*read.issues, *(one for one in found if isinstance(one, Issue))]


def _cases(read: YamlText) -> Iterator[Case | Issue]:
    yield from section_faults(read, [SECTION])
    for at, item in enumerate(items_of(read, SECTION)):
        told, issues = read_entry(read, CaseSpec, item, (SECTION, at))
        yield from issues
        if told:
            yield Case(told, tuple(_acts(read, told.spec, at)))


def _acts(read: YamlText, case: CaseSpec, at: int) -> Iterator[Entry[CaseActSpec]]:
    for line, act in enumerate(case.acts):
        yield entry_at(read, act, (SECTION, at, "acts", line))
