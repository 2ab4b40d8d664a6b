"""Chaotou 潮头: the working platform of an economic development zone."""

from __future__ import annotations

__version__ = "0.1.0"
