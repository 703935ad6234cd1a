"""What is offered while somebody types."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from catalogue.snapshot import read_snapshot
from search.index import build_index
from search.suggesting import MOST, Candidate, candidates, places_of, suggest
from tests.world import OFFER, written


@cache
def world() -> tuple[Candidate, ...]:
    with TemporaryDirectory() as folder:
        return candidates(build_index(read_snapshot(written(Path(folder) / "s", OFFER))))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("aach", ["Aachen", "Städteregion Aachen"]),
        ("AACHEN", ["Aachen", "Städteregion Aachen"]),
        ("kreis w", ["Kreis Warendorf"]),
        ("warend", ["Kreis Warendorf"]),
        ("staedte", ["Städteregion Aachen"]),
        ("520", ["52062 Aachen"]),
        ("5", ["52062 Aachen"]),
        ("sport", ["Freizeit und Sport"]),
        ("ba", ["Bad"]),
        ("t", ["Telgte"]),
        ("", []),
        ("<>", []),
        ("x" * 10_000, []),
    ],
)
def test_names_that_begin_so_come_before_words_that_do(text: str, labels: list[str]) -> None:
    assert [suggestion.label for suggestion in suggest(text, world())] == labels


def test_the_place_field_is_offered_places_alone() -> None:
    kinds = {suggestion.kind for text in "abfst5" for suggestion in suggest(text, world())}
    assert {"kategorie", "art"} <= kinds
    among = places_of(world())
    assert {s.kind for text in "abfst5" for s in suggest(text, among)} == {"ort", "plz"}


def test_places_with_offers_come_first_and_never_too_many() -> None:
    many = tuple(
        Candidate(c.suggestion, f"a {number}", c.offers) for number, c in enumerate(world() * MOST)
    )
    assert len(suggest("a", many)) == MOST
    offers = {c.suggestion.key: c.offers for c in world()}
    assert (offers["05334002"], offers["05570044"], offers["52062"], offers["bad"]) == (1, 0, 1, 1)
