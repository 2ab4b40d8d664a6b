"""What the ledger holds already about what claims say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaotou.core.periods import Period
from chaotou.figures.access import SYSTEM
from chaotou.figures.queries.current import current_observations, targets_on
from chaotou.intake import mapping
from chaotou.intake.catalogue import Catalogue
from chaotou.intake.mapping import Facts

if TYPE_CHECKING:
    from chaotou.figures.models import Observation, Target

ObservationKey = tuple[str, str, int, int]
TargetKey = tuple[str, str, int, int, str]


@dataclass(frozen=True)
class Ledger:
    """The current figures and the targets in force that a document's claims may meet, by what they are
    about.
    """

    observations: Mapping[ObservationKey, Observation]
    targets: Mapping[TargetKey, Target]


def ledger_of(claims: Iterable[Facts], catalogue: Catalogue, own: str) -> Ledger:
    """What is there about what these claims say, whoever may see it: entering a figure twice would lose one.

    Two queries.
    """
    claims = list(claims)
    indicators = {code for facts in claims for code in mapping.all_codes(facts)}
    bodies = {body for facts in claims if (body := mapping.body_of(facts, catalogue, own))}
    months = {Period.parse(facts["period"]).latest for facts in claims if facts.get("period")}
    observations = current_observations(SYSTEM, indicators=indicators, bodies=bodies, latest_months=months)
    targets = targets_on(SYSTEM, indicators)
    return Ledger(
        {(o.indicator.code, o.body.code, o.first_month, o.latest_month): o for o in observations},
        {
            (t.indicator.code, t.body.code, t.first_month, t.latest_month, t.kind): t
            for t in targets
            if t.indicator
        },
    )
