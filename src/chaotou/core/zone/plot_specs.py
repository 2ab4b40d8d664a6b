"""What a zone's `plots.geojson` says of a plot of land."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from chaotou.core.zone.fields import Code, Name, Spec

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Ring = Annotated[tuple[tuple[Longitude, Latitude], ...], Field(min_length=4)]
"""Corners as longitude and latitude (WGS 84); the last is the first again."""


class PlotSpec(Spec):
    """A plot: the feature's properties, and its outer ring."""

    code: Code
    name: Name
    english: Name
    land_mu: Decimal | None = Field(default=None, gt=0)
    use: str = ""
    synthetic: bool = False
    ring: Ring
