"""An e-mail as it came (RFC 5322): who wrote, about what, the words, the files; html is read as its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message as Part
from email.utils import parseaddr
from hashlib import sha256
from html.parser import HTMLParser
from typing import Final

from chaotou.core.issues import Message, Refusal
from chaotou.formats.limits import MIB, USUAL, Limits
from chaotou.formats.reading import shown_name

LONGEST_TEXT: Final = 100_000
MOST_FILES: Final = 50
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "us-ascii": "utf-8"}
"""Charsets that mails name and often overstep, and what reads them whole."""


@dataclass(frozen=True)
class MailFile:
    """A file that came with a mail."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """`id` is the mail's own, or made from its bytes where it has none; `text` the first words in plain."""

    id: str
    sender: str
    sender_name: str
    subject: str
    text: str
    files: tuple[MailFile, ...]


def read_mail(data: bytes, *, limits: Limits = USUAL) -> Mail:
    """What a mail says. Refusal for one that is empty, too large, or no mail; 50 files at most are kept."""
    if not data.strip():
        raise Refusal(Message("来信是空的。"))
    if len(data) > limits.file_bytes:
        raise Refusal(Message("来信超过 {limit} MB 的上限。", {"limit": limits.file_bytes // MIB}))
    try:
        return _read(data)
    except RecursionError as error:
        raise Refusal(Message("来信的结构嵌套太深，没有读。")) from error


def _read(data: bytes) -> Mail:
    whole = message_from_bytes(data, policy=policy.compat32)
    name, address = parseaddr(_header(whole, "From"))
    if "@" not in address:
        raise Refusal(Message("来信没有写明发件人，不是一封完整的邮件。"))
    parts = list(_leaves(whole))
    return Mail(
        id=_id(whole, data),
        sender=address[:254],
        sender_name=" ".join(name.split())[:100],
        subject=" ".join(_header(whole, "Subject").split())[:200],
        text=_text(parts),
        files=tuple(_files(parts))[:MOST_FILES],
    )


def _id(whole: Part, data: bytes) -> str:
    """Longer ids than a column holds become digests too."""
    said = "".join(str(whole.get("Message-ID", "")).split())
    return said if 2 < len(said) <= 200 else f"sha256:{sha256(said.encode() or data).hexdigest()}"


def _header(part: Part, name: str) -> str:
    """A header in words; where its encoding is broken, as it stands, without what cannot be shown."""
    raw = str(part.get(name, ""))
    try:
        found = str(make_header(decode_header(raw)))
    except (LookupError, ValueError):
        found = raw
    return "".join(sign if sign.isprintable() else " " for sign in found).strip()


def _leaves(part: Part) -> Iterator[Part]:
    """The parts that hold something: a mail within a mail is one file, not looked into."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for inner in part.get_payload():
            if isinstance(inner, Part):
                yield from _leaves(inner)
    else:
        yield part


def _text(parts: list[Part]) -> str:
    """The plain words; where there are none, those of the html."""
    bodies = [part for part in parts if not _name(part)]
    plain = [_words(part) for part in bodies if part.get_content_type() == "text/plain"]
    html = [_of_html(_words(part)) for part in bodies if part.get_content_type() == "text/html"]
    found = "\n\n".join(text for text in map(_tidy, plain) if text)
    return (found or "\n\n".join(filter(None, map(_tidy, html))))[:LONGEST_TEXT]


def _words(part: Part) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    said = str(part.get_content_charset("utf-8"))
    for charset in (_WIDER.get(said, said), "utf-8", "gb18030"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", errors="replace")


def _tidy(text: str) -> str:
    """Without what cannot be shown, lines without ends, at most one line empty after another."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(sign for sign in plain if sign in "\n\t" or sign.isprintable())
    lines = "\n".join(line.rstrip() for line in shown.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _files(parts: list[Part]) -> Iterator[MailFile]:
    for part in parts:
        name = _name(part)
        if name:
            yield MailFile(shown_name(name), _bytes(part))


def _name(part: Part) -> str:
    """What a file is called; a mail within a mail and what says it is attached have a name in any case."""
    said = part.get_filename() or ""
    attached = part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822"
    try:
        name = str(make_header(decode_header(said)))
    except (LookupError, ValueError):
        name = said
    return name or (f"file.{part.get_content_subtype()}" if attached else "")


def _bytes(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    return b"".join(_flat(inner) for inner in part.get_payload() if isinstance(inner, Part))


def _flat(mail: Part) -> bytes:
    """A mail as it came; one that is broken and cannot be put together again byte by byte, as text."""
    try:
        return mail.as_bytes()
    except UnicodeEncodeError:
        return mail.as_string().encode(errors="replace")


# html


_BREAKS: Final = frozenset(
    {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4",
     "h5", "h6", "table", "ul", "ol", "blockquote", "hr", "section", "article"}
)  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript"})


def _of_html(text: str) -> str:
    """The words of html, a line for each block; what runs and what is hidden from readers is left out."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    return "".join(reader.found)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in _SILENT), 0)
        if tag in _BREAKS - {"br", "hr"}:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))
