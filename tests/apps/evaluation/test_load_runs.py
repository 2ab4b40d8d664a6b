"""First runs of a zone just loaded: by the platform itself, marked as made up, made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.evaluation import operations, schemes
from chaotou.evaluation.access import SYSTEM
from chaotou.evaluation.gathering.mark_files import marks_beside
from chaotou.evaluation.models import JudgedMark, Run
from chaotou.evaluation.operations.loading import latest_period
from chaotou.evaluation.queries import lines, results
from chaotou.journal.models import Entry

MARKS = """period,criterion,subject,marks,synthetic
2024-01..2024-07,work,economy,80 90 100,yes
2024-01..2024-07,work,commerce,70 70 70,yes
"""


@pytest.fixture
def marked(ledger, settings, monkeypatch):
    """The zone with a file of marks, where two subjects are enough for a run."""
    monkeypatch.setattr("chaotou.evaluation.operations.loading.LEAST", 2)
    folder = Path(settings.ZONE) / "marks"
    folder.mkdir()
    (folder / "offices.csv").write_text(MARKS, encoding="utf-8")
    return ledger


def test_what_can_be_run_is_published_in_nobodys_name(marked, now):
    loaded = {one.scheme: one for one in operations.load_runs(zone=marked, now=now)}
    run = Run.objects.get(code=loaded["offices"].run)
    assert (run.created_by, run.published_by, run.state) == (None, None, "published")
    assert "没有任何考评对象的数据" in str(loaded["peers"].refusal)
    assert Entry.objects.get(act="evaluation.run.published").actor is None


def test_made_up_marks_carry_their_mark_to_the_result(marked, now):
    operations.load_runs(zone=marked, now=now)
    (line,) = lines.runs(SYSTEM)
    assert line.is_synthetic
    assert "key_work.mark" in results.run_page(SYSTEM, line.code).by_subject["economy"].synthetic


def test_loading_twice_changes_nothing(marked, now):
    first = operations.load_runs(zone=marked, now=now)
    entries, marks = Entry.objects.count(), JudgedMark.objects.count()
    assert operations.load_runs(zone=marked, now=now)[0] == first[0]
    assert (Entry.objects.count(), JudgedMark.objects.count(), Run.objects.count()) == (entries, marks, 1)


def test_too_few_subjects_with_figures_are_no_demonstration(ledger, now):
    (offices, _) = operations.load_runs(zone=ledger, now=now)
    assert "不足 5 个" in str(offices.refusal)
    assert not Run.objects.exists()


def test_the_latest_period_is_of_the_schemes_kind(ledger):
    scheme, _ = schemes.sound("offices")
    quarterly = scheme.model_copy(update={"period": "quarter"})
    later = scheme.model_copy(update={"in_force": scheme.in_force.model_copy(update={"assessed_after": 1})})
    on = date(2024, 8, 20)
    assert latest_period(scheme, on) == Period.to_month(2024, 7)
    assert latest_period(quarterly, on) == Period.quarter(2024, 2)
    assert latest_period(later, on) == Period.year(2023)


@pytest.mark.parametrize(
    "line", ["2024,work,economy,101,yes", "2024,work,economy,x,yes", "9,work,economy,1,yes", "2024,work"]
)
def test_a_bad_line_of_marks_is_named_by_file_and_line(tmp_path, line):
    folder = tmp_path / "marks"
    folder.mkdir()
    (folder / "a.csv").write_text(MARKS.splitlines()[0] + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"marks/a.csv:2"):
        marks_beside(tmp_path, "a")
