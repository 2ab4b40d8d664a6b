"""Matters: everything with an owner and a clock, from approvals to petitions; kinds are data of the zone."""
