"""The list of runs and one run's table: what is shown to whom, in which order, and its files."""

from __future__ import annotations

import csv
import json
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from chaotou.evaluation import operations


def words(answer) -> str:
    return answer.content.decode()


def subjects(answer) -> list[str]:
    return [entry.row.subject.code for entry in answer.context["table"].entries]


@pytest.fixture
def address(published) -> str:
    return reverse("evaluation:run", args=[published.code])


def test_the_list_shows_drafts_only_to_who_oversees(signed_in, draft, zhoumin, linxiao):
    page = reverse("evaluation:runs")
    assert reverse("evaluation:run", args=[draft.code]) in words(signed_in(zhoumin).get(page))
    answer = words(signed_in(linxiao).get(page))
    assert reverse("evaluation:run", args=[draft.code]) not in answer
    assert "只有审核岗位可以起草考评" in answer


def test_the_run_shows_totals_with_ranks_in_brackets_best_first(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address)
    assert subjects(answer)[0] == answer.context["page"].rows[0].subject.code
    assert "（1）" in words(answer)
    assert "2024年上半年" in words(answer)


def test_whom_the_reader_belongs_to_stands_above_the_table(signed_in, guyuan, zhoumin, published, address):
    answer = signed_in(guyuan).get(address)
    assert [row.subject.code for row in answer.context["page"].own] == ["zone"]
    above = words(answer).split("<table")[0]
    assert reverse("evaluation:subject", args=[published.code, "zone"]) in above
    assert f"共 {len(answer.context['page'].rows)} 个" in above


def test_a_column_in_the_address_sorts_the_table_either_way(signed_in, zhoumin, address):
    browser = signed_in(zhoumin)
    down, up = (subjects(browser.get(address, {"sort": key})) for key in ("trade", "-trade"))
    assert down[0] == up[-1] == "peer_a"
    assert down == up[::-1]


def test_a_filter_that_nobody_meets_says_so(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, {"q": "不存在"})
    assert subjects(answer) == []
    assert "没有符合筛选的对象" in words(answer)


def test_an_answer_to_htmx_is_the_table_alone(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, headers={"HX-Request": "true"})
    assert "<html" not in words(answer)
    assert 'id="run"' in words(answer)


def test_each_cell_leads_to_its_explanation_and_says_what_was_lost(signed_in, zhoumin, published, address):
    answer = words(signed_in(zhoumin).get(address))
    assert reverse("evaluation:cell", args=[published.code, "peer_b", "trade"]) in answer
    assert "失 50.00 分，满分 50.00" in answer
    assert "heat-4" in answer


def test_criteria_that_are_not_published_are_hidden_from_who_does_not_oversee(
    signed_in, linxiao, published, address
):
    answer = words(signed_in(linxiao).get(address))
    assert "不公布" in answer
    assert reverse("evaluation:cell", args=[published.code, "peer_a", "trade"]) not in answer
    for page in ("certainty", "between"):
        assert reverse(f"evaluation:{page}", args=[published.code]) not in answer


@pytest.mark.parametrize("page", ["run", "between", "certainty", "advice", "what_if", "plan"])
def test_whatever_stands_on_synthetic_figures_says_so(signed_in, zhoumin, published, page):
    of_a_subject = ["peer_b"] if page in ("what_if", "plan") else []
    address = reverse(f"evaluation:{page}", args=[published.code, *of_a_subject])
    assert "得分和位次不是任何地方的真实成绩" in words(signed_in(zhoumin).get(address))


def test_who_drafted_reads_why_another_must_publish(signed_in, draft, zhoumin, guyuan):
    page = reverse("evaluation:run", args=[draft.code])
    assert "考评由区领导发布" in words(signed_in(zhoumin).get(page))
    leader = signed_in(guyuan)
    assert reverse("evaluation:publish", args=[draft.code]) in words(leader.get(page))
    assert leader.post(reverse("evaluation:publish", args=[draft.code])).status_code == 302
    assert "再次考评" in words(leader.get(page))


def test_publishing_ones_own_draft_is_refused_with_the_reason(signed_in, draft, zhoumin):
    answer = signed_in(zhoumin).post(reverse("evaluation:publish", args=[draft.code]))
    assert (answer.status_code, "考评由区领导发布" in words(answer)) == (403, True)


