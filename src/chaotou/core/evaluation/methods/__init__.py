"""The steps of a composite index, each with its alternatives: impute, screen, treat, weight, aggregate."""
