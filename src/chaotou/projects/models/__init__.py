"""Columns and constraints of projects: the register, how far it is, its delivery, its review, imports."""

from __future__ import annotations

from chaotou.projects.models.delivery import (
    Baseline,
    Dependency,
    Factor,
    InvestmentMonth,
    Node,
    Problem,
    ProblemStep,
)
from chaotou.projects.models.imports import ImportBatch, SavedView, Spreadsheet
from chaotou.projects.models.ownership import Credit, Dispute, Talk, Transfer
from chaotou.projects.models.progress import Evidence, Move, Recognition
from chaotou.projects.models.register import Project
from chaotou.projects.models.review import Condition, Opinion, Review

__all__ = [
    "Baseline",
    "Condition",
    "Credit",
    "Dependency",
    "Dispute",
    "Evidence",
    "Factor",
    "ImportBatch",
    "InvestmentMonth",
    "Move",
    "Node",
    "Opinion",
    "Problem",
    "ProblemStep",
    "Project",
    "Recognition",
    "Review",
    "SavedView",
    "Spreadsheet",
    "Talk",
    "Transfer",
]
