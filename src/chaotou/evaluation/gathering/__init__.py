"""What a scheme reads, gathered: from the ledger, from judges, from a table handed in."""
