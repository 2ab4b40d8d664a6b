"""The schemes' pages: the tree with weights, what each criterion reads, provenance, examples, the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse

from chaotou.core.zone.loading import load_zone

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = [path.stem for path in (ROOT / "zones/demo/schemes").glob("*.yaml") if ".examples" not in path.name]


def words(answer) -> str:
    return answer.content.decode()


@cache
def _demo_zone():
    return load_zone(ROOT / "zones/demo").zone


@pytest.fixture
def demo(world, settings, serve):
    """The schemes of the demonstration zone."""
    settings.ZONE = ROOT / "zones/demo"
    zone = _demo_zone()
    serve(zone)


def test_the_list_names_every_scheme_and_whether_its_file_is_sound(signed_in, zhoumin, ledger, write):
    write("broken", "scheme: broken\n")
    answer = words(signed_in(zhoumin).get(reverse("evaluation:schemes")))
    assert "同类区考核" in answer
    assert "有错误，不能用" in answer


def test_a_scheme_shows_its_tree_with_weights_and_what_each_criterion_reads(signed_in, zhoumin, ledger):
    answer = signed_in(zhoumin).get(reverse("evaluation:scheme", args=["peers"]))
    lines = {line.item.code: line for line in answer.context["outline"].lines}
    assert [float(line.weights[0]) for line in lines.values()] == [50, 30, 20]
    assert lines["growth"].reads == "地区生产总值：公布的同比增速（%）"
    assert "极差法" in words(answer)


def test_a_file_with_errors_says_line_and_hint_and_shows_its_text(signed_in, zhoumin, ledger, write):
    write("broken", "scheme: broken\ntitle: 坏的\nweight: 3\n")
    answer = words(signed_in(zhoumin).get(reverse("evaluation:scheme", args=["broken"])))
    assert "broken.yaml:3" in answer
    assert "办法有错误" in answer
    assert "weight: 3" in answer


def test_an_estimated_number_carries_its_word(signed_in, zhoumin, demo):
    answer = words(signed_in(zhoumin).get(reverse("evaluation:scheme", args=["mofcom_2021"])))
    assert '<span class="tag estimated">推断，非公布</span>' in answer
    assert "不是官方结果" in answer


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_shipped_scheme_can_be_read(signed_in, zhoumin, demo, code, language):
    answer = signed_in(zhoumin, language).get(reverse("evaluation:scheme", args=[code]))
    assert answer.status_code == 200
    assert all(worked.agrees for worked in answer.context["examples"].worked)


def test_the_file_is_fetched_as_it_stands(signed_in, zhoumin, ledger, texts):
    answer = signed_in(zhoumin).get(reverse("evaluation:scheme_file", args=["peers"]))
    assert words(answer) == texts.peers
    assert answer["Content-Disposition"] == 'attachment; filename="peers.yaml"'


def test_a_scheme_that_is_not_there_is_not_found(signed_in, zhoumin, ledger):
    assert signed_in(zhoumin).get(reverse("evaluation:scheme", args=["nothing"])).status_code == 404


def test_who_administers_accounts_reads_no_schemes(signed_in, shenjie, ledger):
    for page in (reverse("evaluation:schemes"), reverse("evaluation:scheme", args=["peers"])):
        assert signed_in(shenjie).get(page).status_code == 403


def test_without_schemes_there_is_nothing_to_draft_and_the_page_says_so(signed_in, zhoumin, ledger, settings):
    for file in (settings.ZONE / "schemes").iterdir():
        file.unlink()
    page = words(signed_in(zhoumin).get(reverse("evaluation:draft")))
    assert "还没有考评办法" in page
    assert 'name="scheme"' not in page
