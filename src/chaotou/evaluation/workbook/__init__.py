"""A run as a workbook whose formulas recompute it: figures, readings, shares, points, places."""
