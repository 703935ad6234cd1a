"""The search in the browser answers like the reference engine, to the last count."""

import random
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from catalogue.codec import to_json
from catalogue.offer import Offer
from catalogue.snapshot import read_snapshot
from search.addresses import read_question
from search.analysis.folding import fold
from search.answering import answer
from search.browser_index import write_browser_index
from search.cards import HitCard, hit_cards
from search.contract import Request, Response
from search.engines.memory import MemoryEngine
from search.index import SearchIndex, build_index
from search.understanding import understand
from tests.search.browser.asking import asked_in_javascript, request_json
from tests.search.requests import REQUESTS
from tests.world import OFFER, written

pytestmark = pytest.mark.node
METRES_APART = 1
"""How far two distances may differ where the last bit of a cosine decides the rounding."""


@pytest.fixture(scope="module")
def cards(demo_index: SearchIndex) -> dict[str, HitCard]:
    return hit_cards(demo_index.snapshot)


def _with_cards(response: Response, cards: dict[str, HitCard]) -> dict[str, Any]:
    data: dict[str, Any] = to_json(response)
    for hit in data["hits"]:
        hit["card"] = to_json(cards[hit["id"]])
    return {**data, "engine": "browser"}


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Equal in everything, in metres but for rounding."""
    metres = [[hit.pop("metres") for hit in data["hits"]] for data in (one, other)]
    near = all(
        a == b or (a is not None and b is not None and abs(a - b) <= METRES_APART)
        for a, b in zip(*metres, strict=False)
    )
    return one == other and near


def test_every_shared_question_is_answered_alike(
    demo_index: SearchIndex,
    demo_memory: MemoryEngine,
    cards: dict[str, HitCard],
    written_index: Path,
) -> None:
    found = asked_in_javascript(written_index, "ask", [request_json(r) for r in REQUESTS])
    assert len(REQUESTS) >= 200
    for request, got in zip(REQUESTS, found, strict=True):
        wanted = _with_cards(answer(request, demo_index, demo_memory), cards)
        assert _same(got, wanted), request


def test_an_address_is_answered_as_the_service_answers_it(
    demo_index: SearchIndex,
    demo_memory: MemoryEngine,
    cards: dict[str, HitCard],
    written_index: Path,
) -> None:
    query = urlencode(
        {"q": "Museum", "ort": "Köln", "umkreis": "250", "sort": "titel", "seite": "2", "utm": "x"}
    )
    (got,) = asked_in_javascript(written_index, "answer", [query])
    wanted = _with_cards(answer(read_question(query).request, demo_index, demo_memory), cards)
    assert got["hits"]
    assert _same(got, {"v": 1, "ignored": ["utm"], **wanted})


@pytest.mark.parametrize("offers", [(), (OFFER,), (OFFER, replace(OFFER, venues=()))])
def test_a_state_of_few_offers_is_answered_alike(offers: tuple[Offer, ...], tmp_path: Path) -> None:
    """None at all; one whose id is no UUID; one without a place."""
    numbered = [replace(offer, id=f"000{number}") for number, offer in enumerate(offers)]
    index = build_index(read_snapshot(written(tmp_path / "snapshot", *numbered)))
    write_browser_index(index, tmp_path / "index")
    asked = [Request(), Request(q="Bad"), Request(q="schwimmen", place="Aachen"), Request(q="xyz")]
    found = asked_in_javascript(tmp_path / "index", "ask", [request_json(r) for r in asked])
    for request, got in zip(asked, found, strict=True):
        response = answer(request, index, MemoryEngine(index.documents))
        assert _same(got, _with_cards(response, hit_cards(index.snapshot))), request


def test_whatever_is_typed_is_understood_alike(
    demo_index: SearchIndex, written_index: Path
) -> None:
    asked = [Request(q=q, place=place) for q, place in _typed(demo_index, 600)]
    found = asked_in_javascript(written_index, "understand", [request_json(r) for r in asked])
    for request, got in zip(asked, found, strict=True):
        assert got == to_json(understand(request, demo_index)), ascii(request)


def test_every_character_is_folded_alike(written_index: Path) -> None:
    characters = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
    ]
    texts = [f"{c}a{c}ue {c}" for c in characters]
    found = asked_in_javascript(written_index, "fold", texts)
    assert [t for t, got in zip(texts, found, strict=True) if got != fold(t)] == []


ODD = (
    "äöüßÄÖÜéñ çıİΣς'’`\u00ad\u200b\u202e\u0085\u1680\ufeff\u2028\"„“”«»-–‑%/\\*?~^[]{}()&|!:+"
    "🎭👧𠀀٣½²①፩ﬁ\u0301\u0308\x00\x1c\t\nabcderstu"
)
WORDS = [
    "in",
    "bei",
    "aus",
    "um",
    "nahe",
    "umkreis",
    "von",
    "kostenlos",
    "freier",
    "eintritt",
    "20",
    "km",
    "20km",
    "5kilometer",
    "52062",
    "33154",
    "der",
    "in",
    "der",
    "nähe",
    "essen",
    "halle",
    "neustadt",
]


def _typed(index: SearchIndex, number: int) -> Iterator[tuple[str, str]]:
    """Texts and place fields: signs, words of the offers, names, mistakes; the same every time."""
    drawing = random.Random(20261124)
    vocabulary = sorted(word for group in index.lexicon.surfaces.values() for word in group)
    names = [" ".join(name) for name in index.gazetteer.meanings]
    for at in range(number):
        words = [
            drawing.choice(
                (
                    drawing.choice(vocabulary),
                    drawing.choice(vocabulary)
                    + drawing.choice(("", "s", "n", "-", "en"))
                    + drawing.choice(vocabulary),
                    drawing.choice(names),
                    drawing.choice(WORDS),
                    _mistyped(drawing, drawing.choice(vocabulary)),
                    _mistyped(drawing, drawing.choice(names)),
                    f'"{drawing.choice(vocabulary)} {drawing.choice(WORDS)}"',
                    "".join(drawing.choices(ODD, k=drawing.randrange(12))),
                )
            )
            for _ in range(drawing.randrange(1, 6))
        ]
        text = drawing.choice((" ", " ", "-", ' "')).join(words)
        place = words[0] if at % 4 == 0 else ""
        yield (text * 400 if at % 100 == 0 else text), place


def _mistyped(drawing: random.Random, word: str) -> str:
    at = drawing.randrange(len(word))
    return drawing.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + drawing.choice("aeinrstü-") + word[at:],
            word[:at] + word[at:][:2][::-1] + word[at + 2 :],
        )
    )
