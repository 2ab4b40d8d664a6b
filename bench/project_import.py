"""Importing 100,000 rows from .xlsx into a register of 100,000, on both databases, against Odoo and Frappe.

Theirs are rows a second of the import proper on a machine of two cores; ours compare every row with the file
and the register as well, index for searching, journal, and can be undone. Beside them the same with reading
the file.
"""

from __future__ import annotations

from bench.apart import measured, on_both
from bench.measure import Result

ODOO, FRAPPE, ODOO_PREVIEW = 210, 75, 1.4


def run() -> dict[str, Result]:
    return on_both(_of)


def _of(name: str, database: str) -> dict[str, Result]:
    found = measured("project_import_once", database)
    return {
        f"import_{name}": _rate(found["rows"] / found["import"], "rows/s"),
        f"import_processor_{name}": _rate(found["rows"] / found["import_processor"], "rows/cpu s"),
        f"import_with_reading_{name}": _rate(found["rows"] / (found["upload"] + found["import"]), "rows/s"),
        f"import_preview_{name}": _seconds(found["preview"], f"Odoo 17: {ODOO_PREVIEW} s", ODOO_PREVIEW),
        f"import_check_{name}": _seconds(found["check"], "(none: checks the first rows only)", None),
        f"import_undo_{name}": _seconds(found["undo"], "(none can undo)", None),
    }


def _rate(rows: float, unit: str) -> Result:
    return Result(rows, unit, 1, f"Odoo 17: {ODOO}, Frappe: {FRAPPE}", rows / ODOO)


def _seconds(taken: float, said: str, base: float | None) -> Result:
    return Result(taken, "s", 1, said, base / taken if base else 1.0)
