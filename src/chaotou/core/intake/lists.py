"""Lists of subjects: `A、B分别` dealt out, each with the head they share; places and the verb they share."""

from __future__ import annotations

import re

from chaotou.core.intake.lexicon import Lexicon
from chaotou.core.intake.subjects import ENTITY, HEADS

_HEAD = re.compile(rf"(?:{HEADS})$")
_TIER = re.compile(r"(?:\d[\d.]*|[百十千])?[-\d]*(?:亿|千万|百万|万)(?:美)?元(?:以上|以下)?.*$")
_COLLECTIVE = re.compile(
    r"(?<![第、和与一二三])(?:等?(?:[两二三四五六七八九十]|\d{1,2})(?:个|大|项|张)?(?:主导|支柱|优势|重点|特色|新兴|传统)*|“(?:新|老)三样”)(?P<of>行政区|县区|区县|镇|乡|县|区|市|州|省|国|街道|园区|开发区|板块|片区|行业|产业|领域|门类|类|指标|榜单|(?<=样”))(?:中|里)?"
)
_KINDS_OF_WORK = ("行业", "产业", "领域", "门类", "类", "指标", "榜单", "")
_SHORT = re.compile("全[国省市县区园]|我[省市县区]|该区|本区")
_OF = "(?P<of>(?:国家|部|省|自治区|市|州|区|县|镇)级?)"
_GRADE = re.compile(rf"(?P<verb>列入|纳入|入选|入围|新增|获批|新获批|认定|新认定)?{_OF}")
_GRADED = re.compile(rf"{_OF}(?P<noun>[\u4e00-\u9fff].+)")
_SECTOR = re.compile(r"第?(?P<nth>[一二三])(?:次)?(?P<rest>产业?.*)?$")


def dealt(name: str, count: int, lexicon: Lexicon | None = None) -> list[str] | None:
    """The `count` subjects of `A、B分别`, each with the head noun they share; None where the words are not
    such a list."""
    if count < 2:
        return None
    if count == 3 and name.startswith("三次产业"):
        return [f"第{nth}产业{name[4:]}" for nth in "一二三"]
    among = _COLLECTIVE.search(name)
    if among and among.start() and (members := _split(name[: among.start()], count)):
        return [f"{member}{name[among.end() :]}" for member in members]
    parts = _split(name, count)
    if parts and (graded := _graded(parts)):
        return graded
    return _headed([part.strip('“”"') for part in parts], lexicon) if parts else None


def _split(name: str, count: int) -> list[str] | None:
    parts = [p for p in re.split(r"、|(?<=[\u4e00-\u9fff])以及(?=[\u4e00-\u9fff])", _quoted_list(name)) if p]
    if len(parts) < count:
        parts = [p for part in parts for p in _conjoined(part, count - len(parts) + 1)]
    if len(parts) > count:
        parts = _merged(parts, count)
    return parts if len(parts) == count else None


def _quoted_list(name: str) -> str:
    return name.replace("”“", "”、“")


def _conjoined(part: str, count: int) -> list[str]:
    pieces = re.split(r"(?<=[\u4e00-\u9fff”)])(?:和|与|及)(?=[\u4e00-\u9fff“A-Z])", part)
    return pieces if len(pieces) == count else [part]


def _merged(parts: list[str], count: int) -> list[str]:
    """Names with an enumeration of their own (计算机、通信和其他电子设备制造业) put together again."""
    ending = re.compile(r"(?:业|项目|企业|产值|投资|收入|额|量|率|值)$")
    result: list[str] = []
    pending = ""
    for part in parts:
        pending = f"{pending}、{part}" if pending else part
        if ending.search(part):
            result.append(pending)
            pending = ""
    if pending:
        result.append(pending)
    return result if len(result) == count else parts


def _graded(parts: list[str]) -> list[str] | None:
    """省、市重点项目: each grade with the noun they share, and the verb before the first."""
    first, last = _GRADE.fullmatch(parts[0]), _GRADED.match(parts[-1])
    if not (first and last) or not all(_GRADE.fullmatch(part) for part in parts[1:-1]):
        return None
    verb = first["verb"] or ""
    return [f"{verb}{grade}{last['noun']}" for grade in (first["of"], *parts[1:-1], last["of"])]


def _headed(parts: list[str], lexicon: Lexicon | None) -> list[str]:
    if sectors := _sectors(parts):
        return sectors
    tier = _TIER.search(parts[-1])
    shared = tier.group() if tier and tier.start() else _known_ending(parts[-1], lexicon)
    head = _HEAD.search(parts[-1])
    if not shared and head and head.start():
        shared = head.group()
    if not shared:
        return parts
    sector = f"产业{shared}" if parts[-1].endswith(f"产业{shared}") else shared
    return [_with_head(part, shared if part.endswith("业") else sector, lexicon) for part in parts]


def _with_head(part: str, head: str, lexicon: Lexicon | None) -> str:
    """The part with the head of the list, unless it has one of its own or is an indicator by itself."""
    known = lexicon is not None and lexicon.code(part) is not None and not part.endswith(("出口", "进口"))
    return part if known or part.endswith(head) or _HEAD.search(part) else f"{part}{head}"


def _sectors(parts: list[str]) -> list[str] | None:
    """第一、二、三产业增加值 are three names."""
    found = [_SECTOR.match(part) for part in parts]
    last = found[-1]
    if last is None or not last["rest"]:
        return None
    return [f"第{m['nth']}{m['rest'] or last['rest']}" for m in found if m] if all(found) else None


def _known_ending(part: str, lexicon: Lexicon | None) -> str:
    """The indicator that ends the last of a list (城镇、农村居民人均可支配收入), where something stands
    before it."""
    for match in lexicon.known_name.finditer(part.upper()) if lexicon else ():
        if match.end() == len(part) and match.start():
            return part[match.start() :]
    return ""


def entities(words: str, count: int) -> tuple[list[str], str] | None:
    """`城南经开区、高新区、空港新区分别签约`: the bodies and the verb they share; None where the words are
    not that."""
    listed = re.sub(r"^[、,;]|^其中|分别|各", "", words.rpartition(":")[2])
    parts = [p for p in re.split(r"、|和|与|及", listed) if p]
    if len(parts) != count:
        return None
    among = _COLLECTIVE.search(parts[-1])
    if among and among.start() and among["of"] not in _KINDS_OF_WORK:
        return [*parts[:-1], parts[-1][: among.start()]], parts[-1][among.end() :]
    last = _SHORT.match(parts[-1]) or ENTITY.match(parts[-1])
    if not last or not all(_SHORT.fullmatch(part) or ENTITY.fullmatch(part) for part in parts[:-1]):
        return None
    return [*parts[:-1], last.group()], parts[-1][last.end() :]
