"""A zone is a directory a civil servant can read: what its files may say, reading them, what must hold."""
