"""Reads a zone's `plots.geojson`: a GeoJSON collection (RFC 7946), one polygon a plot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from chaotou.core.issues import Issue, Level, Message
from chaotou.core.zone.complaints import complaints
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.yaml_text import Path, YamlText, read_yaml, spelled

FILE = "plots.geojson"


def read_plots(path: FilePath) -> tuple[list[Entry[PlotSpec]], list[Issue]]:
    """The plots of the zone directory at `path`, none where there is no such file; and what is wrong."""
    if not (path / FILE).exists():
        return [], []
    text, issues = read_text(path, FILE)
    if text is None:
        return [], issues
    read = read_yaml(text, FILE)  # JSON is YAML: its faults are found with their lines
    if read.issues:
        return [], read.issues
    found = list(_plots(read))
    plots = [one for one in found if isinstance(one, Entry)]
    return plots, [one for one in found if isinstance(one, Issue)]


def _plots(read: YamlText) -> Iterator[Entry[PlotSpec] | Issue]:
    data: Any = read.data
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        message = Message("这不是 GeoJSON 的 FeatureCollection。")
        yield _issue(read, (), message, Message('最外层写 "type": "FeatureCollection" 和 "features"。'))
        return
    for at, feature in enumerate(data.get("features") or ()):
        yield from _plot(read, ("features", at), feature)


def _plot(read: YamlText, path: Path, feature: Any) -> Iterator[Entry[PlotSpec] | Issue]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Polygon":
        message = Message("地块的形状应是一个多边形。")
        yield _issue(read, path, message, Message('geometry 写 "type": "Polygon" 和 "coordinates"。'))
        return
    rings = geometry.get("coordinates") or [[]]
    try:
        plot = PlotSpec.model_validate({**(feature.get("properties") or {}), "ring": rings[0]})
    except ValidationError as error:
        for inner, message, hint in complaints(error, PlotSpec):
            yield _issue(read, (*path, *inner), message, hint)
        return
    yield Entry(plot, FILE, read.line(path), spelled(path))
    if plot.ring[0] != plot.ring[-1]:
        message = Message("地块“{code}”的边界没有闭合。", {"code": plot.code})
        yield _issue(read, path, message, Message("最后一个点应与第一个点相同。"))


def _issue(read: YamlText, path: Path, message: Message, hint: Message) -> Issue:
    return Issue(Level.ERROR, read.place(path), message, hint)
