"""A demo world whose loading was ended, by hand or by a power cut, is whole after the next one."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_loading_again_finishes_what_was_interrupted(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.cms.interrupting", str(tmp_path)],
        env=os.environ | {"VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    _, offers, logins, searchable, problems = answer["whole"]
    assert len(offers) == 66
    assert len(logins) == 4
    assert problems == [[], [], [], [], []]
    assert searchable > len(offers)
    assert answer["register"] == [-9, 0]
    assert len(answer["repaired"]) >= 6
    for statement, (first, is_complete, after) in answer["repaired"].items():
        assert (first, is_complete) == (-9, False), statement
        assert after == answer["whole"], f"Anweisung {statement}"
