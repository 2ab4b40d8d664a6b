"""Which units are decisions: what is asked of somebody or by a day, never how things stand."""

from __future__ import annotations

from chaotou.core.minutes import voices
from chaotou.core.minutes.units import Unit
from chaotou.core.minutes.voices import Voice


def accepts(unit: Unit, text: str, *, is_title: bool, in_back_section: bool) -> bool:
    """Whether a unit becomes a draft; `is_title` where it opens an item that goes on."""
    words = unit.words(text)
    if unit.voice is Voice.HEARD and unit.announced:
        return True
    if not unit.has_task(text) or voices.opens_list(words):
        return False
    if _is_background(unit, words, in_back_section):
        return False
    if unit.voice in (Voice.SAW, Voice.HEARD):
        return unit.is_asked or bool(unit.lead) and unit.is_firm and not _is_group(unit)
    if unit.voice is Voice.URGED:
        named = not _is_group(unit) and _bids_after_owner(unit, text)
        return bool(unit.lead) and (unit.is_firm or unit.is_dated or named)
    if unit.lead and not unit.carried:
        return unit.voice is not None or unit.is_firm or unit.is_dated or _bids_after_owner(unit, text)
    if unit.announced:
        return True
    return _is_item(unit, words, is_title)


def _is_background(unit: Unit, words: str, in_back_section: bool) -> bool:
    back = in_back_section and unit.voice in (None, Voice.SAW, Voice.HEARD)
    if (back or voices.looks_back(words)) and not unit.is_asked:
        return True
    if voices.is_done(words) and not unit.is_firm:
        return True
    return voices.only_exhorts(words) and not unit.is_dated and (_is_group(unit) or not unit.lead)


def _is_item(unit: Unit, words: str, is_title: bool) -> bool:
    """Without an owner of its own, only an item of a list, or what has a day, is a decision."""
    if is_title and not unit.is_dated and not (unit.carried and voices.bids(words)):
        return False
    if unit.carried:
        return unit.in_list or unit.is_dated or voices.bids(words)
    if unit.voice is not None:
        settled = unit.alone and unit.voice is Voice.DECIDED
        return unit.is_dated or settled or unit.in_list and voices.bids(words)
    return unit.in_list and voices.commands(words)


def _is_group(unit: Unit) -> bool:
    return bool(unit.owner and unit.owner.is_group)


def _bids_after_owner(unit: Unit, text: str) -> bool:
    """甲派专人驻点 bids, 甲介绍了情况 does not."""
    end = max((end for _, end in unit.cuts), default=unit.start)
    return voices.bids(text[end : unit.end])
