"""The guard lets ordinary changes pass and stops striking losses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.errors import CatalogueError
from catalogue.guard import LiveCounts, guard_findings, live_counts
from tests.world import AACHEN, OFFER, TELGTE, written

NAMES = {AACHEN: "Aachen", TELGTE: "Telgte", "05": "Landesweite Angebote"}


def counts(total: int, **by_town: int) -> LiveCounts:
    owners = {"aachen": AACHEN, "telgte": TELGTE, "land": "05"}
    return LiveCounts(total, {owners[town]: count for town, count in by_town.items()}, NAMES)


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (4600, 4600, False),
        (4600, 5600, False),
        (4600, 4370, False),  # exactly 5 %
        (4600, 4369, True),
        (100, 95, False),
        (100, 94, True),
        (19, 18, True),  # one of 19 is more than 5 %
        (20, 19, False),
        (1, 0, True),
        (0, 0, False),
    ],
)
def test_the_whole_directory_may_lose_five_percent(before: int, after: int, refused: bool) -> None:
    findings = guard_findings(counts(before), counts(after))
    assert [finding.municipality for finding in findings] == ([None] if refused else [])


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        ({"telgte": 3}, {}, [TELGTE]),
        ({"telgte": 3}, {"telgte": 0}, [TELGTE]),
        ({"telgte": 3}, {"telgte": 1}, []),
        ({"telgte": 2}, {}, []),
        ({"land": 12}, {}, ["05"]),
        ({"telgte": 5, "aachen": 4}, {}, [AACHEN, TELGTE]),
        ({}, {"telgte": 7}, []),
    ],
)
def test_a_town_with_three_offers_does_not_lose_all(
    before: dict[str, int], after: dict[str, int], refused: list[str]
) -> None:
    findings = guard_findings(counts(1000, **before), counts(1000, **after))
    assert [finding.municipality for finding in findings] == refused


def test_the_first_publication_has_nothing_to_lose() -> None:
    assert guard_findings(None, counts(0)) == []


def test_a_finding_names_the_town_and_the_numbers() -> None:
    whole, town = guard_findings(counts(4600, aachen=1200), counts(3400))
    assert whole.message == (
        "Im ganzen Land: 3.400 statt 4.600 Angebote, also 1.200 weniger; "
        "ohne Freigabe dürfen höchstens 230 (5 %) wegfallen."
    )
    assert town.message == "Aachen: bisher 1.200 Angebote, nach der Veröffentlichung keines mehr."
    (unknown,) = guard_findings(LiveCounts(100, {"05999999": 3}), LiveCounts(100, {}))
    assert unknown.message.startswith("Gemeinde 05999999: bisher 3 Angebote")


def test_counts_are_read_from_a_snapshot(tmp_path: Path) -> None:
    offers = [replace(OFFER, id=f"{n}", municipality=TELGTE) for n in range(3)]
    old = live_counts(written(tmp_path / "a", *offers, replace(OFFER, id="9")))
    new = live_counts(written(tmp_path / "b", replace(OFFER, id="9")))
    assert (old.total, old.by_municipality) == (4, {TELGTE: 3, AACHEN: 1})
    assert [finding.municipality for finding in guard_findings(old, new)] == [None, TELGTE]
    assert guard_findings(new, old) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_text(""),
        lambda file: file.write_text("{}\n"),
        lambda file: file.write_text("[]\n"),
        lambda file: file.write_text('{"municipality'),
        lambda file: file.write_bytes(b"\xff\n"),
    ],
)
def test_a_damaged_snapshot_is_refused(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    damage(written(tmp_path / "s", OFFER) / "offers.jsonl")
    with pytest.raises(CatalogueError, match="Bitte neu exportieren"):
        live_counts(tmp_path / "s")
