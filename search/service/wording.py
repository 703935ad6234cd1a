"""How numbers and values read on the search page."""

from catalogue.german import number_of_offers
from search.contract import Place, PlaceMode, Sort

SORTS = {
    Sort.RELEVANCE: "Beste zuerst",
    Sort.DISTANCE: "Nächste zuerst",
    Sort.TITLE: "Nach Titel",
    Sort.NEWEST: "Neueste zuerst",
}


def count_text(total: int) -> str:
    if total == 0:
        return "Kein Angebot gefunden"
    return number_of_offers(total)


def distance_text(metres: int | None) -> str:
    """Rounded so that engines that differ by some metres read alike: 340 → "300 m entfernt"."""
    if metres is None:
        return ""
    if metres < 100:
        return "unter 100 m entfernt"
    hundreds = (metres + 50) // 100
    if hundreds < 10:
        return f"{hundreds}00 m entfernt"
    if hundreds < 100:
        return f"{hundreds // 10},{hundreds % 10} km entfernt"
    return f"{(metres + 500) // 1000} km entfernt"


def place_text(place: Place | None) -> str:
    if place is None:
        return ""
    if place.mode is PlaceMode.WITHIN:
        return f"in {place.name}"
    if place.mode is PlaceMode.AROUND:
        return f"bis {place.km} km um {place.name}"
    return f"überall, von {place.name} aus gemessen"


def quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"„{word}“" for word in words)


def page_title(q: str, place: str, page: int) -> str:
    asked = ", ".join(part for part in (q.strip(" "), place) if part)
    part = f", Seite {page}" if page > 1 else ""
    return f"{asked}{part} – Angebote suchen" if asked else f"Angebote suchen{part}"
