"""The language data holds what it promises, and its check finds what is wrong."""

import shutil
from pathlib import Path

import pytest

from search.data_check import faults
from search.language import DATA, read_language


def test_committed_data_has_no_fault() -> None:
    assert list(faults(read_language())) == []


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("synonyms.csv", "gleich;freier Eintritt,gratis;x", "mehrere Wörter"),
        ("synonyms.csv", "etwa;Kino,Film;x", "die Art „etwa“"),
        ("synonyms.csv", "umfasst;Hallenbad,Schwimmbad;x", "umfassen einander"),
        ("stems.csv", "Museumen;Museen", "Kette"),
        ("stopwords.csv", "und;funktion", "2-mal"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, file: str, line: str, said: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    with (folder / file).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    assert any(file in fault and said in fault for fault in faults(read_language(folder), folder))
