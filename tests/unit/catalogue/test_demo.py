"""The example world: reproducible, complete, and marked as an example."""

from pathlib import Path

from catalogue.demo import main
from catalogue.directory import Directory
from catalogue.snapshot import Snapshot, read_snapshot


def world(path: Path, *arguments: str) -> Snapshot:
    assert main([str(path), "--offers", "600", *arguments]) == 0
    return read_snapshot(path)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = world(tmp_path / "a"), world(tmp_path / "b")
    assert first.digest == second.digest
    assert world(tmp_path / "c", "--seed", "8").digest != first.digest


def test_every_offer_is_an_example_in_a_town_that_takes_part(tmp_path: Path) -> None:
    snapshot = world(tmp_path / "a")
    towns = {m.ags: m for m in snapshot.regions.municipalities}
    assert sum(m.participating for m in towns.values()) == 335
    for offer in snapshot.offers:
        assert offer.demo
        assert towns[offer.municipality].participating
        assert len(offer.title) <= 80
        assert len(offer.summary) <= 160
        assert "{" not in offer.provider + offer.title + offer.summary
    addresses = [page.address for page in Directory(snapshot).pages()]
    assert len(set(addresses)) == len(addresses)
