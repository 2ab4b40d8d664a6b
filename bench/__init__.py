"""Measurements of the house: medians of several runs, each held against a named baseline of the same run."""
