"""Other names under which people look for a town: short names by rule, the rest kept by hand."""

import re
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

DERIVED = "abgeleitet aus municipalities.csv"
"""Source of the rows that a run writes anew; all other rows are kept as they are."""

_TAIL = re.compile(r"\s*\(.*\)|/.*|\s(?:an der|am)\s.*")
"""What tells towns of one name apart: "(Westf.)", "/Ruhr", "an der Ruhr", "am See"."""


def aliases(towns: list[Row], known: list[Row]) -> list[Row]:
    """All rows of aliases.csv: those kept by hand in `known`, and the short names of `towns`."""
    derived = [
        {"alias": name, "ags": town["ags"], "kind": "short_name", "source": DERIVED}
        for town in towns
        for name in short_names(town["name"])
    ]
    own_names = {town["name"] for town in towns}
    kept = [row for row in known if row["source"] != DERIVED]
    rows = kept + [row for row in derived if row["alias"] not in own_names]
    return sorted(rows, key=lambda row: (row["alias"], row["ags"]))


def short_names(name: str) -> list[str]:
    """ "Horn-Bad Meinberg" → Bad Meinberg, Horn, Meinberg; "Halle (Westf.)" → Halle."""
    return sorted(set(_shorter(name)) - {name})


def _shorter(name: str) -> Iterator[str]:
    base = _TAIL.sub("", name)
    for part in [base, *base.split("-")]:
        yield part
        if part.startswith("Bad "):
            yield part.removeprefix("Bad ")
        if part.startswith("Sankt "):
            yield part.replace("Sankt ", "St. ", 1)
