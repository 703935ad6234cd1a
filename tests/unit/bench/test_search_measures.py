"""The measures of the search bench, and how judgements become grades."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.search import metrics
from bench.search.concepts import members, parse_concept
from bench.search.judging import Judged, read_judgements
from bench.search.measuring import measure, summary
from bench.search.stock_german import tokens
from bench.search.stock_search import StockSearch
from bench.search.systems import SubstringSearch
from bench.search.texts import searchable
from catalogue import offer as o
from catalogue.errors import CatalogueError
from catalogue.register import load_register
from tests.world import OFFER

KOELN, BONN = "05315000", "05314000"


def _offer(key: str, provider: str, kind: str, ags: str, code: str, lat: float) -> o.Offer:
    place = {KOELN: "Köln", BONN: "Bonn"}[ags]
    venue = o.Venue(provider, "Am Markt 1", code, place, ags, lat, 7.0)
    return replace(
        OFFER, id=key, provider=provider, title="Halber Preis", kinds=(kind,), venues=(venue,)
    )


OFFERS = (
    _offer("a", "Stadtmuseum", "museum", KOELN, "50667", 50.94),
    _offer("b", "Kleines Kino", "kino", BONN, "53111", 50.85),
    _offer("c", "Autokino", "kino", BONN, "53113", 50.73),
    replace(OFFER, id="d", provider="Filmverbund", kinds=("kino",), scope=o.Scope.STATEWIDE),
)


@pytest.mark.parametrize(
    ("ranked", "judged", "share"),
    [
        ([3, 2, 1], [3, 2, 1], 1.0),
        ([3, 0, 0], [3], 1.0),
        ([0, 3], [3], 0.631),
        ([1, 2, 3], [3, 2, 1], 0.680),
        ([2], [3], 0.429),
        ([], [3], 0.0),
        ([3] * 5, [3] * 300, 0.649),  # five of ten places are empty
    ],
)
def test_ndcg(ranked: list[int], judged: list[int], share: float) -> None:
    assert metrics.ndcg(ranked, judged) == pytest.approx(share, abs=0.001)


def test_ndcg_needs_something_to_gain() -> None:
    with pytest.raises(ValueError, match="passendes"):
        metrics.ndcg([0], [0])


@pytest.mark.parametrize(
    ("ranked", "rank"), [([3], 1.0), ([1, 0, 2], 1 / 3), ([1, 1], 0.0), ([], 0.0)]
)
def test_reciprocal_rank(ranked: list[int], rank: float) -> None:
    assert metrics.reciprocal_rank(ranked) == rank


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (0.0, 1)])
def test_quantile(share: float, value: float) -> None:
    assert metrics.quantile([4, 1, 3, 2], share) == value


def test_only_the_first_three_hits_can_leave_the_town() -> None:
    assert metrics.leaves_town(["a", "x"], {"a"})
    assert not metrics.leaves_town(["a", "b", "c", "x"], {"a", "b", "c"})


@pytest.mark.parametrize(
    ("concept", "found"),
    [
        ("@kino", "bcd"),
        ("@kino&!auto", "bd"),
        ("autokino, @museum", "ac"),
        ("#freizeit-sport", "abcd"),
        ("%percent", "abcd"),
        ("%free", ""),
        ("*", "abcd"),
    ],
)
def test_a_concept_means_offers(concept: str, found: str) -> None:
    assert members(parse_concept(concept), OFFERS) == set(found)


def _judged(folder: Path, text: str) -> dict[str, Judged]:
    path = folder / "judgements.csv"
    path.write_text(text, encoding="utf-8")
    return {judged.query: judged for judged in read_judgements(path, OFFERS, load_register())}


RULES = "# Bemerkung\nquery;place;concept;grade;judge;date;remark\n"


def test_rules_become_grades_and_the_highest_counts(tmp_path: Path) -> None:
    found = _judged(
        tmp_path, RULES + "Kino / Film;;@kino;2;;;\nKino / Film;;klein;3;;;\nFilm;;auto;0;;;\n"
    )
    assert found["Kino"].grades == {"b": 3, "c": 2, "d": 2}
    assert found["Film"].grades == {"b": 3, "d": 2}
    assert found["Kino"].reach is None


@pytest.mark.parametrize(
    ("place", "grades"),
    [
        ("05314000", {"b": 3, "c": 3, "d": 1}),
        ("05315000", {"b": 2, "c": 1, "d": 1}),  # nothing there: up to 20 and 50 km
        ("53113", {"c": 3, "b": 1, "d": 1}),  # around a postal code: up to 10 and 25 km
        ("05315", {"b": 2, "c": 1, "d": 1}),
        ("05315000 05314000", {"b": 3, "c": 3, "d": 1}),
    ],
)
def test_a_place_bounds_the_grades(tmp_path: Path, place: str, grades: dict[str, int]) -> None:
    judged = _judged(tmp_path, RULES + f"Kino dort;{place};@kino;3;;;\n")["Kino dort"]
    assert judged.grades == grades
    assert judged.reach is not None
    assert judged.reach >= set(grades)


def test_what_lies_elsewhere_is_out_of_reach(tmp_path: Path) -> None:
    judged = _judged(tmp_path, RULES + "Kino Bonn;05314000;@kino;3;;;\n")["Kino Bonn"]
    assert judged.reach == {"b", "c", "d"}


def test_plain_judgements_are_read_too(tmp_path: Path) -> None:
    found = _judged(tmp_path, "query,offer_id,grade\nKino,b,3\nKino,a,0\nOper,a,0\n")
    assert {query: judged.grades for query, judged in found.items()} == {"Kino": {"b": 3}}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Kino;;@kino;4;;;", "Zeile 3: die Note"),
        ("Kino;99999999;@kino;3;;;", "Zeile 3: Es gibt keine Gemeinde"),
        ("Kino;;@kino&;3;;;", "Zeile 3: Ein Teil der Spalte concept"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(CatalogueError, match=fault):
        _judged(tmp_path, RULES + row + "\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Bücher der Bücherei", ["buch", "bucherei"]),
        ("Buecher", ["buch"]),
        ("neue Quellen", ["neu", "quell"]),
        ("Straße, 10 %", ["strass", "10"]),
        ("Museen", ["muse"]),
    ],
)
def test_stock_german_knows_neither_compounds_nor_irregular_words(
    text: str, found: list[str]
) -> None:
    assert tokens(text) == found


@pytest.mark.parametrize(
    ("query", "substring", "stock"),
    [
        ("kino", ("c", "b"), ("b",)),  # by title then id; a compound is no word
        ("kino Bonn", ("b", "c"), ("b", "c")),
        ("museum koeln", (), ("a",)),
        ("xyz", (), ()),
    ],
)
def test_the_searches_beside_ours(
    query: str, substring: tuple[str, ...], stock: tuple[str, ...]
) -> None:
    texts = tuple(searchable(offer) for offer in OFFERS)
    assert sorted(SubstringSearch(texts).search(query)) == sorted(substring)
    assert StockSearch(texts).search(query) == stock


def test_a_summary_counts_what_is_missing(tmp_path: Path) -> None:
    judged = _judged(tmp_path, RULES + "Kino Bonn;05314000;@kino;3;;;\nKneipe;;klein;1;;;\n")
    texts = tuple(searchable(offer) for offer in OFFERS)
    found = summary(measure(SubstringSearch(texts), judged.values()))
    assert (found.nothing, found.mrr, found.left_town, found.placed) == (0.5, 1.0, 0, 1)
