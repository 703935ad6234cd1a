"""Small published states that differ in single offers."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from catalogue.offer import Offer
from catalogue.register import load_register
from catalogue.snapshot import read_snapshot
from search.index import SearchIndex, build_index
from tests.search.demo import categories, difficult
from tests.world import written

OFFERS: tuple[Offer, ...] = tuple(difficult())


def index_of(offers: Iterable[Offer] = OFFERS) -> SearchIndex:
    with tempfile.TemporaryDirectory() as folder:
        place = written(
            Path(folder) / "s",
            *sorted(offers, key=lambda offer: offer.id),
            regions=load_register(),
            categories=categories(),
        )
        return build_index(read_snapshot(place))


def changed(number: int) -> SearchIndex:
    """The state in which the first offer has another title, one is gone and one is new."""
    first, second, *rest = OFFERS
    new = replace(
        second, id=f"00000000-0000-4000-8000-1{number:011d}", path=f"/angebote/n/{number}/"
    )
    return index_of([replace(first, title=f"Fassung {number}"), *rest, new])
