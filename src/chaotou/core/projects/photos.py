"""What a photo's own time and place say against it as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from chaotou.core.issues import Message

FAR_KM = 3.0
"""Farther from the project's place is elsewhere: plots are large, and phones err by some hundred meters."""
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Spot:
    """Degrees east and north."""

    longitude: Decimal
    latitude: Decimal


def spot(longitude: Decimal | None, latitude: Decimal | None) -> Spot | None:
    return Spot(longitude, latitude) if longitude is not None and latitude is not None else None


def kilometers(one: Spot, other: Spot) -> float:
    """The distance over the ground, by the haversine formula."""
    north, south = radians(float(one.latitude)), radians(float(other.latitude))
    up = sin((south - north) / 2) ** 2
    across = sin(radians(float(other.longitude - one.longitude)) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(up + cos(north) * cos(south) * across)))


def doubts(
    *, taken_on: date | None, taken_at: Spot | None, moved_on: date | None, begun_on: date, site: Spot | None
) -> Iterator[Message]:
    """Why a photo may not show what it is to prove: taken before the move happened, or elsewhere.

    One that is of no move is held against the day that the project began.
    """
    if taken_on and moved_on and taken_on < moved_on:
        yield Message("照片拍于 {taken}，早于阶段发生的 {moved}。", {"taken": taken_on, "moved": moved_on})
    if taken_on and not moved_on and taken_on < begun_on:
        yield Message("照片拍于 {taken}，早于项目开始的 {begun}。", {"taken": taken_on, "begun": begun_on})
    if taken_at and site and (far := kilometers(taken_at, site)) > FAR_KM:
        yield Message("照片的拍摄地点距项目所在地约 {far} 公里。", {"far": f"{far:.1f}"})
