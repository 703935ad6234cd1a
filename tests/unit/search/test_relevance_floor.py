"""What must come first, whatever else is tuned: a frozen list over one offer of each demo text.

`make bench-search` measures the rest. A failure that is known stands here as one.
"""

import tomllib
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from catalogue import offer as o
from catalogue.categories import Category, Kind
from catalogue.regions import Municipality
from catalogue.register import DATA, load_register
from catalogue.snapshot import read_snapshot
from cms.offers.demo.texts import OfferText, load_texts
from search.answering import answer
from search.contract import Request
from search.engines.memory import MemoryEngine
from search.index import SearchIndex, build_index
from tests.world import OFFER, written

KOELN, MUENSTER, HALLE, DORTMUND = "05315000", "05515000", "05754012", "05913000"


@cache
def index() -> SearchIndex:
    """Each local text once, the towns in turn, and the texts for the whole Land."""
    register = load_register()
    local, statewide = load_texts()
    towns = cycle(register.municipality(ags) for ags in (KOELN, MUENSTER, HALLE, DORTMUND))
    texts = [*zip(local, towns, strict=False), *((text, None) for text in statewide)]
    offers = [_offer(number, text, town) for number, (text, town) in enumerate(texts)]
    rows = tomllib.loads((DATA / "categories.toml").read_text(encoding="utf-8"))["category"]
    categories = tuple(
        Category(r["slug"], r["label"], r["description"], tuple(Kind(**k) for k in r["kinds"]))
        for r in rows
    )
    with TemporaryDirectory() as folder:
        place = written(Path(folder) / "s", *offers, regions=register, categories=categories)
        return build_index(read_snapshot(place))


def _offer(number: int, text: OfferText, town: Municipality | None) -> o.Offer:
    venues: tuple[o.Venue, ...] = ()
    if town is not None:
        venues = (
            o.Venue(text.provider, "Am Markt 1", "", town.name, town.ags, town.lat, town.lon),
        )
    return replace(
        OFFER,
        id=f"00000000-0000-4000-8000-{number:012d}",
        path=f"/angebote/x/{number}/",
        provider=text.provider.replace("{ort}", town.name if town else ""),
        title=text.title.replace("{ort}", town.name if town else ""),
        summary=text.summary,
        description=text.description,
        category=text.category,
        kinds=text.kinds,
        benefit=o.Benefit(text.benefit, text.value, text.applies_to),
        scope=o.Scope.LOCAL if town else o.Scope.STATEWIDE,
        venues=venues,
        municipality=town.ags if town else o.STATE_KEY,
        valid_until=None,
    )


def found(query: str) -> list[o.Offer]:
    by_id = {offer.id: offer for offer in index().snapshot.offers}
    response = answer(Request(q=query), index(), MemoryEngine(index().documents))
    return [by_id[hit.id] for hit in response.hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Schwimmbad", "hallenbad freibad"),
        ("Schwimbad", "hallenbad freibad"),
        ("Hallenbäder", "hallenbad"),
        ("Freibaeder", "freibad"),
        ("Museen", "museum"),
        ("Muesum", "museum"),
        ("Theter", "theater"),
        ("Filmtheater", "kino"),
        ("Kinobesuch", "kino"),
        ("Bücherei", "bibliothek"),
        ("Bibliothek", "bibliothek"),
        ("Baeckerei", "baeckerei"),
        ("VHS", "volkshochschule"),
        ("Frisör", "friseur"),
        ("Apoteke", "apotheke"),
        ("Brille", "optik-akustik"),
        ("Fahrräder", "fahrrad"),
        ("Zoo", "zoo-wildpark"),
        ("Eis essen", "cafe-eisdiele"),
        ("Bank", "bank-sparkasse"),
        ("Saunalandschaft", "therme-sauna"),
        ("Second Hand", "mode-schuhe"),
        ("freier Eintritt Museum", "museum"),
        ("Erste Hilfe", "erste-hilfe"),
        ("Kinokarten", "kino"),
        ("Haare schneiden", "friseur"),
        ("Nahverkehr", "nahverkehr"),
        ("italienisch essen", "restaurant"),
        ("Kletterhalle", "kletterhalle"),
        ("Repair Café", "fortbildung"),
        ("Fahrradreparatur", "fahrrad"),
    ],
)
def test_the_first_hit_is_of_the_kind_that_was_meant(query: str, first: str) -> None:
    assert set(found(query)[0].kinds) & set(first.split())


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Zoo", "Tierpark"),
        ("Schloss", "Schloss Schlösserverwaltung"),
        ("Sauna", "Saunadorf"),
        ("Bus", "Bürgerbus Stadtbus"),
        ("Volkshochschule", "Volkshochschule"),
    ],
)
def test_those_called_so_come_before_others_of_the_kind(query: str, name: str) -> None:
    assert any(part in found(query)[0].provider for part in name.split(" "))


@pytest.mark.parametrize(
    ("query", "ags"),
    [
        ("Museum Köln", KOELN),
        ("theater muenster", MUENSTER),
        ("Restaurant in Halle", HALLE),
        ("Kino DO", DORTMUND),
    ],
)
def test_the_first_hits_are_of_the_town(query: str, ags: str) -> None:
    local = [offer for offer in found(query)[:3] if offer.venues]
    assert local
    assert all(offer.venues[0].ags == ags for offer in local)


def test_a_kind_beats_a_title_that_mentions_it() -> None:
    assert "handwerk" in found("Handwerker")[0].kinds


@pytest.mark.parametrize("query", ["Haare schneiden", "Fliesen", "Dart", "zelten", "malen"])
def test_an_ordinary_word_is_not_mistyped(query: str) -> None:
    response = answer(Request(q=query), index(), MemoryEngine(index().documents))
    assert not response.interpreted.corrections
    assert response.interpreted.place is None


@pytest.mark.parametrize("query", ["Skifahren", "Eseltour"])
def test_an_empty_part_of_a_word_is_no_answer(query: str) -> None:
    assert not found(query)


@pytest.mark.parametrize("landscape", ["Münsterland", "muensterland", "Munsterlnad"])
def test_a_landscape_is_a_place(landscape: str) -> None:
    """Museums stand in Köln and Münster among others; only the latter lies there."""
    hits = [offer for offer in found(f"Museum {landscape}") if offer.venues]
    assert {offer.venues[0].ags for offer in hits} == {MUENSTER}


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("Museum Halle", HALLE),
        ("museum halle", HALLE),
        ("Tennis Halle", None),  # two words of one compound
        ("Halle Museum", None),
        ("Eis essen", None),
        ("Spaghettieis essen", None),
        ("Pizza essen gehen", None),
        ("zum Essen", None),
        ("Restaurant Essen", "05113000"),
    ],
)
def test_a_name_that_is_a_word_is_the_place_behind_what_is_looked_for(
    query: str, place: str | None
) -> None:
    response = answer(Request(q=query), index(), MemoryEngine(index().documents))
    understood = response.interpreted.place
    assert (understood and understood.key) == place
