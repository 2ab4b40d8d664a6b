"""Which kind of file it is. Suffix and content must agree: a renamed file is refused, not guessed at."""

from __future__ import annotations

from pathlib import PurePath

from chaotou.core.issues import Message, Refusal

_SUFFIXES = {
    "": "", "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown",
    "docx": "docx", "pdf": "pdf", "xlsx": "xlsx", "xls": "xls",
}  # fmt: skip
_SIGNATURES = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "other"), (b"\xff\xd8\xff", "other"), (b"GIF8", "other"), (b"II*\0", "other"),
    (b"MM\0*", "other"), (b"Rar!", "other"), (b"7z\xbc\xaf", "other"), (b"\x1f\x8b", "other"),
    (b"\x7fELF", "other"), (b"{\\rtf", "other"),
)  # fmt: skip
_CONTENT = {"docx": "zip", "xlsx": "zip", "pdf": "pdf", "xls": "ole", "text": "text", "markdown": "text"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_READABLE = Message("可以上传 .docx、.pdf（有文字的）、.xlsx、.xls、.txt、.md。")
_AS_DOCX = Message("请在 Word 或 WPS 中另存为 .docx 后再上传。")
_AS_XLSX = Message("请在 Excel 或 WPS 中另存为 .xlsx 后再上传。")
_AS_PDF = Message("请导出为带文字的 PDF 或 .docx 后再上传。")
_HINTS = {
    "doc": _AS_DOCX, "wps": _AS_DOCX, "rtf": _AS_DOCX, "docm": _AS_DOCX, "dotx": _AS_DOCX, "odt": _AS_DOCX,
    "html": _AS_DOCX, "htm": _AS_DOCX, "et": _AS_XLSX, "xlsm": _AS_XLSX, "xlsb": _AS_XLSX, "ods": _AS_XLSX,
    "csv": _AS_XLSX, "ofd": _AS_PDF, "ppt": _AS_PDF, "pptx": _AS_PDF, "caj": _AS_PDF,
}  # fmt: skip


class Foreign(Refusal):
    """A file of no kind that is read here, nor of one that could be saved as such."""


def kind_of(data: bytes, name: str) -> str:
    """text, markdown, docx, pdf, xlsx or xls; Refusal for other kinds and a suffix that does not fit."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    content = _content(data)
    kind = _SUFFIXES.get(suffix)
    if kind is None and content == "text" and not suffix.isascii():
        kind = "text"
    if kind is None:
        message = Message("“{file}”的类型（.{suffix}）不能读。", {"file": name, "suffix": suffix})
        raise Refusal(message, _HINTS[suffix]) if suffix in _HINTS else Foreign(message, _READABLE)
    return _agreed(kind, content, data, name) if kind else _unnamed(content, name)


def _content(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "text")


def _agreed(kind: str, content: str, data: bytes, name: str) -> str:
    if content == _CONTENT[kind]:
        return kind
    if content == "ole" and _ENCRYPTED in data:
        raise encrypted(name)
    if content == "ole":
        message = Message("“{file}”是旧版 Office 格式，与后缀名不符。", {"file": name})
        raise Refusal(message, _AS_XLSX if kind == "xlsx" else _AS_DOCX)
    message = Message(
        "“{file}”的内容不是 .{kind} 文件。", {"file": name, "kind": PurePath(name).suffix[1:].lower()}
    )
    raise Refusal(message, Message("请用它真正的后缀名，或用原来的程序另存后再上传。"))


def _unnamed(content: str, name: str) -> str:
    if content in ("text", "pdf"):
        return content
    raise Foreign(Message("“{file}”没有后缀名，不知道是什么文件。", {"file": name}), _READABLE)


def encrypted(name: str) -> Refusal:
    """Why a file that asks for a password is refused."""
    message = Message("“{file}”加了密码，无法打开。", {"file": name})
    return Refusal(message, Message("请去掉密码，另存后再上传。"))
