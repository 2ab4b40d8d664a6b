"""What is looked at in an Office package (a zip of XML parts) before any parser opens it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from chaotou.core.issues import Message, Refusal
from chaotou.formats.limits import Limits

_SMALL_PART = 10 * 1024 * 1024
_PIECE = 4096
_FOLDERS = {"docx": "word/", "xlsx": "xl/"}
# NotImplementedError is zipfile's word for a compression or encryption it does not know.
_BROKEN = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    UnicodeError,
)


def check(data: bytes, kind: str, name: str, limits: Limits, *, depth: bool = True) -> None:
    """Refuse a docx or xlsx that is broken, of another kind, a bomb, encrypted or holding macros.

    Without `depth` only the prolog of each part is read, where a document type must stand: for readers that
    keep no stack.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_entries(package.infolist(), name, limits)
            _check_kind(package.namelist(), kind, name)
            _check_macros(package.namelist(), name)
            _check_parts(package, name, limits, depth)
    except _BROKEN as error:
        raise broken(name) from error


def broken(name: str) -> Refusal:
    """Why a .docx or .xlsx that does not open is refused."""
    message = Message("“{file}”已损坏或不完整，无法打开。", {"file": name})
    return Refusal(message, Message("请在 Word 或 WPS 中确认能打开原文件，另存一份后再上传。"))


def _check_entries(entries: list[ZipInfo], name: str, limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.package_entries or total > limits.package_bytes or any(_ratio(entries, limits)):
        message = Message("“{file}”解开后过大，像是压缩炸弹，没有打开。", {"file": name})
        raise Refusal(message, Message("请只保留需要的内容，另存为新文件后再上传。"))
    if any(entry.flag_bits & 1 for entry in entries) or len({entry.filename for entry in entries}) < len(
        entries
    ):
        raise broken(name)


def _ratio(entries: Iterable[ZipInfo], limits: Limits) -> Iterable[bool]:
    large = (entry for entry in entries if entry.file_size > _SMALL_PART)
    return (entry.file_size > limits.package_ratio * max(entry.compress_size, 1) for entry in large)


def _check_kind(names: list[str], kind: str, name: str) -> None:
    if not any(part.startswith(_FOLDERS[kind]) for part in names):
        message = Message("“{file}”的内容不是 .{kind} 文件。", {"file": name, "kind": kind})
        raise Refusal(message, Message("请用它真正的后缀名，或在 Word、Excel、WPS 中另存后再上传。"))


def _check_macros(names: list[str], name: str) -> None:
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        hint = Message("请另存为不带宏的 .docx 或 .xlsx 后再上传。")
        raise Refusal(Message("“{file}”带有宏，没有打开。", {"file": name}), hint)


def _check_parts(package: ZipFile, name: str, limits: Limits, depth: bool) -> None:
    for part in package.namelist():
        if part.lower().endswith((".xml", ".rels")):
            with package.open(part) as stream:
                _check_xml(stream, name, limits, depth)


def _check_xml(stream: IO[bytes], name: str, limits: Limits, whole: bool) -> None:
    """One pass without a tree: document types (the way to entity bombs and outside files) and depth."""
    depth = 0

    def open_element(_tag: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.xml_depth:
            raise _dangerous(name)

    def close_element(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse_doctype(*_declared: object) -> None:
        raise _dangerous(name)

    parser = expat.ParserCreate()
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.StartDoctypeDeclHandler = refuse_doctype
    if whole:
        parser.ParseFile(stream)
        return
    while not depth and (piece := stream.read(_PIECE)):
        parser.Parse(piece)


def _dangerous(name: str) -> Refusal:
    message = Message("“{file}”内含有不该出现的实体声明或过深的嵌套，可能有害，没有打开。", {"file": name})
    return Refusal(message, Message("请在 Word 或 WPS 中新建文件，把内容复制过去后再上传。"))
