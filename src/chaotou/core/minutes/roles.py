"""Who is to lead and who helps, clause by clause: 由甲牵头, 乙、丙配合, 请甲, 甲会同乙, 甲、乙分别负责."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chaotou.core.minutes.drafts import Owner
from chaotou.core.minutes.owners import Directory, Who

Cut = tuple[int, int]

_MODAL: Final = r"(?:均|都|也)?(?:要|须|应当|应(?!急)|需要?|必须|务必)"
_HOW: Final = (
    rf"(?:{_MODAL})?(?:总|共同|统一|具体|全权)?"
    r"(?:牵头负责|牵头组织|负责牵头|牵头|负责(?!同志|人)|主办|承办|主责|为[^,]{0,8}(?:责任主体|(?:牵头|责任)(?:单位|部门)))"
)
_FIRM: Final = r"(?P<firm>(?=继续|抓紧|不得|不能|尽快|立即|即日起|进一步))?"
_ASKED: Final = r"(?<![申邀提恳聘商报])请|责成|委托|授权|指定|商请|敦请|责令|要求|交给|限"
_AND: Final = r"(?:同时|并且?|另外?|此外|同步|其中|会后|期间|下一步|今后|原则上)?,?"
_OFFICERS: Final = rf"(?:(?:主要|分管)?(?:负责人|负责同志|领导)(?={_MODAL}))?"
_NO_SUBJECT: Final = (
    r"(?!的|等|已|目前|现|是|有[^关]|为(?![^,]{0,8}(?:责任主体|(?:牵头|责任)(?:单位|部门)))|提交|主要|党|负责同志|负责人|领导|班子|书记|报来|申请|请示"
    r"|上半年|反馈|[、(])"
)
_HELPS: Final = (
    r"(?:予以|给予|积极|主动|全力|密切|共同|具体|要|应|须)*"
    r"(?:配合|协助|协办|支持|参与|参加|协同|会签)(?!单位|部门)"
)
_REPORTS: Final = (
    r"(?:(?:表示|介绍|反映|答复|汇报|(?<!按[月季周])(?<!每[月季周])通报|点评|指出|建议|作了|发言|说明了|报告了|承诺"
    r"|提出(?=[,:]|$|希望|申请|建议|要求|了))(?!的))"
)
_BEARS: Final = r"(?:按[^,]{0,8})?(?:各|共同|分别)?(?:承担|分担)"
_OWN_PAPER: Final = (
    r"(?!.{0,4}(?:提出|关于|上报|报送|提请|草拟|起草|拟定|拟|编制|汇报|制定|提交|的|《|方案|意见|建议"
    r"|任|兼任|担任))"
)


@dataclass(frozen=True)
class Assignment:
    """Who leads or helps, and the stretches of the clause that say it.

    `firm` where words hand over a task (由、负责、要), `asked` where somebody is bidden (请、责成).
    `task` is the stretch of the work where several bodies have one each.
    """

    start: int
    cuts: tuple[Cut, ...]
    lead: Who | None = None
    helpers: tuple[Owner, ...] = ()
    firm: bool = True
    asked: bool = False
    task: Cut | None = None


class Roles:
    """The patterns of one zone's directory, compiled once."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    def reports(self, clause: str) -> bool:
        """Whether somebody tells something here: 企业介绍, 投促局汇报了."""
        return self._reporting.match(clause) is not None

    def assignments(self, clause: str) -> list[Assignment]:
        """The assignments of one clause, in order."""
        divided = self._divided.match(clause)
        if divided and (each := list(self._each(divided))):
            return each
        found: list[Assignment] = []
        for one in (*self._leading(clause), *self._helping(clause)):
            if not any(_overlap(cut, other) for cut in one.cuts for kept in found for other in kept.cuts):
                found.append(one)
        return sorted(found, key=lambda one: one.start)

    def heads(self, text: str) -> re.Match[str] | None:
        """`经发局:` at a line's beginning, group `who`."""
        return self._headed.match(text)

    def agreed_to(self, clause: str) -> Assignment | None:
        """同意甲发行债券 lets 甲 act; 同意甲提出的方案 does not."""
        match = self._agreed.search(clause)
        if match is None:
            return None
        return Assignment(match.start("who"), (), self.directory.who(match["who"]), firm=False)

    def _leading(self, clause: str) -> Iterator[Assignment]:
        for match in self._given.finditer(clause):
            yield self._led(match)
        subject = self._subject.match(clause)
        if subject and not self.reports(clause):
            yield self._led(subject)

    def _led(self, match: re.Match[str]) -> Assignment:
        given = match["given"]
        start = match.start("given") if given else match.start("who")
        firm = bool(given or match["how"] or match["firm"] is not None)
        who = self.directory.who(match["who"])
        return Assignment(start, ((start, match.end()),), who, firm=firm, asked=bool(given) and given != "由")

    def _helping(self, clause: str) -> Iterator[Assignment]:
        for match in self._helps.finditer(clause):
            end = len(clause) if match.start() == 0 else match.end()
            bodies = self.directory.who(match["who"]).bodies
            yield Assignment(match.start(), ((match.start(), end),), helpers=bodies)
        for match in self._with.finditer(clause):
            yield Assignment(match.start(), (match.span(),), helpers=self.directory.who(match["who"]).bodies)

    def _each(self, match: re.Match[str]) -> Iterator[Assignment]:
        """甲、乙分别负责子、丑: each body with its own work; nothing where the numbers do not fit."""
        bodies = self.directory.who(match["who"]).bodies
        works = list(re.finditer(r"[^、和]+", match["works"]))
        if len(bodies) != len(works):
            return
        begin = match.start("works")
        for body, work in zip(bodies, works, strict=True):
            task = (begin + work.start(), begin + work.end())
            yield Assignment(task[0], ((match.start(), begin),), Who((body,)), task=task)

    @property
    def _acts(self) -> str:
        who = rf"(?P<who>{self.directory.several})"
        return rf"{who}{_OFFICERS}{_NO_SUBJECT}(?!{_BEARS}|{_HELPS})(?P<how>{_HOW}|{_MODAL})?{_FIRM}"

    @cached_property
    def _given(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<given>(?<![自理缘因])由|{_ASKED}){self._acts}")

    @cached_property
    def _subject(self) -> re.Pattern[str]:
        return re.compile(rf"{_AND}(?P<given>){self._acts}")

    @cached_property
    def _helps(self) -> re.Pattern[str]:
        return re.compile(rf"(?:^|(?<=[、和及]))(?:由|请)?(?P<who>{self.directory.several}){_HELPS}")

    @cached_property
    def _with(self) -> re.Pattern[str]:
        return re.compile(rf"(?:会同|联合)(?P<who>{self.directory.several})")

    @cached_property
    def _divided(self) -> re.Pattern[str]:
        who = rf"(?P<who>{self.directory.several})"
        return re.compile(rf"(?:由|请)?{who}分别(?:负责|牵头|承办|承担)(?P<works>.+)")

    @cached_property
    def _headed(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<who>{self.directory.several}):")

    @cached_property
    def _agreed(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!不)同意(?:由)?(?P<who>{self.directory.one}){_OWN_PAPER}")

    @cached_property
    def _reporting(self) -> re.Pattern[str]:
        somebody = rf"(?:{self.directory.several}|企业|公司|[^,]{{0,10}}(?:董事长|负责人|代表|经理))"
        return re.compile(rf"(?!由|请){somebody}[^,]{{0,12}}?{_REPORTS}")


def _overlap(one: Cut, other: Cut) -> bool:
    return one[0] < other[1] and other[0] < one[1]
