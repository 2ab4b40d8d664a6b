"""The same assessment done otherwise: plain NumPy, pandas, a workbook that LibreOffice recalculates."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bench.evaluation_case import EFFICACY, INDICATORS, LEAST, MOST, RATIOS, SPREAD, TARGET, arrays, codes
from chaotou.core.panel import Floats

Standing = tuple[Floats, Floats]
"""Totals at four decimals and places, best first, equals sharing the better place."""

FIRST = 3
"""The first row of zones in the workbook, below the heads and the weights."""


def by_numpy(x: Floats) -> Standing:
    """Everything written out for this one scheme: no groups, nothing missing, nothing to explain."""
    given = arrays()
    shares = np.empty_like(x)
    spread = x[:, SPREAD]
    least = spread.min(axis=0)
    part = (spread - least) / (spread.max(axis=0) - least)
    shares[:, SPREAD] = np.where(given.lower[SPREAD], 1 - part, part)
    shares[:, RATIOS] = np.clip(x[:, RATIOS] / given.targets[RATIOS], 0, 1)
    shares[:, EFFICACY] = (x[:, EFFICACY] - LEAST) / (MOST - LEAST) * 0.4 + 0.6
    ticks = np.floor(np.round(shares @ given.weights * 1e4, 6) + 0.5)
    return ticks / 1e4, np.searchsorted(np.sort(-ticks), -ticks) + 1.0


def pandas_way(x: Floats) -> Callable[[], Standing] | None:
    """The same with pandas on a ready frame; None where pandas is not here."""
    if find_spec("pandas") is None:
        return None
    pandas: Any = import_module("pandas")
    frame = pandas.DataFrame(x, columns=codes())
    return lambda: by_pandas(frame)


def by_pandas(frame: Any) -> Standing:
    given, names = arrays(), np.array(codes())
    spread, ratios, efficacy = (frame[names[at]] for at in (SPREAD, RATIOS, EFFICACY))
    part = (spread - spread.min()) / (spread.max() - spread.min())
    falling = names[given.lower]
    part[falling] = 1 - part[falling]
    shares = part.join((ratios / TARGET).clip(0, 1)).join((efficacy - LEAST) / (MOST - LEAST) * 0.4 + 0.6)
    total = ((shares * given.weights).sum(axis=1) * 1e4).round(6).add(0.5).floordiv(1) / 1e4
    return total.to_numpy(), total.rank(method="min", ascending=False).to_numpy()


def write_workbook(x: Floats, path: Path) -> None:
    """Figures on one sheet; on the first the points of each with live formulas, totals and places."""
    book = Workbook()
    scores, data = book.active, book.create_sheet("data")
    assert scores is not None
    last = FIRST + len(x) - 1
    data.append(codes())
    data.append(list(arrays().weights))
    for row in x:
        data.append(list(row))
    heads = [*codes(), "total", "place"]
    scores.append(heads)
    scores.append([None] * len(heads))
    end, total = get_column_letter(INDICATORS), get_column_letter(INDICATORS + 1)
    for row in range(FIRST, last + 1):
        points = [_points(at, row, last) for at in range(INDICATORS)]
        place = f"=RANK({total}{row},{total}${FIRST}:{total}${last})"
        scores.append([*points, f"=ROUND(SUM(A{row}:{end}{row}),4)", place])
    book.save(path)


def _points(at: int, row: int, last: int) -> str:
    """One criterion's points of one zone as a formula on the data sheet."""
    column = get_column_letter(at + 1)
    cell, weight = f"data!{column}{row}", f"data!{column}$2"
    if RATIOS.start <= at < RATIOS.stop:
        return f"=MAX(0,MIN(1,{cell}/{TARGET}))*{weight}"
    if at >= EFFICACY.start:
        return f"=(({cell}-{LEAST})/({MOST}-{LEAST})*0.4+0.6)*{weight}"
    every = f"data!{column}${FIRST}:{column}${last}"
    way = f"MAX({every})-{cell}" if arrays().lower[at] else f"{cell}-MIN({every})"
    return f"=({way})/(MAX({every})-MIN({every}))*{weight}"


def office() -> str | None:
    """LibreOffice's program; None where it is not here, or has no Calc."""
    return shutil.which("soffice") if shutil.which("localc") else None


def by_office(program: str, workbook: Path) -> Standing:
    """The workbook opened, recalculated and its first sheet saved as csv, from the shell."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(workbook.parent / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "csv", "--outdir", folder, str(workbook)]
        subprocess.run(command, check=True, capture_output=True)
        with (Path(folder) / f"{workbook.stem}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[FIRST - 1 :]
    found = np.array([[float(cell) for cell in row[-2:]] for row in rows])
    return found[:, 0], found[:, 1]
