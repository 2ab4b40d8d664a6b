"""Two runs side by side: who changed, by how much and why."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.evaluation import operations


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def second(published, write, texts, zhoumin, now):
    """The same run after the scheme gave trade more weight."""
    weighed = texts.peers.replace("weight: 50", "weight: 60").replace("weight: 30", "weight: 20")
    write("peers", weighed)
    return operations.run_again(person=zhoumin, run=published.code, now=now)


def test_a_run_without_another_says_so(signed_in, zhoumin, published):
    answer = signed_in(zhoumin).get(reverse("evaluation:compare", args=[published.code]))
    assert "还只有一次考评" in words(answer)


def test_a_run_is_compared_with_the_one_it_supersedes(signed_in, zhoumin, published, second):
    answer = signed_in(zhoumin).get(reverse("evaluation:compare", args=[second.code]))
    assert answer.context["with"] == published.code
    assert "办法文件在两次之间改过" in words(answer)
    assert {one.subject.code for one in answer.context["changed"]} >= {"zone"}


def test_a_subject_shows_each_change_with_its_cause(signed_in, zhoumin, second):
    address = reverse("evaluation:compare", args=[second.code])
    answer = signed_in(zhoumin).get(address, {"subject": "zone"})
    one = answer.context["one"]
    steps = [value for value in answer.context["chart"].lines[0].values if value is not None]
    assert sum(steps) == pytest.approx(one.total_after - one.total_before)
    assert "满分由 50 变为" in words(answer)


def test_the_largest_changes_of_a_subject_are_told_first(signed_in, zhoumin, second):
    answer = signed_in(zhoumin).get(reverse("evaluation:compare", args=[second.code]))
    for one in answer.context["changed"]:
        sizes = [abs(change.points) for change in one.largest]
        assert sizes == sorted(sizes, reverse=True)
        assert all(size >= 0.005 for size in sizes)


def test_running_again_asks_first_and_then_shows_what_changed(signed_in, zhoumin, published):
    browser, page = signed_in(zhoumin), reverse("evaluation:again", args=[published.code])
    assert browser.get(page).status_code == 200
    answer = browser.post(page, {"note": "修订后"})
    assert answer["Location"] == reverse("evaluation:compare", args=["peers-2024H1-2"])
    assert "两次的结果完全相同" in words(browser.get(answer["Location"]))


def test_who_only_reads_does_not_run_again(signed_in, linxiao, published):
    answer = signed_in(linxiao).get(reverse("evaluation:again", args=[published.code]))
    assert (answer.status_code, "只有审核岗位可以起草考评" in words(answer)) == (403, True)
