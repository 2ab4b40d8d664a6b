"""Numbers of a clause as tokens: amounts, percents, points, multiples, ranks; lists and ranges joined; the
rest skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from chaotou.core.intake.numerals import MAGNITUDES
from chaotou.core.intake.token_builders import BUILDERS, TIME_UNITS
from chaotou.core.intake.token_types import COUNTERS, Sort, Token, is_count

_MONEY = "亿美元|万美元|美元|亿欧元|欧元|港元|日元|元人民币|人民币|元|块钱"
_MEASURES = (
    "平方公里|平方千米|平方米|立方米|公里|千米|公顷|亩|吨标准煤|吨标煤|吨公里|吨|公斤|千克|克|千伏安|兆伏安|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦"
    "|度电|度|标准箱|标箱|TEU|米|升|床|张床位|卡|微克/立方米|毫克/升|瓦|GW|MW|GWh|KW|kWh|分|倍频|核|P|PFlops"
)
_PER = r"(?:/(?:亩|平方公里|平方米|人|公顷|万元|吨|户|家|立方米))?"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MAGNITUDE = "万亿|千亿|百亿|十亿|千万|百万|十万|万|亿"
_HAN = "[一二两三四五六七八九十百千]"
_NUMBER = re.compile(
    rf"(?P<fraction>(?P<whole>[百千万])分之(?P<part>{_ARABIC}|{_HAN}+))"
    r"|(?P<part_of>(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九]))"
    r"|(?P<half>一半|半数|过半|(?<=近)半)"
    r"|(?P<structure>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){2,})|(?P<to_one>\d+(?:\.\d+)?):1(?![\d:.])"
    rf"|(?P<top>前?(?:\d{{1,3}}|[一二三四五六七八九]?十[一二三四五六七八九]?|百|[一二三五]百)强)"
    r"|(?P<place>(?:排名|位次|名次|位列|位居|列|居|排)?第(?P<nth>[一二三四五六七八九十]+|\d{1,3})(?P<rankword>位|名)?"
    r"(?![一二三四五六七八九十\d]|个|家|次|届|批|季|产业|书记|时间|方阵|梯队|期|轮|组|类|部|款|任|线|条|站|号|者|步|章|节|项|大"
    r"|张|座|位的|一|台|辆|天|年|月|代|[、和与]第?[二三][、和与]?第?三?次?产业|资源|生产力|要务|责任|动力))"
    r"|(?P<first>首位|榜首|头名|第一位|第一名)"
    r"|(?P<front>前(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名|强)|(?<=全国|全省|全市|全区)前(?:[一二三五六七八九十]{1,2}|\d{1,3})(?![个季月天年强]))"
    rf"|(?P<sign>(?<![\d%元个家月年万亿])-)?(?P<arabic>{_ARABIC})(?P<more>余|多|来)?(?P<magnitude>{_MAGNITUDE})?(?P<more2>余|多|来)?"
    rf"(?P<unit>个?百分点|%|‰|倍|成|{TIME_UNITS}|{_MONEY}|{_MEASURES}|{COUNTERS})?(?P<per>{_PER})(?P<more3>多)?"
    rf"|(?P<han>{_HAN}+(?:多|余)?(?:万亿|万|亿)?|万亿)(?P<more4>余|多)?"
    rf"(?P<hanunit>倍|成|{TIME_UNITS}|{_MONEY}|{_MEASURES}|{COUNTERS}|翻)(?P<more5>多)?"
    rf"|(?P<bighan>(?<![一二三四五六七八九十百千\d])[百千万]亿)"
    r"|(?P<double>翻(?:了)?近?(?:一番|两番|三番|番))"
)
_SKIPPED = re.compile(
    r"[一二三四五六七八九十]{1,6}届[一二三四五六七八九十]{1,6}[次中](?:全会)?|第[一二三四五六七八九十百\d]{1,6}[次届批期号条轮任家个大]"
    r"|诞辰\d{1,4}周年|[一二三四五六七八九十\d]{1,6}周年|连续[一二三四五六七八九十\d]{1,6}[年个月季次届]+"
    rf"|(?<!\d)20\d\d(?![\d%.,亿万年余多]|{_MONEY}|{_MEASURES}|{COUNTERS})"
    r"|(?<![A-Za-z])(?!GDP\d|GNP\d)[A-Za-z]{1,12}[-/]?\d[\d.]{0,12}(?:[A-Za-z]{1,12})?|\d{1,12}[A-Za-z]{1,12}(?![A-Za-z/]{0,12}[/h])(?<!TEU)(?<!GW)(?<!MW)"
    r"|\d{1,8}\+\w{1,12}|世界\d{1,4}强|(?:中国|民营|民企|制造业|服务业|三类|省|国内|央企)+(?:企业)?\d{1,4}强"
    r"|[一二三四五六七八九十\d]{1,6}(?:纵|横|环)|\d{1,8}[-+/]\d{1,8}[+/]\d{1,8}"
)
_ANY = re.compile(r"[\d半一二两三四五六七八九十百千万首榜翻头]")
_QUOTED = re.compile(r"[“\"‘][^”\"’]{0,24}[”\"’]")
_LEVEL = re.compile(
    r"(?:\(含\))?(?:及以上|以上|以下|级|之上|量级)(?:的)?(?=[\u4e00-\u9fff“A-Za-z])(?!的目标|的?增长|的?增速|左右|水平)"
    r"|以上(?=、[^,;]{0,30}以上[\u4e00-\u9fff])|(?:及)?以上[、至到]?(?=\d[\d.]*[十百千万亿]*(?:美?元)?以[下内])"
)
_LIST_MARK = re.compile(r"、|和|及|与|以及|、?和|/")
_TURNED = re.compile(
    r"(?P<mark>、|和|及|与|以及|、?和|/)(?:(?P<up>增长|上升|提高|上涨|提升|增加|增)|(?P<down>下降|回落|下跌|减少|降低|降))了?"
)
_RATIO = re.compile(r"(?:收入比|倍差|之比|比值|系数|指数)[^,;、]{0,16}$")
_TO_ONE = re.compile(r"比(?:例|值|率)?[^,;、:]{0,16}(?::1[^,;、:]{0,8})?$")
_NOUN_BEFORE_COUNT = re.compile(
    r"(?:以上|以下|级)?(?:的)?[^、,;。:()\d增占比较同其]{2,14}?(?:共|有|达到?|约|近|超过?|为|突破|各|已)*"
)
_PREDICATE = re.compile(r"(?:以上|以下)?(?:的)?(?:目标|门槛|标准)")


def tokens(text: str, masked: Sequence[tuple[int, int]]) -> list[Token]:
    """The number tokens of one clause in order; `masked` are the spans of its time expressions."""
    if not _ANY.search(text):
        return []
    skipped = [*masked, *_spans(_SKIPPED, text)]
    found = [t for m in _NUMBER.finditer(text) if (t := _token(m, text)) and not _inside(t, skipped)]
    found = [t for t in found if not _in_words(t, text)]
    found = [t for t in found if t.strong or not _inside(t, _spans(_QUOTED, text))]
    joined = _joined(found, text)
    judged = [_threshold(t, joined[i + 1 :], joined[:i], text) for i, t in enumerate(joined)]
    judged = [_total_of_rank(t, judged[i + 1 :], text) for i, t in enumerate(judged)]
    return [t for t in judged if t.sort is not Sort.SKIP]


def _in_words(token: Token, text: str) -> bool:
    """两个项目, 三大产业, 六个方面: a count in words tells a figure only where the clause stops after it."""
    if not token.han or token.sort is not Sort.AMOUNT or token.round or "元" in token.unit:
        return False
    return token.value < 3 or not re.match(r"(?:以上|左右)?(?:$|[,、;。(])", text[token.end :])


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def _inside(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    return any(token.start < end and start < token.end for start, end in spans)


def _token(match: re.Match[str], text: str) -> Token | None:
    for name, build in BUILDERS.items():
        if match[name]:
            return build(match, text)
    return None


def _joined(found: list[Token], text: str) -> list[Token]:
    """Lists (`8.2、8.0、7.5个百分点`) and ranges (`8%-10%`, `10-50亿元`) as one token; bare numbers
    elsewhere are dropped."""
    result: list[Token] = []
    for token in found:
        before = result[-1] if result else None
        joined = _pair(before, token, text[before.end : token.start]) if before else None
        if joined:
            result[-1] = joined
        else:
            result.append(token)
    return [_ratio(t, text) for t in result if t.sort is not Sort.SKIP and not _bare(t, text)]


def _bare(token: Token, text: str) -> bool:
    """A number without a unit is a figure only of what is a ratio by name: 收入比缩小至1.69, 指数103.2."""
    return token.sort is Sort.BARE and not (
        token.unit == ":1"
        and _TO_ONE.search(text[: token.start])
        or _RATIO.search(text[: token.start])
        and "." in text[token.start : token.end]
    )


def _ratio(token: Token, text: str) -> Token:
    return replace(token, sort=Sort.AMOUNT, unit="") if token.sort is Sort.BARE else token


def _pair(before: Token, token: Token, between: str) -> Token | None:
    if token.sort is Sort.SKIP or not before.values or ":" in before.unit + token.unit:
        return None
    if Sort.RANK in (token.sort, before.sort):
        return _ranks(before, token, between)
    before, token = _as_percents(before, token), _as_percents(token, before)
    short = before.unit == "个" and token.sort is Sort.POINTS
    if not (before.sort is Sort.BARE or short or before.sort is token.sort and _same_unit(before, token)):
        return None
    if re.fullmatch("-|至|—", between) and len(before.values) == 1 and before.low is None:
        low = _scaled(before, token)
        return replace(token, start=before.start, low=low, high=token.value)
    if between == "-":
        return None
    turned = _TURNED.fullmatch(between) if token.sort in (Sort.PERCENT, Sort.POINTS) else None
    if (turned or _LIST_MARK.fullmatch(between)) and before.low is None and token.low is None:
        turn = (1 if turned["up"] else -1) if turned else 0
        spans = (
            *(before.spans or ((before.start, before.end),)),
            *(token.spans or ((token.start, token.end),)),
        )
        return replace(
            token,
            start=before.start,
            values=(*_rescaled(before, token), *token.values),
            spans=spans,
            turns=(*(before.turns or (0,)), turn),
        )
    return None


def _ranks(before: Token, token: Token, between: str) -> Token | None:
    """第33位、第41位和第11位 as one list."""
    alike = before.sort is token.sort and before.unit == token.unit != "强"
    if not alike or not _LIST_MARK.fullmatch(re.sub("(?:居|列|排)?$", "", between)):
        return None
    spans = (*(before.spans or ((before.start, before.end),)), (token.start, token.end))
    return replace(token, start=before.start, values=(*before.values, *token.values), spans=spans)


def _as_percents(token: Token, beside: Token) -> Token:
    """1.6倍 in a list of growths (增长12.8%、1.6倍和下降27.5%) is 160 %."""
    if token.sort is not Sort.TIMES or token.unit != "倍" or beside.sort is not Sort.PERCENT:
        return token
    return replace(token, sort=Sort.PERCENT, unit="%", values=tuple(value * 100 for value in token.values))


def _same_unit(before: Token, token: Token) -> bool:
    if before.unit in ("万", "亿") and token.unit.startswith(before.unit):
        return True
    return before.unit == token.unit or (
        before.unit.lstrip("万亿") == token.unit.lstrip("万亿") and before.unit != ""
    )


def _scaled(before: Token, token: Token) -> Decimal:
    return _rescaled(before, token)[0]


def _rescaled(before: Token, token: Token) -> tuple[Decimal, ...]:
    """The earlier numbers in the unit of the last one."""
    if before.sort is Sort.BARE or before.unit == token.unit or before.sort is not token.sort:
        return before.values
    ratio = _magnitude(before.unit) / _magnitude(token.unit)
    return tuple(value * ratio for value in before.values)


def _magnitude(unit: str) -> Decimal:
    return next((MAGNITUDES[m] for m in ("万亿", "亿", "万") if unit.startswith(m)), Decimal(1))


def _threshold(token: Token, later: Sequence[Token], earlier: Sequence[Token], text: str) -> Token:
    """A size limit that belongs to a name (亿元以上项目81个) is no figure of its own."""
    if token.sort is not Sort.AMOUNT or is_count(token):
        return token
    after = text[token.end :]
    following = text[token.end : later[0].start] if later else ""
    limit = bool(_LEVEL.match(after)) or (bool(_PREDICATE.match(after)) and any(is_count(t) for t in earlier))
    above = re.search(r"(?:超|过|逾)$", text[: token.start])
    if above and re.match(r"的[^,;。\d]{0,10}(?:项目|企业)", after):
        return replace(token, sort=Sort.SKIP)
    if re.match("新建|改造|改扩建|建设|实施|建成|完成|购置|用于|修", after):
        return token
    if token.han and re.match("元?(?:级)?(?:产业|工业)?(?:项目|企业|产业|园区|集群)(?!$)", after):
        return replace(token, sort=Sort.SKIP)
    if later and is_count(later[0]) and not limit:
        limit = bool(_NOUN_BEFORE_COUNT.fullmatch(following)) and not re.match("的?$", following)
    return replace(token, sort=Sort.SKIP) if limit else token


def _total_of_rank(token: Token, later: Sequence[Token], text: str) -> Token:
    """217家国家级开发区第13位: how many were ranked is no figure."""
    if not (later and later[0].sort is Sort.RANK and (is_count(token) or token.strong)):
        return token
    between = re.sub(r"\([省市县区、,]{1,5}\)", "", text[token.end : later[0].start])
    peers = re.fullmatch(
        r"[^,、;:]{0,16}(?:区|市|州|县|城市|企业|园区|单位|板块|省份|省)(?:中|里|内)?[^,、;]{0,14}", between
    )
    return replace(token, sort=Sort.SKIP) if peers else token
