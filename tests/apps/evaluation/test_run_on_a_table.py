"""A run over a table handed in: peers from the table, the zone's own figures from the ledger."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chaotou.core.issues import Refusal
from chaotou.evaluation import operations
from chaotou.evaluation.gathering.tabled import Table
from chaotou.evaluation.models import Run
from chaotou.evaluation.queries.results import run_page

HEAD = "subject,name,english,synthetic,total_trade,gdp,gdp.growth,gdp.whole\n"
ROWS = "a,甲样本,Sample A,yes,150,200,5,2400\nb,乙样本,Sample B,no,90,120,,2400\n"
BAD = "a,甲样本,Sample A,yes,很多,200,5,2400\nb,乙样本,Sample B,no,90,120,1,2400\nc,丙,C,no,80,1,1,1\n"


@pytest.fixture
def on_table(ledger, zhoumin, half, now):
    def run(text: str = HEAD + ROWS) -> Run:
        table = Table.of(text.encode(), "peers.csv")
        return operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now, table=table)

    return run


def rows(run: Run, reader):
    return {row.subject.code: row for row in run_page(reader, run.code).rows}


def test_a_run_scores_whoever_the_table_names_and_the_zone_itself(on_table, zhoumin):
    found = rows(on_table(), zhoumin)
    assert found.keys() == {"zone", "a", "b"}
    assert (found["a"].subject.name, found["a"].subject.english) == ("甲样本", "Sample A")
    assert found["zone"].cells["trade"].reading == 132


def test_the_run_says_which_figures_of_a_table_are_made_up(on_table, zhoumin):
    found = rows(on_table(), zhoumin)
    assert "total_trade" in found["a"].synthetic
    assert found["b"].synthetic == frozenset()


def test_running_again_stands_on_the_same_table_unless_another_is_handed_in(on_table, zhoumin, guyuan, now):
    first = on_table()
    operations.publish_run(person=guyuan, run=first.code, now=now)
    again = operations.run_again(person=zhoumin, run=first.code, now=now)
    assert again.snapshot["table"] == first.snapshot["table"]
    assert again.results["results"] == first.results["results"]


def test_a_table_with_faults_is_refused_whole_with_places(on_table):
    with pytest.raises(Refusal, match="peers.csv:2 total_trade"):
        on_table(HEAD + BAD)
    assert not Run.objects.exists()


def test_the_draft_page_takes_a_table_and_tells_what_is_none(ledger, zhoumin, client):
    client.force_login(zhoumin)
    posted = {"scheme": "peers", "period": "2024H1", "known_at": "", "note": ""}
    broken = SimpleUploadedFile("peers.xlsx", b"no workbook")
    refused = client.post(reverse("evaluation:draft"), {**posted, "table": broken})
    assert refused.status_code == 422 and not Run.objects.exists()
    file = SimpleUploadedFile("peers.csv", (HEAD + ROWS).encode())
    assert client.post(reverse("evaluation:draft"), {**posted, "table": file}).status_code == 302
    assert Run.objects.get().snapshot["table"]["name"] == "peers.csv"


def test_the_ways_to_the_place_above_and_to_place_30_are_charts_of_their_own(on_table, signed_in, zhoumin):
    ahead = "".join(f"s{n:02},样本{n},Sample {n},yes,{200 + n},300,9,2400\n" for n in range(35))
    run = on_table(HEAD + ahead)
    answer = signed_in(zhoumin).get(reverse("evaluation:subject", args=[run.code, "zone"]))
    above, thirtieth = answer.context["ways"]
    assert above.id != thirtieth.id
    assert answer.content.decode().count(f'id="{thirtieth.option_id}"') == 1
