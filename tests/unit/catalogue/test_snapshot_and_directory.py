"""A tiny Land, written, read and laid out as pages."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue import offer as o
from catalogue.codec import from_json, to_json
from catalogue.directory import Directory, PageKind
from catalogue.directory.fingerprint import Fingerprints
from catalogue.errors import CatalogueError
from catalogue.slugs import place_slug, slugify
from catalogue.snapshot import diff_snapshots, read_snapshot
from tests.world import AACHEN, OFFER, REGIONS, written


def pages_of(path: Path) -> dict[str, str]:
    pages = list(Directory(read_snapshot(path)).pages())
    assert len({page.address for page in pages}) == len(pages)
    prints = Fingerprints()
    return {page.address: prints.of(page) for page in pages}


def test_the_same_state_gives_the_same_bytes_and_comes_back_whole(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", OFFER), written(tmp_path / "b", OFFER)
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes()
    snapshot = read_snapshot(first)
    assert snapshot.offers == (OFFER,)
    assert snapshot.regions == REGIONS
    assert diff_snapshots(snapshot, read_snapshot(second)).is_empty


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("scope", "weltweit", "scope"),
        ("changed_on", "gestern", "changed_on"),
        ("titel", "x", "titel"),
        ("digital_card_accepted", "ja", "digital_card_accepted"),
        ("venues", "hier", "venues"),
    ],
)
def test_a_malformed_offer_names_its_field(field: str, value: str, message: str) -> None:
    data = json.loads(json.dumps(to_json(OFFER))) | {field: value}
    with pytest.raises(CatalogueError, match=message):
        from_json(o.Offer, data, where="offers.jsonl, Zeile 1")


def test_every_town_has_a_page_and_only_a_local_change_reaches_it(tmp_path: Path) -> None:
    before = pages_of(written(tmp_path / "a", OFFER))
    after = pages_of(written(tmp_path / "b", replace(OFFER, title="Neuer Titel")))
    assert {"/orte/aachen/", "/orte/telgte/", "/orte/aachen/freizeit-sport/"} <= before.keys()
    changed = {address for address in before if before[address] != after[address]}
    assert OFFER.path in changed
    assert "/orte/aachen/" in changed
    assert "/orte/telgte/" not in changed


def test_the_town_without_cards_points_to_its_neighbour(tmp_path: Path) -> None:
    directory = Directory(read_snapshot(written(tmp_path / "a", OFFER)))
    (telgte,) = [p for p in directory.pages() if p.address == "/orte/telgte/"]
    assert telgte.kind is PageKind.MUNICIPALITY
    assert [n.municipality.name for n in telgte.view.neighbours] == ["Aachen"]
    assert "gibt keine Ehrenamtskarte aus" in telgte.description


def test_region_path_leads_from_the_land_to_the_town() -> None:
    assert REGIONS.path(AACHEN) == ("05", "053", "05334", AACHEN)
    with pytest.raises(CatalogueError, match="05999999"):
        REGIONS.path("05999999")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Mülheim an der Ruhr", "muelheim-an-der-ruhr"),
        ("Café – Größe 3", "cafe-groesse-3"),
        ("", ""),
    ],
)
def test_slugs_read_like_the_name(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert place_slug("Halle (Westfalen)") == "halle"
