"""Questions that every engine must answer alike: written by hand, and drawn with a fixed seed.

Data only. They are asked of the snapshot of `tests.search.demo`.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random

from search.contract import YES, Facet, Point, Request, Sort

DRAWN = 160
SEED = 20261124

COLOGNE = Point(50.9384, 6.9599)
AACHEN_MARKET = Point(50.77, 6.08)
"""Exactly the place of several offers, so that distances are equal."""
FAR_AWAY = Point(53.55, 9.99)

WORDS: tuple[Request, ...] = tuple(
    Request(q=q)
    for q in (
        "",
        "Museum",
        "museen",
        "Stadtmuseum",
        "Schwimmbad",
        "schwimmen",
        "Bad",
        "Bücherei",
        "Buecherei",
        "Bäckerei",
        "Kino",
        "Filmtheater",
        "Theater",
        "Konzert",
        "Eis",
        "Café",
        "Zoo",
        "Tierpark",
        "Friseur",
        "Frisör",
        "Fahrrad",
        "E-Bike",
        "Karte",
        "Ehrenamtskarte",
        "Rabatt",
        "Eintritt",
        "Kurse",
        "10 Prozent",
        "10 %",
        "Torten nach Wunsch",
        "Minigolf Bowling",
        "Hallenbad Sauna Therme",
        "Musikschule Klavier",
        "Museum Sauerland",
        "Erste-Hilfe-Kurs",
        "schneiden",
        "Spielwaren Geschenke Bücher",
        "Zwillingsangebot",
        "wort" * 40,
        "Музей",
        "博物館",
        "🎟",
        "title:* AND (",
        '{"match_all":{}}',
        "'; DROP TABLE offers; --",
        "\\ / * ? ~ ^ [ ] ! &&",
        "museum " * 60,
    )
)
MISSPELT: tuple[Request, ...] = tuple(
    Request(q=q)
    for q in ("Muesum", "Schwimbad", "Theter", "Bibliotek", "Fitnesstudio Essen", "Konzrt Köln")
)
PHRASES: tuple[Request, ...] = tuple(
    Request(q=q)
    for q in (
        '"rote Katze"',
        '"Katze rote"',
        '"rote Katze liest"',
        '"10 Prozent"',
        '"auf städtische Veranstaltungen"',
        '"Museum" "Eintritt"',
        '"halber Preis" Museum',
        '"Am Tor" Katze',
        '"Köln"',
        '"Музей 博物館"',
        '"E-Bike"',
        '"ein"',
        '""',
        '"überall und doch hier"',
    )
)
PLACED_WORDS: tuple[Request, ...] = tuple(
    Request(q=q)
    for q in (
        "Museum Köln",
        "Museum Münsterland",
        "Kino in OWL",
        "Museum in Köln",
        "Kino bei Aachen",
        "Theater 20 km um Münster",
        "Bad 52062",
        "Schwimmbad 50667",
        "33154",
        "Museum 33154",
        "Essen",
        "Eis essen",
        "in Essen",
        "Halle",
        "Kreis Warendorf",
        "Städteregion Aachen",
        "Regierungsbezirk Köln",
        "kostenlos Köln",
        "freier Eintritt Museum",
        "Museum Gütersloh",
        "Sternwarte Wuppertal",
        "Restaurant in der Nähe",
        "Konzert Theater Kino Telgte",
        "Neustadt",
        "Rathausbad in Kleinkleckersdorf",
    )
)
PLACE_FIELDS: tuple[Request, ...] = tuple(
    Request(q=q, place=place, km=km, sort=sort)
    for q, place, km, sort in (
        ("", "Aachen", None, Sort.RELEVANCE),
        ("", "Aachen", 5, Sort.RELEVANCE),
        ("", "Aachen", 25, Sort.DISTANCE),
        ("Museum", "Köln", None, Sort.RELEVANCE),
        ("Museum", "Köln", 1, Sort.DISTANCE),
        ("Museum", "Köln", 250, Sort.TITLE),
        ("", "52062", None, Sort.RELEVANCE),
        ("", "52062", None, Sort.DISTANCE),
        ("Bad", "50667", 30, Sort.NEWEST),
        ("", "33154", None, Sort.RELEVANCE),
        ("", "05", None, Sort.RELEVANCE),
        ("", "053", None, Sort.RELEVANCE),
        ("Kino", "05334", None, Sort.TITLE),
        ("Kino", "05334002", 40, Sort.DISTANCE),
        ("", "Kreis Steinfurt", None, Sort.DISTANCE),
        ("Konzert", "Münstr", None, Sort.RELEVANCE),
        ("Museum", "Entenhausen", 10, Sort.DISTANCE),
        ("Museum Köln", "Aachen", None, Sort.RELEVANCE),
        ("wort", "Telgte", 3, Sort.RELEVANCE),
        ("gibtesnicht", "Telgte", 3, Sort.RELEVANCE),
        ("Museum gibtesnicht", "Telgte", None, Sort.RELEVANCE),
    )
)
NEAR: tuple[Request, ...] = tuple(
    Request(q=q, near=near, km=km, sort=sort)
    for (q, near), km, sort in product(
        (("", COLOGNE), ("Museum", AACHEN_MARKET), ("", FAR_AWAY)),
        (None, 10, 250),
        (Sort.RELEVANCE, Sort.DISTANCE),
    )
)
SORTED: tuple[Request, ...] = tuple(
    Request(q=q, sort=sort) for q, sort in product(("", "Museum", "Kurse Eintritt"), Sort)
)
CHOSEN: tuple[Request, ...] = tuple(
    Request(q=q, chosen=chosen)
    for q, chosen in (
        ("", {Facet.CATEGORY: ("gastronomie",)}),
        ("", {Facet.CATEGORY: ("gastronomie", "bildung")}),
        ("Museum", {Facet.KIND: ("museum",)}),
        ("", {Facet.KIND: ("museum", "theater"), Facet.CATEGORY: ("kultur-veranstaltungen",)}),
        ("", {Facet.REGION: ("05334",)}),
        ("", {Facet.REGION: ("05334002", "05315")}),
        ("", {Facet.REGION: ("053",), Facet.CATEGORY: ("bildung",)}),
        ("Museum Köln", {Facet.REGION: ("05334",)}),
        ("", {Facet.BENEFIT: ("percent", "free")}),
        ("", {Facet.SCOPE: ("statewide",)}),
        ("", {Facet.SCOPE: ("online", "statewide")}),
        ("", {Facet.SCOPE: ("local",), Facet.REGION: ("055",)}),
        ("", {Facet.CARD: ("jubilee",)}),
        ("", {Facet.CARD: ("standard", "jubilee")}),
        ("", {Facet.FREE: (YES,)}),
        ("kostenlos", {Facet.FREE: (YES,)}),
        ("", {Facet.DIGITAL: (YES,)}),
        ("", {Facet.ACCESSIBLE: (YES,)}),
        ("", {Facet.NEW: (YES,)}),
        ("Bad", {Facet.NEW: (YES,), Facet.ACCESSIBLE: (YES,), Facet.DIGITAL: (YES,)}),
        ("", {Facet.CATEGORY: ("gibt-es-nicht",)}),
        ("", {Facet.CATEGORY: ()}),
        ("", {Facet.FREE: (YES,), Facet.BENEFIT: ("percent",)}),
        ("", dict.fromkeys(Facet, ())),
    )
)
DAYS: tuple[Request, ...] = (
    Request(valid_on=date(1970, 1, 1)),
    Request(q="Museum Köln", valid_on=date(9999, 12, 31)),
    *(
        Request(q=q, valid_on=date(*day))
        for q, day in product(
            ("", "Gilt"), ((2026, 11, 23), (2026, 11, 24), (2026, 11, 25), (2026, 12, 3))
        )
    ),
)
PAGES: tuple[Request, ...] = tuple(
    Request(q=q, page=page, size=size, sort=sort, near=near)
    for q, page, size, sort, near in (
        ("", 2, 20, Sort.RELEVANCE, None),
        ("", 30, 20, Sort.TITLE, None),
        ("", 500, 20, Sort.NEWEST, None),
        ("", 501, 20, Sort.RELEVANCE, None),
        ("", 10_000, 20, Sort.RELEVANCE, None),
        ("Museum", 2, 7, Sort.RELEVANCE, None),
        ("Museum", 9, 100, Sort.RELEVANCE, None),
        ("", 3, 100, Sort.DISTANCE, COLOGNE),
        ("", 76, 20, Sort.DISTANCE, AACHEN_MARKET),
        ("Zwillingsangebot", 2, 1, Sort.RELEVANCE, AACHEN_MARKET),
        ("Zwillingsangebot", 3, 1, Sort.DISTANCE, COLOGNE),
    )
)
FEW_FACETS: tuple[Request, ...] = (
    Request(q="Museum", facets=()),
    Request(q="Museum", facets=(Facet.REGION,), chosen={Facet.REGION: ("05334",)}),
    Request(facets=(Facet.CATEGORY, Facet.NEW), chosen={Facet.KIND: ("museum",)}),
)
HAND_WRITTEN: tuple[Request, ...] = (
    WORDS
    + MISSPELT
    + PHRASES
    + PLACED_WORDS
    + PLACE_FIELDS
    + NEAR
    + SORTED
    + CHOSEN
    + DAYS
    + PAGES
    + FEW_FACETS
)

_QUERIES = (
    "", "", "Museum", "Bad", "Kino", "Konzert Eintritt", "Kurse", "Eis essen", "Prozent",
    "Hofladen", "Theater Karten", "Fitness", "Bücher", "kostenlos", '"10 Prozent"', "Muesum",
    "Restaurant Café",
)  # fmt: skip
_PLACES = (
    "", "", "", "Köln", "Aachen", "Münster", "Telgte", "05334", "05566", "053", "52062", "48291",
    "Essen", "Kreis Warendorf", "Bielefeld", "33154",
)  # fmt: skip
_VALUES: dict[Facet, tuple[str, ...]] = {
    Facet.CATEGORY: ("gastronomie", "bildung", "kultur-veranstaltungen", "freizeit-sport"),
    Facet.KIND: ("museum", "theater", "hallenbad", "restaurant", "kino", "konzert"),
    Facet.REGION: ("053", "055", "05334", "05315", "05334002", "05570"),
    Facet.BENEFIT: ("percent", "free", "amount_off", "extra"),
    Facet.SCOPE: ("local", "statewide", "online"),
    Facet.CARD: ("standard", "jubilee"),
    Facet.FREE: (YES,),
    Facet.DIGITAL: (YES,),
    Facet.ACCESSIBLE: (YES,),
    Facet.NEW: (YES,),
}


def drawn(number: int = DRAWN, seed: int = SEED) -> Iterator[Request]:
    """Requests that mix everything, the same for the same seed."""
    random = Random(seed)
    for _ in range(number):
        facets = random.sample(list(Facet), random.choice((0, 0, 1, 1, 2, 3)))
        yield Request(
            q=random.choice(_QUERIES),
            place=random.choice(_PLACES),
            km=random.choice((None, None, 1, 7, 15, 60, 250)),
            near=random.choice((None, None, COLOGNE, AACHEN_MARKET, _anywhere(random))),
            chosen={facet: _some(random, _VALUES[facet]) for facet in facets},
            valid_on=random.choice((None, None, date(2026, 11, 24), date(2027, 3, 1))),
            sort=random.choice((Sort.RELEVANCE, *Sort)),
            page=random.choice((1, 1, 1, 2, 3, 8)),
            size=random.choice((20, 20, 1, 5, 50)),
        )


def _anywhere(random: Random) -> Point:
    return Point(round(random.uniform(50.4, 52.4), 4), round(random.uniform(6.0, 9.3), 4))


def _some(random: Random, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(random.sample(values, random.randint(1, min(2, len(values)))))


REQUESTS: tuple[Request, ...] = (*HAND_WRITTEN, *drawn())
