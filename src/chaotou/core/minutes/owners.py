"""Who a stretch of minutes names: known organizations, other bodies, groups of bodies, people."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chaotou.core.intake.layout import mended
from chaotou.core.minutes.drafts import Owner

_KIND: Final = (
    r"(?:分局|局|委员会|管委会|工委|办公室|办事处|街道办|街道|园区|有限公司|公司|集团|银行|支队|大队|中队"
    r"|中心|法院|检察院|研究院|学院|大学|学校|医院|指挥部|工作组|专班|商会|协会"
    r"|总站|镇|乡|村|社区|(?<![全内干外东西南北中局])部(?![分署门件级位队])|办(?![理法公结好事证学案成妥]))"
)
_NO_NAME: Final = (
    "的了在于对将把按由请并和与及须要应为从以该其这做好完全抓加强推开督催帮协配同负牵责每是有已被报让使到向经再"
    "前后送天日周月年提下次报出入议"
)
_VERB: Final = r"(?:成立|设立|组建|建立|组织|召集|通知|联系|安排|选派|下设|新设|撤销)"
_BARE: Final = (
    r"(?:(?:派出|司法|税务|供电)所|学院|学校|医院|街道|社区|(?:施工|建设|代建|监理|设计|中标|业主)单位)"
)
_SIGN: Final = rf"(?!(?<!公)交(?![通警投易管]))[^{_NO_NAME}\W\d_]"
_OTHER: Final = rf"(?:(?!{_VERB})(?:{_SIGN}){{1,8}}?{_KIND}|{_BARE})"
_MEMBER: Final = (
    r"(?:(?:成员|责任|牵头|参建|项目|专班)单位|(?:执法|职能)部门|国有公司|国有企业|国企|平台公司"
    r"|项目(?:公司|部|专员)?|条线|专班|部门|单位|街道|园区|乡镇|镇|村|社区|县区|企业|科室|板块|处室)(?:\(\w{1,3}\))?"
)
_EVERY: Final = r"(?:全区各|各级|各|相关|有关|其他|其余|区直|属地)(?:在建|有关|相关|区级)?"
_GROUP: Final = rf"{_EVERY}{_MEMBER}(?:(?:、|和|及|以及)(?:{_EVERY})?{_MEMBER})*"
_SECTION: Final = r"(?:党委|党组|党支部|[\u4e00-\u9fff]{2,3}(?:科(?![技创学])|室))?"
_TITLE: Final = r"(?:同志|副?主任|副?书记|副?局长|副?部长|董事长|总经理|常委|副总)"
_ALSO: Final = r"(?:、|和|与|及|以及|,?会同)"
_AND_OTHERS: Final = re.compile(r"等(?:单位|部门)?$")


@dataclass(frozen=True)
class Who:
    """The bodies and people that are named together, in order."""

    bodies: tuple[Owner, ...] = ()
    people: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.bodies or self.people)


class Directory:
    """The zone's organizations by every name they go by, and its people."""

    def __init__(self, organizations: Mapping[str, str], people: Collection[str] = ()) -> None:
        self._codes = {_folded(name): code for name, code in organizations.items()}
        self._people = tuple(people)

    @cached_property
    def one(self) -> str:
        """A pattern (no groups) for one body, group or person."""
        return rf"(?>{self._man}|{_GROUP}|(?:{_any(self._codes)}){_SECTION}|{_OTHER})"

    @cached_property
    def several(self) -> str:
        """A pattern (no groups) for a list of bodies, groups or people; it gives nothing back, or a long
        list would be tried in every way.
        """
        return rf"{self.one}(?:{_ALSO}{self.one})*+(?:等(?:单位|部门)?)?"

    def who(self, words: str) -> Who:
        """The bodies and people of words that `several` matched."""
        names = [match.group() for match in self._one.finditer(_AND_OTHERS.sub("", words))]
        people = [re.sub(rf"{_TITLE}$", "", name) for name in names if self._person.fullmatch(name)]
        bodies = [self.owner(name) for name in names if not self._person.fullmatch(name)]
        return Who(tuple(_once(bodies)), tuple(people))

    def responsible(self, words: str) -> Who:
        """Who a cell or label for people names: bodies and people, these with or without a title."""
        who = self.who(words)
        known = {*who.people, *(body.name for body in who.bodies)}
        names = (re.sub(rf"{_TITLE}$|^.*{_TITLE}(?=..)", "", name) for name in re.split(r"[、,;\s]", words))
        others = tuple(
            name for name in names if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name) and name not in known
        )
        return Who(who.bodies, (*who.people, *others))

    def owner(self, name: str) -> Owner:
        """The body of that name; a section of a known body (党政办督查科) has the body's code."""
        known = self._known.match(name)
        code = self._codes[known.group()] if known else None
        return Owner(name, code, code is None and re.fullmatch(_GROUP, name) is not None)

    @cached_property
    def _man(self) -> str:
        return rf"(?:(?:{_any(self._people)}){_TITLE}?|[\u4e00-\u9fff]{{2,3}}同志)"

    @cached_property
    def _one(self) -> re.Pattern[str]:
        return re.compile(self.one)

    @cached_property
    def _person(self) -> re.Pattern[str]:
        return re.compile(self._man)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        return re.compile(_any(self._codes))


def _any(names: Collection[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n))) or r"(?!)"


def _once(owners: Sequence[Owner]) -> list[Owner]:
    return list({owner.code or owner.name: owner for owner in owners}.values())


def _folded(name: str) -> str:
    return mended(name).text.rstrip("\n")
