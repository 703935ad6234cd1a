"""The map behind the venue form: where things lie on it, and who asks whom for it."""

import re
from collections.abc import Callable
from math import floor
from typing import Any
from urllib.error import URLError
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from cms.offers import views
from cms.offers.tiles import SIZE, mercator, tile_map

SignIn = Callable[[str], Client]
MUENSTER = (9, 266, 169)
SVG = "{http://www.w3.org/2000/svg}"


def names_on(z: int, x: int, y: int) -> dict[str, tuple[float, float]]:
    """Names of a tile and the pixel each stands at."""
    tile = ElementTree.fromstring(tile_map().svg(z, x, y))  # noqa: S314 - our own
    return {
        str(text.text): (float(text.attrib["x"]), float(text.attrib["y"]))
        for text in tile.iter(f"{SVG}text")
    }


def lines_on(z: int, x: int, y: int) -> list[int]:
    """How many lines each layer of a tile draws: land, towns (when shown), Kreise."""
    tile = ElementTree.fromstring(tile_map().svg(z, x, y))  # noqa: S314 - our own
    return [path.attrib["d"].count("M") for path in tile.iter(f"{SVG}path")][1:]


@pytest.mark.parametrize(
    ("lat", "lon", "x", "y"),
    [
        (0, 0, 0.5, 0.5),
        (0, -180, 0, 0.5),
        (85.0511287798, 180, 1, 0),
        (-85.0511287798, 0, 0.5, 1),
        # A quarter of the world's width north of the equator: gd(π/2).
        (66.5132604431, 90, 0.75, 0.25),
    ],
)
def test_the_projection(lat: float, lon: float, x: float, y: float) -> None:
    assert mercator(lat, lon) == pytest.approx((x, y), abs=1e-9)


def test_a_town_stands_on_the_tile_that_other_maps_number_the_same_way() -> None:
    x, y = (floor(part * 2**9) for part in mercator(51.9607, 7.6261))
    assert (9, x, y) == MUENSTER
    left, top = names_on(*MUENSTER)["Münster"]
    assert 0 <= left <= SIZE
    assert 0 <= top <= SIZE


def test_a_name_across_the_edge_is_whole() -> None:
    """Both tiles draw it, one tile's width apart."""
    seen = 0
    for x in range(264, 269):
        here, there = names_on(9, x, 169), names_on(9, x + 1, 169)
        for name in here.keys() & there.keys():
            assert here[name][0] - there[name][0] == pytest.approx(SIZE, abs=1)
            assert here[name][1] == there[name][1]
            seen += 1
    assert seen > 3


def test_the_closer_one_looks_the_more_one_reads() -> None:
    assert len(lines_on(8, 133, 84)) == 2
    assert len(lines_on(*MUENSTER)) == 3
    assert all(lines_on(*MUENSTER))
    assert not any(re.fullmatch(r"\d{5}", name) for name in names_on(*MUENSTER))
    assert any(re.fullmatch(r"48\d{3}", name) for name in names_on(11, 1067, 676))


def test_names_leave_each_other_room() -> None:
    for x in range(131, 135):
        spots = list(names_on(8, x, 85).values())
        for number, (left, top) in enumerate(spots):
            for other_left, other_top in spots[:number]:
                assert abs(left - other_left) > 20 or abs(top - other_top) >= 12


def test_beyond_the_land_there_is_nothing_to_see() -> None:
    assert lines_on(9, 280, 168) == [0, 0, 0]
    assert names_on(9, 280, 168) == {}


def test_a_browser_keeps_a_tile_and_asks_again_only_whether_it_changed(as_role: SignIn) -> None:
    client, url = as_role("autor"), reverse("map_tile", args=MUENSTER)
    tile = client.get(url)
    assert tile.headers["Content-Type"] == "image/svg+xml"
    assert tile.headers["Cache-Control"] == "private, max-age=86400"
    again = client.get(url, headers={"If-None-Match": tile.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_there_are_no_tiles_of_the_whole_world(as_role: SignIn) -> None:
    client = as_role("autor")
    for args in ((2, 1, 1), (19, 0, 0), (9, 512, 0), (9, 0, 512)):
        assert client.get(reverse("map_tile", args=args)).status_code == 404


class Answer:
    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *args: object) -> None:
        return None

    def read(self) -> bytes:
        return b"\x89PNG of the operator"


def test_the_operators_tiles_come_through_our_own_server(
    as_role: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TILES_URL = "https://karten.example/{z}/{x}/{y}"
    asked: list[str] = []
    monkeypatch.setattr(
        views.urllib.request, "urlopen", lambda url, timeout: asked.append(url) or Answer()
    )
    tile = as_role("autor").get(reverse("map_tile", args=MUENSTER))
    assert asked == ["https://karten.example/9/266/169"]
    assert (tile.headers["Content-Type"], tile.content) == ("image/png", Answer().read())


def test_when_they_do_not_come_the_map_is_drawn_here_and_not_kept(
    as_role: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(url: str, timeout: float) -> None:
        raise URLError("keine Antwort")

    settings.TILES_URL = "https://karten.example/{z}/{x}/{y}"
    monkeypatch.setattr(views.urllib.request, "urlopen", silent)
    tile = as_role("autor").get(reverse("map_tile", args=MUENSTER))
    assert "Münster" in tile.content.decode()
    assert tile.headers["Cache-Control"] == "no-store"
