"""docs/zone-directory.md names every key of every file, and its examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chaotou.core.evaluation.rules import RULES
from chaotou.core.zone import (
    case_specs,
    chain_specs,
    delivery_specs,
    enterprise_specs,
    lead_specs,
    matter_flow_specs,
    matter_specs,
    matter_watch_specs,
    meeting_rows,
    meeting_specs,
    plot_specs,
    project_rows,
    project_specs,
    review_specs,
    specs,
)
from chaotou.core.zone.case_files import load_case_files
from chaotou.core.zone.complaints import keys_of
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.loading import FILES, load_zone
from chaotou.core.zone.meeting_files import load_meeting_files
from chaotou.core.zone.project_files import TABLES, load_project_files
from chaotou.core.zone.project_rows import OfProject, ProjectRow
from chaotou.core.zone.rules_for_entries import REFERENCES

PAGE = Path(__file__).parents[2] / "docs" / "zone-directory.md"
TEXT = PAGE.read_text(encoding="utf-8")
NAMES = {
    **vars(specs),
    **vars(project_specs),
    **vars(lead_specs),
    **vars(chain_specs),
    **vars(delivery_specs),
    **vars(review_specs),
    **vars(matter_flow_specs),
    **vars(matter_specs),
    **vars(matter_watch_specs),
    **vars(meeting_specs),
    **vars(meeting_rows),
    **vars(case_specs),
    **vars(plot_specs),
    **vars(enterprise_specs),
    **vars(project_rows),
}
PROJECT_TABLES = {ProjectRow, OfProject, *TABLES.values()}
MODELS = [model for model in NAMES.values() if isinstance(model, type) and issubclass(model, Spec)]
WRITTEN = [model for model in MODELS if model not in (Spec, specs.Zone)]


def section_of(model: type[Spec]) -> str:
    """The page's section about the file the model belongs to."""
    nested: dict[type[Spec], str] = {
        specs.FormulaPart: "targets.yaml",
        specs.GrowthBand: "lights.yaml",
        specs.LightBand: "lights.yaml",
        specs.HolidaySpec: "calendars.yaml",
        project_specs.ChoiceSpec: "stages.yaml",
        project_specs.ConditionSpec: "stages.yaml",
        project_specs.NeedSpec: "stages.yaml",
        project_specs.AttachmentSpec: "recognition.yaml",
        project_specs.ChecklistSpec: "recognition.yaml",
        project_specs.ExclusionSpec: "recognition.yaml",
        lead_specs.QuotaSpec: "leads.yaml",
        lead_specs.WithQuotas: "leads.yaml",
        lead_specs.ShareSpec: "leads.yaml",
        chain_specs.LinkSpec: "chains.yaml",
        delivery_specs.NodeLinkSpec: "delivery.yaml",
        delivery_specs.TemplateNodeSpec: "delivery.yaml",
        delivery_specs.DayBandSpec: "delivery.yaml",
        delivery_specs.MoneyBandSpec: "delivery.yaml",
        review_specs.ReviewCaseSpec: "review.yaml",
        review_specs.MemberSpec: "review.yaml",
        review_specs.AgendaSpec: "review.yaml",
        review_specs.SheetItemSpec: "review.yaml",
        review_specs.ReviewVetoSpec: "review.yaml",
        review_specs.LineSpec: "review.yaml",
        matter_flow_specs.StateSpec: "matters.yaml",
        matter_flow_specs.StepSpec: "matters.yaml",
        matter_specs.MatterFieldSpec: "matters.yaml",
        matter_specs.LimitSpec: "matters.yaml",
        matter_specs.ExtensionSpec: "matters.yaml",
        matter_specs.CorrectionSpec: "matters.yaml",
        matter_specs.ToleranceSpec: "matters.yaml",
        matter_specs.AppealSpec: "matters.yaml",
        matter_specs.ProofSpec: "matters.yaml",
        matter_specs.RoutingSpec: "matters.yaml",
        matter_specs.PartSpec: "matters.yaml",
        matter_specs.NodeSpec: "matters.yaml",
        matter_specs.CallBackSpec: "matters.yaml",
        case_specs.CaseSpec: "cases/*.yaml",
        case_specs.CaseActSpec: "cases/*.yaml",
        case_specs.CasePartSpec: "cases/*.yaml",
        case_specs.CaseFileSpec: "cases/*.yaml",
        meeting_specs.QuorumSpec: "meetings.yaml",
        meeting_rows.ToldMeetingSpec: "meetings/*.yaml",
        meeting_rows.ToldTopicSpec: "meetings/*.yaml",
        meeting_rows.ToldLineSpec: "meetings/*.yaml",
        meeting_specs.MajoritySpec: "meetings.yaml",
        meeting_specs.TopicRulesSpec: "meetings.yaml",
        plot_specs.PlotSpec: "plots.geojson",
        enterprise_specs.EnterpriseRow: "enterprises.csv",
        **dict.fromkeys(PROJECT_TABLES, "projects/*.csv"),
    }
    files = {spec: file for file, sections in FILES.items() for spec in sections.values()}
    file = {**files, **nested, specs.ObservationRow: "observations/*.csv"}[model]
    return re.split(r"^## ", TEXT.split(f"\n## {file}\n")[1], flags=re.M)[0]


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_every_key_is_explained_in_the_section_of_its_file(model: type[Spec]) -> None:
    section = section_of(model)
    assert [key for key in keys_of(model) if f"`{key}`" not in section] == []


