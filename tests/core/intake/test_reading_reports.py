"""Whole reports: invented ones with their facts written down, and the shared reading set where it is
present."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from chaotou.core.intake import Lexicon, read

from .scoring import Score, gold_of, score

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / "shared"
REPORTS = sorted((HERE / "reports").glob("*.txt"))
ONE_REPORT = (
    "import json, sys; from chaotou.core.intake import Lexicon, read; "
    "text = open(sys.argv[1], encoding='utf-8', newline='').read(); "
    "print(json.dumps([c.as_json() for c in read(text, Lexicon.default())], ensure_ascii=False))"
)


@pytest.fixture(scope="module")
def invented() -> Score:
    total = Score()
    for path in REPORTS:
        claims = read(path.read_text(encoding="utf-8"), Lexicon.default())
        score([claim.as_json() for claim in claims], gold_of(path.with_suffix(".json")), total)
    return total


def test_the_invented_reports_are_read_nearly_whole(invented: Score) -> None:
    assert invented.gold > 450
    assert invented.f1 >= 0.97


def test_the_invented_reports_raise_no_alarm(invented: Score) -> None:
    assert invented.alarms == 0


@pytest.mark.parametrize("name", ["kind", "growth_pct", "rank", "diff_pp", "bound", "period"])
def test_fields_of_the_invented_reports_agree(invented: Score, name: str) -> None:
    assert invented.accuracy(name) >= 0.95


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_claim_points_at_its_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for claim in read(text, Lexicon.default()):
        assert 0 <= claim.sentence_start <= claim.start < claim.end <= len(text)
        assert claim.end <= claim.sentence_end <= len(text)
        assert 0 < len(claim.quote) <= 12


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reading_twice_gives_the_same_claims(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(text, Lexicon.default()) == read(text, Lexicon.default())


def _shared(*names: str) -> list[Path]:
    paths = [SHARED.joinpath(*name.split("/")) for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip("the shared reading set is not beside this repository")
    return paths


def _measured(scorer: Path, texts: Path, gold: Path, command: list[str]) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, str(scorer), "--texts", str(texts), "--gold", str(gold), "--", *command],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    words = run.stdout.strip().splitlines()[-1]
    numbers = words.split(" fields ")[0].split()
    figures = {
        name: float(numbers[numbers.index(name) + 1]) for name in ("precision", "recall", "F1", "alarms")
    }
    fields = json.loads(words.split(" fields ")[1].replace("'", '"'))
    return {**figures, "fields": min(fields.values())}


def test_the_ten_shared_texts_reach_their_marks() -> None:
    scorer, texts, gold = _shared("reading/score.py", "reading/texts", "reading/gold")
    figures = _measured(scorer, texts, gold, [sys.executable, "-c", ONE_REPORT, "{file}"])
    assert figures["F1"] >= 0.92
    assert figures["fields"] >= 0.92
    assert figures["alarms"] <= 2


def test_the_newspaper_page_reaches_its_marks() -> None:
    scorer, text, gold = _shared("reading/score.py", "seed/page.txt", "seed/gold.json")
    figures = _measured(scorer, text, gold, [sys.executable, "-c", ONE_REPORT, "{file}"])
    assert figures["recall"] >= 0.95
    assert figures["precision"] == 1
    assert figures["alarms"] == 0


def test_the_lexicon_of_the_demo_zone_gives_the_page_its_codes() -> None:
    (page,) = _shared("seed/page.txt")
    zone = yaml.safe_load((ROOT / "zones/demo/lexicon.yaml").read_text(encoding="utf-8"))
    claims = read(page.read_text(encoding="utf-8"), Lexicon.default().extended_with(zone))
    uncoded = {claim.indicator for claim in claims if claim.code is None and claim.comparison is None}
    assert not uncoded
