"""Worked examples 算例 beside a scheme: facts in, scores out, so that an assessor can say what must come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Annotated, Literal

import numpy as np
from pydantic import BeforeValidator, Field, ValidationError

from chaotou.core.evaluation.checking.order import Known
from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.loading import EXAMPLES, load_scheme
from chaotou.core.evaluation.needs import facts_needed
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.issues import Issue, Level, Message, Place, Refusal
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.core.zone.complaints import complaints, did_you_mean
from chaotou.core.zone.fields import Name, NumberOrReason, PeriodField, Spec
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.vocabulary import Missing
from chaotou.core.zone.yaml_text import Path, YamlText, read_yaml

NOISE = 1e-9
"""Part of a number by which it may differ: the noise of arithmetic, far below any declared rounding."""

STATES = {reason: State[reason.name] for reason in Missing}


def _expected(value: object) -> object:
    return "NaN" if value == "none" else value


Expected = Annotated[
    Decimal,
    Field(allow_inf_nan=True),
    BeforeValidator(_expected, json_schema_input_type=float | Literal["none"]),
]
"""A number; the word none, for no score at all, is not a number."""


class ExpectedSpec(Spec):
    """What must come out for one subject; what is not written is not looked at."""

    total: Expected | None = None
    rank: Expected | None = None
    group_rank: Expected | None = None
    grade: str | None = None
    criteria: dict[str, Expected] = {}


class ExampleSpec(Spec):
    """One example: facts by subject, and what the scheme must make of them."""

    title: Name
    english: str = ""
    source: str = ""
    period: PeriodField | None = None
    facts: dict[str, dict[str, NumberOrReason]] = Field(min_length=1)
    labels: dict[str, dict[str, str]] = {}
    scores: dict[str, ExpectedSpec] = Field(min_length=1)


class ExamplesSpec(Spec):
    """The file beside a scheme."""

    examples: tuple[ExampleSpec, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Came:
    """One number that came out beside the one that was expected."""

    subject: str
    what: Message
    path: Path
    want: Decimal | str
    have: float | str


def examples_beside(scheme: FilePath) -> FilePath:
    """`bureaus.examples.yaml` for `bureaus.yaml`."""
    return scheme.with_name(scheme.stem + EXAMPLES)


def check_with_examples(path: FilePath, known: Known | None = None) -> list[Issue]:
    """Everything that is wrong with a scheme's file and with the worked examples beside it."""
    loaded = load_scheme(path, known)
    beside = examples_beside(path)
    if not beside.is_file():
        return loaded.issues
    return [*loaded.issues, *check_examples(beside, loaded.scheme)]


def check_examples(path: FilePath, scheme: SchemeSpec | None) -> list[Issue]:
    """What is wrong with a file of examples, and every score that comes out otherwise than written."""
    text, issues = read_text(path.parent, path.name)
    return issues if text is None else issues_of(read_yaml(text, path.name), scheme)


def issues_of(text: YamlText, scheme: SchemeSpec | None) -> list[Issue]:
    """The same of a text already read; without a scheme only the file's own form is looked at."""
    if text.data is None and text.issues:
        return text.issues
    try:
        spec = ExamplesSpec.model_validate(text.data)
    except ValidationError as error:
        told = complaints(error, ExamplesSpec)
        found = [Issue(Level.ERROR, text.place(path), *said) for path, *said in told]
        return sorted([*text.issues, *found], key=lambda issue: issue.place.line or 0)
    if scheme is None:
        return text.issues
    differing = (
        issue
        for at, one in enumerate(spec.examples)
        for issue in _issues(one, scheme, text, ("examples", at))
    )
    return [*text.issues, *differing]


def _issues(example: ExampleSpec, scheme: SchemeSpec, text: YamlText, path: Path) -> Iterator[Issue]:
    names = [*_unread(example, scheme, text, path), *_unscored(example, scheme, text, path)]
    yield from names
    if any(issue.level is Level.ERROR for issue in names):
        return
    try:
        card = run(scheme, example)
    except Refusal as refusal:
        yield Issue(Level.ERROR, text.place(path), refusal.message, refusal.hint)
        return
    yield from _left_out(card, example, text, path)
    for came in compared(card, example):
        if not agrees(came.want, came.have):
            yield _wrong(came, text.place((*path, *came.path)))


def run(scheme: SchemeSpec, example: ExampleSpec) -> Scorecard:
    """The scorecard of an example; of a scheme's listed subjects only those in the example are scored."""
    listed = tuple(one for one in scheme.subjects.members if one in example.facts)
    subjects = scheme.subjects.model_copy(update={"members": listed})
    return evaluate(scheme.model_copy(update={"subjects": subjects}), facts_in(example))


def facts_in(example: ExampleSpec) -> Facts:
    """The facts of an example; what a subject does not have is not reported."""
    names = tuple(dict.fromkeys(name for held in example.facts.values() for name in held))
    cells = [[_cell(held.get(name)) for name in names] for held in example.facts.values()]
    shape = (len(cells), len(names))
    period: Period | None = example.period
    return Facts(
        tuple(example.facts),
        names,
        np.array([[value for value, _ in row] for row in cells], dtype=np.float64).reshape(shape),
        np.array([[state for _, state in row] for row in cells], dtype=np.int8).reshape(shape),
        {
            column: tuple(texts.get(one, "") for one in example.facts)
            for column, texts in example.labels.items()
        },
        elapsed=1.0 if period is None else period.latest_month / 12,
        year=None if period is None else period.latest_year,
    )


