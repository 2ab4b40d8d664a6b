"""The published case: scores of every node to 1e-9 and all ranks, from the scheme beside this suite."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from chaotou.core.evaluation.loading import load_scheme
from chaotou.core.evaluation.results import results_as_json
from chaotou.core.evaluation.scoring import evaluate
from chaotou.core.evaluation.tables import facts_of

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT.parent / "shared" / "reference"
SCHEME = ROOT / "tests" / "reference" / "asem.yaml"

needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the shared reference data is not here")


def rows(name: str) -> list[list[str]]:
    with (REFERENCE / name).open(newline="") as file:
        return list(csv.reader(file))


@needs_reference
def test_the_scheme_gives_every_score_and_rank_of_the_published_case() -> None:
    loaded = load_scheme(SCHEME)
    assert loaded.scheme is not None and loaded.issues == []
    facts, issues = facts_of(rows("asem_data.csv"), "asem_data.csv")
    assert issues == []
    results = {row["subject"]: row for row in results_as_json(evaluate(loaded.scheme, facts))["results"]}
    head, *expected = rows("asem_expected.csv")
    assert len(expected) == len(results) == 51
    for line in expected:
        subject, rank, *scores = line
        found = results[subject]
        assert found["rank"] == int(rank)
        assert found["score"] == pytest.approx(float(scores[0]), abs=1e-9)
        for code, score in zip(head[2:], scores, strict=True):
            assert found["nodes"][code] == pytest.approx(float(score), abs=1e-9)
