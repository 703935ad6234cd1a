"""What the form's script knows of places: which towns a postal code has, and who issues there."""

import json
from collections.abc import Collection
from datetime import date

from applications.eligibility import territorial_rule
from catalogue.offices import Offices
from catalogue.policy import effective_policy
from catalogue.regions import RegionTree


def places_json(
    regions: RegionTree, offices: Offices, *, online: Collection[str], on: date
) -> bytes:
    """{"codes": {code: [ags]}, "towns": {ags: [name, office key]},
    "offices": {key: [name, rule, whether online, address line, …]}} of this day;
    `online` are the keys of the offices that take applications here."""
    document: dict[str, dict[str, list[object]]] = {
        "codes": {code.code: list(code.municipalities) for code in regions.postal_codes},
        "towns": {town.ags: [town.name, ""] for town in regions.municipalities},
        "offices": {},
    }
    for office in offices.offices:
        rule = territorial_rule(effective_policy(offices, office.key, on=on))
        lines = [office.street, f"{office.postal_code} {office.place}".strip()]
        document["offices"][office.key] = [
            office.name,
            rule.value,
            office.key in online,
            *filter(None, lines),
        ]
        for ags in office.municipalities:
            document["towns"][ags][1] = office.key
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
