"""Whether the journal is still what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chaotou.core.issues import Message
from chaotou.journal import chain
from chaotou.journal.models import Entry, Head

COVERED = ("number", "at", "act", "target", "before", "after", "previous_seal")
CHUNK = 2000


@dataclass(frozen=True)
class Verification:
    """`count` entries hold; `first_broken` is the number of the first that does not, and why.

    `seal` is that of the last entry that holds: whoever notes it elsewhere can give it back as `noted`.
    """

    ok: bool
    count: int
    first_broken: int | None
    reason: Message
    seal: str


@dataclass
class _Walk:
    """How far the chain has been followed, and what broke it."""

    count: int = 0
    seal: str = chain.START
    fault: Message | None = None

    def verification(self, fault: Message | None, first_broken: int) -> Verification:
        if fault:
            return Verification(False, self.count, first_broken, fault, self.seal)
        sound = Message("{count} 条记录完整，没有改动。", {"count": self.count})
        return Verification(True, self.count, None, sound, self.seal)


def verify(*, noted: Mapping[int, str] | None = None) -> Verification:
    """Walk the chain from the first entry, a few entries at a time in memory.

    Finds a changed, removed or inserted entry and a removed or forged tail. `noted` gives seals written down
    elsewhere, by number; with them even a chain rewritten as a whole is found.
    """
    walk, head = _Walk(), None
    while walk.fault is None:
        reached = walk.count
        _follow(walk, noted or {})
        head = Head.objects.filter(pk=1).first()
        # What was recorded while this walk went on is walked too, until it meets the head.
        if walk.count == reached or head is None or head.number <= walk.count:
            break
    return _conclude(walk, head, noted or {})


def _follow(walk: _Walk, noted: Mapping[int, str]) -> None:
    for entry in _entries_after(walk.count if walk.count else -1):
        walk.fault = _fault(entry, walk, noted)
        if walk.fault:
            return
        walk.count, walk.seal = walk.count + 1, entry.seal if entry else walk.seal


def _entries_after(number: int) -> Iterator[Entry | None]:
    """The entries in order; None in place of one the database cannot even read."""
    try:
        yield from Entry.objects.filter(number__gt=number).order_by("number").iterator(chunk_size=CHUNK)
    except (ValueError, AttributeError):
        yield None


def _fault(entry: Entry | None, walk: _Walk, noted: Mapping[int, str]) -> Message | None:
    number = walk.count + 1
    if entry is None:
        return Message("第 {number} 条记录无法读取。", {"number": number})
    if entry.number < number:
        return Message("第 {number} 条记录是插入的。", {"number": entry.number})
    if entry.number > number:
        return Message("第 {number} 条记录缺失。", {"number": number})
    if entry.previous_seal != walk.seal:
        return Message("第 {number} 条记录与上一条不衔接。", {"number": number})
    if entry.seal != _seal_of(entry):
        return Message("第 {number} 条记录的内容被改动。", {"number": number})
    if noted.get(number, entry.seal) != entry.seal:
        return Message("第 {number} 条记录与另外留存的封印不符。", {"number": number})
    return None


def _seal_of(entry: Entry) -> str | None:
    """What the seal ought to be, or None where the entry has no moment to seal."""
    if entry.at is None or entry.at.tzinfo is None:
        return None
    covered = {name: getattr(entry, name) for name in COVERED}
    return chain.seal(chain.Link(actor=entry.actor_id, **covered))


def _conclude(walk: _Walk, head: Head | None, noted: Mapping[int, str]) -> Verification:
    number, seal = (head.number, head.seal) if head else (0, chain.START)
    following = walk.count + 1
    if walk.fault:
        return walk.verification(walk.fault, following)
    if number > walk.count or any(known > walk.count for known in noted):
        missing = Message("第 {number} 条及以后的记录缺失。", {"number": following})
        return walk.verification(missing, following)
    if number < walk.count:
        foreign = Message("第 {number} 条及以后的记录不是由平台写入的。", {"number": number + 1})
        return walk.verification(foreign, number + 1)
    if seal != walk.seal:
        return walk.verification(Message("最后一条记录与末端封印不符。"), walk.count)
    return walk.verification(None, 0)
