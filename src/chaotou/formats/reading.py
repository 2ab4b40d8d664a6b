"""The one door for documents that come in: bytes and a file name to a document, or a refusal."""

from __future__ import annotations

import re
from dataclasses import replace

from chaotou.core.blocks import Document, Heading, Paragraph
from chaotou.core.issues import Message, Refusal
from chaotou.formats import markdown, plain, sandbox
from chaotou.formats.kinds import kind_of
from chaotou.formats.limits import MIB, USUAL, Limits
from chaotou.formats.radicals import unified

_PASTED = "粘贴的文字"
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_LONGEST_TITLE = 60


def read_document(data: bytes, filename: str, *, limits: Limits = USUAL) -> Document:
    """The document in a .txt, .md, .docx, .pdf, .xlsx or .xls file.

    Raises Refusal, with what is wrong and how to mend it, for anything that cannot be read whole.
    """
    name = shown_name(filename)
    _check_bytes(data, name, limits)
    kind = kind_of(data, name)
    if kind in ("text", "markdown"):
        _check_length(len(data) // 4, name, limits)
        document = (plain if kind == "text" else markdown).read(data, name)
    else:
        document = sandbox.read_apart(data, kind, name, limits)
    return _checked(document, name, limits)


def read_pasted(text: str, *, limits: Limits = USUAL) -> Document:
    """The document in a text that was pasted; raises Refusal when it is blank or too long."""
    _check_length(len(text), _PASTED, limits)
    return _checked(plain.from_text(text, _PASTED), _PASTED, limits)


def shown_name(filename: str) -> str:
    """A file name fit to be shown: no folders, no control characters, at most 80 characters."""
    base = re.split(r"[/\\]", filename)[-1]
    clean = "".join(character for character in base if character.isprintable()).strip()
    return (clean if len(clean) <= 80 else clean[:60] + "…" + clean[-19:]) or _PASTED


def _check_bytes(data: bytes, name: str, limits: Limits) -> None:
    if not data.strip():
        raise _blank(name)
    if len(data) > limits.file_bytes:
        values = {"file": name, "size": f"{len(data) / MIB:.1f}", "limit": f"{limits.file_bytes / MIB:.0f}"}
        message = Message("“{file}”有{size} MB，超过{limit} MB 的上限。", values)
        raise Refusal(message, Message("请去掉图片或拆成几个文件后再上传。"))


def _check_length(characters: int, name: str, limits: Limits) -> None:
    if characters > limits.characters:
        values = {"file": name, "limit": limits.characters}
        message = Message("“{file}”的文字超过{limit}字的上限。", values)
        raise Refusal(message, Message("请只上传需要读的部分，或拆成几个文件。"))


def _checked(document: Document, name: str, limits: Limits) -> Document:
    text = document.text()
    _check_length(len(text), name, limits)
    if not _INVISIBLE.sub("", text):
        raise _blank(name)
    document = unified(document)
    return replace(document, title=_title(document, name))


def _blank(name: str) -> Refusal:
    return Refusal(Message("“{file}”是空的，没有可读的文字。", {"file": name}), Message("请确认选对了文件。"))


def _title(document: Document, name: str) -> str:
    """The first heading; else the first line if short and no sentence; else the file name without suffix."""
    headings = (block.text for block in document.blocks if isinstance(block, Heading) and block.text)
    opening = next(
        (b.text.strip() for b in document.blocks if isinstance(b, Paragraph) and b.text.strip()), ""
    )
    if len(opening) > _LONGEST_TITLE or opening.endswith(tuple("。；;，,：:")):
        opening = ""
    return next(headings, opening) or re.sub(r"\.[A-Za-z]{1,8}$", "", name)
