"""A plan on its ground: who is scored, in which group, what was read of them and how it was prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from chaotou.core.evaluation.facts import Facts, When
from chaotou.core.evaluation.methods.imputation import impute
from chaotou.core.evaluation.methods.screening import stays
from chaotou.core.evaluation.methods.treatment import Limits, Treated, treat
from chaotou.core.evaluation.plan import Plan
from chaotou.core.evaluation.preparation import ImputeSpec, ScreenSpec, StepSpec, TreatSpec
from chaotou.core.evaluation.reading import Readings, read
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.sheet import Ground
from chaotou.core.evaluation.tree import Tree
from chaotou.core.evaluation.words import Scope
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats, State, Whole


@dataclass(frozen=True)
class Case:
    """A plan on its ground: who is scored, what was read of them, and what the rules will be given.

    `given` are the facts it was laid on, of subjects that are not scored too.
    """

    plan: Plan
    ground: Ground
    readings: Readings
    prepared: Floats
    given: Facts
    treated: Treated | None = None
    screened_out: tuple[str, ...] = ()

    @property
    def tree(self) -> Tree:
        return self.plan.tree(self.ground.group_codes)


def lay(plan: Plan, facts: Facts) -> Case:
    """The plan on these facts: subjects chosen, readings taken, missing ones imputed, outliers treated."""
    subjects = _subjects(plan.scheme, facts)
    if not subjects:
        raise Refusal(
            Message("没有可考评的对象。"), Message("看看数据表里有没有办法所列的对象，或是否都被筛去了。")
        )
    held = facts if subjects == facts.subjects else facts.only(subjects)
    ground = ground_of(plan.scheme, held, _outside(plan, facts, subjects))
    readings = _where_they_count(plan, ground, plan.reader.read(held))
    case = Case(plan, ground, readings, readings.values, facts)
    for step in plan.scheme.prepare:
        case = prepared(case, step)
    return case


def _where_they_count(plan: Plan, ground: Ground, readings: Readings) -> Readings:
    """Nobody is measured against subjects of groups that a criterion is not for."""
    if not plan.only_groups:
        return readings
    values, state = readings.values.copy(), readings.state.copy()
    codes = (*ground.group_codes, "")
    for at, groups in plan.only_groups.items():
        outside = np.array([code not in groups for code in codes])[ground.groups]
        values[outside, at], state[outside, at] = np.nan, State.NOT_APPLICABLE
    return Readings(values, state)


def _subjects(scheme: SchemeSpec, facts: Facts) -> tuple[str, ...]:
    chosen = scheme.subjects.members or facts.subjects
    if not scheme.subjects.leave_out:
        return tuple(chosen)
    return tuple(subject for subject in chosen if subject not in scheme.subjects.leave_out)


def ground_of(scheme: SchemeSpec, facts: Facts, outside: dict[tuple[str, str], float]) -> Ground:
    """Whom the scheme puts in which group, by its lists or by a column of the facts."""
    labels, codes = _labels(scheme, facts)
    within = scheme.compared_within is Scope.GROUP
    return Ground(facts, _numbers(labels, codes, len(facts.subjects)), codes, outside, within)


def _labels(scheme: SchemeSpec, facts: Facts) -> tuple[Sequence[str], tuple[str, ...]]:
    """The group of each subject, "" for none, and all groups; a list goes before the column of the facts."""
    spec = scheme.subjects
    if spec.group_column and not spec.groups:
        labels = facts.label(spec.group_column)
        return labels, tuple(dict.fromkeys(label for label in labels if label))
    belongs = {member: group.code for group in spec.groups for member in group.members_in(facts.year)}
    column, codes = facts.labels.get(spec.group_column, ()), tuple(group.code for group in spec.groups)
    if not belongs:
        return column, codes
    others = column or ("",) * len(facts.subjects)
    return [belongs.get(one, label) for one, label in zip(facts.subjects, others, strict=True)], codes


def _numbers(labels: Sequence[str], codes: tuple[str, ...], subjects: int) -> Whole:
    """Labels as places in `codes`, one past the last for none; no labels at all are none for everybody."""
    places = {code: at for at, code in enumerate(codes)}
    if not labels:
        return np.full(subjects, len(codes), dtype=np.int64)
    return np.array([places.get(label, len(codes)) for label in labels], dtype=np.int64)


def _outside(plan: Plan, facts: Facts, subjects: tuple[str, ...]) -> dict[tuple[str, str], float]:
    """Readings of subjects that rules refer to though they are not scored, such as the province."""
    if subjects == facts.subjects:
        return {}
    scored = set(subjects)
    beside = [subject for subject in facts.subjects if subject not in scored]
    held = facts.only(beside)
    values = np.hstack([plan.reader.read(held).values, plan.extra_reader.read(held).values])
    return {
        (subject, column.code): float(values[row, at])
        for row, subject in enumerate(beside)
        for at, column in enumerate((*plan.columns, *plan.extras))
    }


def prepared(case: Case, step: StepSpec) -> Case:
    """The case after one step of preparation."""
    if step.impute is not None:
        return _imputed(case, step.impute)
    if step.screen is not None:
        return _screened(case, step.screen)
    return _treated(case, step.treat) if step.treat is not None else case


def _imputed(case: Case, spec: ImputeSpec) -> Case:
    facts = case.ground.facts
    groups = [label or None for label in facts.label(spec.within)] if spec.within else _groups(case)
    earlier = [one.model_copy(update={"when": When.PREVIOUS}) for one in case.plan.reader.specs]
    previous = read(earlier, facts).values if spec.by == "previous" else None
    return replace(case, prepared=impute(case.prepared, spec.by, groups=groups, previous=previous))


def _groups(case: Case) -> list[str | None]:
    """The scheme's own group of each subject; None for no group."""
    codes = (*case.ground.group_codes, None)
    return [codes[at] for at in case.ground.groups]


def _screened(case: Case, spec: ScreenSpec) -> Case:
    """The case without subjects of whom too little is known."""
    kept = stays(case.prepared, spec.by, data=float(spec.data), nonzero=float(spec.nonzero))
    if kept.all():
        return case
    facts = case.ground.facts
    out = tuple(name for name, stays_in in zip(facts.subjects, kept, strict=True) if not stays_in)
    staying = [name for name in facts.subjects if name not in out]
    if not staying:
        raise Refusal(Message("筛选后没有剩下可考评的对象。"), Message("放宽 screen 的要求，或补齐数据。"))
    ground = replace(case.ground, facts=facts.only(staying), groups=case.ground.groups[kept])
    readings = Readings(case.readings.values[kept], case.readings.state[kept])
    return replace(case, ground=ground, readings=readings, prepared=case.prepared[kept], screened_out=out)


def _treated(case: Case, spec: TreatSpec) -> Case:
    limits = Limits(float(spec.skewness), float(spec.kurtosis))
    done = treat(
        case.prepared,
        points=spec.winsorize,
        transform=spec.otherwise,
        limits=limits,
        power=float(spec.power),
        combine=spec.combine,
    )
    return replace(case, prepared=done.values, treated=done)
