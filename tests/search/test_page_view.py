"""What the search page shows of an answer: the same from the service and from its script."""

import json
import shutil
import subprocess
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from search.addresses import LAST_PAGE, Asked, address_of, read_question, write_question
from search.answering import answer
from search.cards import HitCard, hit_cards
from search.contract import Facet, Point, Request, Sort
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.service.answers import answer_json
from search.service.page import AnswerView
from search.service.shell import Shell
from search.service.states import State
from search.service.view import answer_view
from search.service.wording import distance_text
from tests.search.requests import REQUESTS

VIEWING = Path(__file__).parent / "browser" / "viewing.js"
OWN = (
    Request(q="museum", page=2),
    Request(q="museum", page=500),
    Request(q="  museum  ", place="Neuss", km=20, sort=Sort.TITLE),
    Request(q="essen gehen"),
    Request(place="Steinfurt"),
    Request(place="Xanadu", q="bad"),
    Request(q="in der Nähe"),
    Request(near=Point(51.48, 7.2), sort=Sort.NEWEST),
    Request(near=Point(51.0, 7.0), km=30, valid_on=date(2026, 11, 24)),
    Request(q="qwertzzz", chosen={Facet.FREE: ("ja",)}),
    Request(q="qwertzzz"),
    Request(chosen={Facet.REGION: ("05315", "05315000"), Facet.KIND: ("gibt-es-nicht",)}),
)


@pytest.fixture(scope="module")
def cards(demo_index: SearchIndex) -> dict[str, HitCard]:
    return hit_cards(demo_index.snapshot)


@pytest.fixture(scope="module")
def state(demo_index: SearchIndex, demo_memory: MemoryEngine, cards: dict[str, HitCard]) -> State:
    return State("stand", demo_index, (demo_memory,), cards, (), Shell("", "", ""))


def plain(view: AnswerView) -> Any:
    return json.loads(json.dumps(asdict(view)))


@pytest.mark.node
def test_the_script_shows_what_the_service_shows(state: State) -> None:
    asked = [
        read_question(write_question(request)).request
        for request in (*OWN, *REQUESTS)
        if request.page <= LAST_PAGE
    ]
    rows, expected = [], []
    for request in asked:
        response = answer(request, state.index, state.engines[0])
        data = answer_json(Asked(request), response, state)
        rows.append({"query": write_question(request), "answer": data})
        view = plain(answer_view(request, response, state.cards))
        expected.append({"address": address_of(request), "view": view})
    done = subprocess.run(
        [shutil.which("node") or "node", str(VIEWING)],
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for found, wanted in zip(json.loads(done.stdout), expected, strict=True):
        assert found == wanted


def view_of(state: State, request: Request) -> AnswerView:
    return answer_view(request, answer(request, state.index, state.engines[0]), state.cards)


def test_an_ambiguous_place_is_offered_and_leaves_the_words(state: State) -> None:
    view = view_of(state, Request(q="essen gehen", place=""))
    assert next((c.label, c.address) for c in view.choices) == (
        "Ort Essen",
        "/suche/?q=gehen&ort=05113000",
    )


def test_what_is_chosen_can_be_taken_back_one_by_one(state: State) -> None:
    chosen = {Facet.CATEGORY: ("kultur-veranstaltungen",), Facet.FREE: ("ja",)}
    view = view_of(state, Request(q="museum", place="Köln", km=30, chosen=chosen, page=1))
    assert [(chip.label, chip.address) for chip in view.chips] == [
        ("Ort: Köln", "/suche/?q=museum&kategorie=kultur-veranstaltungen&kostenlos=ja"),
        ("Kultur und Veranstaltungen", "/suche/?q=museum&ort=K%C3%B6ln&umkreis=30&kostenlos=ja"),
        (
            "Kostenlos",
            "/suche/?q=museum&ort=K%C3%B6ln&umkreis=30&kategorie=kultur-veranstaltungen",
        ),
    ]
    assert view.reset == "/suche/?q=museum"


def test_a_value_the_place_has_chosen_cannot_be_switched(state: State) -> None:
    view = view_of(state, Request(place="Kreis Warendorf", chosen={Facet.REGION: ("05554",)}))
    regions = next(group for group in view.facets if group.name == "region")
    checked = {row.value: row.fixed for row in regions.rows if row.checked}
    assert checked == {"05570": True, "05554": False}


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (None, ""),
        (0, "unter 100 m entfernt"),
        (340, "300 m entfernt"),
        (350, "400 m entfernt"),
        (949, "900 m entfernt"),
        (950, "1,0 km entfernt"),
        (9_949, "9,9 km entfernt"),
        (9_950, "10 km entfernt"),
        (27_499, "27 km entfernt"),
    ],
)
def test_distances_read_like_people_say_them(metres: int | None, text: str) -> None:
    assert distance_text(metres) == text
