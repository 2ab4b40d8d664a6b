"""What the ledger says. Every list needs a reader: a person, or `access.SYSTEM` for the platform itself."""
