"""Figures 指标: observations that are revised and never overwritten, and the targets they are held against."""
