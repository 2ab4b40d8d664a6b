"""Who leads and who helps, as minutes word it."""

from __future__ import annotations

import pytest

from .asking import drafts, told

ONE = [
    ("由经发局牵头，财政局、投促局配合，制定方案。", "economy", ["finance", "investment"]),
    ("经发局会同财政局、投促局制定方案。", "economy", ["finance", "investment"]),
    ("由投促局牵头、建发集团协助，制定方案。", "investment", ["build_group"]),
    ("建管局、资规分局要逐个会诊。", "construction", ["land"]),
    ("责成建管局约谈开发企业。", "construction", []),
    ("请资规分局于9月底前出具意见。", "land", []),
    ("限建发集团9月底前完工。", "build_group", []),
    ("线路迁改由经济发展局负责，供电公司配合。", "economy", ["供电公司"]),
    ("由资规分局牵头，南坝镇、建发集团参与，成立专班集中办公。", "land", ["nanba", "build_group"]),
    ("由投促局牵头，经发局负责对接，9月底前拿出方案。", "investment", ["economy"]),
    ("请党政办督查科跟踪督办。", "office", []),
    ("各街道、园区要逐户摸排。", "各街道、园区", []),
    ("各街道主要负责人要逐户走访。", "各街道", []),
    ("市交通局要开展一次检查。", "市交通局", []),
    ("综合执法局为此项工作牵头部门，负责清理户外广告。", "enforcement", []),
    ("修订清单，9月底前报备案。（生态环境分局负责，经发局配合）", "environment", ["economy"]),
    ("修订清单；责任单位：生态环境分局；完成时限：9月底。", "environment", []),
    ("修订清单。（责任单位：生态环境分局；配合单位：经发局、财政局）", "environment", ["economy", "finance"]),
]


@pytest.mark.parametrize(("text", "lead", "helpers"), ONE)
def test_the_words_say_who_leads_and_who_helps(text: str, lead: str, helpers: list[str]) -> None:
    assert told(f"会议要求，{text}", "lead", "helpers") == [(lead, helpers)]


def test_two_bodies_with_their_own_work_are_two_decisions() -> None:
    text = "建管局、城运公司分别负责厂区道路、绿化工程，均须在国庆节前完工。"
    assert told(text, "lead", "what", "due_text") == [
        ("construction", "厂区道路，完工", "国庆节前"),
        ("city_services", "绿化工程，完工", "国庆节前"),
    ]


def test_another_body_in_the_sentence_begins_another_decision() -> None:
    text = "会议明确，资金由财政局于9月底前拨付到位；经发局要年内组织一次评价。"
    assert told(text, "lead", "due_text") == [("finance", "9月底前"), ("economy", "年内")]


def test_what_follows_in_the_sentence_stays_with_whoever_was_named() -> None:
    text = "应急局要逐户检查，建立台账；对拒不整改的，依法处罚。"
    assert told(text, "lead", "what") == [
        ("emergency", "逐户检查，建立台账"),
        ("emergency", "对拒不整改的，依法处罚"),
    ]


def test_the_body_whose_paper_is_agreed_to_is_not_asked_to_do_anything() -> None:
    assert told("会议同意经发局提出的奖补资金安排意见。", "lead") == [(None,)]
    assert told("会议同意建发集团发行8亿元中期票据。", "lead") == [("build_group",)]


def test_a_head_of_lines_names_the_owner_of_those_beneath() -> None:
    text = (
        "二、本周重点工作\n经发局：\n1.做好企业摸底，月底前报清单；\n2.审核年报。\n投促局：\n1.抓紧对接客商。"
    )
    assert told(text, "lead", "what") == [
        ("economy", "做好企业摸底，报清单"),
        ("economy", "审核年报"),
        ("investment", "抓紧对接客商"),
    ]


def test_an_owner_named_before_the_list_carries() -> None:
    text = "会议要求经发局做好以下工作：\n1.建立企业台账。\n2.制定帮扶清单。\n二、其他事项"
    assert told(text, "what", "lead") == [("建立企业台账", "economy"), ("制定帮扶清单", "economy")]


def test_an_owner_named_after_the_list_leads_it() -> None:
    text = "会议议定：\n1.建立企业台账。\n2.制定帮扶清单。\n以上工作由经发局牵头落实。"
    assert told(text, "lead")[:2] == [("economy",), ("economy",)]


def test_an_owner_in_the_heading_leads_what_stands_beneath() -> None:
    text = "一、抓好企业技改（牵头单位：经发局）\n1.建立项目库。\n2.落实贴息资金，由财政局负责。"
    assert told(text, "lead") == [("economy",), ("finance",)]


def test_lines_of_labels_belong_to_the_item_above() -> None:
    text = "三、议定事项\n1、组织企业观摩标杆工厂。\n责任单位：经发局\n完成时限：9月底"
    assert told(text, "lead", "due_text") == [("economy", "9月底")]


def test_who_only_helps_helps_the_item_before() -> None:
    text = "生态环境分局要加快治理设施提标。经发局配合做好宣传解释。"
    assert told(text, "lead", "helpers") == [("environment", ["economy"])]


def test_people_are_named_apart_from_bodies() -> None:
    (one,) = drafts("此事由俞砚清同志牵头，建管局配合。")
    assert (one.people, one.lead, [helper.code for helper in one.helpers]) == (
        ("俞砚清",),
        None,
        ["construction"],
    )
    (known,) = drafts("此事由俞砚清负责协调。", people=("俞砚清",))
    assert known.people == ("俞砚清",)


def test_when_something_takes_place_is_no_label_of_when_it_is_due() -> None:
    text = "会议要求，投促局要做好客商邀请。活动时间：10月18日。"
    assert told(text, "what", "due_on") == [("做好客商邀请", None)]
