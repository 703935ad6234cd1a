"""The written index asked through Node.js, as a browser would ask it."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from catalogue.codec import to_json
from search.contract import Request

SCRIPTS = Path(__file__).parent
NODE = shutil.which("node") or "node"


def request_json(request: Request) -> dict[str, Any]:
    """A question in the words of the JavaScript."""
    data: dict[str, Any] = to_json(request)
    day = data.pop("valid_on")
    return {**data, "validOn": day or ""}


def asked_in_javascript(index: Path, doing: str, asked: Sequence[Any]) -> list[Any]:
    """What the JavaScript answers to each, over the files in the folder `index`."""
    done = subprocess.run(
        [NODE, str(SCRIPTS / "asking.js"), str(index)],
        input=json.dumps({"doing": doing, "asked": list(asked)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
