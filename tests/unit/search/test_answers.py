"""Questions as people type them, over a small Land with hand-written offers."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import offer as o
from catalogue.categories import Category, Kind
from catalogue.register import load_register
from catalogue.snapshot import read_snapshot
from search.answering import answer
from search.contract import Facet, Point, Relaxed, Request, Response, Sort
from search.engines.memory import MemoryEngine
from search.explaining import explain
from search.index import SearchIndex, build_index
from tests.world import OFFER, written

KOELN, BONN, ESSEN, AACHEN = "05315000", "05314000", "05113000", "05334002"
CATEGORIES = (
    Category("kultur", "Kultur", "", (Kind("museum", "Museum"), Kind("kino", "Kino"))),
    Category("sport", "Sport", "", (Kind("hallenbad", "Hallenbad"),)),
    Category("gastronomie", "Gastronomie", "", (Kind("cafe", "Café und Eisdiele"),)),
)


def _offer(
    number: int,
    provider: str,
    title: str,
    kind: str,
    ags: str,
    lat: float,
    lon: float,
    **more: object,
) -> o.Offer:
    category = next(c.slug for c in CATEGORIES if kind in {k.slug for k in c.kinds})
    venue = o.Venue(
        provider, "Am Markt 1", "52062" if ags == AACHEN else "50667", "", ags, lat, lon
    )
    made = replace(
        OFFER,
        id=f"00000000-0000-4000-8000-{number:012d}",
        path=f"/angebote/x/{number}/",
        provider=provider,
        title=title,
        summary="",
        description="",
        conditions="",
        category=category,
        kinds=(kind,),
        venues=(venue,),
        municipality=ags,
        valid_until=None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


STATEWIDE = {"scope": o.Scope.STATEWIDE, "venues": (), "municipality": o.STATE_KEY}
FREE = {"benefit": o.Benefit(o.BenefitKind.FREE)}
OFFERS = (
    _offer(1, "Stadtmuseum Aachen", "Halber Eintritt", "museum", AACHEN, 50.775, 6.084),
    _offer(2, "Haus der Töne", "Museum zum halben Preis", "museum", KOELN, 50.938, 6.957),
    _offer(3, "Rheinblick", "Museumsbahn fahren", "kino", BONN, 50.735, 7.1),
    _offer(4, "Bad am Tor", "Schwimmen für die Hälfte", "hallenbad", AACHEN, 50.78, 6.1),
    _offer(5, "Westbad", "Eintritt frei", "hallenbad", KOELN, 50.95, 6.9, **FREE),
    _offer(6, "Lichtspiele", "Filme am Montag", "kino", ESSEN, 51.45, 7.01),
    _offer(7, "Gelateria Sole", "Zwei Kugeln Eis", "cafe", KOELN, 50.93, 6.95),
    _offer(8, "Museumsverbund", "Ein Pass für alle Museen", "museum", "05", 0, 0, **STATEWIDE),
)


LOW_WHOLE_HIGH_PART = (
    _offer(9, "Rheinhof", "Museum mit Garten", "cafe", BONN, 50.7, 7.1, summary="Am Bahnmuseum."),
)
"""The word stands in the text only, its main part in the title."""


@cache
def index(offers: tuple[o.Offer, ...] = OFFERS) -> SearchIndex:
    register = load_register()
    with TemporaryDirectory() as folder:
        place = written(Path(folder) / "s", *offers, regions=register, categories=CATEGORIES)
        return build_index(read_snapshot(place))


def ask(q: str = "", **more: object) -> Response:
    return answer(Request(q=q, **more), index(), MemoryEngine(index().documents))  # type: ignore[arg-type]


def numbers(response: Response) -> list[int]:
    return [int(hit.id[-4:]) for hit in response.hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Museum", [8, 1, 2, 3]),
        ("museen", [8, 1, 2, 3]),
        ("Museum Köln", [2, 8]),
        ("Museum in Koeln", [2, 8]),
        ("Stadtmuseum Köln", [2, 8]),
        ("Stadtmuseum", [1]),
        ("Stadt Museum", [1]),
        ("Museum besuchen", [8, 1, 2, 3]),
        ("Unsinn schwimmen", [4, 5]),
        ("Stadtmuseumsbesuch", [1]),
        ("Museum Bonn", [2, 3, 8]),
        ("Kino BN", [3]),
        ("schwimbad Aachen", [4]),
        ("Schwimmbad 52062", [4]),
        ("Filmtheater", [6, 3]),
        ("Eis essen", [7]),
        ("Essen", [6]),
        ("in Essen", [6, 8]),
        ("Eis Essen besuchen", [7]),
        ("Essen schwimmen", [4, 5]),
        ("kostenlos schwimmen", [5]),
        ('"halber Eintritt"', [1]),
        ('"Eintritt halber"', []),
        ("Hallenbad 10 km um Köln", [5]),
        ("Städteregion Aachen", [4, 1, 8]),
        ("Museum Gütersloh", [2, 3, 1, 8]),
        ("музей", []),
        ("title:* AND (", []),
        ("'; DROP TABLE offers; --", []),
    ],
)
def test_a_question_finds(query: str, found: list[int]) -> None:
    assert numbers(ask(query)) == found


def test_a_misspelling_is_corrected_and_said() -> None:
    [correction] = ask("Muesum").interpreted.corrections
    assert (correction.typed, correction.used) == ("Muesum", "Museum")


def test_a_town_that_is_a_word_is_offered() -> None:
    assert [c.key for c in ask("Eis essen").interpreted.choices] == [ESSEN]


def test_a_postal_code_of_two_towns_asks() -> None:
    found = ask("33154").interpreted
    assert [c.label for c in found.choices] == ["Paderborn", "Salzkotten"]


def test_when_nothing_is_there_the_nearest_comes_and_it_is_said() -> None:
    found = ask("Kino Köln")
    assert found.interpreted.relaxed is Relaxed.PLACE
    assert numbers(found)[0] == 3
    assert [hit.metres for hit in found.hits] == sorted(hit.metres or 0 for hit in found.hits)


def test_an_unknown_place_is_named_and_narrows_nothing() -> None:
    found = ask("Museum", place="Entenhausen")
    assert found.interpreted.unknown_place == "Entenhausen"
    assert found.total == ask("Museum").total


def test_a_long_question_is_cut_and_it_is_said() -> None:
    assert ask("museum " * 2000).interpreted.shortened


def test_distances_are_true() -> None:
    [hit, *_] = ask("Museum", near=Point(50.775, 6.084), sort=Sort.DISTANCE).hits
    assert int(hit.id[-4:]) == 1
    assert hit.metres is not None
    assert hit.metres < 50


def test_explaining_names_every_point() -> None:
    lines = explain("Museum Köln", index())
    assert any("100 „Museum“ in der einzigen Angebotsart und im Namen" in line for line in lines)
    assert any("1000 am gefragten Ort" in line for line in lines)


def test_explained_points_are_the_points_of_the_hit() -> None:
    questions = [(q, OFFERS) for q in ("Museum", "schwimbad Aachen", "52062 Bad", "Kino Köln")]
    many = "museum zum halben preis haus der toene eintritt pass alle museen koeln"
    for query, offers in (*questions, (many, OFFERS), ("Bahnmuseum", LOW_WHOLE_HIGH_PART)):
        lines = explain(query, index(offers))
        assert len(lines) > 1, query
        for at, line in enumerate(lines):
            if " Punkte · " in line:
                parts = [row.split()[0] for row in _reasons(lines[at + 1 :])]
                assert sum(map(int, parts)) == int(line.split()[0]), (query, line)


def _reasons(lines: list[str]) -> list[str]:
    """The indented lines that follow, without the distance."""
    found = list(takewhile(lambda line: line.startswith("    "), lines))
    return [line for line in found if not line.endswith(" km")]


QUERIES = ["", "Museum", "Eintritt", "Museum Köln", "Kino Köln", "Bad", "50667", "frei", "Essen"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(QUERIES), st.sampled_from(list(Facet)), st.data())
def test_choosing_a_value_gives_its_count(query: str, facet: Facet, data: st.DataObject) -> None:
    before = ask(query)
    values = [value for value in before.facets[facet] if not value.chosen]
    if facet is Facet.REGION and any(value.chosen for value in before.facets[facet]):
        return  # values of one facet are alternatives: a second one adds
    if not values or (facet is Facet.FREE and before.interpreted.free):
        return
    value = data.draw(st.sampled_from(values))
    after = ask(query, chosen={facet: (value.key,)})
    assert after.total == value.count
    assert set(numbers(after)) <= set(numbers(before))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(QUERIES), st.integers(1, 4), st.sampled_from(list(Sort)))
def test_pages_have_no_gaps(query: str, size: int, sort: Sort) -> None:
    whole = numbers(ask(query, sort=sort))
    paged = [
        number
        for page in range(1, len(whole) // size + 2)
        for number in numbers(ask(query, sort=sort, page=page, size=size))
    ]
    assert paged == whole


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_has_an_answer(query: str) -> None:
    assert ask(query).total >= 0


@pytest.mark.parametrize("variant", ["MUSEUM KÖLN", "museum koeln", "Museum Koln", "Museum  Köln!"])
def test_spelling_variants_agree(variant: str) -> None:
    assert ask(variant).hits == ask("Museum Köln").hits


def test_a_day_narrows() -> None:
    assert ask(valid_on=date(2026, 11, 24)).total == len(OFFERS)
