"""The language of the command line: Chinese, or English where the environment says so."""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def language() -> str:
    """`en` when CHAOTOU_LANGUAGE or the locale asks for English, else `zh-hans`."""
    wanted = next(
        (os.environ[n] for n in ("CHAOTOU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)),
        "",
    )
    return "en" if wanted.lower().startswith("en") else "zh-hans"


def gettext_noop(sentence: str) -> str:
    """Marks a sentence that is said later."""
    return sentence


def say(sentence: str) -> str:
    """The Chinese sentence in the language asked for."""
    return _catalogue(language()).gettext(sentence) if sentence else ""


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [code], fallback=True)
