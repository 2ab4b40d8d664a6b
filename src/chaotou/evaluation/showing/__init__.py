"""Runs, schemes and subjects made ready for their pages: rows, columns, charts."""
