"""A zone directory read whole: what it says, and everything that is wrong with it, at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from chaotou.core.issues import Issue, Level, Message, Place, errors
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone import rules_for_calendars
from chaotou.core.zone.chain_specs import ChainSpec
from chaotou.core.zone.checking import check
from chaotou.core.zone.complaints import closest, did_you_mean
from chaotou.core.zone.delivery_specs import (
    DeliveryLightsSpec,
    DispatchListSpec,
    FactorKindSpec,
    LinkageSlotSpec,
    NodeTemplateSpec,
    ProblemLevelSpec,
)
from chaotou.core.zone.enterprise_specs import EnterpriseRow
from chaotou.core.zone.entries import Draft
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.lead_specs import (
    CitySpec,
    ClockSpec,
    DuplicateSpec,
    ExchangeRateSpec,
    ProtectionSpec,
    SplitSpec,
    TeamSpec,
    WaySpec,
)
from chaotou.core.zone.matter_flow_specs import FlowSpec
from chaotou.core.zone.matter_specs import KindSpec, ResultSpec, SuspensionSpec
from chaotou.core.zone.matter_watch_specs import MatterCountSpec, QuietSpec, ReminderSpec, ShadesSpec
from chaotou.core.zone.meeting_specs import HallSpec, MeetingKindSpec, TopicKindSpec
from chaotou.core.zone.plots import read_plots
from chaotou.core.zone.project_specs import (
    CountSpec,
    EvidenceSpec,
    FieldSpec,
    IntegritySpec,
    RateSpec,
    RecognitionSpec,
    StageSpec,
    TierSpec,
)
from chaotou.core.zone.review_specs import AdmissionSpec, PromiseSpec, ReviewRulesSpec, ReviewSheetSpec
from chaotou.core.zone.specs import (
    BodySpec,
    CalendarSpec,
    IndicatorSpec,
    LightsSpec,
    ObservationRow,
    OrganizationSpec,
    PersonSpec,
    PostSpec,
    SourceSpec,
    TargetSpec,
    Zone,
    ZoneSpec,
)
from chaotou.core.zone.tables import read_table
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.words import FILE as LEXICON
from chaotou.core.zone.words import lexicon_issues
from chaotou.core.zone.yaml_entries import items_of, read_entry, section_faults
from chaotou.core.zone.yaml_text import Data, YamlText, read_yaml

CALENDARS = "calendars.yaml"
MATTERS = "matters.yaml"
FILES: dict[str, dict[str, type[Spec]]] = {
    "zone.yaml": {"zone": ZoneSpec},
    "organizations.yaml": {"organizations": OrganizationSpec},
    "people.yaml": {"people": PersonSpec, "posts": PostSpec},
    "bodies.yaml": {"bodies": BodySpec},
    "indicators.yaml": {"indicators": IndicatorSpec},
    "targets.yaml": {"targets": TargetSpec},
    "sources.yaml": {"sources": SourceSpec},
    "lights.yaml": {"lights": LightsSpec},
    CALENDARS: {"calendars": CalendarSpec},
    "stages.yaml": {"fields": FieldSpec, "evidence": EvidenceSpec, "stages": StageSpec},
    "recognition.yaml": {
        "tiers": TierSpec,
        "recognition": RecognitionSpec,
        "counts": CountSpec,
        "rates": RateSpec,
        "integrity": IntegritySpec,
    },
    "leads.yaml": {
        "clocks": ClockSpec,
        "ways": WaySpec,
        "protection": ProtectionSpec,
        "duplicates": DuplicateSpec,
        "cities": CitySpec,
        "teams": TeamSpec,
        "splits": SplitSpec,
        "exchange_rates": ExchangeRateSpec,
    },
    "chains.yaml": {"chains": ChainSpec},
    "review.yaml": {
        "reviews": ReviewRulesSpec,
        "review_sheets": ReviewSheetSpec,
        "admission_lines": AdmissionSpec,
        "promises": PromiseSpec,
    },
    "delivery.yaml": {
        "node_templates": NodeTemplateSpec,
        "factor_kinds": FactorKindSpec,
        "problem_levels": ProblemLevelSpec,
        "linkage_slots": LinkageSlotSpec,
        "delivery_lights": DeliveryLightsSpec,
        "dispatch_lists": DispatchListSpec,
    },
    MATTERS: {
        "matter_flows": FlowSpec,
        "matter_kinds": KindSpec,
        "matter_papers": EvidenceSpec,
        "matter_results": ResultSpec,
        "suspension_reasons": SuspensionSpec,
        "matter_reminders": ReminderSpec,
        "matter_shades": ShadesSpec,
        "quiet_hours": QuietSpec,
        "matter_counts": MatterCountSpec,
    },
    "meetings.yaml": {
        "meeting_halls": HallSpec,
        "topic_kinds": TopicKindSpec,
        "meeting_kinds": MeetingKindSpec,
    },
}
"""Each file's sections and what their entries are; `zone.yaml` is a single entry without a section."""

OPTIONAL = {
    "stages.yaml",
    "recognition.yaml",
    "leads.yaml",
    "chains.yaml",
    "review.yaml",
    "delivery.yaml",
    MATTERS,
    "meetings.yaml",
}
"""Files a zone does without while it keeps no projects or no matters here."""

OBSERVATIONS = "observations"
KINDS_OF_MATTER = "matters"
ENTERPRISES = "enterprises.csv"
READ_ELSEWHERE = {LEXICON}
FOLDERS = (OBSERVATIONS, KINDS_OF_MATTER, "cases", "meetings", "reports", "schemes", "marks")


