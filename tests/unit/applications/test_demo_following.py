"""The demo's desk follows what the directory shows, through releases and days."""

from datetime import date
from pathlib import Path

import pytest

from applications.casework.demo.following import Standing, point, standing_now

TODAY, TOMORROW = date(2026, 11, 25), date(2026, 11, 26)
DIGESTS = ("a" * 16, "b" * 16)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    releases, snapshots = tmp_path / "releases", tmp_path / "snapshots"
    releases.mkdir()
    for digest in DIGESTS:
        (snapshots / digest).mkdir(parents=True)
        (snapshots / digest / "manifest.json").write_text(digest, "utf-8")
    return releases, snapshots


def test_before_the_first_publication_there_is_nothing_to_follow(
    places: tuple[Path, Path],
) -> None:
    assert standing_now(*places, TODAY) is None


def test_a_new_release_and_a_new_day_are_something_new(places: tuple[Path, Path]) -> None:
    releases, snapshots = places
    (releases / "current").symlink_to(f"{DIGESTS[0]}-12345678")
    first = standing_now(releases, snapshots, TODAY)
    assert first == Standing(snapshots / DIGESTS[0], TODAY)
    assert standing_now(releases, snapshots, TOMORROW) != first
    point(releases / "current", snapshots / DIGESTS[1])
    second = standing_now(releases, snapshots, TODAY)
    assert second == Standing(snapshots / DIGESTS[1], TODAY)


def test_a_snapshot_that_is_gone_changes_nothing(places: tuple[Path, Path]) -> None:
    releases, snapshots = places
    (releases / "current").symlink_to("cccccccccccccccc-12345678")
    assert standing_now(releases, snapshots, TODAY) is None


def test_pointing_elsewhere_replaces_the_link(places: tuple[Path, Path], tmp_path: Path) -> None:
    _, snapshots = places
    link = tmp_path / "casework-snapshot"
    for digest in (*DIGESTS, DIGESTS[0]):
        point(link, snapshots / digest)
        assert (link / "manifest.json").read_text("utf-8") == digest
