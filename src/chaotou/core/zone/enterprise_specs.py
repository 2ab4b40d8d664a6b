"""What a zone's `enterprises.csv` says: firms and investors to begin with."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from chaotou.core.zone.fields import Code, Name, Spec


def _words(value: object) -> object:
    return tuple(filter(None, map(str.strip, re.split("[;；]", value)))) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Several words in one cell, parted by semicolons."""


class EnterpriseRow(Spec):
    """A line of `enterprises.csv`; `registered_capital` in yuan, `parent` the name of another line."""

    name: Name
    credit_code: str = ""
    english: str = ""
    short: str = ""
    aliases: Words = ()
    parent: str = ""
    size: Literal["", "large", "medium", "small", "micro"] = ""
    industry: str = ""
    chain: Code | Literal[""] = ""
    link: Code | Literal[""] = ""
    registered_capital: Decimal | None = None
    city: str = ""
    local: bool = False
    tags: Words = ()
    note: str = ""
    synthetic: bool
