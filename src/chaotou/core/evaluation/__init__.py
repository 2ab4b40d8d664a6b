"""Evaluation: a scheme, which is data, over facts gives scores, places and grades, each point explained."""
