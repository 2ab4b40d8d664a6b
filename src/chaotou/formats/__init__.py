"""Bytes to blocks, and blocks to official documents: Word, PDF, workbooks, Markdown, text; no Django."""

from __future__ import annotations

from chaotou.formats.limits import Limits
from chaotou.formats.reading import read_document, read_pasted

__all__ = ["Limits", "read_document", "read_pasted"]
