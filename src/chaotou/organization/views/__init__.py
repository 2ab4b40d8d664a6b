"""Pages: signing in, organizations and people, accounts."""
