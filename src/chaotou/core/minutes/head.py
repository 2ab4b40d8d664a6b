"""The head matter of minutes: which meeting, its number, when, where, who led it, who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from chaotou.core.intake.layout import Line, Page
from chaotou.core.intake.numerals import number
from chaotou.core.minutes.drafts import Head
from chaotou.core.minutes.lines import LABELS, Item, item

_TITLES: Final = r"(?:同志|副?主任|副?书记|副?局长|副?组长|副?部长|副?镇长|董事长|总经理|主席)"
_CALLED: Final = r"(?:主持|召集|带队|带领)"
_HOST: Final = re.compile(
    rf"(?:(?<=[,。日午])(?P<first>[\u4e00-\u9fff]{{2,3}})(?:{_TITLES})(?:在[^,。]{{2,24}}?)?{_CALLED})|"
    rf"(?:{_TITLES}|^|[,、由])(?P<name>(?!会议|受)[\u4e00-\u9fff]{{2,3}}?)(?:同志)?(?:受[^,。]{{2,10}}委托,?)?(?:在[^,。]{{2,24}}?)?(?:连夜)?{_CALLED}"
)
_PLACE: Final = re.compile(
    r"(?:会议)?地点(?:为|设在|在)(?P<named>[^,。;]{2,24})|在(?P<place>[^,。;月日]{2,24}?)(?:主持|连夜|召开|召集|组织召开|调度|会商)|[到赴](?P<visited>[^,。;]{2,24}?)(?:专题|实地|集中)?(?:现场办公|调研)"
)
_DAY: Final = re.compile(
    r"(?:(?P<year>20\d\d|[二〇零○一三四五六七八九]{4})年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
_YEAR: Final = re.compile(r"(20\d\d|二[〇零○][一二三四五六七八九〇零○]{2})(?:年|\))")
_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}[〔\[［(（【]\s*20\d\d\s*[〕\]］)）】]\s*(?:第\s*)?\d+\s*号|(?:20\d\d年)?第\s*(?:\d+|[一二三四五六七八九十百]+)\s*[次期号]"
)
_WITHIN: Final = re.compile(r"(?P<label>主持人?|出席|列席|请假|缺席|记录)(?:人员?)?:")
_MARK: Final = re.compile(r"纪要(?![如的明由])")
_SPLIT: Final = re.compile(r"[、,，;；。]")
_SPACES: Final = re.compile(r"[\s\u3000]+")
_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）]")
_TOPICAL: Final = 3
_OPENING: Final = 12
"""Lines within which the head of minutes ends, where no heading ends it before."""


def read_head(page: Page, given: str) -> Head:
    """What the text says of the meeting itself."""
    labels = _labels(page, given)
    opening = _opening(page)
    prose = next((line.text for line in opening if "。" in line.text and _DAY.search(line.text)), "")
    top = " ".join(line.text for line in opening)
    return Head(
        _name(labels, opening),
        _number([given[slice(*_place(page, line))] for line in opening]),
        _held_on(labels, prose, top),
        labels.get("地点", "") or _place_said(top),
        _host(labels.get("主持", ""), top),
        _people(labels, "出席", "参加", "参会", "与会", "到会"),
        _people(labels, "列席"),
        _people(labels, "请假", "缺席"),
        tuple(_topics(page)),
    )


def _place(page: Page, line: Line) -> tuple[int, int]:
    return page.place(line.start, line.start + len(line.text))


def _opening(page: Page) -> list[Line]:
    """The lines before the first heading or mark."""
    lines = []
    for line in page.lines[:_OPENING]:
        if item(line).rank and not line.text.startswith("#"):
            break
        lines.append(line)
    return lines


def _labels(page: Page, given: str) -> dict[str, str]:
    """What follows each label, in the text's own characters, by the label's first two characters."""
    found: dict[str, str] = {}
    for line in page.lines:
        marks = list(_each_label(line.text))
        for here, after in zip(marks, [*marks[1:], None], strict=False):
            start, end = line.start + here.end(), line.start + (after.start() if after else len(line.text))
            if end > start:
                found.setdefault(here["label"][:2], given[slice(*page.place(start, end))].strip(" \u3000"))
    return found


def _each_label(text: str) -> Iterator[re.Match[str]]:
    first = LABELS.match(text)
    if first:
        yield first
        yield from _WITHIN.finditer(text, first.end())


def _name(labels: dict[str, str], opening: list[Line]) -> str:
    if labels.get("名称"):
        return labels["名称"]
    for line in opening:
        if (mark := _MARK.search(line.text)) and "。" not in line.text:
            name = _ASIDE.sub("", line.text[: mark.start()].lstrip("#"))
            name = name.removesuffix("会议") if re.search("(?<!委员)会会议$", name) else name
            if len(name) > 2:
                return name
    return ""


def _number(opening: list[str]) -> str:
    for line in opening:
        found = _NUMBER.search(_SPACES.sub("", line))
        if found and "。" not in line:
            return found.group()
    return ""


def _held_on(labels: dict[str, str], prose: str, top: str) -> date | None:
    """The day by its label, else of the first sentence, else of the heading; its year from anywhere above."""
    said = labels.get("时间") or labels.get("日期")
    match = _DAY.search(said) if said else _DAY.search(prose) or _DAY.search(top)
    if match is None:
        return None
    year = match["year"] or next((m[1] for m in _YEAR.finditer(top)), None)
    try:
        return date(_int(year), _int(match["month"]), _int(match["day"])) if year else None
    except ValueError:
        return None


def _int(text: str) -> int:
    return int(number(text) or 0)


def _place_said(top: str) -> str:
    match = _PLACE.search(top)
    return (match["named"] or match["place"] or match["visited"]) if match else ""


def _host(label: str, top: str) -> str:
    if label:
        bare = _SPACES.sub("", _ASIDE.sub("", label))
        return re.sub(rf"^.*{_TITLES}(?=[\u4e00-\u9fff]{{2,3}}$)", "", bare)
    match = _HOST.search(top)
    return (match["first"] or match["name"]) if match else ""


def _people(labels: dict[str, str], *names: str) -> tuple[str, ...]:
    said = next((labels[name] for name in names if labels.get(name)), "")
    said = _ASIDE.sub("", said)
    parted = [part.strip(" \u3000") for part in _SPLIT.split(said)]
    if len([part for part in parted if part]) == 1:
        parted = _SPACES.split(said)
    return tuple(_joined([part for part in parted if part]))


def _joined(parts: list[str]) -> Iterator[str]:
    """各部门、各街道主要负责人 are one entry."""
    held = ""
    for part in parts:
        if held.startswith("各") and part.startswith("各"):
            held = f"{held}、{part}"
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _topics(page: Page) -> Iterator[str]:
    """The headings of the highest rank there is, or the titles that open the items of that rank."""
    items = map(item, page.lines)
    ranked = [found for found in items if 0 < found.rank <= _TOPICAL and not found.is_formal]
    highest = min((found.rank for found in ranked), default=0)
    for found in ranked:
        if found.rank == highest and (title := _title(found)):
            yield title
    if not ranked:
        yield from (
            line.text.split("。")[0] for line in page.lines if re.match(r"关于[^,。;]{2,30}。", line.text)
        )


def _title(found: Item) -> str:
    if found.is_heading:
        return found.text
    title = re.match(r"(?![^,。;:]*(?:汇报|会议|[了要须请由将]))[^,。;:]{2,40}(?=。.)", found.text)
    return title.group() if title else ""
