"""What each part of an official document is set in, and the part of the file that says so."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from chaotou.formats.official.fonts import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG
from chaotou.formats.official.markup import fonts, properties, w
from chaotou.formats.official.measures import (
    BODY,
    CELL_LINE,
    CLOSER,
    END_LINE,
    LINE,
    RED_RULE_GAP,
    RED_RULE_MM,
    SMALL,
    TABLE,
    TITLE,
    eighths,
)
from chaotou.formats.official.style import Style, aligned, exact, first_line, sizes

RED = "FF0000"
_KEPT, _OFF_GRID = w("keepNext"), w("snapToGrid", val=0)
_LEFT, _CENTER, _RIGHT = map(aligned, ("left", "center", "right"))
_RED_RULE = w("pBdr", w("bottom", val="single", sz=eighths(RED_RULE_MM), space=0, color=RED))


def _heading(level: int, font: str) -> Style:
    outline = w("outlineLvl", val=level - 1)
    return Style(f"Heading{level}", f"heading {level}", font, settings=(_KEPT, first_line(2), outline))


MARK = Style("Mark", "公文标志", XIAOBIAOSONG, settings=(_OFF_GRID, _CENTER), color=RED)
BLANK = Style("Blank", "空行", settings=(_OFF_GRID,))
NUMBER = Style("Number", "公文编号", settings=(_CENTER,))
RULE = Style("RedRule", "红色分隔线", settings=(_RED_RULE, _OFF_GRID, exact(RED_RULE_GAP)))
ISSUER = Style("Issuer", "印发机关和日期", settings=(_LEFT,))
PAPER_TITLE = Style("Title", "Title", XIAOBIAOSONG, TITLE, (_KEPT, _OFF_GRID, _CENTER))
RECIPIENT = Style("Recipient", "主送机关")
TEXT = Style("BodyText", "Body Text", settings=(first_line(2),))
HEADINGS = tuple(_heading(level, font) for level, font in enumerate((HEITI, KAITI, FANGSONG, FANGSONG), 1))
NOTE = Style("AppendixNote", "附件说明", settings=(_LEFT,))
SIGNATURE = Style("SignatureLine", "署名和日期", settings=(_RIGHT,))
ATTENDANCE = Style("Attendance", "出席名单", settings=(_LEFT,))
APPENDIX = Style("Appendix", "附件序号", HEITI, settings=(_KEPT, w("pageBreakBefore"), _LEFT))
APPENDIX_TITLE = Style(
    "AppendixTitle",
    "附件标题",
    XIAOBIAOSONG,
    TITLE,
    (_KEPT, _OFF_GRID, exact(before=LINE, after=LINE), _CENTER, w("outlineLvl", val=0)),
)
TABLE_TITLE = Style("TableTitle", "表题", HEITI, TABLE, (_KEPT, _CENTER))
CELL = Style("TableText", "表格文字", FANGSONG, TABLE, (_OFF_GRID, exact(CELL_LINE)))
CELL_HEAD = Style("TableHead", "表头", HEITI, TABLE, (_OFF_GRID, exact(CELL_LINE), _CENTER))
END = Style("EndBlock", "版记", FANGSONG, SMALL, (_OFF_GRID, exact(END_LINE), _LEFT))
ANCHOR = Style("Anchor", "版记锚点", size=2, settings=(_OFF_GRID, exact(20)))
PAGE_NUMBER = Style("PageNumber", "页码", SONGTI, SMALL, (_OFF_GRID, exact(10 * SMALL)))

STYLES = (
    *(MARK, BLANK, NUMBER, ISSUER, RULE, PAPER_TITLE, RECIPIENT, TEXT, *HEADINGS),
    *(NOTE, SIGNATURE, ATTENDANCE, APPENDIX, APPENDIX_TITLE, TABLE_TITLE, CELL, CELL_HEAD),
    *(END, ANCHOR, PAGE_NUMBER),
)


def styles() -> Element:
    """`word/styles.xml`: the text every style stands on, and the styles."""
    return w("styles", _defaults(), _normal(), *(style.definition() for style in STYLES))


def _defaults() -> Element:
    language = w("lang", val="en-US", eastAsia="zh-CN")
    text = w("rPrDefault", w("rPr", fonts(FANGSONG), *sizes(BODY), language))
    return w("docDefaults", text, w("pPrDefault"))


def _normal() -> Element:
    """No hanging punctuation, no air beside Latin, no widow control: 22 full lines of 28 characters."""
    switches = (w(tag, val=0) for tag in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN"))
    return w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        properties(*switches, exact(), aligned("both")),
        w("rPr", fonts(FANGSONG), w("spacing", val=-CLOSER), *sizes(BODY)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
