"""Every sentence that a person can see has its English."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+(?:[:.][^}]*)?\}")
COUNTED = re.compile(r":[\w ]+\|[\w ]+(?=\})")
"""The words a translation chooses between by a number (`Message.say`)."""
PUNCTUATION = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
CHINESE = re.compile(rf"[一-鿿]|{PUNCTUATION.pattern}")
Key = tuple[str | None, str]
"""A sentence after what sets it apart from the same words elsewhere."""


@lru_cache
def english() -> dict[Key, tuple[str, ...]]:
    """The English of each sentence, singular and plural where it counts something."""
    with (ROOT / "src/chaotou/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id and not entry.fuzzy]
    return {(entry.context, _first(entry.id)): _forms(entry.string) for entry in entries}


PYTHON = ("chaotou/**.py", "python")
PAGES = ("chaotou/**/templates/**.html", "django")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(re.findall(r" -k (\S+)", MAKEFILE))
"""What `make messages` looks for."""


@lru_cache
def sentences(*methods: tuple[str, str]) -> frozenset[Key]:
    """What `make messages` collects, from pages, from Python or from both."""
    found = extract_from_dir(ROOT / "src", methods or (PYTHON, PAGES), keywords=KEYWORDS)
    keys = {(context, _first(message)) for _file, _line, message, _comments, context in found}
    return frozenset(key for key in keys if CHINESE.search(key[1]))


def said_by_the_core() -> set[str]:
    found = extract_from_dir(ROOT / "src", [PYTHON], keywords={"Message": None})
    return {_first(message) for _file, _line, message, _comments, _context in found}


def _first(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def test_the_sentences_are_found_in_python_and_in_pages() -> None:
    assert len(sentences()) > 300


def test_every_sentence_has_its_english() -> None:
    assert [key for key in sentences() if not all(english().get(key, ("",)))] == []


def test_the_english_keeps_the_values_that_are_put_in() -> None:
    for key in sentences():
        for form in english()[key]:
            put_in = set(PLACEHOLDER.findall(COUNTED.sub("", form)))
            assert put_in == set(PLACEHOLDER.findall(key[1])), key


def test_only_what_the_core_says_counts_in_its_english() -> None:
    counted = {key for key, forms in english().items() if COUNTED.search("".join(forms))}
    assert {words for _context, words in counted} - said_by_the_core() == set()


def test_no_sentence_of_a_page_has_a_percent_sign() -> None:
    """Django would look it up with the sign doubled, and find nothing."""
    plain = (PLACEHOLDER.sub("", words) for _context, words in sentences(PAGES))
    assert [words for words in plain if "%" in words] == []


def test_no_english_is_left_for_a_sentence_that_is_gone() -> None:
    kept = {key for key in english() if CHINESE.search(key[1])}
    assert kept - sentences() == set()


def test_the_english_is_punctuated_in_english() -> None:
    assert [form for forms in english().values() for form in forms if PUNCTUATION.search(form)] == []


BUTTON = re.compile(
    r"<(?:button\b|a class=\"button)[^>]*>\{% translate \"([^\"]+)\"(?: context \"(\w+)\")? %\}</"
)


def test_a_button_begins_with_a_capital_in_english() -> None:
    pages = (page.read_text(encoding="utf-8") for page in (ROOT / "src").glob("**/templates/**/*.html"))
    buttons = {(context or None, words) for page in pages for words, context in BUTTON.findall(page)}
    assert len(buttons) > 10
    assert [words for context, words in buttons if not english()[context, words][0][0].isupper()] == []
