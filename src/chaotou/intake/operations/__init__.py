"""The acts on documents and claims: each checks who may, writes in one transaction, and leaves its entry in
the journal.
"""

from chaotou.intake.operations.accepting_all import Together, accept_all
from chaotou.intake.operations.deciding import accept_claim, correct_claim, reject_claim, reopen_claim
from chaotou.intake.operations.receiving import receive_document, receive_text, reread_document

__all__ = [
    "Together",
    "accept_all",
    "accept_claim",
    "correct_claim",
    "receive_document",
    "receive_text",
    "reject_claim",
    "reopen_claim",
    "reread_document",
]
