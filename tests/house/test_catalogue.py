"""Every sentence that a person can see has its English."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+(?:[:.][^}]*)?\}")
HAN = re.compile(r"[一-鿿]")


@lru_cache
def english() -> Catalog:
    with (ROOT / "src/chaotou/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file)


@lru_cache
def sentences() -> frozenset[str]:
    keywords = DEFAULT_KEYWORDS | {"Message": None, "say": None, "gettext_noop": None}
    found = set()
    methods = [("chaotou/**.py", "python"), ("chaotou/**/templates/**.html", "django")]
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "src", methods, keywords=keywords
    ):
        found |= set(message) if isinstance(message, tuple) else {message}
    return frozenset(sentence for sentence in found if HAN.search(sentence))


@lru_cache
def _strings() -> dict[str, str]:
    """The English by sentence, whatever its context; plurals by their first form."""
    found = {}
    for entry in english():
        sentence = entry.id if isinstance(entry.id, str) else entry.id[0]
        found[sentence] = (
            "" if entry.fuzzy else entry.string if isinstance(entry.string, str) else entry.string[0]
        )
    return found


def english_of(sentence: str) -> str:
    return _strings().get(sentence, "")


def test_the_sentences_are_found_in_python_and_in_pages() -> None:
    assert len(sentences()) > 300


def test_every_sentence_has_its_english() -> None:
    assert sorted(sentence for sentence in sentences() if not english_of(sentence)) == []


def test_the_english_keeps_the_values_that_are_put_in() -> None:
    for sentence in sentences():
        assert set(PLACEHOLDER.findall(english_of(sentence))) == set(PLACEHOLDER.findall(sentence)), sentence


def test_no_english_is_left_for_a_sentence_that_is_gone() -> None:
    kept = [entry.id for entry in english() if isinstance(entry.id, str) and HAN.search(entry.id)]
    assert sorted(sentence for sentence in kept if sentence not in sentences()) == []


BUTTON = re.compile(r"<button[^>]*>\{% translate \"([^\"]+)\"(?: context \"(\w+)\")? %\}</button>")


def test_a_button_begins_with_a_capital_in_english() -> None:
    pages = (page.read_text(encoding="utf-8") for page in (ROOT / "src").glob("**/templates/**/*.html"))
    buttons = {found for page in pages for found in BUTTON.findall(page)}
    said = {words: english().get(words, context or None) for words, context in buttons}
    assert len(said) > 10
    assert [words for words, entry in said.items() if entry and not str(entry.string)[0].isupper()] == []
