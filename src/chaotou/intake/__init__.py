"""Intake 读: an official report becomes claims beside their sentences; a person accepts what becomes a figure
or a target.
"""
