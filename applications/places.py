"""From a postal code to the town: known, to be asked for, or not in the Land."""

from dataclasses import dataclass
from enum import StrEnum

from catalogue.regions import Municipality, RegionTree


class PlaceState(StrEnum):
    """How much is known of a place."""

    KNOWN = "known"
    ASK = "ask"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Place:
    """A town, or the towns to ask about; `text` says in German what is to be done, if anything."""

    state: PlaceState
    towns: tuple[Municipality, ...] = ()
    text: str = ""

    @property
    def town(self) -> Municipality | None:
        return self.towns[0] if self.state is PlaceState.KNOWN else None


def place_of_town(ags: str, regions: RegionTree) -> Place:
    """The place of a town chosen by name; an empty or foreign key lies outside of the Land."""
    if regions.knows(ags):
        return Place(PlaceState.KNOWN, (regions.municipality(ags),))
    return _outside("")


def place_of_postal_code(code: str, chosen: str, regions: RegionTree) -> Place:
    """The town of a postal code; `chosen` is the AGS picked where the code belongs to several.

    A choice that does not fit the code is asked again, never trusted. A code the register does not
    know counts as outside of the Land, unless a town was chosen (codes of post-office boxes).
    """
    postal_code = regions.postal_code(code)
    if postal_code is None:
        return place_of_town(chosen, regions) if regions.knows(chosen) else _outside(code)
    towns = tuple(regions.municipality(ags) for ags in postal_code.municipalities)
    fitting = tuple(town for town in towns if town.ags == chosen)
    if len(towns) == 1 or fitting:
        return Place(PlaceState.KNOWN, fitting or towns)
    names = " und ".join(town.name for town in towns)
    return Place(
        PlaceState.ASK,
        towns,
        f"Die Postleitzahl {code} gehört zu mehreren Orten: {names}. Bitte wählen Sie den Ort aus.",
    )


def _outside(code: str) -> Place:
    which = f"Die Postleitzahl {code}" if code else "Der Ort"
    return Place(
        PlaceState.OUTSIDE,
        (),
        f"{which} liegt nach unserem Verzeichnis nicht in Nordrhein-Westfalen. "
        "Wenn das nicht stimmt, wählen Sie bitte den Ort aus der Liste.",
    )
