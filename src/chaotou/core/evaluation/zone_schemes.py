"""The schemes of a zone directory: all that is wrong with them and their worked examples, at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path as FilePath

from chaotou.core.evaluation.checking.written import Known
from chaotou.core.evaluation.examples import check_examples, examples_beside
from chaotou.core.evaluation.loading import EXAMPLES, FOLDER, load_scheme, scheme_files
from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Draft
from chaotou.core.zone.specs import Zone


def known_of(zone: Zone) -> Known:
    """What a zone's schemes may name."""
    indicators = {indicator.code for indicator in zone.indicators}
    subjects = {one.code for one in zone.organizations} | {one.code for one in zone.bodies}
    return Known(
        indicators=frozenset(indicators | set(Supplied)),
        subjects=frozenset(subjects),
        years=frozenset({zone.zone.year}),
    )


def known_of_draft(draft: Draft) -> Known:
    """The same of a zone with errors: a file that cannot be read is not held against who names its codes."""
    indicators, organizations, bodies = map(draft.codes, ("indicators", "organizations", "bodies"))
    readable = draft.unread.isdisjoint(("organizations", "bodies"))
    return Known(
        indicators=frozenset(indicators | set(Supplied)) if indicators else frozenset(),
        subjects=frozenset(organizations | bodies) if readable else frozenset(),
        years=frozenset(entry.spec.year for entry in draft.zone),
    )


def check_schemes(path: FilePath, known: Known) -> list[Issue]:
    """Every issue of every scheme and example of the zone directory at `path`."""
    issues = [*_stray(path)]
    for file in scheme_files(path).values():
        issues += _of(file, known)
    return [replace(issue, place=_in_folder(issue.place)) for issue in issues]


def _of(file: FilePath, known: Known) -> Iterator[Issue]:
    loaded = load_scheme(file, known)
    yield from loaded.issues
    if loaded.scheme is not None and loaded.scheme.scheme != file.stem:
        message = Message("文件名与代码“{code}”不同。", {"code": loaded.scheme.scheme})
        hint = Message("把文件改名为 {file}，或改 scheme 的代码。", {"file": f"{loaded.scheme.scheme}.yaml"})
        yield Issue(Level.ERROR, Place(file.name, 1, "scheme"), message, hint)
    if examples_beside(file).is_file():
        yield from check_examples(examples_beside(file), loaded.scheme)


def _stray(path: FilePath) -> Iterator[Issue]:
    """Files in the folder that nobody reads: examples of no scheme, other endings."""
    names = scheme_files(path)
    for file in sorted((path / FOLDER).glob("*")):
        if file.name.endswith(EXAMPLES):
            stem = file.name.removesuffix(EXAMPLES)
            if stem not in names:
                message = Message("旁边没有办法 {file}。", {"file": f"{stem}.yaml"})
                hint = did_you_mean(stem, names, Message("算例与办法同名：NAME.yaml 与 NAME.examples.yaml。"))
                yield Issue(Level.ERROR, Place(file.name), message, hint)
        elif file.suffix != ".yaml":
            message = Message("没有读这个文件：它不是目录里该有的名字。")
            yield Issue(Level.WARNING, Place(file.name), message, Message("办法的文件名以 .yaml 结尾。"))


def _in_folder(place: Place) -> Place:
    return replace(place, file=f"{FOLDER}/{place.file}")
