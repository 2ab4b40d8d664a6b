"""Every time expression of a text, what it is there for, and the period it means once a year is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chaotou.core.intake.numerals import number
from chaotou.core.periods import Period


class Role(StrEnum):
    """OWN: the period of the figures that follow. LOCAL: of this sentence only. BASE: what they are
    compared with.
    EVENT: the day of a meeting. NAME: part of the name of a meeting or a list. DEADLINE: by when.
    START: of the level something rose from. PASSING: when a thing was or will be built, no period of
    any figure. BY: 到2030年, of what follows in the paragraph.
    AS_OF: 截至9月末, from January to then, or a balance of that month."""

    OWN = "own"
    LOCAL = "local"
    BASE = "base"
    EVENT = "event"
    NAME = "name"
    DEADLINE = "deadline"
    START = "start"
    PASSING = "passing"
    BY = "by"
    AS_OF = "as of"


@dataclass(frozen=True)
class Mention:
    """`year` is a year, or an offset from the document's (今年 0, 去年 -1) where `relative`; None where the
    words have none."""

    start: int
    end: int
    text: str
    role: Role
    year: int | None
    relative: bool
    part: str
    months: tuple[int, int] | None = None
    since: int | None = None

    def period(self, document_year: int | None, context_year: int | None) -> Period | None:
        """The months meant, or None where the year cannot be known."""
        year = self.resolved_year(document_year, context_year)
        if year is None:
            return None
        if self.since is not None and self.since < year and self.months is None:
            return Period.range((self.since, 1), (year, 12))
        first, latest = self.months or (1, 12)
        return Period.range((year, first), (year, latest))

    def resolved_year(self, document_year: int | None, context_year: int | None) -> int | None:
        if self.relative:
            return None if document_year is None or self.year is None else document_year + self.year
        return self.year if self.year is not None else context_year or document_year


_DIGIT_YEAR = r"(?:19|20)\d\d"
_HAN_YEAR = r"[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_RELATIVE = {
    "今年": 0, "本年": 0, "当年": 0, "新的一年": 0, "新一年": 0, "去年": -1, "上年": -1, "上一年": -1,
    "过去一年": -1,
    "过去的一年": -1, "明年": 1, "来年": 1, "前年": -2,
}  # fmt: skip
_PARTS: dict[str, tuple[int, int]] = {
    "上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "前3季度": (1, 9), "前三个季度": (1, 9),
    "前两季度": (1, 6),
    "全年": (1, 12), "首季": (1, 3),
}  # fmt: skip
_TO_MONTH = r"(?<!提)前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月份?"
_SINGLE = r"(?:\d{1,2}月份?(?:当月|单月)|第?[一二三四]季度(?:当季|单季))"
_PART = "|".join([*sorted(_PARTS, key=len, reverse=True), _TO_MONTH, _SINGLE])
_MENTION = re.compile(
    rf"(?P<date>{_DIGIT_YEAR}年\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}\.\d{{1,2}}\.{_DIGIT_YEAR}"
    rf"|(?<!\d){_DIGIT_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
    rf"|(?:截至|截止到?)?(?!{_DIGIT_YEAR}年\d{{1,2}}月\d{{1,2}}日)(?:(?:(?P<since>(?<!\d){_DIGIT_YEAR})年?[-至到](?={_DIGIT_YEAR}年))?(?P<year>(?<!\d){_DIGIT_YEAR}|{_HAN_YEAR})年度?|(?P<relative>{'|'.join(_RELATIVE)})度?)(?:的)?"
    rf"(?:(?P<part>{_PART}|第?[一二三四1-4]季度|\d{{1,2}}月?(?:-|至|到)\d{{1,2}}月份?|\d{{1,2}}月份?(?![\d日])"
    r"|[一二三四五六七八九十]{1,2}月份)|(?P<tail>以来|底|末|内|期间))?"
    rf"|(?P<bare>{_PART}|第?[一二三四]季度(?!末)|(?<![\d.])\d{{1,2}}月?(?:-|至|到)\d{{1,2}}月份?|(?<![\d.])\d{{1,2}}月份(?!-)"
    r"|(?<![\d.-])(?:1[0-2]|[1-9])月(?![份\d日-])|(?:过去|近|最近)[两二三四五六七八九十\d]{1,2}年(?:来|间|里)?|[三四五]年(?:来|累计|间)|年内|年底|年末|(?P<plan>[“\"]?十[三四五六]五[”\"]?)(?P<span>末|期间|时期|以来)?)"
    r"|(?P<within>[一二两三四五]|\d)年(?:里|内|之内|时间内)"
)
_BEFORE_BASE = re.compile(
    r"(?:比|较|与|同|高于|低于|快于|相比|相较于?|对比|超过|超|达到了?|恢复[到至]|相当于)$"
)
_AFTER_BASE = re.compile(
    r"(?:同期|相比|的?(?:同期)?水平|的?[\d两二三]+(?:\.\d+)?倍|年末相比|[^,。;:()]{0,16}的?(?:高|较高)?(?:基础|基数)上)"
)
_AFTER_NAME = re.compile(
    r"(?:度?(?!是)(?:[^,。;]{0,8}(?:工作会|会议|大会|推进会|打算|“|年报|公报|工作报告|活动))|第[一二三四五六七八九十\d]+[次批届]"
    r"|国家|省级|省政府|中国|江苏省|全国[^,。;]{0,10}(?:名单|榜|称号)|贺词|新年|(?<=度)(?:全区|全市)?(?:先进|优秀|十佳)|(?:全区|全市)?(?:先进|优秀)(?:集体|个人|单位|企业))"
)
_BUILT = re.compile(
    r"(?:份|底|末|前|初|[上中下]旬)?(?:以前|之前)?(?:[^,、。;:()\d]{0,8}?)(?:建成|投产|竣工|投用|投入|开工|动工|完工|交付|启用|运营|达产|试产|试生产|通车|开园"
    r"|成立|设立|挂牌|落户|开业|奠基|立项|获批)(?!活动|仪式|项目|[^,。;]{0,6}会)[^,。;:()\d]{0,12}(?:[,。;:()]|$)"
)
_BY = re.compile(r"(?:^|[^\u4e00-\u9fff]|力争|确保|计划|争取|预计|规划|目标)[到至]$")
_AS_OF, _ENDED = re.compile(r"(?:截至|截止到?)$"), re.compile(r"[底末](?!前|之前|以前)")
_AIMS_OF_THE_YEAR = re.compile("[^。;:\\d]{0,14}(?:全年|年度|年初)[^,。;\\d]{0,8}(?:目标|任务|计划)")
_DAY = re.compile(r"(?:\d{4}年)?(\d{1,2})月\d{1,2}日")
_SEVERAL_YEARS = re.compile("(?:过去|近|最近).{1,2}年|年(?:来|累计|间)")
_AFTER_RATED = re.compile(r"度?[^,。;\d]{0,12}(?:考评|考核|评价|评估|排名|排行|榜|测评)")


def mentions(text: str) -> list[Mention]:
    """All time expressions of `text` in order, none overlapping."""
    return [_mention(match, text) for match in _MENTION.finditer(text)]


def _mention(match: re.Match[str], text: str) -> Mention:
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 24]
    year, relative = _year(match)
    part = match["part"] or match["bare"] or ""
    since = int(match["since"]) if match["since"] else None
    if match["plan"] or _SEVERAL_YEARS.search(part):
        part = ""
    if part == "下半年" and _AIMS_OF_THE_YEAR.match(after):
        part, year, relative = "", 0, True
    if match["plan"] and match["span"] not in ("末", "以来"):
        since = (_year(match)[0] or 0) - 4
    role = _role(match, before, after)
    day = _DAY.match(match["date"]) if match["date"] and role is Role.AS_OF else None
    months = (int(day[1]), int(day[1])) if day and 1 <= int(day[1]) <= 12 else _months(part)
    if role is Role.AS_OF and months:
        months = (1, months[1])
    return Mention(match.start(), match.end(), match.group(), role, year, relative, part, months, since)


def _year(match: re.Match[str]) -> tuple[int | None, bool]:
    if match["year"]:
        value = number(match["year"])
        return (int(value) if value is not None else None), False
    if match["relative"]:
        return _RELATIVE[match["relative"]], True
    if match["within"]:
        value = number(match["within"])
        return (int(value) - 1 if value is not None else None), True
    if match["plan"] and match["span"] == "以来":
        return None, True
    if match["plan"]:
        return {"三": 2020, "四": 2025, "五": 2030, "六": 2035}[match["plan"].strip('“”"')[1]], False
    if match["date"]:
        found = re.search(_DIGIT_YEAR, match["date"])
        return (int(found.group()), False) if found else (None, False)
    return None, bool(_SEVERAL_YEARS.search(match["bare"] or ""))


def _role(match: re.Match[str], before: str, after: str) -> Role:
    if match["date"]:
        return Role.AS_OF if _AS_OF.search(before) and _DAY.match(match["date"]) else Role.EVENT
    if match["plan"]:
        return _role_of_plan(match, before, after)
    if match["within"] or re.search("当月|单月|当季|单季", match.group()):
        return Role.LOCAL
    if _BUILT.match(after):
        return Role.PASSING
    if match["bare"] and (_AS_OF.search(before) and _ENDED.match(after) or _opens_with_an_end(before, after)):
        return Role.AS_OF
    if re.match(r"(?:月?[底末]|底|末|前)", after) and not match["year"] or match["bare"] in ("年底", "年末"):
        return Role.DEADLINE
    if re.match(r"(?:的)?(?:目标|计划|任务|预算|预期)", after) and part_is_year(match):
        return Role.LOCAL if _opens_the_aims(before, after) else Role.NAME
    if _AFTER_BASE.match(after) or _BEFORE_BASE.search(before):
        return Role.BASE
    if match["year"] and _BY.search(before) and not after.startswith("的"):
        return Role.BY
    if re.search(r"(?:由|从|自)$", before):
        return Role.OWN if re.match("以来|起|开始", after) else Role.START
    if match["year"] and not match["part"]:
        if _AFTER_RATED.match(after):
            return Role.LOCAL
        if _AFTER_NAME.match(after):
            return Role.NAME
    return Role.OWN


def _role_of_plan(match: re.Match[str], before: str, after: str) -> Role:
    """“十三五”期间,新增就业…: the five years are the period; elsewhere a plan is a name."""
    if match["span"] == "末":
        return Role.LOCAL
    if _AFTER_BASE.match(after) or _BEFORE_BASE.search(before) or not match["span"]:
        return Role.NAME
    opens = not re.search("[^,。;:\n]$", before) and re.match(
        r"[,、]?(?!时|发展|规划|的|工作|目标|[^,。;]{0,4}回顾)", after
    )
    return Role.LOCAL if opens else Role.NAME


def _opens_with_an_end(before: str, after: str) -> bool:
    """9月末,存款余额…: the state of things at a month's end."""
    return not re.search("[^,。;:\n]$", before) and bool(re.match(r"末,?[^,。;\d]{0,16}余额", after))


