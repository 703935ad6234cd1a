"""People read German words, as they typed them or as others write them, never what is matched."""

import pytest

from search.contract import Request
from search.explaining import explain
from search.index import SearchIndex
from search.understanding import understand


@pytest.mark.parametrize(
    ("query", "words", "corrections"),
    [
        ("Bücherei", "Bücherei", ""),
        ("BUECHEREI", "BUECHEREI", ""),
        ("museum Köln", "museum", ""),
        ("Straßenbahn, Café & E-Bike!", "Straßenbahn|Café|E-Bike", ""),
        ("second hand", "second hand", ""),
        ("„Rote Katze“", "Rote|Katze", ""),
        ("10 % Nachlass", "10|Prozent", ""),
        ("Muesum", "Museum", "Muesum: Museum"),
        ("Muesum Kölnn", "Museum", "Muesum: Museum|Kölnn: Köln"),
        ("bäckrei", "Bäckerei", "bäckrei: Bäckerei"),
        ("Zinnfigurenmuseum", "Zinnfigurenmuseum", "Zinnfigurenmuseum: Museum"),
        ("xqzv", "xqzv", ""),
    ],
)
def test_words_are_shown_as_typed_and_corrections_as_written(
    query: str, words: str, corrections: str, demo_index: SearchIndex
) -> None:
    shown = understand(Request(q=query), demo_index).interpretation
    assert "|".join(shown.words) == words
    assert "|".join(f"{c.typed}: {c.used}" for c in shown.corrections) == corrections


@pytest.mark.parametrize(
    ("query", "synonyms"),
    [
        ("Bibliothek", {"Bücherei"}),
        ("bäckerei", {"Bäcker", "Backhaus"}),
        ("Bad", {"Hallenbad", "Freibad", "Therme"}),
        ("Filmtheater", {"Kino", "Lichtspielhaus", "Lichtspiele"}),
    ],
)
def test_what_is_looked_for_besides_is_shown_as_the_lists_write_it(
    query: str, synonyms: set[str], demo_index: SearchIndex
) -> None:
    assert set(understand(Request(q=query), demo_index).interpretation.synonyms) == synonyms


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request(q="Eis ESSEN"), {"ESSEN"}),
        (Request(q="kreative Kultur"), {"Kultur"}),
        (Request(place="gütersloh"), {"gütersloh"}),
        (Request(q="Bonn Bad-Oeynhausen"), set()),
    ],
)
def test_what_may_be_meant_too_names_the_words_as_typed(
    request_: Request, words: set[str], demo_index: SearchIndex
) -> None:
    choices = understand(request_, demo_index).interpretation.choices
    assert {choice.word for choice in choices} >= words
    assert all(choice.word in f"{request_.q} {request_.place}" for choice in choices)


def test_a_corrected_place_is_named_as_it_is_written(demo_index: SearchIndex) -> None:
    [correction] = understand(Request(place="Gütrsloh"), demo_index).interpretation.corrections
    assert (correction.typed, correction.used) == ("Gütrsloh", "Gütersloh")


def test_an_explanation_reads_like_german(demo_index: SearchIndex) -> None:
    text = "\n".join(explain("Bücherei Essen", demo_index))
    assert "„Bücherei“" in text
    assert "„bucherei“" not in text
