"""`python -m tests.search.vectors`: write the golden vectors anew."""

import tempfile
from pathlib import Path

from catalogue.snapshot import read_snapshot
from search.index import build_index
from tests.search import vectors
from tests.search.demo import write_demo

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        vectors.write(build_index(read_snapshot(write_demo(Path(folder) / "snapshot"))))
