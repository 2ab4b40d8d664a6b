"""The codes of what documents bring: as long as a code may be, and never one for two."""

from __future__ import annotations

from hashlib import sha256

LONGEST = 80
"""How long the code of a target may be."""
_MARK = 10


def fitted(code: str) -> str:
    """The code itself; where it is too long its beginning and a mark of the whole, the same every time."""
    if len(code) <= LONGEST:
        return code
    mark = sha256(code.encode()).hexdigest()[:_MARK]
    return f"{code[: LONGEST - _MARK - 1].rstrip('_')}_{mark}"
