"""A project is found by the name its enterprise has now."""

from __future__ import annotations

import pytest

from chaotou.enterprises.operations import change_enterprise, record_enterprise
from chaotou.projects.grams import put_searched
from chaotou.projects.models import Project
from chaotou.rows.searching import matching


@pytest.fixture
def firm(linxiao, now, make_project):
    """明远电子, to which one project is linked and another is not."""
    firm = record_enterprise(person=linxiao, now=now, name="明远电子有限公司")
    for code, investor in (("linked", firm), ("other", None)):
        project = make_project(code, name="轴承", investor_name="", investor=investor)
        put_searched(project)
        project.save()
    return firm


def _found(text: str) -> list[str]:
    return [project.code for project in matching(Project.objects.all(), text)]


def test_a_project_is_found_by_its_enterprise_s_new_name_and_no_longer_by_the_old(firm, linxiao, now):
    assert _found("mingyuan") == ["linked"]
    change_enterprise(person=linxiao, enterprise=firm.pk, now=now, name="宏图储能有限公司")
    assert (_found("hongtu"), _found("mingyuan")) == (["linked"], [])


def test_a_change_of_something_else_writes_no_project(firm, linxiao, now):
    Project.objects.update(grams="aa")
    change_enterprise(person=linxiao, enterprise=firm.pk, now=now, city="苏州")
    assert set(Project.objects.values_list("grams", flat=True)) == {"aa"}