def _opens_the_aims(before: str, after: str) -> bool:
    """全年目标:地区生产总值增长8%: a sentence of the whole year's targets after the figures of half of it."""
    aims = r"(?:的)?(?:主要|预期|工作|发展|增长)*(?:目标|计划|任务|预期)(?:任务|目标)?(?::|为|是)"
    return not re.search(r"[^。;\n]$", before) and bool(re.match(aims, after))


def part_is_year(match: re.Match[str]) -> bool:
    return match["bare"] in ("全年", "年内")


def _months(part: str) -> tuple[int, int] | None:
    """First and latest month of `上半年`, `三季度`, `1-5月`, `6月份`; None for whole years."""
    part = re.sub("当月|单月|当季|单季", "", part)
    if part in _PARTS:
        return _PARTS[part]
    if re.fullmatch(_TO_MONTH, part):
        latest = int(number(re.sub("[前个月份]", "", part)) or 0)
        return (1, latest) if 1 <= latest <= 12 else None
    quarter = re.fullmatch(r"第?([一二三四1-4])季度", part)
    if quarter:
        latest = 3 * int(number(quarter[1]) or 1)
        return latest - 2, latest
    found = re.findall(r"\d+", part)
    if not found:
        value = number(part[:-2]) if part.endswith("月份") else None
        return (int(value), int(value)) if value else None
    first, latest = int(found[0]), int(found[-1])
    return (first, latest) if 1 <= first <= latest <= 12 else None