def test_every_word_a_key_may_take_is_named() -> None:
    enums = {value for model in WRITTEN for value in words_of(model)}
    assert {"faster_than", "same_scope", "even_month"} <= enums
    assert [word for word in sorted(enums) if f"`{word}`" not in TEXT] == []


def words_of(model: type[Spec]) -> set[str]:
    schema = model.model_json_schema(mode="serialization").get("$defs", {})
    lights = {"done", "no_data", "not_due"}  # what standings say, not what bands give
    words = {word for definition in schema.values() for word in definition.get("enum", ())}
    return words - lights - WORDS_OF_RULES


def _words_of_rules() -> set[str]:
    """Words inside scoring rules, which docs/schemes.md explains."""
    schemas = [rule.keys.model_json_schema().get("$defs", {}) for rule in RULES.values()]
    return {word for schema in schemas for one in schema.values() for word in one.get("enum", ())}


WORDS_OF_RULES = _words_of_rules()


def test_the_examples_load_as_one_zone(tmp_path: Path) -> None:
    for name, body in re.findall(r"^```(?:yaml|csv|json) (\S+)\n(.*?)^```", TEXT, flags=re.M | re.S):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(body, encoding="utf-8")
    loaded = load_zone(tmp_path)
    assert [str(issue.place) + str(issue.message) for issue in loaded.issues] == []
    assert loaded.zone is not None
    assert len(loaded.zone.observations) == 5
    projects = load_project_files(tmp_path, loaded.zone)
    assert [str(issue.place) + str(issue.message) for issue in projects.issues] == []
    assert projects.files is not None
    assert [row.code for row in projects.files.projects] == ["P2024-0001"]
    cases = load_case_files(tmp_path, loaded.zone)
    assert [str(issue.place) + str(issue.message) for issue in cases.issues] == []
    assert [case.told.spec.case for case in cases.cases or ()] == ["labor"]
    meetings = load_meeting_files(tmp_path, loaded.zone)
    assert [str(issue.place) + str(issue.message) for issue in meetings.issues] == []
    assert [entry.spec.meeting for entry in meetings.meetings or ()] == ["first"]


def test_every_reference_names_a_key_that_exists() -> None:
    by_section = {section: spec for sections in FILES.values() for section, spec in sections.items()}
    by_section["observations"] = specs.ObservationRow
    for section, keys in REFERENCES.items():
        assert set(keys) <= set(keys_of(by_section[section])), section
