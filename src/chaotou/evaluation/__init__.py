"""Evaluation runs, judged marks and appeals: a scheme over the ledger, drafted, published, objected to."""
