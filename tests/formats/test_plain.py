"""Text files: which encodings are read, and which are refused rather than guessed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.blocks import Paragraph
from chaotou.core.issues import Refusal
from chaotou.formats.reading import read_document, read_pasted

SENTENCE = "预计完成地区生产总值480亿元，同比增长7.5%。"
COMMON = st.text(
    st.sampled_from("全区经济发展指标增长亿元年月日一二三四五、，。；：（）%0123456789 abcXYZ\n")
)
# Radicals (2E80-2FD5) and compatibility forms (F900-FAFF) are replaced by what they mean.
ANY = st.text(
    st.characters(max_codepoint=0x2E7F, exclude_categories=["Cs", "Cc"])
    | st.characters(min_codepoint=0x2FF0, max_codepoint=0xF8FF, exclude_categories=["Cs", "Co"])
    | st.characters(min_codepoint=0xFB00, exclude_categories=["Co"])
)


@given(ANY)
def test_utf8_is_read_back_equal(text: str) -> None:
    assert read_document((SENTENCE + text).encode(), "报告.txt").text() == SENTENCE + text


@given(COMMON, st.sampled_from(["gb18030", "gbk", "utf-8-sig", "utf-8"]))
def test_chinese_is_read_back_equal_in_each_encoding(text: str, encoding: str) -> None:
    assert read_document((SENTENCE + text).encode(encoding), "报告.txt").text() == SENTENCE + text


@given(COMMON)
def test_utf16_with_a_bom_is_read_back_equal(text: str) -> None:
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert read_document(bom + (SENTENCE + text).encode(encoding), "a.txt").text() == SENTENCE + text


def test_rare_characters_of_gb18030_are_read() -> None:
    text = "朱镕基、陶喆、李堃、𠮷野家参加会议。"
    assert read_document(text.encode("gb18030"), "a.txt").text() == text


def test_lines_become_paragraphs_and_offsets_hold() -> None:
    document = read_document("标题\r\n\r\n第一段。\r第二段。\n".encode(), "a.txt")
    assert document.blocks == tuple(map(Paragraph, ["标题", "", "第一段。", "第二段。", ""]))
    assert document.title == "标题"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("économie à Genève".encode("latin-1"), "编码无法识别"),
        ("économie Genève".encode("latin-1"), "编码无法识别"),
        ("Größe, Übung, Maß".encode("latin-1"), "编码无法识别"),
        ("経済は成長した。カタカナも".encode("shift_jis"), "编码无法识别"),
        ("экономика растёт".encode("cp1251"), "编码无法识别"),
        (SENTENCE.encode()[:-1] + b"a", "已损坏或被截断"),
        (SENTENCE.encode()[:-2], "已损坏或被截断"),
        (codecs.BOM_UTF8 + SENTENCE.encode("gbk"), None),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0", "编码无法识别"),
        (b"abc\0def", "二进制"),
        (b"\x01\x02\x03abc", "二进制"),
        (SENTENCE.encode("utf-16-le"), None),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, reason: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(data, "报告.txt")
    assert "报告.txt" in str(refused.value.message)
    assert reason is None or reason in str(refused.value.message)
    assert refused.value.hint is not None


def test_a_damaged_byte_is_named_by_its_place() -> None:
    data = SENTENCE.encode()
    with pytest.raises(Refusal, match="第12个字节"):
        read_document(data[:12] + b"\xff" + data[12:], "a.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\u3000\u200b\n".encode(), codecs.BOM_UTF8])
def test_an_empty_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="是空的"):
        read_document(data, "a.txt")


def test_pasted_text_is_read_as_it_is() -> None:
    assert read_pasted(f"标题\n{SENTENCE}").text() == f"标题\n{SENTENCE}"


@pytest.mark.parametrize("text", ["", "   \n", "a" * 1_000_001])
def test_pasted_text_that_is_blank_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_pasted(text)


def test_radicals_that_look_like_characters_become_characters() -> None:
    assert read_pasted("1⽉⼯业增⻓").text() == "1月工业增长"
