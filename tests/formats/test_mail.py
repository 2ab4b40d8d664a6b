"""E-mails: who, about what, which words, which files; odd ones are refused or read as far as they go."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.formats.limits import Limits
from chaotou.formats.mail import LONGEST_TEXT, MOST_FILES, read_mail


def mail(text: str = "三班倒缺二十人。", **headers: str) -> EmailMessage:
    found = EmailMessage()
    for name, value in {"From": "王某 <wang@firm.example>", "Subject": "缺工", **headers}.items():
        found[name.replace("_", "-")] = value
    found.set_content(text)
    return found


def test_a_mail_says_who_wrote_about_what() -> None:
    found = read_mail(mail(Message_ID="<one@firm.example>").as_bytes())
    assert (found.id, found.sender, found.sender_name) == ("<one@firm.example>", "wang@firm.example", "王某")
    assert (found.subject, found.text, found.files) == ("缺工", "三班倒缺二十人。", ())


def test_html_is_read_as_its_words() -> None:
    whole = mail()
    whole.set_content(
        "<html><head><title>x</title><style>p {}</style></head><body><p>缺<b>二十</b>人</p>"
        "<div>九月&nbsp;到岗</div><script>run()</script></body></html>",
        subtype="html",
    )
    assert read_mail(whole.as_bytes()).text.split() == ["缺二十人", "九月", "到岗"]


def test_plain_words_go_before_html() -> None:
    whole = mail("平的")
    whole.add_alternative("<p>花的</p>", subtype="html")
    assert read_mail(whole.as_bytes()).text == "平的"


def test_files_come_with_their_names_and_are_not_taken_for_words() -> None:
    whole = mail()
    whole.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="缺工清单.pdf")
    whole.add_attachment("备注", filename="../../note.txt")
    inner = mail("里面的信")
    whole.add_attachment(inner)
    found = read_mail(whole.as_bytes())
    assert [file.name for file in found.files] == ["缺工清单.pdf", "note.txt", "file.rfc822"]
    assert found.files[0].data == b"%PDF-1.4"
    assert found.text == "三班倒缺二十人。"


def test_more_files_than_are_kept_are_left_out() -> None:
    whole = mail()
    for number in range(MOST_FILES + 5):
        whole.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert len(read_mail(whole.as_bytes()).files) == MOST_FILES


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8", "no-such-charset", "us-ascii"])
def test_a_charset_that_names_too_little_is_read_by_what_holds_it(charset) -> None:
    head = f"From: w@x.cn\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode()
    words = "镕基村缺水"
    data = words.encode("utf-8" if charset == "utf-8" else "gb18030")
    assert read_mail(head + data).text == words


def test_a_broken_header_is_shown_as_it_stands() -> None:
    found = read_mail(b"From: =?nothing?B?AAA?= <w@x.cn>\r\nSubject: =?utf-8?B?broken\r\n\r\nhi")
    assert found.sender == "w@x.cn"
    assert found.subject == "=?utf-8?B?broken"


def test_a_mail_without_an_id_or_with_an_endless_one_gets_a_digest() -> None:
    assert read_mail(mail().as_bytes()).id.startswith("sha256:")
    endless = f"<{'a' * 300}@x>"
    one, other = (read_mail(mail(text, Message_ID=endless).as_bytes()).id for text in ("甲", "乙"))
    assert one == other
    assert len(one) < 80


def test_signs_that_cannot_be_shown_are_left_out() -> None:
    found = read_mail(mail("甲\x00乙\u202e丙", Subject="一\u202e二").as_bytes())
    assert found.text == "甲乙丙"
    assert found.subject == "一 二"


def test_a_long_mail_is_cut() -> None:
    assert len(read_mail(mail("字" * (LONGEST_TEXT + 9)).as_bytes()).text) == LONGEST_TEXT


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b" ", "是空的"),
        (b"hello", "没有写明发件人"),
        (b"From: nobody\r\n\r\nhi", "没有写明发件人"),
        (b"From: a@b\r\n\r\n" + b"x" * 200, "上限"),
    ],
)
def test_what_is_no_mail_is_refused(data, why) -> None:
    with pytest.raises(Refusal, match=why):
        read_mail(data, limits=Limits(file_bytes=100))


def test_a_mail_nested_without_end_is_refused() -> None:
    deep = b"From: a@b\r\n"
    for at in range(3000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at)
    with pytest.raises(Refusal, match="嵌套太深"):
        read_mail(deep)


def test_a_broken_mail_within_a_mail_is_kept_as_text() -> None:
    broken = b"Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=b\r\n\x80"
    (file,) = read_mail(b"From: a@b\r\n" + broken).files
    assert b"multipart/mixed" in file.data


@given(
    st.lists(
        st.sampled_from(
            [
                b"Content-Type: multipart/mixed; boundary=b\r\n",
                b"Content-Type: text/html; charset=utf-16\r\n",
                b"Content-Type: message/rfc822\r\n",
                b"Content-Transfer-Encoding: base64\r\n",
                b"Content-Disposition: attachment; filename*=x''%ff%00\r\n",
                b"Subject: =?utf-8?q?=ff?=\r\n",
                b"Message-ID: <>\r\n",
                b"\r\n--b\r\n",
                b"\r\n--b--\r\n",
                b"\r\n",
            ]
        ),
        max_size=14,
    ),
    st.binary(max_size=40),
)
def test_whatever_comes_is_read_or_refused(lines, rest) -> None:
    try:
        found = read_mail(b"From: a@b\r\n" + b"".join(lines) + rest)
    except Refusal:
        return
    assert found.sender == "a@b"
