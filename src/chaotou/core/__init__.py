"""The ground: pure rules. No Django, no database, no clock, no network."""