def test_a_draft_is_made_from_a_scheme_and_a_period(signed_in, ledger, zhoumin):
    browser, page = signed_in(zhoumin), reverse("evaluation:draft")
    assert browser.post(page, {"scheme": "peers", "period": "去年"}).status_code == 422
    refused = browser.post(page, {"scheme": "peers", "period": "2024-07"})
    assert (refused.status_code, "不按" in words(refused)) == (422, True)
    made = browser.post(page, {"scheme": "peers", "period": "2024H1", "note": "试算"})
    assert made["Location"] == reverse("evaluation:run", args=["peers-2024H1-1"])


def test_a_draft_is_discarded_with_a_reason(signed_in, draft, zhoumin):
    browser, page = signed_in(zhoumin), reverse("evaluation:discard", args=[draft.code])
    assert browser.post(page, {"reason": ""}).status_code == 422
    assert browser.post(page, {"reason": "用错了办法"})["Location"] == reverse("evaluation:runs")
    assert browser.get(reverse("evaluation:run", args=[draft.code])).status_code == 404


def test_who_administers_accounts_sees_no_evaluation(signed_in, published, shenjie):
    for page in (reverse("evaluation:runs"), reverse("evaluation:run", args=[published.code])):
        assert signed_in(shenjie).get(page).status_code == 403


def test_the_csv_holds_what_the_page_shows(signed_in, zhoumin, published):
    answer = signed_in(zhoumin).get(reverse("evaluation:run_csv", args=[published.code]))
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows[0]["代码"] == "peer_a"
    assert float(rows[0]["总分"]) > float(rows[-1]["总分"])


def test_the_json_leaves_out_what_the_reader_does_not_see(signed_in, zhoumin, linxiao, published):
    address = reverse("evaluation:run_json", args=[published.code])
    whole = json.loads(signed_in(zhoumin).get(address).content)
    assert {row["subject"] for row in whole["results"]} == {"zone", "peer_a", "peer_b"}
    assert whole["results"][0]["nodes"]["trade"] == 50
    part = json.loads(signed_in(linxiao).get(address).content)
    assert all(row["nodes"] == {} and row["lost"] == {} for row in part["results"])


def test_the_workbook_has_formulas_for_who_sees_all_and_none_for_others(
    signed_in, zhoumin, linxiao, published
):
    address = reverse("evaluation:run_xlsx", args=[published.code])
    whole = openpyxl.load_workbook(BytesIO(signed_in(zhoumin).get(address).content))
    assert str(whole.worksheets[0]["E6"].value).startswith("=ROUND(")
    part = openpyxl.load_workbook(BytesIO(signed_in(linxiao).get(address).content))
    assert [sheet for sheet in part if any(cell.data_type == "f" for row in sheet for cell in row)] == []
    assert len(part.worksheets) == 1


@pytest.fixture
def in_groups(ledger, write, texts, zhoumin, half, now):
    """The peers ranked in two groups of their own."""
    groups = "[{code: far, name: 远, members: [peer_a, peer_b]}, {code: near, name: 近, members: [zone]}]"
    changed = texts.peers.replace("subjects: {kind: zones}", f"subjects: {{kind: zones, groups: {groups}}}")
    write("peers", changed + "ranking: {within: group}\n")
    return operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)


def test_places_of_groups_stand_group_by_group_and_beside_the_group(signed_in, zhoumin, in_groups):
    answer = signed_in(zhoumin).get(reverse("evaluation:run", args=[in_groups.code]))
    assert subjects(answer) == ["peer_a", "peer_b", "zone"]
    assert "总分（位次）" not in words(answer)
    assert "近（1）" in words(answer)


def test_a_scorecard_gives_the_place_among_its_group(signed_in, zhoumin, in_groups):
    answer = signed_in(zhoumin).get(reverse("evaluation:subject", args=[in_groups.code, "peer_b"]))
    assert answer.context["group_size"] == 2
    assert "<dt>位次</dt>" not in words(answer)


def test_what_nobody_was_marked_or_reported_on_is_said_before_publishing(
    signed_in, ledger, zhoumin, linxiao, half, now
):
    run = operations.draft_run(person=zhoumin, scheme="offices", period=half, now=now)
    answer = signed_in(zhoumin).get(reverse("evaluation:run", args=[run.code]))
    assert answer.context["page"].unread == ("work",)
    assert "没有一个对象有数的考评项：重点工作" in words(answer)


def test_schemes_in_force_are_offered_first(signed_in, ledger, zhoumin, write, texts):
    write(
        "alpha",
        texts.peers.replace("scheme: peers", "scheme: alpha").replace(
            "{from: 2020}", "{from: 2018, to: 2019}"
        ),
    )
    form = signed_in(zhoumin).get(reverse("evaluation:draft")).context["form"]
    assert [code for code, _ in form.fields["scheme"].choices][-1] == "alpha"
