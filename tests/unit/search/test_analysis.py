"""How German words become tokens."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyser, known_ends
from search.analysis.folding import fold, words
from search.language import read_language
from search.ranking import Tier
from tests.world import OFFER

VOCABULARY = {"museum", "strasse", "bahn", "strassenbahn", "stadt", "hallenbad", "kultur"}
NAMES = {("gutersloh",), ("bad", "oynhausen"), ("castrop", "rauxel"), ("mors",)}


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(read_language(), vocabulary=VOCABULARY, names=NAMES)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bücherei", "bucherei"),
        ("BUECHEREI", "bucherei"),
        ("Schloß", "schloss"),
        ("Café", "cafe"),
        ("Bauer neue Quelle", "bauer neue quelle"),
        ("10 %", "10 prozent"),
        ("E‑Bike", "e-bike"),
        ("D’dorf", "ddorf"),
        ('title:* AND (x) <script>"', "title and x script"),
        ("🎭 \u202eMuseum\x00", "museum"),
        ("музей", "музеи"),
        ("eins\u1680zwei", "eins zwei"),  # a space of another script is a space
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.sampled_from("aeuqsßÜΣσ%'´\u0308\u00a0\u1680\u3000\n- ") | st.characters()))
def test_words_are_those_of_the_text_folded_as_a_whole(text: str) -> None:
    assert " ".join(words(text)).replace("-", "") == " ".join(
        word for word in fold(text).replace("-", "").split(" ") if word
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Museum", "Museen"),
        ("Kino", "Kinos"),
        ("Hallenbad", "Hallenbäder"),
        ("Theater", "Theatern"),
        ("Bücherei", "Büchereien"),
        ("Fahrrad", "Fahrräder"),
        ("Cafe", "Cafés"),
        ("Fussball", "Fußball"),
    ],
)
def test_two_spellings_are_one_token(analyser: Analyser, one: str, other: str) -> None:
    assert [w.token for w in analyser.words(one)] == [w.token for w in analyser.words(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bücherei", "Bäckerei"), ("Moers", "Mörser"), ("Bad Oeynhausen", "Bad")],
)
def test_two_words_stay_two(analyser: Analyser, one: str, other: str) -> None:
    assert [w.token for w in analyser.words(one)] != [w.token for w in analyser.words(other)]


@pytest.mark.parametrize(
    ("word", "heads", "parts"),
    [
        ("Stadtmuseum", ("museum",), ("stadt",)),
        ("Stadtmuseen", ("museum",), ("stadt",)),
        ("Museumsstraßenbahn", ("strassenbahn", "bahn"), ("museum",)),
        ("Hallenbäder", ("bad",), ("hall",)),
        ("E-Bike", ("bik",), ()),
        ("Museums-Café", ("caf",), ("museum",)),
        ("Gutschein", (), ()),
        ("Gütersloh", (), ()),
    ],
)
def test_compounds(
    analyser: Analyser, word: str, heads: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    found = analyser.words(word)[0]
    assert found.heads == heads
    assert set(parts) <= set(found.parts)
    assert bool(found.parts) == bool(parts)


@pytest.mark.parametrize("name", ["Bad Oeynhausen", "Castrop-Rauxel", "Castrop Rauxel", "Moers"])
def test_a_name_is_one_token(analyser: Analyser, name: str) -> None:
    found = analyser.words(name)
    assert len(found) == 1
    assert found[0].is_place


def test_stopwords_say_nothing(analyser: Analyser) -> None:
    assert [w.typed for w in analyser.words("Kaffee und Kuchen für die Kinder")] == [
        "kaffee", "kuchen", "kinder",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "ends"),
    [
        ("kinobesuch", ("kino",)),
        ("hochzeitstorte", ("torte",)),
        ("kinotorte", ("kino", "torte")),
        ("fleischerei", ()),  # an ending, no second word
        ("torte", ()),
        ("eis", ()),
        ("", ()),
    ],
)
def test_what_is_known_of_an_unknown_compound(word: str, ends: tuple[str, ...]) -> None:
    assert known_ends(word, {"kino", "torte", "fleisch"}.__contains__) == ends


@pytest.mark.parametrize(
    ("provider", "kinds", "zoo", "museum"),
    [
        ("Tierpark am See", ("zoo",), Tier.NAMED, None),
        ("Familie Beispiel", ("zoo",), Tier.HEAD, None),  # one of two words of a label
        ("Familie Beispiel", ("museum",), None, Tier.KIND),
        ("Museumsverein", ("museum",), None, Tier.NAMED),
        ("Tierpark am See", ("museum", "zoo"), Tier.KIND, Tier.HEAD),
    ],
)
def test_who_is_called_like_its_only_kind_comes_first(
    provider: str, kinds: tuple[str, ...], zoo: Tier | None, museum: Tier | None
) -> None:
    offer = replace(OFFER, provider=provider, title="Halber Eintritt", kinds=kinds, venues=())
    analyser = Analyser(read_language(), labels={"zoo": "Zoo und Wildpark", "museum": "Museum"})
    best, _ = analyser.offer_tokens(offer)
    assert (best.get("zoo"), best.get("museum")) == (zoo, museum)
