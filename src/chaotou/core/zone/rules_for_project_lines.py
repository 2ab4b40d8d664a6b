"""What each line of the tables of `projects/` keeps to: codes that exist, days in order, other people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chaotou.core import industries
from chaotou.core.issues import Issue, Message, Refusal
from chaotou.core.naming import Listed
from chaotou.core.projects.agreed_days import MEND, contradictions
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.project_rows import particulars
from chaotou.core.zone.project_tables import Told

PEOPLE = (
    "officer", "linked_leader", "secretary", "registered_by", "reported_by", "requested_by", "decided_by",
    "recorded_by", "raised_by", "ruled_by", "added_by", "put_forward_by", "member", "met_by", "confirmed_by",
    "proposed_by", "approved_by", "solved_by", "closed_by", "taken_by",
)  # fmt: skip
ORGANIZATIONS = ("organization", "landing", "from_organization", "to_organization", "supplier")
KEYS: dict[str, dict[str, str]] = {
    "projects": {"source_city": "cities", "chain": "chains", "plot": "plots", "investor": "enterprises"},
    "moves": {"to_stage": "stages"},
    "recognitions": {"stage": "stages", "scheme": "recognition"},
    "talks": {"way": "ways"},
    "evidence": {"stage": "stages", "kind": "evidence"},
    "plans": {"template": "node_templates"},
    "factors": {"kind": "factor_kinds"},
    "problems": {"level": "problem_levels"},
    "linkage": {"slot": "linkage_slots"},
}
"""Columns that name an entry of the zone, by table, and the section it is in."""
ONCE: dict[str, tuple[str, ...]] = {
    "projects": ("code",),
    "plans": ("project",),
    "nodes": ("project", "node"),
    "baselines": ("project", "number", "node"),
    "problems": ("project", "number"),
    "investments": ("project", "month"),
    "linkage": ("project", "slot"),
    "opinions": ("project", "batch", "member"),
}
"""What no two lines of a table may share."""
IN_ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "moves": (("moved_on", "reported_on"),),
    "recognitions": (("requested_on", "decided_on"), ("recognized_on", "decided_on")),
    "credits": (("from_on", "until_on"),),
    "talks": (("on", "next_step_on"), ("on", "recorded_on")),
    "disputes": (("raised_on", "ruled_on"),),
    "reviews": (("put_forward_on", "meets_on"), ("meets_on", "decided_on")),
    "conditions": (("met_on", "confirmed_on"),),
    "baselines": (("proposed_on", "approved_on"),),
    "problems": (("raised_on", "solved_on"), ("solved_on", "closed_on"), ("raised_on", "due_on")),
}
"""Days of one line of which the first cannot be later than the second."""
ANOTHER: dict[str, tuple[tuple[str, str], ...]] = {
    "recognitions": (("requested_by", "decided_by"),),
    "disputes": (("raised_by", "ruled_by"),),
    "conditions": (("met_by", "confirmed_by"),),
    "baselines": (("proposed_by", "approved_by"),),
    "problems": (("solved_by", "closed_by"),),
}
"""Acts of one line that two different people do."""
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "recognitions": (("decided_by", "decided_on"),),
    "disputes": (("ruling", "reason", "ruled_by", "ruled_on"),),
    "talks": (("next_step", "next_step_on"),),
    "reviews": (("outcome", "decided_by", "decided_on"),),
    "conditions": (("met_on", "met_by"), ("confirmed_by", "confirmed_on")),
    "baselines": (("approved_by", "approved_on"),),
    "problems": (("solved_by", "solved_on"), ("closed_by", "closed_on")),
}
"""Columns of one line that are all given or all empty."""


def lines_are_once(told: Told) -> Iterator[Issue]:
    for table, columns in ONCE.items():
        first: dict[object, int] = {}
        for entry in told.rows(table):
            key = tuple(str(getattr(entry.spec, column)) for column in columns)
            if key in first:
                message = Message("“{value}”已在第 {line} 行。", {"value": " ".join(key), "line": first[key]})
                yield entry.error(message, Message("只留一行。"), columns[-1])
            first.setdefault(key, entry.line)


def names_are_known(told: Told) -> Iterator[Issue]:
    """Every code names an entry of the zone, and every line a project."""
    everywhere = dict.fromkeys(PEOPLE, "people") | dict.fromkeys(ORGANIZATIONS, "organizations")
    known = {section: told.codes(section) for section in {*everywhere.values(), *_sections()}}
    for table, entries in told.tables.items():
        columns = type(entries[0].spec).model_fields if entries else {}
        asked = {key: name for key, name in (everywhere | KEYS.get(table, {})).items() if key in columns}
        for entry in entries:
            if table != "projects":
                yield from value_is_known(entry, "project", set(told.projects), "projects/projects.csv")
            for column, section in asked.items():
                yield from value_is_known(entry, column, known[section], section)


def _sections() -> set[str]:
    return {section for columns in KEYS.values() for section in columns.values()}


def value_is_known(entry: Entry[Any], column: str, known: set[str], where: str) -> Iterator[Issue]:
    """What a column says, where it says anything, is among what `where` knows."""
    value = getattr(entry.spec, column, None)
    if value and value not in known:
        message = Message("“{value}”在 {where} 里没有。", {"value": value, "where": where})
        yield entry.error(message, did_you_mean(value, known, Message("查看是否写错，或先添上它。")), column)


def choices_are_known(told: Told) -> Iterator[Issue]:
    """What is chosen is among the choices of `stages.yaml`; links are of their chain, industries exist."""
    choices = {spec.code: {one.code for one in spec.choices} for spec in told.zone.fields if spec.choices}
    links = {chain.code: {link.code for link in chain.links} for chain in told.zone.chains}
    for entry in told.rows("projects"):
        for column, codes in choices.items():
            yield from value_is_known(entry, column, codes, "stages.yaml")
        if entry.spec.chain in links:
            yield from value_is_known(entry, "link", links[entry.spec.chain], "chains.yaml")
        try:
            industries.industry(entry.spec.industry or "C")
        except Refusal as refusal:
            yield entry.error(refusal.message, refusal.hint or Message("请更正。"), "industry")


def days_are_in_order(told: Told) -> Iterator[Issue]:
    for table, pairs in IN_ORDER.items():
        for entry in told.rows(table):
            for first, second in pairs:
                one, other = getattr(entry.spec, first), getattr(entry.spec, second)
                if one and other and one > other:
                    message = Message(
                        "{second} 早于 {first}（{day}）。", {"first": first, "second": second, "day": one}
                    )
                    yield entry.error(message, Message("请核对日期。"), second)


def agreed_days_are_in_order(told: Told) -> Iterator[Issue]:
    """As `stages.yaml` has the days of the zone's own fields follow each other."""
    for entry in told.rows("projects"):
        for field, message in contradictions(told.zone.fields, particulars(entry.spec)):
            yield entry.error(message, MEND, field.code)


def another_decides(told: Told) -> Iterator[Issue]:
    for table, pairs in ANOTHER.items():
        for entry in told.rows(table):
            for first, second in pairs:
                if getattr(entry.spec, first) and getattr(entry.spec, first) == getattr(entry.spec, second):
                    message = Message("{second} 与 {first} 是同一人。", {"first": first, "second": second})
                    yield entry.error(message, Message("这一步须由另一个人办理。"), second)


def what_belongs_together_is_whole(told: Told) -> Iterator[Issue]:
    for table, groups in TOGETHER.items():
        for entry in told.rows(table):
            for columns in groups:
                given = [column for column in columns if getattr(entry.spec, column)]
                if given and len(given) < len(columns):
                    missing = [column for column in columns if column not in given]
                    message = Message(
                        "写了 {given}，没有写 {missing}。",
                        {"given": Listed(tuple(given)), "missing": Listed(tuple(missing))},
                    )
                    yield entry.error(message, Message("这几栏要么都写，要么都空着。"), missing[0])
