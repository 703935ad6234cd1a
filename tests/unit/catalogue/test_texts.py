"""The standing texts say what they must, and a wrong head is refused in one sentence."""

import re
from pathlib import Path

import pytest

from catalogue.errors import CatalogueError
from catalogue.texts import read_text, read_texts

HEAD = """path = "/probe/"
title = "Probe"
label = "Probe"
summary = "Eine Probe."
language = "de"
places = ["footer"]
order = 1
changed_on = "2026-11-24"
"""


def test_the_texts_an_operator_must_have_are_there_in_their_order() -> None:
    paths = [text.path for text in read_texts() if "footer" in text.places]
    assert paths == [
        "/leichte-sprache/",
        "/ueber/",
        "/hilfe/",
        "/impressum/",
        "/datenschutz/",
        "/barrierefreiheit/",
    ]


def test_what_the_operator_must_fill_in_says_so() -> None:
    bodies = {text.path: text.body for text in read_texts()}
    for path in ("/impressum/", "/datenschutz/", "/barrierefreiheit/"):
        assert "Beispiel" in bodies[path]
        assert set(re.findall(r"@([\w.]+)\)", bodies[path])) == {"ehrenamt.example"}


def test_leichte_sprache_has_short_lines_and_one_sentence_on_each() -> None:
    text = next(text for text in read_texts() if text.language == "de-x-leicht")
    for line in filter(None, text.body.splitlines()):
        words = re.sub(r"\(\S+\)", "", line).split()
        assert len(words) <= 10, line
        assert len(re.findall(r"[a-zß]{3}[.?!](?=\s|$)", line)) <= 1, line


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('title = "Probe"', 'title = ""', "auszufüllen"),
        ('title = "Probe"\n', "", "es fehlt title"),
        ('title = "Probe"', "title = Probe", "nicht lesbar"),
        ('path = "/probe/"', 'path = "probe"', "Schrägstrich"),
        ('path = "/probe/"', 'path = "/"', "Schrägstrich"),
        ('language = "de"', 'language = "xx"', "language ist eines von"),
        ('places = ["footer"]', 'places = ["links"]', "places kennt nicht links"),
        ("order = 1", 'order = "eins"', "ganze Zahl"),
        ('changed_on = "2026-11-24"', 'changed_on = "gestern"', "Datum"),
        ("order = 1", "order = 1\nfarbe = 2", "kein Feld farbe"),
    ],
)
def test_a_wrong_head_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "probe.md"
    path.write_text(f"+++\n{HEAD.replace(old, new)}+++\nText\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=complaint):
        read_text(path)


@pytest.mark.parametrize("content", ["Nur Text\n", f"Vorweg\n+++\n{HEAD}+++\nText\n"])
def test_a_text_without_a_head_at_its_beginning_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "probe.md"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"probe\.md: "):
        read_text(path)


def test_two_texts_never_share_an_address(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"+++\n{HEAD}+++\nText\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="zwei Texte haben die Adresse /probe/"):
        read_texts(tmp_path)
