"""How minutes were read: which decisions were found, which were none, which fields agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from chaotou.core.minutes import DecisionDraft, Minutes, Owner, read_minutes
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar

TEXTS = Path(__file__).parent / "texts"
FIELDS = ("what", "kind", "lead", "helpers", "people", "due_on", "due_text", "issues")
HEAD = ("name", "number", "held_on", "place", "host", "attending", "sitting_in", "excused", "topics")
ALIKE = 0.5
_MARKS = re.compile(r"[\s,，、;；:：。（）()]")
Gold = Mapping[str, Any]


@dataclass
class Score:
    """`alarms` are directives read from what is background or only noted."""

    gold: int = 0
    hits: int = 0
    extra: int = 0
    alarms: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.gold)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.extra)

    def accuracy(self, name: str) -> float:
        checked = self.fields.get(name, [])
        return sum(checked) / max(1, len(checked))

    def agree(self, name: str, agrees: bool, note: str) -> None:
        self.fields.setdefault(name, []).append(agrees)
        if not agrees:
            self.notes.append(note)


def names() -> dict[str, str]:
    listed = yaml.safe_load((TEXTS / "organizations.yaml").read_text(encoding="utf-8"))
    return {name: code for code, all_names in listed.items() for name in all_names}


def workdays() -> WorkdayCalendar:
    calendar = load_calendar(Path(__file__).parents[3] / "zones/demo").workdays
    assert calendar is not None
    return calendar


def read(path: Path) -> Minutes:
    """A text read as a person would put it in, its day known only from itself."""
    text = path.read_text(encoding="utf-8")
    return read_minutes(text, organizations=names(), calendar=workdays())


def gold_of(path: Path) -> Gold:
    loaded: Gold = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    return loaded


def score(path: Path, total: Score) -> None:
    """Add one set of minutes to `total`; ambiguous decisions count neither for nor against."""
    text, gold, minutes = path.read_text(encoding="utf-8"), gold_of(path), read(path)
    directives = [draft for draft in minutes.decisions if draft.is_directive]
    used: set[int] = set()
    for wanted in gold["decisions"]:
        found = _best(directives, wanted, text.index(wanted["at"]), used)
        lenient = bool(wanted.get("ambiguous"))
        total.gold += not lenient
        if found is not None:
            used.add(found)
        if not lenient and found is None:
            total.notes.append(f"{path.stem} missed: {wanted['what']}")
        elif not lenient and found is not None:
            total.hits += 1
            _compare(directives[found], wanted, total, path.stem)
    _beside(path.stem, text, gold, [d for i, d in enumerate(directives) if i not in used], total)
    _head(path.stem, minutes, gold, total)


def _best(read: Sequence[DecisionDraft], gold: Gold, at: int, used: set[int]) -> int | None:
    fits = [
        index
        for index, draft in enumerate(read)
        if index not in used and draft.start < at + len(gold["at"]) and at < draft.end
    ]
    return max(fits, key=lambda index: alike(read[index].what, gold["what"]), default=None)


def alike(one: str, other: str) -> float:
    """How much two tasks are worded alike, by pairs of characters, from 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _pairs(text: str) -> set[str]:
    text = _MARKS.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _compare(draft: DecisionDraft, gold: Gold, total: Score, stem: str) -> None:
    got: dict[str, Any] = {
        "kind": str(draft.kind),
        "lead": _named(draft.lead) if draft.lead else None,
        "helpers": sorted(map(_named, draft.helpers)),
        "people": list(draft.people),
        "due_on": draft.due_on,
        "due_text": draft.due_text,
    }
    wanted = {"helpers": [], "people": [], "due_on": None, **gold}
    wanted["helpers"] = sorted(wanted["helpers"])
    for name in got.keys() - set(gold.get("ambiguous_fields", ())):
        if name in wanted:
            note = f"{stem} {name} of {gold['what'][:16]}: {got[name]!r} for {wanted[name]!r}"
            total.agree(name, got[name] == wanted[name], note)
    if "what" not in gold.get("ambiguous_fields", ()):
        closeness = alike(draft.what, gold["what"])
        total.agree("what", closeness >= 0.75, f"{stem} what: {draft.what} for {gold['what']}")
    if "issues" in gold:
        codes = {str(issue.code) for issue in draft.issues}
        total.agree("issues", set(gold["issues"]) <= codes, f"{stem} issues of {draft.what[:16]}: {codes}")


def _named(owner: Owner) -> str:
    return owner.code or owner.name.replace("(", "（").replace(")", "）")


def _beside(stem: str, text: str, gold: Gold, beside: Sequence[DecisionDraft], total: Score) -> None:
    total.extra += len(beside)
    total.notes += [f"{stem} extra: {draft.what} | {draft.quote}" for draft in beside]
    for quiet in (*gold["noted"], *gold["background"]):
        start = text.index(quiet)
        alarmed = any(draft.start < start + len(quiet) and start < draft.end for draft in beside)
        total.alarms += alarmed
        total.notes += [f"{stem} alarm: {quiet}"] if alarmed else []


def _head(stem: str, minutes: Minutes, gold: Gold, total: Score) -> None:
    for name in HEAD:
        wanted = gold["held_on"] if name == "held_on" else gold["head"][name]
        got = getattr(minutes.head, name)
        agrees = _same(got, wanted)
        total.agree(f"head.{name}", agrees, f"{stem} head.{name}: {got!r} for {wanted!r}")


def _same(got: object, wanted: object) -> bool:
    if isinstance(got, tuple) and isinstance(wanted, list):
        return [_bare(one) for one in got] == [_bare(one) for one in wanted]
    return _bare(got) == _bare(wanted) if isinstance(got, str) else got == wanted


def _bare(text: object) -> str:
    return re.sub(r"^关于", "", _MARKS.sub("", str(text or "")))
