"""The words the reader knows: names of indicators and their codes, bodies, places, hedges; a zone adds its
own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from chaotou.core.intake.default_words import BODIES, HEDGES, INDICATORS, PLACES, TARGET_WORDS
from chaotou.core.issues import Issue, Level, Message, Place

KEYS = ("indicators", "bodies", "places", "hedges", "targets")
_PREFIX = re.compile(
    r"^(?:全区|全市|全年|实现|完成|预计|累计|共|新增?(?=签约|开工|竣工|投产)|当年|实际(?=到账))+"
)
_SIZE = re.compile("(?:总量|规模)$")
_DROPPED = re.compile(r"[\s,、“”\"'()()的]|\(含\)")
_SAME = (
    ("规模以上", "规上"),
    ("规模工业", "规上工业"),
    ("限额以上", "限上"),
    ("利用外资", "使用外资"),
    ("社区", "社区"),
)


@dataclass(frozen=True)
class Body:
    """A body of the zone's world: its full name and the short names texts use for it."""

    name: str
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Immutable; `indicators` maps a normalized name to a catalogue code, `hedges` a bound to its words."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    bodies: tuple[Body, ...] = ()
    places: tuple[str, ...] = ()
    hedges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    targets: tuple[str, ...] = ()

    @classmethod
    def default(cls) -> Lexicon:
        """What ships with the core: the general names of the field, of no zone in particular."""
        return cls(
            {normal(name): code for code, names in INDICATORS.items() for name in names},
            tuple(Body(name) for name in BODIES),
            PLACES,
            HEDGES,
            TARGET_WORDS,
        )

    def extended_with(self, mapping: Mapping[str, object]) -> Lexicon:
        """This lexicon and a zone's `lexicon.yaml` (parsed); a name given twice takes the zone's code."""
        indicators = {normal(n): code for code, names in _table(mapping, "indicators").items() for n in names}
        bodies = tuple(Body(name, tuple(short)) for name, short in _table(mapping, "bodies").items())
        hedges = {
            bound: (*self.hedges.get(bound, ()), *_table(mapping, "hedges").get(bound, ()))
            for bound in (*self.hedges, *_table(mapping, "hedges"))
        }
        return replace(
            self,
            indicators={**self.indicators, **indicators},
            bodies=(*bodies, *self.bodies),
            places=(*self.places, *_words(mapping, "places")),
            hedges=hedges,
            targets=(*self.targets, *_words(mapping, "targets")),
        )

    def code(self, name: str) -> str | None:
        """The catalogue code of an indicator as a text names it; None where the name is not in the
        lexicon."""
        plain = normal(name)
        tried = (plain, _PREFIX.sub("", plain), _SIZE.sub("", plain))
        return next((code for one in tried if (code := self.indicators.get(one))), None)

    @cached_property
    def known_name(self) -> re.Pattern[str]:
        """Any indicator name of the lexicon, longest first."""
        names = sorted(self.indicators, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, names)) or r"(?!)")

    @cached_property
    def body_name(self) -> re.Pattern[str]:
        names = {word for body in self.bodies for word in (body.name, *body.short)}
        return re.compile(
            "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) or r"(?!)"
        )

    def full_name(self, name: str) -> str:
        """The full name of a body known by a short one; other names as they are."""
        return next((body.name for body in self.bodies if name in body.short), name)

    @cached_property
    def place(self) -> str:
        """A pattern (no groups) for any place or yardstick a figure is compared with or ranked in."""
        return "|".join(re.escape(word) for word in sorted(self.places, key=lambda n: (-len(n), n)))

    @cached_property
    def before(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Hedges that stand before a number, as (bound, pattern ending there)."""
        return tuple(
            (bound, re.compile(f"(?:{_any(words)})$")) for bound, words in self.hedges.items() if words
        )

    @cached_property
    def target_word(self) -> re.Pattern[str]:
        return re.compile(_any(self.targets))


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda n: (-len(n), n))) or r"(?!)"


def normal(name: str) -> str:
    """A name without spaces, quotes, brackets' marks and 的; 规模以上 as 规上."""
    name = _DROPPED.sub("", name)
    for long, short in _SAME:
        name = name.replace(long, short)
    return name.upper()


def _table(mapping: Mapping[str, object], key: str) -> dict[str, list[str]]:
    table = mapping.get(key) or {}
    if not isinstance(table, Mapping):
        return {}
    return {str(name): [str(word) for word in words or ()] for name, words in table.items() if _listed(words)}


def _listed(words: object) -> bool:
    return words is None or isinstance(words, Sequence) and not isinstance(words, str)


def _words(mapping: Mapping[str, object], key: str) -> tuple[str, ...]:
    words = mapping.get(key)
    return (
        tuple(str(word) for word in words)
        if isinstance(words, Sequence) and not isinstance(words, str)
        else ()
    )


def check(mapping: Mapping[str, object], file: str = "lexicon.yaml") -> list[Issue]:
    """Everything wrong with a parsed `lexicon.yaml`, at once; paths such as `indicators.gdp`, no line
    numbers."""
    issues = [
        _error(
            file,
            str(key),
            Message("词库中没有“{key}”这一项。", {"key": key}),
            Message("可用的项：{keys}。", {"keys": "、".join(KEYS)}),
        )
        for key in mapping
        if key not in KEYS
    ]
    for key in ("indicators", "bodies", "hedges"):
        issues += _check_table(mapping.get(key), key, file)
    issues += [
        _error(file, key, Message("“{key}”应是词语的列表。", {"key": key}))
        for key in ("places", "targets")
        if not _listed(mapping.get(key))
    ]
    return issues + _check_twice(mapping, file)


def _check_table(table: object, key: str, file: str) -> list[Issue]:
    if table is None:
        return []
    if not isinstance(table, Mapping):
        return [_error(file, key, Message("“{key}”应是名称到词语列表的对照。", {"key": key}))]
    return [
        _error(file, f"{key}.{name}", Message("“{name}”后面应是词语的列表。", {"name": name}))
        for name, words in table.items()
        if not _listed(words)
    ]


def _check_twice(mapping: Mapping[str, object], file: str) -> list[Issue]:
    seen: dict[str, str] = {}
    issues = []
    for code, names in _table(mapping, "indicators").items():
        for name in names:
            if seen.setdefault(normal(name), code) != code:
                said = Message(
                    "“{name}”同时指向{one}和{other}。",
                    {"name": name, "one": seen[normal(name)], "other": code},
                )
                issues.append(_error(file, f"indicators.{code}", said))
    return issues


def _error(file: str, path: str, message: Message, hint: Message | None = None) -> Issue:
    return Issue(Level.ERROR, Place(file, path=path), message, hint)
