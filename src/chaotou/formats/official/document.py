"""What an official document holds; how it looks is the writer's business.

Minutes have a head and attendance, a brief has a head with its issuer and date, a plain paper has no head and
is signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chaotou.core.blocks import Block


@dataclass(frozen=True)
class Head:
    """The red head: `mark` stands in red (××开发区管委会主任办公会议纪要), `number` is 第7次 or 〔2024〕7号.

    `issuer` and `issued_on` make the line above the red rule, left and right; minutes may do without it.
    """

    mark: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None


@dataclass(frozen=True)
class Attendee:
    name: str
    organization: str = ""


@dataclass(frozen=True)
class Attendance:
    """Who attended, was excused or sat in; `label` is 出席, 请假 or 列席."""

    label: str
    people: tuple[Attendee, ...]


@dataclass(frozen=True)
class Signature:
    """The body that signs a paper without a head; a sealed one leaves room for the seal."""

    name: str
    signed_on: date
    is_sealed: bool = True


@dataclass(frozen=True)
class Appendix:
    """What follows on a page of its own; named in the note below the text (附件：…)."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Distribution:
    """Who gets the paper; `label` is 分送, 抄送, 报, 送 or 发."""

    label: str
    bodies: str


@dataclass(frozen=True)
class EndBlock:
    """版记, at the foot of the last page: who gets it, who printed it and when."""

    distribution: tuple[Distribution, ...]
    printed_by: str
    printed_on: date


@dataclass(frozen=True)
class OfficialDocument:
    """An official document in the order of its parts.

    A newline in `title` breaks it there. Headings have levels 1 to 4; their numbers 一、（一） 1. （1） are
    part of the text (`numbering.numbered` puts them there).
    """

    title: str
    blocks: tuple[Block, ...]
    head: Head | None = None
    recipient: str = ""
    signature: Signature | None = None
    attendance: tuple[Attendance, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    end: EndBlock | None = None
