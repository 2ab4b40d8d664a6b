"""Reviews as a reader may see them, by question: what is coming, one review whole, conditions, meetings."""

from __future__ import annotations

from chaotou.projects.queries.review.conditions import ConditionLine, condition, conditions, proof
from chaotou.projects.queries.review.dossiers import MemberLine, ReviewPage, opinion, pack, paper, review
from chaotou.projects.queries.review.meetings import Batch, BatchLine, ReviewLine, batch, batches
from chaotou.projects.queries.review.preparing import Candidate, Seat, candidate, seats
from chaotou.projects.queries.review.rows import reviews

__all__ = [
    "Batch",
    "BatchLine",
    "Candidate",
    "ConditionLine",
    "MemberLine",
    "ReviewLine",
    "ReviewPage",
    "Seat",
    "batch",
    "batches",
    "candidate",
    "condition",
    "conditions",
    "opinion",
    "pack",
    "paper",
    "proof",
    "review",
    "reviews",
    "seats",
]
