"""What a figure is about: the indicator's name out of the words around the number, and lists of names dealt
out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chaotou.core.intake.lexicon import Lexicon

_LEAD = re.compile(
    r"^(?:[、,。:;“”\"'()\-|\s·■●◆*#]+|其中|讯(?=全|我|[\u4e00-\u9fff]{2}[区市县])|另有|另外|此外|同时|以及|及其|和|与|及|并|而|则|但|分别|同比|环比|内含|包括|包含|涉及"
    r"|预计|全年|年内|当年|当月|累计|完成|实现|力争|确保|争取|努力|达到|达(?!产|效|标)|到(?!资|账|位|港|岸|期|手|户)|使|让|把|将|要|提前|率先|首次|推动|带动|促进|全区|全市|全省|全县|全国"
    r"|该区|我区|我市|我省|区内|园区内|本区|超额|成功|全面|大力|已经|已|共有|共(?![建同享])|拥有|现有|目前|截至目前|截至|迄今|经济方面"
    r"|[一二两三四五六七八九十]年(?:来|间)?(?=净|累|新|共)|一是|二是|三是|四是|五是|六是|七是|八是|首先|其次|最后|再|也|还|仍然?|尚(?:有)?|又(?!新)|均|都|年(?!产|税|收|销|均|内|营|度?(?:计划)?投资)度?|期间|底|末|以来|份|(?:以上|以下|左右)(?=、)|的|了|在(?!孵|建|库|校|岗|线|园|职|编|册|谈|产|研)|对(?!外|共建)|为"
    r"|[(][一二三四五六七八九十]+[)]|[一二三四五六七八九十]看|[一二三四五六七八九十]+[、.](?![二三][、产次和])|\d+[.、)]|分[^,、:]{1,6}看|从[^,、:]{1,6}看|按[^,、:]{1,6}分"
    r"|预期|主要(?!经济指标|指标|污染)|如今|至今|由于|随着|通过|围绕|聚焦|锚定|瞄准|紧盯|咬定|新的一年|(?:几|多|近)年来|我们|计划(?!总?投资)|拟|目标|下达|奋力|稳步|持续|快速|不断|有效|特别是|尤其是|包括|至)"
)
_TAIL = re.compile(
    r"(?:同比|环比|可比|名义|实际(?=增长$)|按可比[^,]{1,4}计算|增长速度|增长率|增长|增速|增幅|涨幅|增加|净增加|分别|均|都|双双|已经|已|共计|共有|共|合计|累计|总计|总共"
    r"|各|(?<![签履集节公])约为|(?<![签履集节公])约|将近|近|接近|大约|超过|超额|超|突破|逾|达到|达成|达|为|是|有|占到|实现|完成|不低于|不少于|不超过|至少|控制在|力争|确保|预计|将|要|在|到"
    r"|至|仅|高达|多达|净|则|也|还|再|可达|可|保持|稳定|连续|持续|站上|迈上|跨越|跃上|冲刺|破|同期|较|(?<![占同环贷收产入销])比|方面|(?<![新净])增|升|扩|跃升|跃|发展|壮大|攀升|做|加快|放缓|回升|收窄|上涨|下跌|加快了|较上年|突破了|了|上升|提升|提高|下降|回落|减少|降低|降幅|扩大|缩小|收窄"
    r"|恢复|不足|不到|不高于|高于|低于|大于|小于|少于|从|由|自|[、,:;“”\"'(\-|\s]|目标|计划|任务|年度|全年|年均|平均|两年|三年|五年|月均(?=增)|每[月年季]|左右|首次|率先|成功|进一步|重回|重返|(?<![电动能])力|大幅|稳步|快速|逆势|逐年|逐月|的|开始|起步|一路|做|也就是)$"
)
_CUT = re.compile(
    r".*(?:实现了?|完成了?|达到|带来|形成|共有|拥有|成交额?达|建成后|达产后|投产后|其中|包括|推动|预计|可(?!支配|再生|比)|显示|中,|方面)(?=[\u4e00-\u9fffA-Za-z“(\d])"
)
_DOER = re.compile(
    r"(?:[^、]*的)?(?P<who>[^,的]{2,24}(?:业|制造|材料|经济|项目|工程|人员|企业|产品|贸易|劳动力|商品|单位|设施|地产|旅游|交通|水利|领域|板块|房屋))(?:累计|共|已|全年)*(?:实现|完成)"
)
_DONE_BY = re.compile(
    r"(?:累计)?(?:增加值|(?:固定资产?|全社会|工业)*投资(?:总?额)?|总投资|营业额|就业|再就业|总?产值|(?:营业|销售|主营业务|业务)?(?:总?收入)|销售额|利润总?额?|税收|税金|出口|进出口|产量|零售额|交易额)"
)
_ENTITY_SUFFIX = (
    r"(?:经济技术开发区|高新技术产业开发区|高技术产业开发区|经济开发区|产业开发区|综合实验区|经济区|经开区|高新区|开发区|自贸片区|航空港区|港区|保税区|综保区"
    r"|示范区|综改区|新区|新城|园区|产业园|工业园|科学城|(?<![上城超门股都闹夜])市(?![场民值容级区政长委直属外])|县(?![域级城外])"
    r"|(?<![地社小校景片厂辖库牧灾禁园街])区(?![域间级位块内外])|省(?![级内外]|、[市区县])|自治州|(?<![城乡村])镇(?!居)|街道)"
)
ENTITY = re.compile(
    rf"^(?![占比较从由在]|其中|省市|[一二两三四五六七八九十]+区)(?:(?![我全各的该其])[\u4e00-\u9fff]){{1,14}}?{_ENTITY_SUFFIX}(?!、[市县])"
)
_BASE = re.compile(
    r"(?:相比|相较于|对比|较|(?<![占同环])比)[^,、;。]{0,10}?(?:年同期|同期|上年|去年|前年|[三五十]年前|年初|年末|年底|一季度|上半年|上月|月份?|\d年|前三季度|季度)(?:末|底|同期|相比)?"
    r"|(?:按|以)?(?:自然|同|可比|全|统计)口径(?:计算)?|(?:剔除|扣除|还原)[^,]{0,24}?(?:后|因素(?:后|影响)?)(?=同比|实际|增|下|$)"
    r"|^的?(?:高|较高)?(?:基础|基数)之?上"
)
_WIDER = re.compile(
    r"^[、,;(]?(?:其中|而|同期|从)?[,:]?(?P<body>全[市省国县区园]|我[市省县区]|该区|本区|区内)(?![性民面域])"
)
_ATTRIBUTE = re.compile(r"^的[^,、]{2,24}、(?=[\u4e00-\u9fff])")
_LONGEST = 80
_CHAIN = re.compile(
    r"(?:先后|陆续|逐步|一路)?(?:扩|增|升|拓|发)?(?:展|大|加|高)?[至到]?\d[\d.]*(?:、\d[\d.]*)+(?:、?直到|再到|直至|到|至)?$"
)
_BATCH = re.compile(r"[“”]?(?![一二两三四五六七八九十几]个)([\u4e00-\u9fff]{2})一批[“”]?")
_VERB = (
    "增加|新增|净增|签约|引进|引育|落户|开工|竣工|投产|建成|培育|认定|获批|获评|入选|落地|入驻|集聚|集中|招引|实施|推进|谋划|储备|盘活|新建"
    "|改造|完成|拥有|汇聚|服务|解决|办理|发放|兑现|新设|设立|注册|登记|吸纳|安排|达成|收储|拆除|供应|出让|腾退|启动|举办|建设|纳统"
    "|入库|申报|开展|帮助|吸引|办好|引入|聚集|现有|共有|已有|达产|洽谈|在谈|在建|续建|组织|选派|招聘|发布|破解|打造|布局|入统|攻坚|铺排|安置|惠及|受理"
)
_LED = "实施|推进|铺排|签约|开工|竣工|投产|引进|招引|落户|完成|新增|谋划|储备"
_VERB_ONLY = re.compile(
    rf"(?:新|共|累计|成功|全年|已|净|又|再|正|可|拟|计划|集中|总|全部|顺利|有)*(?:{_VERB})+(?:了|各类|一批|优质|重点)*"
)
_LIGHT = re.compile(
    r"^(?:实施|推进|完成|办好|拥有|开展|现有|共有|已有|建设|组织|解决|安排|有|共|净?增加|集聚|汇聚|聚集|办理|铺排|布局)+$"
)
_GENERIC = (
    "项目|企业|公司|人才|村\\(社区\\)|社区|村|平台|机构|中心|岗位|工程|工厂|车间|学校|医院|工人|职工|专利|基地|实验室|站点|团队|厂房|道路|小区"
    "|住房|学位|床位|家庭|群众|主体|载体|单位|事项(?!目)|任务|线索|产品|品牌|园区|集群|公园|停车位|泊位|充电桩|路段|河道|商标|标准|院士|博士|专家"
    "|金融机构|基金|楼宇|农户|市场|门店|航线|班列|国家(?!级)|高企|标杆|试点|示范区|工作室|工作站|研究院|孵化器|众创空间|课题|成果|技术|大学生|老人|居民|农民|劳动力"
)
_RIGHT = re.compile(
    rf"^(?:左右|以上|以下|多|余)?(?P<noun>(?:\d[\d.]*[十百千万亿]+元及?以[上下])?(?:[省市区县]、)*[^,、。;:的\d()]{{0,14}}?(?:{_GENERIC}))(?P<rest>.*)$"
)
_PREDICATE_LEAD = re.compile(
    r"^(?:全部|均|已经|已|都|成功|被|正在|正|顺利|陆续|也|先后|分别|获得|获|实现了?|完成(?=[\u4e00-\u9fff]))+"
)
_PRONOUN = re.compile(
    r"^(?:实际|按?(?:可比|不变|现行?)价格?(?:计算)?|微降|略降|微|略|总量|总数|两项|三项|二者|三者|上述|投资(?=总量|均)|这个|这一|该|此|在|增速|增幅|增量|规模|数量|绝对值|均|都|双双|其|分别|位次|排名|占比|比重|总额|总体|[、和与及的]|进度|完成率|综合|基本|总体上?|大致|转为?|由负转正|增长率|两项|指标|速度|名次|同比|稳居|继续|连续|首次|体量|改善|幅度|提升|升幅|降幅|完成|质量|、)*$"
)
_NO_PREDICATE = re.compile(
    r"(?:进展|推进)(?:顺利)?|(?:加快|稳步|有序)推进"
    r"|(?:预计|计划|协议|合同|可|将|拟|累计|共|实现|完成)*(?:总|年度)?投资额?"
)
HEADS = (
    "产量|增加值|总产值|产值|投资额|投资|预算收入|收入|总额|零售额|进出口|营收|税收|项目|企业|面积|用电量|发电量|销售额|成交额|销量|数量|数|额|率|量"
    "|贷款余额|存款余额|余额|利润|资金|增速|人才|比重|价格"
)
_NAME_VERB = re.compile(
    r"^(?:项目)?(新?(?:签约|落户|引进|开工|竣工|投产|招引|注册|落地|入库|增)|拟签约|在谈|集中签约|集中开工)"
)


@dataclass(frozen=True)
class Named:
    """A name and, where the words began with a body, that body."""

    name: str
    entity: str | None = None


def name_of(raw: str, lexicon: Lexicon) -> Named:
    """The indicator's name in the words before a number; empty where they hold only verbs, hedges and
    time."""
    raw = re.sub(r"^“?[^“”]{1,8}”(?=共|累计|完成|实现)", "", raw[-_LONGEST:])
    wider = _WIDER.match(raw)
    text, entity = _without_lead(
        _unbracketed(_CHAIN.sub("", _BASE.sub("", _ATTRIBUTE.sub("", raw)))), lexicon
    )
    text = _peeled(_TAIL, _without_hedge(_peeled(_TAIL, text), lexicon))
    label, _, labeled = text.rpartition(":")
    if label and re.fullmatch("到账|到位|到资", labeled):
        text = label
    elif label and len(labeled) > 1:
        text, inner = _without_lead(labeled, lexicon)
        entity = entity or inner
    per = re.search(r"每[\u4e00-\u9fff]{1,10}(?:拥有|产出|投入|消耗)", text)
    cut = None if per else _CUT.match(text)
    text = text[per.start() :] if per else text
    if cut and len(text) - cut.end() >= 2:
        doer = _DOER.match(text)
        text, inner = _without_lead(text[cut.end() :], lexicon)
        text = f"{doer['who']}{text}" if doer and _DONE_BY.fullmatch(text) else text
        entity = entity or inner
    text = re.sub(r"^项目(?=(?:新?签约|开工|竣工|投产|引进))", "", text)
    text = _BATCH.sub(r"\1项目", text).strip('“”"、,:-的 ')
    return Named(_balanced(text), entity or (wider["body"] if wider else None))


def _without_hedge(text: str, lexicon: Lexicon) -> str:
    """Without a hedge that only the zone's lexicon knows; one character alone may belong to the name
    (签约)."""
    for _, pattern in lexicon.before:
        match = pattern.search(text)
        if match and match.end() - match.start() > 1:
            return text[: match.start()]
    return text


def _unbracketed(raw: str) -> str:
    """Without what an opened bracket left behind: `目标(` and `)的`."""
    raw = re.sub(r"[(][^()]{0,4}下同[)]", "", raw)
    return re.sub(r"[(]不?包?[括含][^()]*[)]|^[^()]{0,12}\)(?=的|$)", "", raw)


def _balanced(text: str) -> str:
    if text.count("(") != text.count(")"):
        text = (
            text.strip("()")
            if text[:1] == ")" or text[-1:] == "("
            else text.replace("(", "").replace(")", "")
        )
    alone = text.count("“") + text.count("”") == 1
    return text.replace("“", "").replace("”", "") if alone else text


def _without_lead(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    entity: str | None = None
    while True:
        stripped = _LEAD.sub("", text, count=1)
        if stripped == text or _protected(text, lexicon):
            body, stripped = _body(text, lexicon)
            entity = body or entity
            if not body:
                return text, entity
        text = stripped


def _protected(text: str, lexicon: Lexicon) -> bool:
    """Names that happen to begin with a connecting word (全区生产总值 no; 到账外资 yes)."""
    return bool(lexicon.known_name.match(text.upper())) and not text.startswith(("全区", "全市", "全省"))


def _body(text: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """A leading body and the rest, unless nothing or only a suffix would remain."""
    known = lexicon.body_name.match(text)
    found = known or ENTITY.match(text)
    if not found or lexicon.known_name.match(text.upper()) or _VERB_ONLY.match(found.group()):
        return None, text
    longer = ENTITY.match(text)
    if longer and longer.end() > found.end():
        found = longer
    return found.group(), text[found.end() :]


def _peeled(pattern: re.Pattern[str], text: str) -> str:
    while True:
        match = pattern.search(text)
        if not match or match.end() != len(text) or match.start() == match.end():
            return text
        text = text[: match.start()]


def unled(name: str) -> str:
    """A counted name without the verb before it: 新签约亿元以上项目 is 亿元以上项目."""
    return re.sub(rf"^(?:新增|净增|累计|共|(?:新|集中)?(?:{_LED}))+(?=[\u4e00-\u9fff\d])", "", name)


def plain(name: str) -> str:
    """A counted name without a verb that says nothing of it: 铺排省市重点项目 is 省市重点项目."""
    return re.sub(r"^(?:实施|铺排|安排|此次|本次|共)+(?=[\u4e00-\u9fff\d、]{4})", "", name)


def is_verb_only(name: str) -> bool:
    return bool(_VERB_ONLY.fullmatch(name))


def is_pronoun(name: str) -> bool:
    """Words that stand for the indicator named before: 总量, 增速, 其."""
    return bool(_PRONOUN.match(name))


def noun_after(right: str) -> tuple[str, str]:
    """The counted noun to the right of a number and what is said of it: (企业, 入选…); both may be empty."""
    match = _RIGHT.match(right)
    if not match:
        right = re.sub(r"^(?:左右|以上|以下|以内)", "", right)
        plain = re.match(r"^[^,、。;:的\d()]{2,12}$", right)
        return (plain.group(), "") if plain else ("", "")
    rest = _PREDICATE_LEAD.sub("", match["rest"])
    if re.fullmatch(r"(?:完成|落地|到位|落实|兑现|交付使用|投用|达标)+(?:见效)?", rest):
        rest = ""
    return match["noun"], re.sub(r"(?:目标|任务)$", "", rest)


def counted_name(left: str, right: str, *, leads_on: bool = False) -> str:
    """The name of a count that stands before its noun: 27个项目…达产达效 is 达产达效项目; empty where there
    is none. `leads_on`: another number follows, to which what is said of the noun belongs."""
    noun, rest = noun_after(right)
    if not noun:
        return ""
    if _NO_PREDICATE.fullmatch(rest):
        rest = ""
    if leads_on and not left:
        rest = ""
    if re.search(r"[^,]、[^,]*等$|等$", left):
        left = ""
    if rest and not left.endswith("的") and 2 <= len(rest) <= 30:
        return _BATCH.sub(r"\1项目", f"{rest}{noun}".replace("“", "").replace("”", ""))
    if not left or _LIGHT.fullmatch(left):
        return noun
    return f"{left}{noun}" if is_verb_only(left) or left.endswith("的") or len(left) <= 4 else f"{left}{noun}"


def carries_verb(previous: str, name: str) -> str:
    """`10亿元以上项目` after `新签约亿元以上项目` is 新签约10亿元以上项目."""
    verb = _NAME_VERB.match(previous)
    if verb and (re.match(r"\d|[十百千]?[亿万]", name) or name.startswith("行业")):
        return f"{verb.group(1)}{name}"
    return name
