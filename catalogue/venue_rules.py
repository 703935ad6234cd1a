"""Whether postal code, town and point of a venue fit together, and which town an address means.

Pure. The editors' form derives a venue's town with these rules and imports are judged by them.
Every town of `regions` must have its boundary in `boundaries`.
"""

import re
from math import inf

from catalogue.boundaries import Boundaries
from catalogue.findings import Finding
from catalogue.german import count_de
from catalogue.regions import PostalCode, RegionTree
from catalogue.slugs import place_slug

NEAR_KM = 3
"""A point this near to its town may be right: boundaries are simplified, parks cross them."""


def known_code(code: str, regions: RegionTree) -> PostalCode | Finding:
    """The postal code with its towns, or what is wrong with it."""
    if not re.fullmatch("[0-9]{5}", code):
        return _code_finding(f"„{code}“ hat keine fünf Ziffern. Bitte berichtigen.")
    return regions.postal_code(code) or _code_finding(
        f"{code} gibt es in Nordrhein-Westfalen nicht. Bitte die Anschrift prüfen."
    )


def town_of(code: PostalCode, place: str, regions: RegionTree) -> str | Finding:
    """AGS of the town an address lies in; `place` decides where a postal code has several towns,
    and may otherwise also be a village or a quarter of the one town."""
    towns = {place_slug(regions.municipality(ags).name): ags for ags in code.municipalities}
    wanted = place_slug(place)
    if wanted in towns:
        return towns[wanted]
    if any(place_slug(town.name) == wanted for town in regions.municipalities):
        return _foreign(code, place, regions)
    if len(towns) == 1:
        return code.municipalities[0]
    return Finding(
        "place",
        f"Ort: {code.code} gehört zu {_owners(code, regions)}. "
        "Bitte den Namen schreiben, in dem der Standort liegt.",
    )


def venue_findings(
    *,
    postal_code: str,
    ags: str,
    lat: float | None,
    lon: float | None,
    regions: RegionTree,
    boundaries: Boundaries,
) -> list[Finding]:
    """Everything that does not fit in a venue whose town is given; it may have no point."""
    findings = []
    where = ags if regions.knows(ags) else None
    code = known_code(postal_code, regions)
    if isinstance(code, Finding):
        findings.append(code)
    elif where is not None and where not in code.municipalities:
        findings.append(_foreign(code, regions.municipality(where).name, regions))
    if where is None:
        message = (
            f"Gemeinde: den Schlüssel „{ags}“ gibt es in Nordrhein-Westfalen nicht. "
            "Bitte die Gemeinde aus der Liste wählen."
        )
        findings.append(Finding("ags", message))
    if lat is not None and lon is not None:
        point = outside(lat, lon, where, boundaries) or elsewhere(
            lat, lon, where, regions, boundaries
        )
        findings += [point] if point else []
    elif lat is not None or lon is not None:
        findings.append(
            _point_finding(
                "es ist nur Breite oder nur Länge angegeben. Bitte den Punkt neu setzen."
            )
        )
    return findings


def outside(lat: float, lon: float, ags: str | None, boundaries: Boundaries) -> Finding | None:
    """A point that cannot be right: not in the Land, nor just beyond the border of its town."""
    if not boundaries.in_state_box(lat, lon) and boundaries.in_state_box(lon, lat):
        return _point_finding("Breite und Länge sind vertauscht. Bitte tauschen.")
    if _distance(ags, lat, lon, boundaries) <= NEAR_KM or boundaries.municipality_at(lat, lon):
        return None
    return _point_finding(
        "er liegt außerhalb von Nordrhein-Westfalen. "
        "Bitte die Anschrift prüfen und den Punkt neu setzen."
    )


def elsewhere(
    lat: float, lon: float, ags: str | None, regions: RegionTree, boundaries: Boundaries
) -> Finding | None:
    """A point of the Land that is not where its town is."""
    distance = _distance(ags, lat, lon, boundaries)
    if ags is None or distance <= NEAR_KM:
        return None
    town = regions.municipality(ags).name
    found = boundaries.municipality_at(lat, lon) or ""
    other = regions.municipality(found).name if regions.knows(found) else "einem anderen Ort"
    return _point_finding(
        f"er liegt in {other}, {count_de(round(distance))} km von {town} entfernt. "
        "Bitte den Punkt verschieben oder die Gemeinde ändern."
    )


def _distance(ags: str | None, lat: float, lon: float, boundaries: Boundaries) -> float:
    return inf if ags is None else boundaries.distance_km(ags, lat, lon)


def _owners(code: PostalCode, regions: RegionTree) -> str:
    return " und ".join(regions.municipality(ags).name for ags in code.municipalities)


def _foreign(code: PostalCode, place: str, regions: RegionTree) -> Finding:
    return _code_finding(
        f"{code.code} gehört zu {_owners(code, regions)}, nicht zu {place}. "
        "Bitte Postleitzahl oder Ort berichtigen."
    )


def _code_finding(problem: str) -> Finding:
    return Finding("postal_code", f"Postleitzahl: {problem}")


def _point_finding(problem: str) -> Finding:
    return Finding("location", f"Punkt auf der Karte: {problem}")
