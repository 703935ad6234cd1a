"""Taking over, sending and erasing at the desk, killed at any step: the next run makes it good."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Found = list[dict[str, Any]]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.integration.desk_faults", str(tmp_path_factory.mktemp("k"))],
        cwd=ROOT, capture_output=True, text=True,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
    )  # fmt: skip
    if ran.returncode:
        pytest.fail(ran.stdout[-2000:] + ran.stderr[-6000:], pytrace=False)
    return json.loads(ran.stdout)


def test_every_kind_of_step_was_one_to_die_at(killed: dict[str, Found]) -> None:
    for command, kinds in {
        "pull": {"os.link", "os.rename", "commit", "committed", "sql", "fsync"},
        "mail": {"smtp", "smtp taken", "commit", "committed", "sql"},
        "jobs": {"open", "os.rename", "os.remove", "commit", "committed", "sql", "fsync"},
    }.items():
        seen = {kind for kind in kinds for one in killed[command] if kind in one["step"]}
        assert seen == kinds
        assert all(one["died"] for one in killed[command])


def test_every_envelope_becomes_one_case(killed: dict[str, Found]) -> None:
    for one in killed["pull"]:
        assert (one["cases"], one["mails"], one["readable"]) == (2, 2, 2), one
        assert (one["waiting"], one["done"], one["chain_broken"]) == (0, 2, False), one


def test_every_mail_arrives_once_unless_the_desk_dies_before_it_could_note_it(
    killed: dict[str, Found],
) -> None:
    """The server took it, the note is not committed yet: then the same mail, with the same
    Message-ID, goes out again. Nowhere else, and never two by a kill."""
    twice = [one for one in killed["mail"] if sum(one["posted"]) > 2]
    assert twice
    for one in killed["mail"]:
        assert len(one["posted"]) == 2, one
        assert sum(one["posted"]) <= 3, one
    for one in twice:
        assert one["step"].split("/")[-1] in ("smtp taken", "sql", "commit"), one
    assert not [one for one in twice if one["step"].endswith(("smtp", "committed"))]


def test_what_is_erased_is_erased_whole_and_its_key_destroyed(killed: dict[str, Found]) -> None:
    for one in killed["jobs"]:
        assert (one["erased"], one["readable"], one["keys_destroyed"]) == (2, 0, 1), one
        assert (one["done"], one["chain_broken"]) == (0, False), one
        assert one["anchors"] in (1, 2), one