def document_year(text: str, found: Sequence[Mention]) -> int | None:
    """The year the document speaks from: its date line, its annual meeting, else the first year it
    reports on."""
    events = [m for m in found if m.role is Role.EVENT and m.year]
    dated = [m for m in events if _stands_alone(text, m)]
    meetings = [
        m
        for m in found
        if m.year and not m.relative and re.match(r"[^,。;]{0,10}工作会", text[m.end : m.end + 16])
    ]
    own = [m for m in found if m.year and not m.relative and m.role is Role.OWN and not _ahead(text, m)]
    own.sort(key=lambda m: -(m.year or 0))
    named = [
        m
        for m in found
        if m.year and not m.relative and m.role in (Role.NAME, Role.LOCAL, Role.EVENT, Role.AS_OF)
    ]
    planned = [m for m in found if m.year and not m.relative and _is_plan(text, m)]
    looks_back = any(m.relative and m.year == -1 and m.role is Role.OWN for m in found)
    if own and looks_back and not dated and not meetings:
        own = [m for m in planned if m.year == (own[0].year or 0) + 1] or own
    events = [m for m in events if _opens(text, m) and (m.year or 0) >= (own[0].year or 0 if own else 0)]
    for candidates in (dated, meetings, events, own, planned):
        if candidates:
            return candidates[0].year
    if named and re.match(r"度?(?:先进|表彰|考核|考评|综合考)", text[named[0].end : named[0].end + 6]):
        return (named[0].year or 0) + 1
    return named[0].year if named else None


