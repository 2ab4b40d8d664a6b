"""Firms and investors: who they are, what belongs to what, and whom the zone talks to there."""
