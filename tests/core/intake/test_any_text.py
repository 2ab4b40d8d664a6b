"""Whatever stands in a text, the reader returns claims with true places and never fails."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chaotou.core.intake import Lexicon, read
from chaotou.core.intake.contradictions import contradictions

LEXICON = Lexicon.default()
PIECES = (
    "2023年", "今年", "去年同期", "上半年", "1—5月", "到2027年", "三年内", "由2019年的", "从", "到", "全区",
    "全市", "全国", "高新区", "城乡",
    "税收", "地区生产总值", "工业投资", "固定资产投资", "出口", "进口", "外贸进出口", "居民人均可支配收入",
    "新签约亿元以上项目", "项目", "企业",
    "12亿元", "3.5亿美元", "80个", "6家", "10大类", "48项", "7.5%", "0.8个百分点", "2.5倍", "翻番", "第三",
    "首位", "30强", "百亿元", "8%—10%",
    "、", "和", "，", "；", "。", "（", "）", "“", "”", "\n", "分别", "均", "其中", "占", "比重", "占比",
    "的", "贡献率", "拉动", "比", "高于",
    "增长", "下降", "提高", "快于", "低于", "完成年度目标的", "序时进度", "预计", "突破", "达到", "约",
    "以上", "左右", "力争", "确保", "新增", "总投资",
    "为", "是", "居", "列", "累计", "合计", "目标", "年均", "达产后", "|", "\t", "指标", "单位",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    claims = read(text, LEXICON, year=2024)
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        claim.as_json()
    for finding in contradictions(claims, text):
        assert str(finding.message)
