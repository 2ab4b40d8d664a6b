"""What a column cannot hold is refused before any database is asked, whichever way it is written.

SQLite keeps what PostgreSQL refuses in the middle of a transaction, such as words longer than their column.
Operations name what is wrong with a form themselves, all at once; this is the floor under them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from chaotou.core.issues import Message, Refusal

OURS: Final = "chaotou."
RANGES: Final = BaseDatabaseOperations.integer_field_ranges
_UNKEPT: Final = re.compile("[\0\ud800-\udfff]")

if TYPE_CHECKING:
    Field = models.Field[Any, Any]


def guard_columns() -> None:
    """Let every column of our models refuse what it cannot hold: called once, when the models are there."""
    for model in apps.get_models():
        if model.__module__.startswith(OURS):
            for field in model._meta.concrete_fields:
                prepare: Callable[..., Any] = field.get_db_prep_save
                field.get_db_prep_save = partial(_prepared, field, prepare)  # type: ignore[method-assign]


def _prepared(field: Field, prepare: Callable[..., Any], value: Any, connection: Any) -> Any:
    require_fit(field, value)
    return prepare(value, connection)


def require_fit(field: Field, value: Any) -> None:
    """`Refusal`, with the name of the column, for a value that no database could keep in it."""
    match value:
        case str():
            _require_text(field, value)
        case bool():
            return
        case int():
            _require_number(field, value, RANGES.get(field.get_internal_type()))
        case Decimal() if isinstance(field, models.DecimalField):
            most = Decimal(10) ** (int(field.max_digits or 0) - int(field.decimal_places or 0))
            if not value.is_finite() or abs(value) >= most:
                raise _too_large(field)
        case dict() | list() if isinstance(field, models.JSONField):
            for text in _texts(value):
                _require_kept(field, text)


def require_all_fit(field: Field, values: Collection[Any]) -> None:
    """As `require_fit` for each of them; texts are looked at as one, which takes a tenth of the time."""
    texts = [value for value in values if type(value) is str]
    if texts:
        _require_text(field, max(texts, key=len))
        _require_kept(field, "".join(texts))
    for value in values:
        if type(value) is not str:
            require_fit(field, value)


def _require_text(field: Field, text: str) -> None:
    _require_kept(field, text)
    if isinstance(field, models.CharField) and field.max_length and len(text) > field.max_length:
        said = {"field": field.verbose_name, "most": field.max_length}
        raise Refusal(Message("“{field}”最多 {most} 个字。", said), Message("请缩短。"))


def _require_kept(field: Field, text: str) -> None:
    if _UNKEPT.search(text):
        message = Message("“{field}”里有不能保存的字符。", {"field": field.verbose_name})
        raise Refusal(message, Message("请删去看不见的控制字符，再提交一次。"))


def _require_number(field: Field, value: int, span: tuple[int, int] | None) -> None:
    if span and not span[0] <= value <= span[1]:
        raise _too_large(field)


def _too_large(field: Field) -> Refusal:
    message = Message("“{field}”的数太大或太小，保存不了。", {"field": field.verbose_name})
    return Refusal(message, Message("请核对数值和单位。"))


def _texts(value: object) -> Iterable[str]:
    """Every string in a JSON value, keys included."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, held in value.items():
                yield from _texts(key)
                yield from _texts(held)
        case list() | tuple():
            for held in value:
                yield from _texts(held)
