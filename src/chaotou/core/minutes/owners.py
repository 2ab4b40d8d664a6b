"""Who a stretch of minutes names: known organizations, other bodies, groups of bodies, people."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chaotou.core.intake.layout import mended
from chaotou.core.minutes.drafts import Owner

_KIND = (
    r"(?:分局|局|委员会|管委会|工委|办公室|办事处|街道办|街道|园区|有限公司|公司|集团|银行|支队|大队|中队|派出所"
    r"|中心|法院|检察院|研究院|学院|大学|学校|医院|指挥部|工作组|专班|商会|协会|总站|安委办|镇|乡|村|社区"
    r"|施工单位|建设单位|业主单位)"
)
_NO_NAME = "的了在于对将把按由请并和与及须要应为从以该其这做好完全抓加强推开组督催帮协配会同负牵责,、;:。()“”《》及每是有已被报让使到向经再"
_OTHER = rf"(?:[^{_NO_NAME}\W\d_]{{1,8}}?|区|市|省){_KIND}"
_MEMBERS = (
    r"(?:成员单位|责任单位|牵头单位|参建单位|执法部门|职能部门|国有公司|国有企业|国企|平台公司|部门|单位|街道|园区"
    r"|乡镇|镇|村|社区|县区|企业|科室|板块|处室)"
)
_GROUP = (
    rf"(?:各(?:有关|相关|级|区级)?|全区各|相关|有关|其他|其余|区直|属地)(?:区级)?{_MEMBERS}(?:\({_MEMBERS}\))?"
    rf"(?:(?:、|和|及|以及)(?:各|相关|有关)?(?:有关|相关)?{_MEMBERS}(?:\({_MEMBERS}\))?)*"
)
_SECTION = r"(?:[\u4e00-\u9fff]{2,4}?(?:科|处|室|督查组))?"
_TITLE = r"(?:同志|副?主任|副?书记|副?局长|副?部长|董事长|总经理|常委|副总)"
_ALSO = r"(?:、|和|与|及|以及|,?会同)"
_APART = re.compile(rf"{_ALSO}|,")


@dataclass(frozen=True)
class Who:
    """The bodies and people that are named together, in order."""

    bodies: tuple[Owner, ...]
    people: tuple[str, ...]


class Directory:
    """The zone's organizations by every name they go by, and its people."""

    def __init__(self, organizations: Mapping[str, str], people: Collection[str] = ()) -> None:
        self._codes = {_folded(name): code for name, code in organizations.items()}
        self._people = tuple(people)

    @cached_property
    def one(self) -> str:
        """A pattern (no groups) for one body, group or person."""
        known = _any(self._codes)
        return rf"(?:{self.person}|{_GROUP}|(?:{known})(?:{_SECTION})(?!领导小组)|{_OTHER})"

    @cached_property
    def person(self) -> str:
        named = _any(self._people)
        return rf"(?:(?:{named}){_TITLE}?|[\u4e00-\u9fff]{{2,3}}同志)"

    @cached_property
    def several(self) -> str:
        """A pattern (no groups) for a list of bodies, groups or people."""
        return rf"{self.one}(?:{_ALSO}{self.one})*(?:等(?:单位|部门)?)?"

    def who(self, words: str) -> Who:
        """The bodies and people of words that `several` matched."""
        names = [m.group() for m in self._one.finditer(re.sub(r"等(?:单位|部门)?$", "", words))]
        people = [re.sub(rf"{_TITLE}$", "", name) for name in names if self._person.fullmatch(name)]
        bodies = [self.owner(name) for name in names if not self._person.fullmatch(name)]
        return Who(tuple(_once(bodies)), tuple(people))

    def owner(self, name: str) -> Owner:
        """The body of that name; a section of a known body (党政办督查科) has the body's code."""
        known = self._known.match(name)
        code = self._codes[known.group()] if known else None
        return Owner(name, code, code is None and re.fullmatch(_GROUP, name) is not None)

    @cached_property
    def _one(self) -> re.Pattern[str]:
        return re.compile(self.one)

    @cached_property
    def _person(self) -> re.Pattern[str]:
        return re.compile(self.person)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        return re.compile(_any(self._codes))


def _any(names: Collection[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n))) or r"(?!)"


def _once(owners: Sequence[Owner]) -> list[Owner]:
    return list({owner.code or owner.name: owner for owner in owners}.values())


def _folded(name: str) -> str:
    return mended(name).text.rstrip("\n")