@dataclass(frozen=True)
class LoadedZone:
    """The zone where there are no errors; all issues and what could be read either way."""

    zone: Zone | None
    issues: list[Issue]
    draft: Draft = field(default_factory=Draft)


def load_zone(path: FilePath) -> LoadedZone:
    """The zone directory at `path`; never raises for what people wrote in it."""
    if not path.is_dir():
        message = Message("没有这个目录：{path}。", {"path": str(path)})
        hint = Message("给出装有 zone.yaml 的目录，如 zones/demo。")
        return LoadedZone(None, [Issue(Level.ERROR, Place(str(path)), message, hint)])
    draft = Draft()
    issues = [*_unexpected_files(path)]
    for file, sections in FILES.items():
        if file not in OPTIONAL or (path / file).exists() or file == MATTERS and _kinds_of_matter(path):
            issues += _read_sections(path, file, sections, draft)
    issues += _read_kinds_of_matter(path, draft)
    issues += _read_observations(path, draft)
    issues += _read_enterprises(path, draft)
    draft.plots, faults = read_plots(path)
    issues += faults
    issues += lexicon_issues(path)
    issues += check(draft)
    issues.sort(key=lambda issue: (issue.level, issue.place.file, issue.place.line or 0))
    return LoadedZone(None if errors(issues) else draft.finished(), issues, draft)


@dataclass(frozen=True)
class LoadedCalendar:
    """The working days where there are no errors, and all issues either way."""

    workdays: WorkdayCalendar | None
    issues: list[Issue]


def load_calendar(path: FilePath) -> LoadedCalendar:
    """The working days of the zone at `path`, from that one file: what is wrong in others does not matter."""
    draft = Draft()
    issues = _read_sections(path, CALENDARS, FILES[CALENDARS], draft)
    issues += [issue for rule in rules_for_calendars.RULES for issue in rule(draft)]
    notices = (entry.spec.notice for entry in draft.calendars)
    return LoadedCalendar(None if errors(issues) else WorkdayCalendar(notices), issues)


def _unexpected_files(path: FilePath) -> Iterator[Issue]:
    known = {*FILES, *READ_ELSEWHERE}
    for file in sorted(path.iterdir()):
        if file.is_dir() and file.name not in FOLDERS and (guess := closest(file.name, FOLDERS)):
            message = Message("没有读这个文件夹：它不是目录里该有的名字。")
            yield Issue(
                Level.WARNING, Place(file.name), message, Message("是不是“{guess}”？", {"guess": guess})
            )
        elif file.suffix in (".yaml", ".yml") and file.name not in known:
            otherwise = Message("可有的文件：{files}。", {"files": "、".join(sorted(known))})
            hint = did_you_mean(file.name, known, otherwise)
            yield Issue(
                Level.WARNING, Place(file.name), Message("没有读这个文件：它不是目录里该有的名字。"), hint
            )


def _read_sections(path: FilePath, file: str, sections: dict[str, type[Spec]], draft: Draft) -> list[Issue]:
    text, issues = read_text(path, file)
    read = read_yaml(text, file) if text is not None else YamlText(file, issues=issues)
    if read.issues and read.data is None:
        draft.unread |= sections.keys()
        return read.issues
    if file == "zone.yaml":
        entry, found = read_entry(read, ZoneSpec, read.data, ())
        draft.zone += [entry] if entry else []
        return [*read.issues, *found]
    return [*read.issues, *_sections(read, sections, draft)]


def _sections(read: YamlText, sections: dict[str, type[Spec]], draft: Draft) -> Iterator[Issue]:
    yield from section_faults(read, sections)
    for name, spec in sections.items():
        yield from _list(read, name, spec, draft)


def _list(read: YamlText, name: str, spec: type[Spec], draft: Draft) -> Iterator[Issue]:
    for at, item in enumerate(items_of(read, name)):
        _remember(draft, name, item)
        entry, issues = read_entry(read, spec, item, (name, at))
        if entry:
            getattr(draft, name).append(entry)
        yield from issues


def _remember(draft: Draft, section: str, item: Data) -> None:
    """The code as written, even where the entry has other faults."""
    for key in ("code", "id", "username"):
        if isinstance(item, dict) and item.get(key) is not None:
            draft.written.setdefault(section, set()).add(str(item[key]))
            return


def _read_kinds_of_matter(path: FilePath, draft: Draft) -> list[Issue]:
    """The files beside `matters.yaml`, any number of them: each holds kinds and nothing else."""
    sections: dict[str, type[Spec]] = {"matter_kinds": KindSpec}
    read = (_read_sections(path, file, sections, draft) for file in _kinds_of_matter(path))
    return [issue for issues in read for issue in issues]


def _kinds_of_matter(path: FilePath) -> list[str]:
    return [f"{KINDS_OF_MATTER}/{file.name}" for file in sorted((path / KINDS_OF_MATTER).glob("*.yaml"))]


def _read_observations(path: FilePath, draft: Draft) -> list[Issue]:
    folder = path / OBSERVATIONS
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    issues: list[Issue] = []
    for file in files:
        rows, found = read_table(path, f"{OBSERVATIONS}/{file.name}", ObservationRow)
        draft.observations += rows
        issues += found
    return issues


def _read_enterprises(path: FilePath, draft: Draft) -> list[Issue]:
    if not (path / ENTERPRISES).exists():
        return []
    draft.enterprises, issues = read_table(path, ENTERPRISES, EnterpriseRow)
    return issues
