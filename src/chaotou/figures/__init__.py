"""Figures 指标: observations, revised and never overwritten, and the targets they are held against."""
