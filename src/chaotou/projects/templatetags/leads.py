"""What the pages of leads and of the attraction plan need beside the tags of every page."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chaotou.core.projects.chains import ChainStanding, LinkStanding
from chaotou.core.quantities import show
from chaotou.core.zone.chain_specs import Position
from chaotou.projects.columns import HUNDRED_MILLION
from chaotou.ui.templatetags.show import DASH, name

register = template.Library()


@register.filter
def at(standing: ChainStanding, position: Position) -> tuple[LinkStanding, ...]:
    """The links at a place of the chain."""
    return standing.at(position)


@register.simple_tag
def link_names(standing: ChainStanding) -> dict[str, str]:
    """Each link's name by its code, in the reader's language."""
    return {one.link.code: name(one.link) for one in standing.links}


@register.simple_tag
def done_of(done: int, asked: int | None) -> SafeString:
    """`24 / 40`, in bold once what was asked is reached."""
    return _of(str(done), DASH if asked is None else str(asked), asked is not None and done >= asked)


@register.simple_tag
def money_of(done: Decimal, asked: Decimal | None) -> SafeString:
    """The same of yuan, in 亿元."""
    wanted = DASH if asked is None else show(asked / HUNDRED_MILLION, 2)
    return _of(show(done / HUNDRED_MILLION, 2), wanted, asked is not None and done >= asked)


def _of(done: str, asked: str, is_reached: bool) -> SafeString:
    words = "<strong>{}</strong> / {}" if is_reached else "{} / {}"
    return format_html(words, done, asked)
