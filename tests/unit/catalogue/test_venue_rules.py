"""Which venues fit together, and which town an address means."""

import pytest

from catalogue.boundaries import Boundaries
from catalogue.findings import Finding
from catalogue.register import DATA, load_register
from catalogue.venue_rules import known_code, town_of, venue_findings

REGIONS = load_register()
BOUNDARIES = Boundaries.load(DATA / "boundaries.topojson")
BONN, COLOGNE = "05314000", "05315000"


def venue(**changes: object) -> list[tuple[str, str]]:
    """Findings of a right venue in Bonn with some values changed."""
    values = {"postal_code": "53111", "ags": BONN, "lat": 50.7374, "lon": 7.0982, **changes}
    found = venue_findings(**values, regions=REGIONS, boundaries=BOUNDARIES)
    return [(finding.field, finding.message) for finding in found]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"postal_code": "50667"}, "postal_code", "50667 gehört zu Köln, nicht zu Bonn"),
        ({"postal_code": "51467"}, "postal_code", "gehört zu Köln und Bergisch Gladbach"),
        ({"postal_code": "80331"}, "postal_code", "80331 gibt es in Nordrhein-Westfalen nicht"),
        ({"postal_code": "5311"}, "postal_code", "„5311“ hat keine fünf Ziffern"),
        ({"postal_code": "٥٣١١١"}, "postal_code", "hat keine fünf Ziffern"),
        ({"ags": "5314000"}, "ags", "„5314000“ gibt es in Nordrhein-Westfalen nicht"),
        ({"lat": None}, "location", "nur Breite oder nur Länge"),
        ({"lon": None}, "location", "nur Breite oder nur Länge"),
        ({"lat": 50.9384, "lon": 6.9599}, "location", "er liegt in Köln, 20 km von Bonn entfernt"),
        ({"lat": 48.137, "lon": 11.576}, "location", "außerhalb von Nordrhein-Westfalen"),
        ({"lat": 50.60, "lon": 7.30}, "location", "außerhalb von Nordrhein-Westfalen"),
        ({"lat": 7.0982, "lon": 50.7374}, "location", "Breite und Länge sind vertauscht"),
        ({"lat": 0.0, "lon": 0.0}, "location", "außerhalb von Nordrhein-Westfalen"),
    ],
)
def test_a_wrong_venue_is_named_once(changes: dict[str, object], field: str, words: str) -> None:
    ((found, message),) = venue(**changes)
    assert found == field
    assert words in message
    assert "Bitte" in message


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"lat": None, "lon": None},
        {"lat": 50.775, "lon": 7.06},  # a good kilometre beyond the northern boundary
        {"postal_code": "51467", "ags": COLOGNE, "lat": 50.97, "lon": 7.04},
        {"postal_code": "51467", "ags": "05378004", "lat": 51.0, "lon": 7.1},
    ],
)
def test_a_right_venue_has_no_finding(changes: dict[str, object]) -> None:
    assert venue(**changes) == []


def test_a_point_just_beyond_the_boundary_is_really_outside_the_town() -> None:
    assert 0 < BOUNDARIES.distance_km(BONN, 50.775, 7.06) < 3


def test_of_an_unknown_town_only_the_rest_is_checked() -> None:
    assert [field for field, _ in venue(ags="", lat=48.1, lon=11.6)] == ["ags", "location"]
    assert [field for field, _ in venue(ags="", postal_code="80331")] == ["postal_code", "ags"]


@pytest.mark.parametrize(
    ("code", "place", "ags"),
    [
        ("53111", "Bonn", BONN),
        ("53111", "bonn", BONN),
        ("53177", "Bad Godesberg", BONN),
        ("53111", "", BONN),
        ("51467", "Köln", COLOGNE),
        ("51467", "Bergisch Gladbach", "05378004"),
    ],
)
def test_an_address_means_one_town(code: str, place: str, ags: str) -> None:
    known = known_code(code, REGIONS)
    assert not isinstance(known, Finding)
    assert town_of(known, place, REGIONS) == ags


@pytest.mark.parametrize(
    ("code", "place", "field", "words"),
    [
        ("53111", "Köln", "postal_code", "53111 gehört zu Bonn, nicht zu Köln"),
        ("51467", "", "place", "gehört zu Köln und Bergisch Gladbach. Bitte den Namen"),
        ("51467", "Dorf", "place", "Bitte den Namen schreiben"),
    ],
)
def test_an_address_of_no_town_is_asked_back(code: str, place: str, field: str, words: str) -> None:
    known = known_code(code, REGIONS)
    assert not isinstance(known, Finding)
    finding = town_of(known, place, REGIONS)
    assert isinstance(finding, Finding)
    assert finding.field == field
    assert words in finding.message
