"""The language data holds what it promises, and its check finds what is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.register import load_register
from search.__main__ import main
from search.data_check import FIELDS, faults, unused
from search.language import DATA, read_language
from search.places import build_gazetteer
from tests.unit.search.test_answers import index
from tests.world import written


def test_committed_data_has_no_fault() -> None:
    assert list(faults()) == []


def test_every_file_of_the_folder_is_checked() -> None:
    assert {path.name for path in DATA.iterdir() if path.suffix == ".csv"} == set(FIELDS)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("synonyms.csv", "gleich;freier Eintritt,gratis;x", "nicht genau ein Wort"),
        ("synonyms.csv", "etwa;Kino,Film;x", "die Art „etwa“"),
        ("synonyms.csv", "umfasst;Kino;x", "ein Wort allein"),
        ("synonyms.csv", "gleich;Kinobau,Filmbau;", "das Feld „grund“ ist leer"),
        ("synonyms.csv", "gleich;Kinobau,Filmbau", "nötig sind die Spalten"),
        ("synonyms.csv", "gleich;Kinobau,Filmbau;x;y", "nötig sind die Spalten"),
        ("synonyms.csv", "gleich;Kinobau,Filmbau;x", ""),
        ("synonyms.csv", "gleich;Kinobau,Filmbau,Kinobaue;x", "in dieser Gruppe zweimal"),
        ("synonyms.csv", "gleich;Zoos,Menagerie;x", "in zwei Gruppen"),
        ("synonyms.csv", "umfasst;Bäder,Badewelt;x", "zwei Zeilen „umfasst“"),
        ("synonyms.csv", "umfasst;Tischler,Schreiner;x", "sind schon „gleich“"),
        ("synonyms.csv", "umfasst;Kinobau,Filmbau,Filmbau;x", "steht bei „kinobau“ zweimal"),
        ("synonyms.csv", "umfasst;Naturbad,Schwimmbad;x", "umfasst sich über andere selbst"),
        ("stems.csv", "Museumen;Museen", "Kette"),
        ("stems.csv", "Tischen;Tisch", "auch ohne diese Zeile"),
        ("stems.csv", "Tisch;Tisch", "auch ohne diese Zeile"),
        ("stems.csv", ";Tisch", "das Feld „form“ ist leer"),
        ("stems.csv", "Aale;Aal", "gehört vor"),
        ("stopwords.csv", "und;funktion", "steht schon in Zeile"),
        ("stopwords.csv", "UND;fach", "steht schon in Zeile"),
        ("stopwords.csv", "nämlich;sonstiges", "die Art „sonstiges“"),
        ("place_words.csv", "essen;", "steht schon in Zeile"),
        ("free_words.csv", "Gratis", "steht schon in Zeile"),
        ("compound_parts.csv", "Ei", "zu kurz"),
        ("compound_parts.csv", "dein", "auch ein Füllwort"),
        ("compound_exceptions.csv", "Hausboot;Haus Boot", "auch ohne diese Zeile"),
        ("compound_exceptions.csv", "Zwischending;", "auch ohne diese Zeile"),
    ],
)
def test_a_fault_is_named(folder: Path, file: str, line: str, said: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    found = list(faults(folder))
    if said:
        assert any(fault.startswith(file) and said in fault for fault in found), found
    else:
        assert found == []


def test_a_fault_names_its_line(folder: Path) -> None:
    lines = (folder / "synonyms.csv").read_text(encoding="utf-8").splitlines()
    (folder / "synonyms.csv").write_text("\n".join([*lines, "gleich;Kinobau"]), encoding="utf-8")
    assert list(faults(folder)) == [
        f"synonyms.csv, Zeile {len(lines) + 1}: nötig sind die Spalten art;woerter;grund."
    ]


def test_words_nobody_writes_are_a_note() -> None:
    notes = list(unused(index()))
    assert any("einwohnermeldeamt" in note for note in notes)
    assert not any("filmtheater" in note for note in notes)


def test_notes_do_not_fail_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    snapshot = written(tmp_path / "s", regions=load_register())
    assert main(["check", str(snapshot)]) == 0
    assert all(line.startswith("Hinweis: ") for line in capsys.readouterr().out.splitlines())


def test_landscapes_consist_of_regions_of_the_register() -> None:
    regions = build_gazetteer(load_register()).regions
    unknown = {key for _, keys in read_language().landscapes for key in keys} - regions.keys()
    assert not unknown
