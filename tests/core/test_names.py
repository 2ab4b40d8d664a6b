"""Names: what is taken away, how alike two are, and that every part of a name is found."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chaotou.core.names import CLOSE, bare_name, closeness, grams, initials, pinyin, query_grams, signs

_SIGNS = st.text(alphabet="淮安华芯半导体重庆长安银行绿Ａa1（）() ·ﬁüÉ〇𠮷-", max_size=14)


@pytest.mark.parametrize(
    ("text", "read", "first"),
    [
        ("淮安", "huaian", "ha"),
        ("淮安Ａ区", "huaianaqu", "haaq"),
        ("重庆长安银行", "chongqingchanganyinhang", "cqcayh"),
        ("成都绿能", "chengdulvneng", "cdln"),
        ("厦门大厦", "xiamendasha", "xmds"),
        ("", "", ""),
    ],
)
def test_names_are_read_as_firms_and_cities_are_called(text: str, read: str, first: str) -> None:
    assert (pinyin(text), initials(text)) == (read, first)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("淮安华芯（江苏）半导体有限公司", "华芯半导体"),
        ("江苏省淮安市清江浦区某某厂", "某某"),
        ("Suzhou Alpha Tech Co., Ltd.", "suzhoualphatech"),
        ("南京 Bosch GmbH", "bosch"),
        ("Ａ１公司", "a1"),
        ("远景集团股份有限公司", "远景"),
        ("苏州远景能源股份有限公司淮安分公司", "远景能源"),
        ("华公司", "华公司"),
        ("苏州", "苏州"),
        ("（江苏）", "江苏"),
        ("", ""),
    ],
)
def test_a_bare_name_has_no_form_no_brackets_and_no_place(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_name_with_another_form_is_the_same_name() -> None:
    assert closeness("淮安华芯半导体有限公司", "华芯半导体（江苏）股份有限公司") == 1.0


def test_a_name_that_sounds_alike_is_close() -> None:
    assert CLOSE <= closeness("华芯半导体", "华新半导体") < 1


def test_the_same_words_in_another_city_are_less_close() -> None:
    assert closeness("苏州精工机械有限公司", "淮安精工机械有限公司") == 0.85
    assert closeness("江苏精工机械有限公司", "淮安精工机械有限公司") == 1.0


def test_other_firms_of_one_trade_are_not_close() -> None:
    assert closeness("华能电子科技", "远景电子科技") < CLOSE
    assert closeness("", "远景电子科技") == 0


@given(_SIGNS, _SIGNS)
def test_closeness_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    assert closeness(one, other) == closeness(other, one)
    assert 0 <= closeness(one, other) <= 1


@given(_SIGNS, _SIGNS, _SIGNS)
def test_any_part_of_a_name_is_found(before: str, part: str, after: str) -> None:
    assume(len(signs(part)) > 1)
    found = grams("别的", before + part + after)
    assert _is_phrase(query_grams(part), found)


@given(st.text(alphabet="淮安华芯半导体绿", min_size=2, max_size=10), st.data())
def test_any_part_of_pinyin_and_of_initials_is_found(name: str, data: st.DataObject) -> None:
    for form in (pinyin(name), initials(name)):
        begin = data.draw(st.integers(0, len(form) - 2))
        end = data.draw(st.integers(begin + 2, len(form)))
        assert _is_phrase(query_grams(form[begin:end]), grams(name))


@given(_SIGNS, _SIGNS, _SIGNS)
def test_nothing_is_found_that_no_name_holds(one: str, other: str, asked: str) -> None:
    assume(len(signs(asked)) > 1)
    held = [form for text in (one, other) for form in (signs(text), pinyin(text), initials(text))]
    if not any(signs(asked) in form for form in held):
        assert not _is_phrase(query_grams(asked), grams(one, other))


def test_a_credit_code_is_found_by_its_part() -> None:
    assert _is_phrase(query_grams("0100ma"), grams("华芯", "91320100MA1"))


def test_a_single_sign_is_found_by_containment() -> None:
    assert query_grams("芯") == "芯"
    assert "芯" in grams("华芯") and "芯" in grams("芯")


def test_no_dictionary_is_loaded_before_it_is_needed() -> None:
    asked = "import sys, chaotou.core.names as n; n.grams('abc 12'); print('pypinyin' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def _is_phrase(asked: str, held: str) -> bool:
    """As full-text search finds it: whole tokens, one after another."""
    return f" {asked} " in f" {held} "
