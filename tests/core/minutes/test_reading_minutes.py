"""What is a decision and what is not; the words of the task; what is doubtful; the head matter."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.blocks import Document, Heading, Paragraph, Table
from chaotou.core.issues import Refusal
from chaotou.core.minutes import DecisionKind

from .asking import FRIDAY, drafts, minutes, told

BACKGROUND = [
    "会议指出，上半年全区经济运行平稳，但部分企业订单不足。",
    "会议认为，由于设计变更，工期滞后，启动二期建设十分必要。",
    "会议强调，要坚定信心、凝心聚力，以更大力度抓好各项工作。",
    "会议听取了建管局关于标准厂房建设情况的汇报。",
    "项目已于7月底前完成基础施工，目前基本停工。",
    "投促局汇报了德商来访准备情况。",
    "企业反映，希望政府提高补贴比例。",
    "南坝镇提出，力争9月底前新签约项目2个。",
    "上次会议议定的9件事项中，施工图联审由建管局负责在8月底完成。",
    "一、上次交办事项落实情况\n供热管网由城运公司负责，预计9月22日完成。",
    "2024年9月20日，管委会主任鲁昭衡主持召开专题会议，研究安全生产工作。",
    "会议由管委会副主任俞砚清同志主持，经发局、财政局参加。",
    "下次例会定于9月27日召开。",
    "抄送：各街道、各部门",
]
KINDS = [
    ("会议决定，撤销拆迁办公室。", DecisionKind.DECIDED),
    ("会议原则同意建设方案。", DecisionKind.DECIDED),
    ("会议审议并通过了《管理办法》。", DecisionKind.DECIDED),
    ("评审结论：不同意入区。", DecisionKind.DECIDED),
    ("会议明确，由财政局审核把关。", DecisionKind.DECIDED),
    ("会议要求，由财政局审核把关。", DecisionKind.ORDERED),
    ("责成财政局审核把关。", DecisionKind.ORDERED),
    ("由财政局负责审核把关。", DecisionKind.ORDERED),
]


@pytest.mark.parametrize("text", BACKGROUND)
def test_how_things_stand_and_what_was_said_is_no_directive(text: str) -> None:
    assert drafts(f"一、关于有关工作\n{text}") == []


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_verb_says_whether_it_was_decided_or_ordered(text: str, kind: DecisionKind) -> None:
    assert [draft.kind for draft in drafts(text)] == [kind]


def test_what_was_only_heard_is_noted() -> None:
    (noted,) = minutes("会议听取了财政局关于债务情况的汇报。").decisions
    assert (noted.kind, noted.what) == (DecisionKind.NOTED, "听取了财政局关于债务情况的汇报")
    assert not noted.is_directive


def test_what_was_heard_and_then_passed_is_both() -> None:
    found = minutes("会议听取了起草情况的汇报，审议并原则通过了《补贴办法》。").decisions
    assert [draft.kind for draft in found] == [DecisionKind.NOTED, DecisionKind.DECIDED]
    assert found[1].what == "审议并原则通过了《补贴办法》"


def test_agreement_and_what_follows_from_it_are_one_decision() -> None:
    text = "会议原则同意《行动方案》，由资规分局修改完善后印发，并于9月底前召开动员会。"
    assert told(text, "what", "lead") == [("原则同意《行动方案》，修改完善后印发，召开动员会", "land")]


def test_the_reason_before_the_decision_is_left_out() -> None:
    assert told("鉴于年初预算已作安排，会议决定暂不追加。", "what") == [("暂不追加",)]


def test_a_negation_is_a_decision_in_its_own_words() -> None:
    text = "会议议定：\n1.二期厂房不再引进仓储物流类项目。\n2.不得先施工后报批。"
    assert told(text, "what") == [("二期厂房不再引进仓储物流类项目",), ("不得先施工后报批",)]


def test_the_title_of_an_item_is_its_topic_and_no_decision() -> None:
    text = "会议要求：\n（一）整治厂中厂。各街道要再摸排一遍。"
    assert told(text, "what", "topic") == [("再摸排一遍", "整治厂中厂")]


def test_a_list_within_a_sentence_is_read_item_by_item() -> None:
    text = "会议达成如下共识：一、场地由西埠街道腾退；二、人社局要编制目录；三、学生住宿另行研究。"
    assert told(text, "lead") == [("xibu",), ("labor",), (None,)]


def test_the_list_ends_with_its_section() -> None:
    text = "一、关于甲\n会议议定：\n1.建立台账。\n二、关于乙\n2.上年产值8亿元。"
    assert told(text, "what") == [("建立台账",)]


def test_offsets_are_those_of_the_text_as_given() -> None:
    asked = "会议要求，经发局于９月底前拿出支持企业稳增长、稳就业的\r\n具体措施"
    text = f"会　议　纪　要\r\n\r\n会议研究了有关工作。\r\n{asked}。"
    (one,) = drafts(text)
    assert text[one.sentence_start : one.sentence_end] == one.quote == asked
    assert text[one.start : one.end] == asked.removeprefix("会议要求，")
    assert one.what == "拿出支持企业稳增长、稳就业的具体措施"
    assert (one.due_text, one.due_on) == ("９月底前", date(2024, 9, 30))


def test_a_table_of_tasks_is_read_row_by_row() -> None:
    table = Table(
        (
            ("序号", "议定事项", "责任领导", "牵头单位", "配合单位", "完成时限"),
            ("1", "制定化债方案", "谈既明", "财政局", "建发集团、产投集团", "10月底前"),
            ("2", "宣讲进企业", "", "人社局", "", "长期"),
        )
    )
    document = Document("纪要", (Heading(1, "会议纪要"), Paragraph("任务清单如下。"), table))
    first, second = (draft for draft in minutes(document).decisions)
    assert (first.what, first.people, first.due_on) == ("制定化债方案", ("谈既明",), date(2024, 10, 31))
    assert [helper.code for helper in first.helpers] == ["build_group", "industry_group"]
    assert document.text()[first.start : first.end] == "制定化债方案"
    assert (second.lead and second.lead.code, second.due_on, second.due_text) == ("labor", None, "长期")


def test_a_table_of_figures_is_no_table_of_tasks() -> None:
    assert drafts("指标\t单位\t累计\n规上产值\t亿元\t120\n") == []


DOUBTS = [
    ("会议决定启动招标。", {"no_owner"}),
    ("由供电公司负责抢修。", {"unknown_body"}),
    ("各街道要逐户摸排。", {"group"}),
    ("经发局要9月25日前拿出方案，9月底前印发。", {"two_deadlines"}),
    ("经发局要在下次会议前拿出方案。", {"undated"}),
    ("经发局每周五下班前报进度。", {"recurring"}),
    ("经发局要于8月底前拿出方案。", {"past"}),
    ("待环评批复后，由建管局启动施工。", {"conditional"}),
    ("由建管局牵头，9月底前启动施工。", set()),
]


@pytest.mark.parametrize(("text", "codes"), DOUBTS)
def test_a_person_is_told_what_to_look_at_twice(text: str, codes: set[str]) -> None:
    (one,) = drafts(text)
    assert {str(issue.code) for issue in one.issues} == codes


def test_a_deadline_of_a_year_without_a_notice_says_so() -> None:
    (one,) = drafts("由建管局牵头，5个工作日内启动施工。", date(2029, 3, 5))
    assert [str(issue.code) for issue in one.issues] == ["provisional"]


def test_of_two_deadlines_the_later_settles() -> None:
    (one,) = drafts("经发局要9月25日前拿出方案，9月底前印发。")
    assert (one.due_on, one.due_text) == (date(2024, 9, 30), "9月底前")


def test_the_day_given_goes_before_the_day_in_the_text() -> None:
    text = "时间：2024年3月1日\n会议要求，经发局3日内拿出方案。"
    assert minutes(text, None).decisions[0].due_on == date(2024, 3, 4)
    given = minutes(text, FRIDAY)
    assert (given.head.held_on, given.counted_from) == (date(2024, 3, 1), FRIDAY)
    assert given.decisions[0].due_on == date(2024, 9, 23)


def test_without_any_day_it_is_refused() -> None:
    with pytest.raises(Refusal, match="没有写明开会的日期"):
        minutes("会议要求，经发局3日内拿出方案。", None)


def test_the_head_of_minutes_in_labels() -> None:
    head = minutes(
        "主任办公会议纪要\n第21次\n时　间：2025年3月19日\n地　点：402会议室\n主持人：鲁昭衡\n"
        "出　席：俞砚清　谈既明\n列　席：费朗（建管局）、尚可\n请　假：温叙言（外出招商）\n"
        "一、关于厂房\n会议同意建设方案。"
    ).head
    assert (head.name, head.number, head.held_on) == ("主任办公会议", "第21次", date(2025, 3, 19))
    assert (head.place, head.host, head.attending) == ("402会议室", "鲁昭衡", ("俞砚清", "谈既明"))
    assert (head.sitting_in, head.excused, head.topics) == (("费朗", "尚可"), ("温叙言",), ("关于厂房",))


def test_the_head_of_minutes_in_a_sentence() -> None:
    head = minutes(
        "党工委会议纪要\n〔2024〕17号\n2024年8月12日下午，党工委书记章屿白在管委会三楼会议室主持召开会议，"
        "研究有关工作。"
    ).head
    assert (head.name, head.number, head.held_on) == ("党工委会议", "〔2024〕17号", date(2024, 8, 12))
    assert (head.place, head.host) == ("管委会三楼会议室", "章屿白")
