"""The worked examples beside a scheme as its page shows them: facts in, what was expected, what came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from pydantic import ValidationError

from chaotou.core.evaluation.examples import (
    Came,
    ExampleSpec,
    ExamplesSpec,
    agrees,
    check_examples,
    compared,
    examples_beside,
    run,
)
from chaotou.core.evaluation.loading import scheme_files
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Issue, Refusal
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.vocabulary import Missing
from chaotou.core.zone.yaml_text import read_yaml


@dataclass(frozen=True)
class Result:
    """One number of an example: what was expected and what came."""

    came: Came

    @property
    def agrees(self) -> bool:
        return agrees(self.came.want, self.came.have)


@dataclass(frozen=True)
class Worked:
    """One example: its facts as a table of subjects by fact names, and every expected number."""

    example: ExampleSpec
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Decimal | Missing | None, ...]], ...]
    results: tuple[Result, ...]
    refused: Refusal | None

    @property
    def agrees(self) -> bool:
        return self.refused is None and all(one.agrees for one in self.results)


@dataclass(frozen=True)
class Examples:
    worked: tuple[Worked, ...]
    issues: tuple[Issue, ...]


def worked_examples(scheme: SchemeSpec) -> Examples:
    """The examples of a zone's scheme, run now, and what is wrong with their file."""
    file = scheme_files(Path(settings.ZONE)).get(scheme.scheme)
    if file is None or not examples_beside(file).is_file():
        return Examples((), ())
    path = examples_beside(file)
    issues = tuple(check_examples(path, scheme))
    return Examples(tuple(_worked(scheme, one) for one in _examples(path)), issues)


def _examples(path: Path) -> Sequence[ExampleSpec]:
    """The examples of a file; none of a file that does not read, whose issues say why."""
    text, _issues = read_text(path.parent, path.name)
    if text is None:
        return ()
    try:
        return ExamplesSpec.model_validate(read_yaml(text, path.name).data).examples
    except ValidationError:
        return ()


def _worked(scheme: SchemeSpec, example: ExampleSpec) -> Worked:
    names = tuple(dict.fromkeys(name for held in example.facts.values() for name in held))
    rows = tuple(
        (subject, tuple(held.get(name) for name in names)) for subject, held in example.facts.items()
    )
    try:
        came = tuple(compared(run(scheme, example), example))
    except Refusal as refusal:
        return Worked(example, names, rows, (), refusal)
    return Worked(example, names, rows, tuple(Result(one) for one in came), None)
