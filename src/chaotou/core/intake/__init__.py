"""Reading reports: from text to claims, each with its place in the text; deterministic, no network, no
model."""

from __future__ import annotations

from chaotou.core.intake.claims import Claim, Comparison
from chaotou.core.intake.lexicon import Lexicon
from chaotou.core.intake.reader import read

__all__ = ["Claim", "Comparison", "Lexicon", "read"]
