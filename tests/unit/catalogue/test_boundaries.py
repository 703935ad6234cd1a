"""Points and towns on a map of two squares, one of them with a hole."""

import json
from pathlib import Path

import pytest

from catalogue.boundaries import Boundaries
from catalogue.register import DATA

Ring = list[tuple[float, float]]


def square(west: float, south: float, size: float) -> Ring:
    east, north = west + size, south + size
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


WITH_HOLE, SMALL = "05000001", "05000002"
MAP = Boundaries(
    {
        WITH_HOLE: [[square(7.0, 51.0, 1.0), square(7.4, 51.4, 0.2)]],
        SMALL: [[square(8.5, 51.0, 0.5)], [square(8.5, 52.0, 0.5)]],
    }
)


@pytest.mark.parametrize(
    ("lat", "lon", "town"),
    [
        (51.2, 7.2, WITH_HOLE),
        (51.5, 7.5, None),  # in the hole
        (51.2, 8.7, SMALL),
        (52.2, 8.7, SMALL),  # in its second part
        (51.7, 8.7, None),  # between the two parts
        (48.1, 11.6, None),
    ],
)
def test_a_point_lies_in_its_town(lat: float, lon: float, town: str | None) -> None:
    assert MAP.municipality_at(lat, lon) == town


def test_the_box_of_the_land_is_that_of_its_towns() -> None:
    assert MAP.box == (7.0, 51.0, 9.0, 52.5)
    assert MAP.in_state_box(51.5, 7.5)
    assert not MAP.in_state_box(50.9, 7.5)
    assert not MAP.in_state_box(51.5, 9.1)


@pytest.mark.parametrize(
    ("ags", "lat", "lon", "km"),
    [
        (WITH_HOLE, 51.2, 7.2, 0.0),
        (WITH_HOLE, 50.9, 7.5, 11.1),  # south of an edge
        (WITH_HOLE, 51.5, 8.1, 6.9),  # east of an edge: a degree of longitude is shorter
        (WITH_HOLE, 51.5, 7.5, 6.9),  # in the middle of the hole
        (WITH_HOLE, 52.1, 8.1, 13.0),  # off a corner
        (SMALL, 51.9, 8.6, 11.1),  # the nearer of two parts
    ],
)
def test_distance_to_a_town(ags: str, lat: float, lon: float, km: float) -> None:
    assert MAP.distance_km(ags, lat, lon) == pytest.approx(km, abs=0.1)


def test_an_edge_of_no_length_is_a_point() -> None:
    ring = [(7.0, 51.0), (7.0, 51.0), (7.1, 51.0), (7.0, 51.1), (7.0, 51.0)]
    assert Boundaries({"1": [[ring]]}).distance_km("1", 50.9, 7.0) == pytest.approx(11.1, abs=0.1)


def test_inner_points_lie_inside_and_begin_in_the_middle_row() -> None:
    points = list(MAP.inner_points(SMALL))
    assert points
    assert all(MAP.contains(SMALL, lat, lon) for lat, lon in points)


def test_a_file_without_quantisation_is_read_as_well(tmp_path: Path) -> None:
    """Two triangles share an arc; the second one runs through it backwards."""
    topology = {
        "type": "Topology",
        "arcs": [[[0, 0], [1, 1]], [[1, 1], [0, 1], [0, 0]], [[1, 1], [1, 0], [0, 0]]],
        "objects": {
            "towns": {
                "geometries": [
                    {"type": "Polygon", "id": "left", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "right", "arcs": [[[~0, ~2]]]},
                ]
            }
        },
    }
    (tmp_path / "map.json").write_text(json.dumps(topology))
    boundaries = Boundaries.load(tmp_path / "map.json")
    assert boundaries.municipality_at(0.7, 0.3) == "left"
    assert boundaries.municipality_at(0.3, 0.7) == "right"
    assert [(border.line[0], border.sides) for border in boundaries.borders] == [
        ((0, 0), ("left", "right")),
        ((1, 1), ("left",)),
        ((1, 1), ("right",)),
    ]
    assert [ring[0] for ring in boundaries.rings()] == [(0, 0), (1, 1)]


def test_the_land_itself() -> None:
    boundaries = Boundaries.load(DATA / "boundaries.topojson")
    west, south, east, north = boundaries.box
    assert 5.8 < west < 6.0
    assert 50.3 < south < 50.4
    assert 9.4 < east < 9.5
    assert 52.5 < north < 52.6
    assert boundaries.distance_km("05315000", 50.7374, 7.0982) == pytest.approx(10.5, abs=1.5)
