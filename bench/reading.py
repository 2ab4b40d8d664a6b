"""Reading: claims and pages of text a second, against a scan that only finds numbers with units."""

from __future__ import annotations

import re
from pathlib import Path

from bench.measure import Result, seconds
from chaotou.core.intake import read
from chaotou.core.zone.words import zone_lexicon

ZONE = Path(__file__).resolve().parents[1] / "zones/demo"
PAGE_CHARACTERS = 1000
RUNS = 9
SCAN = re.compile(r"[\d,.]+\s*(?:万|亿)?(?:元|美元|个|家|项|%|亩|人|平方米)")
BASELINE = "a scan for numbers with units"


def run() -> dict[str, Result]:
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ZONE / "reports").glob("*.md")))
    lexicon = zone_lexicon(ZONE)
    took = seconds(lambda: read(text, lexicon, year=2024), RUNS)
    scan = seconds(lambda: list(SCAN.finditer(text)), RUNS)
    claims, pages = len(read(text, lexicon, year=2024)), len(text) / PAGE_CHARACTERS
    return {
        "reading_claims": Result(claims / took, "claims/s", RUNS, BASELINE, scan / took),
        "reading_pages": Result(pages / took, "pages/s", RUNS, BASELINE, scan / took),
    }
