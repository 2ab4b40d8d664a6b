"""Plain text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030. What is none of them is refused."""

from __future__ import annotations

import codecs
from collections import Counter

from chaotou.core.blocks import Document, Paragraph
from chaotou.core.issues import Message, Refusal

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAVE_AS_UTF8 = Message("请用记事本或 WPS 打开原文，另存为 UTF-8 编码的 .txt 后再上传。")


def read(data: bytes, name: str) -> Document:
    """One paragraph a line, blank lines kept, so that `Document.text()` is the file's own text.

    Line ends become a bare newline. Raises Refusal for bytes that are no text.
    """
    return from_text(decode(data, name), name)


def from_text(text: str, name: str) -> Document:
    """As `read` does, for text already decoded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(name, tuple(Paragraph(line) for line in lines))


def decode(data: bytes, name: str) -> str:
    """The text in the first encoding of BOM, UTF-8, GB18030 that fits; raises Refusal when none does."""
    text = _by_bom(data)
    if text is None:
        text = _strict(data, "utf-8")
    if text is None:
        text = _as_gb18030(data, name)
    if _is_binary(text):
        raise Refusal(Message("“{file}”不是文本文件，里面是二进制内容。", {"file": name}), _SAVE_AS_UTF8)
    return text


def _by_bom(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data.removeprefix(bom), encoding)
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_gb18030(data: bytes, name: str) -> str:
    _refuse_damaged_utf8(data, name)
    text = _strict(data, "gb18030")
    if text is None or not _is_chinese(text):
        message = Message(
            "“{file}”的文字编码无法识别：既不是 UTF-8，也不是 GB18030（GBK、GB2312）。", {"file": name}
        )
        raise Refusal(message, _SAVE_AS_UTF8)
    return text


def _refuse_damaged_utf8(data: bytes, name: str) -> None:
    """A UTF-8 text with a broken byte often passes as rare characters of GB18030, and nobody would notice."""
    replaced = data.decode("utf-8", errors="replace")
    broken = replaced.count("\ufffd")
    whole = sum(character > "\u07ff" for character in replaced) - broken
    if whole > 3 * broken:
        position = len(replaced[: replaced.index("\ufffd")].encode())
        values = {"file": name, "position": position}
        raise Refusal(
            Message("“{file}”是 UTF-8 文字，但第{position}个字节处已损坏或被截断。", values), _SAVE_AS_UTF8
        )


def _is_chinese(text: str) -> bool:
    """Whether a GB18030 decoding is Chinese rather than another encoding that happens to decode.

    In real Chinese nearly all characters, and at least six in ten, are among the 3,755 common ones of
    GB 2312 level 1; Western letters read as GB18030 become rare ones.
    """
    rows = Counter[int]()
    for character, count in Counter(text).items():
        if character > "\x7f":
            rows[_gb2312_row(character)] += count
    common = sum(count for row, count in rows.items() if 0xB0 <= row <= 0xD7)
    rare = sum(count for row, count in rows.items() if not 0xA1 <= row <= 0xD7)
    return common > 0 and common >= 0.6 * (common + rare)


def _gb2312_row(character: str) -> int:
    encoded = character.encode("gb2312", errors="ignore")
    return encoded[0] if encoded else 0


def _is_binary(text: str) -> bool:
    controls = sum(text.count(chr(code)) for code in range(1, 32) if chr(code) not in "\t\n\r\v\f")
    return "\0" in text or controls * 100 > len(text)
