"""Evaluation: 230 zones by 30 indicators and what grows from it, against the same done otherwise."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from bench.evaluation_case import ZONES, facts, figures, scheme
from bench.evaluation_others import Standing, by_numpy, by_office, office, pandas_way, write_workbook
from bench.measure import Result, seconds
from chaotou.core.evaluation.explaining import explain, story
from chaotou.core.evaluation.loading import load_scheme
from chaotou.core.evaluation.plan import plan_of
from chaotou.core.evaluation.results import results_as_json
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.sensitivity.ranks import rank_uncertainty
from chaotou.core.evaluation.sensitivity.uncertainty import Uncertainty
from chaotou.core.evaluation.tables import facts_of
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.core.panel import Floats

ROOT = Path(__file__).resolve().parents[1]
ASEM_SCHEME, ASEM_DATA = ROOT / "tests/reference/asem.yaml", ROOT.parent / "shared/reference/asem_data.csv"
RUNS, LONG_RUNS, OFFICE_RUNS, CARLO_RUNS = 51, 9, 5, 3
MANY, DRAWS = 100_000, 10_000
NUMPY = "the same in plain NumPy, written out"
ALLOWED_MB = 500


def run() -> dict[str, Result]:
    return _zones() | _many() | _asem() | _panel() | _import() | _monte_carlo()


def _zones() -> dict[str, Result]:
    plan, x = plan_of(scheme()), figures(ZONES)
    given = facts(x)
    card = evaluate(plan, given)
    _agree(card, by_numpy(x))
    ranked = seconds(lambda: evaluate(plan, given).ranks, RUNS)
    explained = seconds(lambda: _explained(evaluate(plan, given)), RUNS)
    weight = seconds(lambda: what_if(card, Changes(weights={"i01": 4.0})).ranks, RUNS)
    cell = seconds(lambda: _told(card), RUNS)
    return {
        "evaluation_230": _milliseconds(ranked, NUMPY, seconds(lambda: by_numpy(x), RUNS)),
        "evaluation_230_explained": _milliseconds(explained, "totals and ranks alone", ranked),
        "evaluation_one_weight": _milliseconds(weight, "the whole run, scheme read ready", ranked),
        "evaluation_one_cell": _milliseconds(cell, "every cell as data", explained),
    } | _against_others(card, x, explained)


def _explained(card: Scorecard) -> tuple[object, object]:
    return card.ranks, explain(card)


def _told(card: Scorecard) -> list[str]:
    return [str(sentence) for sentence in story(card, "z7", "i02").sentences]


def _against_others(card: Scorecard, x: Floats, explained: float) -> dict[str, Result]:
    """Totals, ranks and every explanation against pandas and a workbook, which give no explanation."""
    results = {}
    if (way := pandas_way(x)) is None:
        _skipped("the comparison with pandas", "pandas is not installed (pip install pandas)")
    else:
        _agree(card, way())
        results["evaluation_230_pandas"] = _milliseconds(
            explained, "the same in pandas, without explanations", seconds(way, RUNS)
        )
    if (program := office()) is None:
        _skipped("the comparison with a workbook", "soffice is not here (apt install libreoffice-calc)")
        return results
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "evaluation.xlsx"
        write_workbook(x, workbook)
        _agree(card, by_office(program, workbook))
        took = seconds(lambda: by_office(program, workbook), OFFICE_RUNS)
    baseline = "the workbook recalculated by LibreOffice from the shell"
    return results | {"evaluation_230_workbook": _milliseconds(explained, baseline, took)}


def _many() -> dict[str, Result]:
    """A hundred thousand subjects, every one with a twin whose total is exactly the same."""
    plan, x = plan_of(scheme()), np.tile(figures(MANY // 2), (2, 1))
    given = facts(x)
    card = evaluate(plan, given)
    _agree(card, by_numpy(x))
    assert np.array_equal(card.ranks[: MANY // 2], card.ranks[MANY // 2 :])
    took = seconds(lambda: evaluate(plan, given).ranks, LONG_RUNS)
    return {"evaluation_100k": _milliseconds(took, NUMPY, seconds(lambda: by_numpy(x), LONG_RUNS), LONG_RUNS)}


def _asem() -> dict[str, Result]:
    """The reference index from facts to results: imputing, screening, outliers, four levels, ranks."""
    if not ASEM_DATA.is_file():
        _skipped("the ASEM index", "../shared/reference is not here")
        return {}
    loaded = load_scheme(ASEM_SCHEME).scheme
    assert loaded is not None
    with ASEM_DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    plan, given = plan_of(loaded), facts_of(rows, ASEM_DATA.name)[0]
    took = seconds(lambda: results_as_json(evaluate(plan, given)), RUNS)
    read = seconds(lambda: (load_scheme(ASEM_SCHEME), facts_of(rows, ASEM_DATA.name)), LONG_RUNS)
    return {"evaluation_asem": _milliseconds(took, "reading its scheme and table", read)}


def _panel() -> dict[str, Result]:
    found = _apart("panel")
    took, peak = found["seconds"], found["peak"]
    return {
        "evaluation_panel": _milliseconds(took, NUMPY + ", month by month", found["by_hand"], 1),
        "evaluation_panel_memory": Result(peak, "MB at peak", 1, f"{ALLOWED_MB} MB", ALLOWED_MB / peak),
    }


def _import() -> dict[str, Result]:
    engine, libraries = (seconds_apart(what) for what in ("engine", "libraries"))
    baseline = "importing NumPy, pydantic and PyYAML alone"
    return {"evaluation_import": _milliseconds(engine, baseline, libraries, LONG_RUNS)}


def seconds_apart(what: str) -> float:
    """The median of an import's seconds, each in a process of its own."""
    return float(np.median([_apart(what)["seconds"] for _ in range(LONG_RUNS)]))


def _apart(what: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.evaluation_once", what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _monte_carlo() -> dict[str, Result]:
    """Ten thousand evaluations: with other weights alone, and with the numbers of every rule drawn too."""
    x = figures(ZONES)
    baseline = "as many runs of " + NUMPY.removeprefix("the same in ")
    plain = seconds(lambda: [by_numpy(x) for _ in range(DRAWS)], 1)
    results = {}
    for name, provenance in (("weights", "local"), ("all", "estimated")):
        card = evaluate(scheme(provenance=provenance), facts(x))
        took = seconds(lambda card=card: rank_uncertainty(card, Uncertainty(), draws=DRAWS), CARLO_RUNS)
        results[f"evaluation_monte_carlo_{name}"] = _milliseconds(took, baseline, plain, CARLO_RUNS)
    return results


def _agree(card: Scorecard, other: Standing) -> None:
    """Only the same is compared: equal totals at the declared place, equal places."""
    totals, places = other
    np.testing.assert_allclose(card.totals, totals, rtol=0, atol=1e-9)
    assert np.array_equal(card.ranks, places)


def _milliseconds(took: float, baseline: str, other: float, runs: int = RUNS) -> Result:
    return Result(1000 * took, "ms", runs, baseline, other / took)


def _skipped(what: str, why: str) -> None:
    print(f"  SKIPPED {what}: {why}", flush=True)
