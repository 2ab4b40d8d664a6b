"""A zone's plots are read from GeoJSON, and every fault is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.plots import FILE, read_plots

DEMO = Path(__file__).resolve().parents[3] / "zones/demo"
RING = [[119.0, 33.5], [119.1, 33.5], [119.1, 33.6], [119.0, 33.5]]


def feature(ring: object = RING, **properties: object) -> dict[str, object]:
    told = {"code": "plot_a1", "name": "A-1", "english": "A-1", **properties}
    return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def faults(path: Path, *features: object, kind: str = "FeatureCollection") -> list[str]:
    text = json.dumps({"type": kind, "features": features}, ensure_ascii=False)
    (path / FILE).write_text(text, encoding="utf-8")
    return [str(issue.message) for issue in read_plots(path)[1]]


def test_the_demo_zone_has_plots_marked_as_made_up() -> None:
    found = load_zone(DEMO).zone
    assert found is not None
    assert len(found.plots) > 10
    assert all(plot.synthetic for plot in found.plots)


def test_a_zone_without_the_file_has_no_plots(tmp_path: Path) -> None:
    assert read_plots(tmp_path) == ([], [])


def test_a_plot_keeps_its_corners(tmp_path: Path) -> None:
    assert faults(tmp_path, feature()) == []
    (plot,) = read_plots(tmp_path)[0]
    assert plot.spec.ring[1] == (119.1, 33.5)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (feature(RING[:3]), "ring"),
        (feature([*RING[:3], [119.0, 33.51]]), "没有闭合"),
        (feature([[200, 0], *RING[1:]]), ""),
        (feature(code="A 1"), "不能作代码"),
        (feature(color="red"), "没有“color”"),
        ({"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}, "多边形"),
        ("plot", "多边形"),
    ],
)
def test_a_faulty_plot_is_told(tmp_path: Path, given: object, said: str) -> None:
    told = faults(tmp_path, given)
    assert told
    assert any(said in one for one in told)


def test_what_is_no_collection_is_told(tmp_path: Path) -> None:
    assert "FeatureCollection" in faults(tmp_path, kind="Topology")[0]
    (tmp_path / FILE).write_text('{"type": ', encoding="utf-8")
    assert read_plots(tmp_path)[1]
