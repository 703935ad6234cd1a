"""`python -m search` in processes of its own."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("unneeded", ["elasticsearch", "starlette", "uvicorn", "search.service"])
def test_writing_the_files_for_browsers_loads_no_server_and_no_client(unneeded: str) -> None:
    code = f"import sys, search.__main__; sys.exit({unneeded!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
