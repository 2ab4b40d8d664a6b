"""Facts about organizations which the platform works out itself, so that no catalogue need hold them."""

from __future__ import annotations

from enum import StrEnum


class Supplied(StrEnum):
    """A fact a scheme of bureaus, sub-districts or parks may read by this code."""

    LED_TARGETS_ATTAINMENT = "led_targets_attainment"  # mean attainment of the targets it leads, in percent
    LED_TARGETS_ON_TRACK = "led_targets_on_track"  # of the targets it leads, the share on track, in percent
    LED_TARGETS = "led_targets"  # how many targets it leads
    FIGURES_LATE = "figures_late"  # how many figures it reported after they were due
    PROJECTS_PLANNED = "projects_planned"  # projects that were to start or be completed
    PROJECTS_DONE = "projects_done"  # of those, how many had by the end of the period
    PROJECT_POINTS = "project_points"  # its projects as the zone counts them, in all tiers
