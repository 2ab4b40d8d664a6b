"""What must hold in what follows from scores: vetoes, grades, tie-breaks, judges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from chaotou.core.evaluation.checking.written import Written
from chaotou.core.evaluation.words import Effect
from chaotou.core.issues import Issue, Message
from chaotou.core.zone.complaints import did_you_mean


def conditions_say_when(given: Written) -> Iterator[Issue]:
    for one, path in given.conditions():
        said = [key for key in ("above", "at_least", "below", "at_most") if getattr(one, key) is not None]
        if not said:
            message = Message("“{code}”没有写明什么情况下生效。", {"code": one.code})
            yield given.error(path, message, Message("写上 above、at_least、below 或 at_most。"))


def grades_are_known(given: Written) -> Iterator[Issue]:
    codes = {grade.code for grade in given.scheme.grades}
    for one, path in given.conditions():
        grade = getattr(one, "grade", None)
        if grade is not None and grade not in codes:
            message = Message("没有“{grade}”这个等次。", {"grade": grade})
            yield given.error(
                (*path, "grade"), message, did_you_mean(grade, codes, Message("先在 grades 里写上它。"))
            )
    for at, veto in enumerate(given.scheme.vetoes):
        if veto.effect is Effect.GRADE and veto.grade is None:
            message = Message("一票否决“{code}”没有写明降到哪个等次。", {"code": veto.code})
            yield given.error(("vetoes", at), message, Message("加上 grade: 等次代码。"))


def grades_fall(given: Written) -> Iterator[Issue]:
    """Grades stand best first, so that each has its own band of points."""
    bounds = [
        (at, grade.at_least) for at, grade in enumerate(given.scheme.grades) if grade.at_least is not None
    ]
    for (_, upper), (at, lower) in pairwise(bounds):
        if lower >= upper:
            message = Message("等次须由高到低：{lower} 应小于 {upper}。", {"lower": lower, "upper": upper})
            yield given.error(("grades", at, "at_least"), message, Message("由好到差排列，分数线依次降低。"))


def breaks_are_criteria(given: Written) -> Iterator[Issue]:
    codes = {one.code for one, _ in given.criteria()}
    for code in given.scheme.ranking.breaks:
        if code not in codes:
            message = Message("并列时要比的“{code}”不是考评项。", {"code": code})
            otherwise = Message("写一个考评项的代码。")
            yield given.error(("ranking", "breaks"), message, did_you_mean(code, codes, otherwise))


def judges_are_left(given: Written) -> Iterator[Issue]:
    """When the highest and lowest marks are dropped, somebody's mark still counts."""
    spec = given.scheme.judging
    if spec is not None and spec.least_judges <= spec.drop_highest + spec.drop_lowest:
        params = {"least": spec.least_judges, "dropped": spec.drop_highest + spec.drop_lowest}
        message = Message("至少 {least} 位评委，却要去掉 {dropped} 个分，就没有分了。", params)
        yield given.error(("judging",), message, Message("多请评委，或少去掉几个。"))
