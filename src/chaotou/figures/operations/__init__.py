"""The acts on the ledger: each checks who may, writes in one transaction, and leaves one journal entry."""

from chaotou.figures.operations.citing import (
    Citation,
    cite_observation,
    cite_target,
    uncite_observation,
    uncite_target,
)
from chaotou.figures.operations.loading import load_catalogue, load_observations
from chaotou.figures.operations.publishing import publish_all, publish_observation, return_observation
from chaotou.figures.operations.recording import Figure, record_observation, revise_observation
from chaotou.figures.operations.targets import (
    Undertaking,
    change_target,
    fill_formula_part,
    set_formula_parts,
    set_target,
    withdraw_target,
)

__all__ = [
    "Citation",
    "Figure",
    "Undertaking",
    "change_target",
    "cite_observation",
    "cite_target",
    "fill_formula_part",
    "load_catalogue",
    "load_observations",
    "publish_all",
    "publish_observation",
    "record_observation",
    "return_observation",
    "revise_observation",
    "set_formula_parts",
    "set_target",
    "uncite_observation",
    "uncite_target",
    "withdraw_target",
]
