"""Evidence files go with their transaction: a database takes back what failed, a disk does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models.fields.files import FieldFile


@contextmanager
def all_or_nothing() -> Iterator[list[FieldFile]]:
    """A transaction that is told of the files it stores, and deletes them where it fails."""
    files: list[FieldFile] = []
    try:
        with transaction.atomic():
            yield files
    except BaseException:
        for file in files:
            file.storage.delete(str(file.name))
        raise