def _stands_alone(text: str, mention: Mention) -> bool:
    line = text[text.rfind("\n", 0, mention.start) + 1 :].split("\n", 1)[0]
    return len(line) < 48 and "。" not in line and not text[mention.end :].startswith("以来")


def _opens(text: str, mention: Mention) -> bool:
    """A date that begins the text or a paragraph is the day the text speaks of."""
    return len(text[text.rfind("\n", 0, mention.start) + 1 : mention.start]) < 30


def _is_plan(text: str, mention: Mention) -> bool:
    return mention.role is Role.BY or mention.role is Role.OWN and _ahead(text, mention)


def document_month(text: str, found: Sequence[Mention], year: int | None) -> int | None:
    """The month of the day the document was written or speaks of."""
    for mention in found:
        days = mention.role is Role.EVENT and mention.year == year
        if days and (_stands_alone(text, mention) or _opens(text, mention)):
            month = re.search(r"年(\d{1,2})月|^\d{4}[-/.](\d{1,2})", mention.text)
            return int(month[1] or month[2]) if month else None
    return None


def _ahead(text: str, mention: Mention) -> bool:
    """A year spoken of as still to come: 到2027年, 2025年将…, 2024年目标."""
    if text[: mention.start].endswith(("到", "至")):
        return True
    sentence = re.split("[。;\n]", text[mention.end : mention.end + 60])[0]
    return bool(re.search("将|力争|目标|确保|安排|计划|展望|(?<![主重])要", sentence))
