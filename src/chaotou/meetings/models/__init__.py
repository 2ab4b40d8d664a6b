"""Columns and constraints of meetings."""
