"""How words are written, beside what is matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folding import words
from search.analysis.spelling import Spelled, as_written, spelled, without_hyphens
from search.lexicon import build_lexicon


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bücherei", "Bücherei"),
        ("BUECHEREI", "BUECHEREI"),
        ("Bücher, Spiele & Möbel!", "Bücher|Spiele|Möbel"),
        ("„Rote Katze“", "Rote|Katze"),
        ("-E‑Bike- 'Rock’n’Roll'", "E‑Bike|Rock’n’Roll"),
        ("10%, 10 %", "10|Prozent|10|Prozent"),
        ("ｆｕｌｌ 博物館 МУЗЕЙ", "ｆｕｌｌ|博物館|МУЗЕЙ"),
        ("½ Preis", "1|2|preis"),
        ("-- '' -", ""),
    ],
)
def test_a_text_is_read_as_it_is_written(text: str, written: str) -> None:
    assert "|".join(one.written for one in spelled(text)) == written


@given(st.text(st.characters(codec="utf-8")) | st.text("aue-–'’`%½ \u0308Öß²🎭", max_size=12))
def test_whatever_is_written_has_the_same_words(text: str) -> None:
    found = spelled(text)
    assert [one.folded for one in found] == words(text)
    assert all(one.written == one.folded or words(one.written) == [one.folded] for one in found)


@pytest.mark.parametrize(
    ("joined", "written"),
    [
        ("koln", "Köln"),
        ("secondhand", "Second Hand"),
        ("badoynhausen", "Bad Oeynhausen"),
        ("ebike", "E-Bike"),
        ("kol", None),
        ("handbad", "Hand Bad"),
        ("", None),
    ],
)
def test_a_matched_word_is_found_as_it_was_typed(joined: str, written: str | None) -> None:
    assert as_written(joined, spelled("Second Hand Bad Oeynhausen E-Bike Köln")) == written


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Bücherei", {"bucherei": "Bücherei"}),
        ("E-Bike", {"ebike": "E-Bike"}),
        ("Erste-Hilfe-Kurs", {"erstehilfekurs": "Erste-Hilfe-Kurs", "erstehilfe": "Erste-Hilfe"}),
        ("a–b--c", {"abc": "a–b--c", "ab": "a-b"}),
    ],
)
def test_words_with_hyphens_are_looked_for_without(word: str, expected: dict[str, str]) -> None:
    [one] = spelled(word)
    assert {each.folded: each.written for each in without_hyphens(one)} == expected


def test_people_read_the_spelling_of_most_offers_and_of_the_reviewed_lists() -> None:
    texts = [set(spelled(text)) for text in ("Gut Bad", "gut Bad", "gut bad", "GUT Kino kino")]
    lexicon = build_lexicon((), texts, {"kino": "Kino", "cafe": "Café"})
    shown = ("gut", "bad", "kino", "cafe", "neu")
    assert [lexicon.written(word) for word in shown] == ["gut", "Bad", "Kino", "Café", "neu"]
    assert lexicon.surfaces["g"] == {"gut": 4}


def test_of_spellings_as_frequent_as_each_other_the_capital_is_read() -> None:
    lexicon = build_lexicon((), [{Spelled("karte", "karte")}, {Spelled("karte", "Karte")}], {})
    assert lexicon.written("karte") == "Karte"
