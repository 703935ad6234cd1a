"""Whenever a publication of the CMS is ended, the public sees the old site or the new one, whoever
asked for it is not forgotten, and the next run makes it good and says what happened."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

BROKEN = ["failed", "Die Veröffentlichung wurde abgebrochen. Die nächste holt sie nach."]


def cut(folder: Path, what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.cms.cutting", str(folder), what],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert answer["old"] != answer["new"]
    return answer


def assert_made_good(answer: dict[str, Any], row: dict[str, Any]) -> None:
    after = row["after"]
    assert (after["public"], after["waiting"], after["left"]) == (answer["new"], 0, []), row
    assert after["runs"][-1][0] in ("published", "unchanged"), row


def test_a_publication_is_killed_at_any_of_its_steps(tmp_path: Path) -> None:
    answer = cut(tmp_path, "kills")
    steps = [step.split()[1:] for step in answer["steps"]]
    assert [step[1] for step in steps if step[0] == "command"] == [
        "export", "build", "check", "promote", "prune",
    ]  # fmt: skip
    assert {"open", "os.mkdir", "os.rename", "database"} <= {step[0] for step in steps}
    publics = set()
    for row in answer["cut"]:
        then = row["then"]
        assert row["code"] == -9, row
        assert then["public"] in (answer["old"], answer["new"]), row
        assert then["waiting"] == 1, row
        publics.add(then["public"])
        assert_made_good(answer, row)
        if then["runs"][-1][0] == "running":
            assert row["after"]["runs"][-2] == BROKEN, row
    assert len(publics) == 2


def test_the_disk_is_full_from_a_step_on(tmp_path: Path) -> None:
    answer = cut(tmp_path, "disk")
    assert any("/snapshots/.neu/offers.jsonl" in row["step"] for row in answer["cut"])
    for row in answer["cut"]:
        then = row["then"]
        assert row["code"] == "failed", row
        state, failure = then["runs"][-1]
        assert (then["public"], then["waiting"], then["left"]) == (answer["old"], 1, []), row
        assert state == "failed", row
        assert failure.startswith("Auf dem Datenträger ist kein Platz mehr"), row
        assert failure.endswith("Bitte Platz schaffen."), row
        assert_made_good(answer, row)