def _cell(value: Decimal | Missing | None) -> tuple[float, int]:
    if isinstance(value, Missing):
        return np.nan, int(STATES[value])
    return (np.nan, int(State.NOT_REPORTED)) if value is None else (float(value), int(State.REPORTED))


def compared(card: Scorecard, example: ExampleSpec) -> Iterator[Came]:
    """Everything an example expects, beside what came out."""
    given = grades(card)
    scored = {subject: want for subject, want in example.scores.items() if subject in card.subjects}
    for subject, want in scored.items():
        at = card.subjects.index(subject)
        path: Path = ("scores", subject)
        plain = (
            ("total", Message("总分"), want.total, card.totals),
            ("rank", Message("位次"), want.rank, card.ranks),
            ("group_rank", Message("组内位次"), want.group_rank, card.group_ranks),
        )
        for key, what, expected, found in plain:
            if expected is not None:
                yield Came(subject, what, (*path, key), expected, float(found[at]))
        if want.grade is not None:
            code = card.scheme.grades[given[at]].code if given[at] >= 0 else "none"
            yield Came(subject, Message("等次"), (*path, "grade"), want.grade, code)
        scores = _scores(card, at)
        for code, expected in want.criteria.items():
            what = Message("“{code}”", {"code": code})
            yield Came(subject, what, (*path, "criteria", code), expected, scores[code])


def _scores(card: Scorecard, at: int) -> Mapping[str, float]:
    """What one subject has for every criterion, and for every set of bonuses and deductions."""
    found = dict(zip(card.tree.codes, map(float, card.scores[at]), strict=True))
    sets = [spec.code for spec, _, _ in card.case.plan.adjustments]
    return found | dict(zip(sets, map(float, card.adjustments[at]), strict=True))


def agrees(want: Decimal | str, have: float | str) -> bool:
    """Whether what came is what was expected, up to the noise of arithmetic."""
    if isinstance(want, str) or isinstance(have, str):
        return want == have
    if want.is_nan() or have != have:
        return want.is_nan() and have != have
    return abs(have - float(want)) <= NOISE * max(1.0, abs(float(want)))


def _wrong(came: Came, place: Place) -> Issue:
    params = {
        "subject": came.subject,
        "what": came.what,
        "want": _shown(came.want),
        "have": _shown(came.have),
    }
    message = Message("算例写{subject}的{what}是 {want}，算出来是 {have}。", params)
    hint = Message("用手算一遍：算例错了改算例，办法错了改办法。")
    return Issue(Level.ERROR, place, message, hint)


def _shown(value: Decimal | float | str) -> str:
    if isinstance(value, str):
        return value
    return "none" if value != value else f"{Decimal(f'{value:.12g}'):f}"


def _unread(example: ExampleSpec, scheme: SchemeSpec, text: YamlText, path: Path) -> Iterator[Issue]:
    """Facts that the scheme does not look at: most likely misspelled."""
    read = facts_needed(scheme)
    for subject, held in example.facts.items():
        for name in held:
            if name not in read:
                place = text.place((*path, "facts", subject, name))
                message = Message("办法不看“{name}”这个数。", {"name": name})
                otherwise = Message("办法看的有：{names}。", {"names": "、".join(read)})
                yield Issue(Level.ERROR, place, message, did_you_mean(name, read, otherwise))


def _left_out(card: Scorecard, example: ExampleSpec, text: YamlText, path: Path) -> Iterator[Issue]:
    """Subjects in `scores` that the scheme does not score."""
    for subject in example.scores:
        if subject not in card.subjects:
            message = Message("办法不考评“{subject}”。", {"subject": subject})
            hint = Message("考评的有：{names}。", {"names": "、".join(card.subjects)})
            yield Issue(Level.ERROR, text.place((*path, "scores", subject)), message, hint)


def _unscored(example: ExampleSpec, scheme: SchemeSpec, text: YamlText, path: Path) -> Iterator[Issue]:
    """Subjects, criteria and grades in `scores` that do not exist."""
    codes = [one.code for one in scheme.walk()] + [one.code for one in scheme.adjustments()]
    marks = [grade.code for grade in scheme.grades]
    for subject, want in example.scores.items():
        if subject not in example.facts:
            message = Message("facts 里没有“{subject}”。", {"subject": subject})
            hint = did_you_mean(subject, example.facts, Message("在 facts 里写上它的数。"))
            yield Issue(Level.ERROR, text.place((*path, "scores", subject)), message, hint)
        for code in want.criteria:
            if code not in codes:
                message = Message("办法里没有考评项“{code}”。", {"code": code})
                hint = did_you_mean(code, codes, Message("可写的有：{codes}。", {"codes": "、".join(codes)}))
                place = text.place((*path, "scores", subject, "criteria", code))
                yield Issue(Level.ERROR, place, message, hint)
        if want.grade not in (None, "none", *marks):
            message = Message("没有“{grade}”这个等次。", {"grade": want.grade})
            hint = did_you_mean(str(want.grade), marks, Message("先在 grades 里写上它。"))
            yield Issue(Level.ERROR, text.place((*path, "scores", subject, "grade")), message, hint)
