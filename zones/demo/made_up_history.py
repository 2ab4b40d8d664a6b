"""The invented projects signed, commenced and completed month by month, adding up to what was published.

Counts of months are those of the demonstration's ledger; sums are met at the knots below. Amounts are whole
hundredths of 亿元. `history(random)` gives the projects with their days; nothing here is about a real firm.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

YEARS = (2021, 2022, 2023, 2024)
LATEST = date(2024, 8, 20)
SMALL, MIDDLE, LARGE = "from_100m", "from_1b", "from_5b"

# Recognized by the city, year to date at the end of each month.
SIGNED = {
    2021: (4, 7, 11, 15, 18, 22, 26, 30, 34, 38, 42, 46),
    2022: (4, 8, 13, 17, 21, 26, 31, 35, 40, 44, 49, 54),
    2023: (8, 14, 23, 31, 40, 49, 54, 59, 65, 70, 75, 81),
    2024: (9, 17, 32, 45, 58, 73, 84),
}
COMMENCED = {
    2021: (3, 5, 9, 12, 15, 19, 22, 25, 28, 31, 34, 38),
    2022: (3, 6, 9, 13, 16, 19, 22, 26, 29, 32, 35, 39),
    2023: (4, 8, 14, 19, 23, 29, 34, 39, 44, 48, 53, 59),
    2024: (5, 9, 19, 28, 37, 47, 54),
}
COMPLETED = {
    2021: (2, 4, 7, 9, 12, 14, 16, 19, 21, 24, 26, 29),
    2022: (2, 4, 7, 10, 13, 16, 18, 21, 24, 26, 29, 32),
    2023: (3, 6, 9, 13, 16, 20, 23, 26, 30, 33, 36, 40),
    2024: (2, 4, 9, 13, 17, 22, 26),
}
# Agreed investment, year to date at the end of these months.
INVESTMENT = {
    2021: {7: 17010, 12: 29757},
    2022: {7: 18719, 12: 32815},
    2023: {6: 28063, 7: 31271, 12: 48848},
    2024: {7: 36150},
}
COMMENCED_INVESTMENT = {2021: 12140, 2022: 13020, 2023: 18926, 2024: 16830}
# The months in which the greater ones were signed and commenced.
SIGNED_LARGE = {2021: [4, 10], 2022: [3, 7, 11], 2023: [2, 4, 6, 9, 11], 2024: [1, 3, 4, 6, 7]}
SIGNED_MIDDLE = {
    2021: [1, 3, 3, 4, 5, 5, 6, 7, 8, 9, 9, 11, 12],
    2022: [1, 2, 4, 5, 8, 9, 10, 10, 12],
    2023: [1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 9, 10, 12],
    2024: [2],
}
COMMENCED_LARGE = {2021: [], 2022: [8], 2023: [5], 2024: [4]}
COMMENCED_MIDDLE = {2021: [3, 6, 9, 11], 2022: [2, 10], 2023: [2, 4, 7, 11], 2024: [1, 3, 5, 7]}
EARLIER, EARLIER_MIDDLE, SLOW = 62, 2, 3
"""Projects signed before the first scheme, and how many of those commence late in each later year."""
USUAL = {2021: 200, 2022: 150, 2023: 165, 2024: 140}
"""Of those of less than 10亿元 that commence in a year, what each is to be on the average."""
WAIT = {SMALL: 95, MIDDLE: 150, LARGE: 300}
"""The least days from signing to commencing."""


@dataclass
class Life:
    """One project: its size and the days it reached stages; `counted` the days of recognition by stage."""

    tier: str
    cents: int = 0
    reached: dict[str, date] = field(default_factory=dict)
    counted: dict[str, date] = field(default_factory=dict)
    slow: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    withdrawn: dict[str, str] = field(default_factory=dict)
    traits: dict[str, str] = field(default_factory=dict)

    def happened(self, stage: str, recognized: date, random: Random) -> None:
        """It was recognized that day, some days after it happened."""
        self.counted[stage] = recognized
        self.reached[stage] = weekday(recognized - timedelta(random.randint(6, 24)))


def weekday(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - 4))


def day_in(year: int, month: int, random: Random) -> date:
    """A working day of the month, though not its first."""
    latest = monthrange(year, month)[1]
    days = [date(year, month, day) for day in range(2, latest + 1)]
    return random.choice([day for day in days if day.weekday() < 5])


def months(cumulative: tuple[int, ...]) -> list[int]:
    return [now - before for before, now in zip((0, *cumulative), cumulative, strict=False)]


def share_out(total: int, number: int, random: Random, least: int = 100, most: int = 980) -> list[int]:
    """So many amounts between least and most that add up to the total; most of them round."""
    if not least * number <= total <= most * number:
        raise ValueError(f"{total} cannot be {number} amounts between {least} and {most}")
    weights = [random.expovariate(1) ** 1.3 for _ in range(number)]
    spare = total - least * number
    amounts = [least + int(spare * weight / sum(weights)) // 5 * 5 for weight in weights]
    amounts = [min(amount, most) for amount in amounts]
    at = 0
    while (left := total - sum(amounts)) > 0:
        step = min(left, most - amounts[at % number], 65)
        amounts[at % number] += step
        at += 1
    random.shuffle(amounts)
    return amounts


def signed(random: Random) -> list[Life]:
    """All that was signed and recognized, year by year."""
    lives = []
    for year in YEARS:
        made = []
        for month, number in enumerate(months(SIGNED[year]), start=1):
            large, middle = SIGNED_LARGE[year].count(month), SIGNED_MIDDLE[year].count(month)
            tiers = [LARGE] * large + [MIDDLE] * middle + [SMALL] * (number - large - middle)
            for tier in tiers:
                life = Life(tier)
                life.happened("signed", day_in(year, month, random), random)
                made.append(life)
        _give_amounts(made, INVESTMENT[year], random)
        lives += made
    return lives


def _give_amounts(lives: list[Life], knots: dict[int, int], random: Random) -> None:
    first, before = 1, 0
    for latest, total in knots.items():
        group = [life for life in lives if first <= life.counted["signed"].month <= latest]
        for life in group:
            if life.tier == LARGE:
                life.cents = 5000 + random.choice([0, 20, 50, 80])
            elif life.tier == MIDDLE:
                life.cents = 1000 + random.choice([0, 20, 50, 80, 120, 150])
        small = [life for life in group if life.tier == SMALL]
        rest = total - before - sum(life.cents for life in group)
        for life, cents in zip(small, share_out(rest, len(small), random), strict=True):
            life.cents = cents
        first, before = latest + 1, total


def earlier(random: Random) -> list[Life]:
    """Signed in 2019 and 2020, before the scheme: they only commence and complete under it."""
    lives = []
    for number in range(EARLIER + EARLIER_MIDDLE + 3 * SLOW):
        tier = MIDDLE if number < EARLIER_MIDDLE else SMALL
        life = Life(tier, random.choice([105, 110, 120, 125, 130, 150, 160, 180, 200, 220, 250, 300]))
        if tier == MIDDLE:
            life.cents = 1050
        life.reached["signed"] = weekday(date(2019, 6, 3) + timedelta(random.randint(0, 480)))
        if number >= EARLIER + EARLIER_MIDDLE:
            life.slow = 2022 + (number - EARLIER - EARLIER_MIDDLE) // SLOW
        lives.append(life)
    begun = sorted((life for life in lives if life.tier == SMALL and not life.slow), key=_signed_on)[:26]
    for life in begun:
        waited = life.reached["signed"] + timedelta(random.randint(95, 230))
        life.reached["commenced"] = weekday(min(waited, date(2020, 11, 20)))
    return lives


def _signed_on(life: Life) -> date:
    return life.reached["signed"]


def commence(lives: list[Life], random: Random) -> None:
    """Who commenced in which month; the slow ones of a year take what the others leave of its sum."""
    for year in YEARS:
        begun: list[Life] = []
        slow = [life for life in lives if life.slow == year]
        for month, number in enumerate(months(COMMENCED[year]), start=1):
            large, middle = COMMENCED_LARGE[year].count(month), COMMENCED_MIDDLE[year].count(month)
            chosen = _ready(lives, LARGE, year, month, random)[:large]
            chosen += _ready(lives, MIDDLE, year, month, random)[:middle]
            late = [life for life in slow if "commenced" not in life.reached and month % 2 == 0][:1]
            ahead = sum(life.cents for life in begun if life.tier == SMALL) > USUAL[year] * len(begun)
            ready = _ready(lives, SMALL, year, month, random, 2 if ahead else -2)
            chosen += late + ready[: number - large - middle - len(late)]
            if len(chosen) != number:
                raise ValueError(f"{year}-{month}: {len(chosen)} of {number} can commence")
            for life in chosen:
                life.happened("commenced", day_in(year, month, random), random)
            begun += chosen
        _settle(begun, COMMENCED_INVESTMENT[year], random)


def _ready(
    lives: list[Life], tier: str, year: int, month: int, random: Random, dearer_later: int = 0
) -> list[Life]:
    """Those that may commence, those that waited longest first, not strictly; the dearer later or sooner."""
    edge = date(year, month, 1) - timedelta(24 + WAIT[tier])
    found = [
        life
        for life in lives
        if life.tier == tier and not life.slow and "commenced" not in life.reached and _signed_on(life) <= edge
        and "commenced" not in life.refused and "signed" not in life.refused
    ]  # fmt: skip
    return sorted(found, key=lambda life: _signed_on(life).toordinal() + random.randint(0, 240) + dearer_later * life.cents)


def _settle(begun: list[Life], total: int, random: Random) -> None:
    """The sum of a year, met by those whose signing no published sum holds."""
    free = [life for life in begun if "signed" not in life.counted and life.tier == SMALL]
    rest = total - sum(life.cents for life in begun if life not in free)
    for life, cents in zip(free, share_out(rest, len(free), random), strict=True):
        life.cents = cents


def complete(lives: list[Life], random: Random) -> None:
    for year in YEARS:
        for month, number in enumerate(months(COMPLETED[year]), start=1):
            edge = date(year, month, 1) - timedelta(24)
            ready = [
                life
                for life in lives
                if "commenced" in life.reached and "completed" not in life.reached
                and life.reached["commenced"] + timedelta(BUILT_IN[life.tier]) <= edge
            ]  # fmt: skip
            ready.sort(key=lambda life: life.reached["commenced"] + timedelta(random.randint(0, 260)))
            if len(ready) < number:
                raise ValueError(f"{year}-{month}: {len(ready)} of {number} can be completed")
            for life in ready[:number]:
                life.happened("completed", day_in(year, month, random), random)


BUILT_IN = {SMALL: 200, MIDDLE: 320, LARGE: 430}


def history(seed: int) -> list[Life]:
    """The projects of the first seed from this one on that lets every sum be met."""
    for attempt in range(seed, seed + 400):
        random = Random(attempt)
        try:
            lives = [*earlier(random), *signed(random)]
            commence(lives, random)
            complete(lives, random)
        except ValueError:
            continue
        return lives
    raise SystemExit("no seed meets the sums")
