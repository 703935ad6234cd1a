"""The search interface against its own description: whatever is asked, it keeps its word."""

from pathlib import Path
from tempfile import TemporaryDirectory

import schemathesis
from hypothesis import settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from catalogue.snapshot import read_snapshot
from search.cards import hit_cards
from search.engines.memory import MemoryEngine
from search.index import build_index
from search.service.app import build_app
from search.service.shell import Shell
from search.service.states import Source, State, States
from search.suggesting import candidates
from tests.world import OFFER, written

PROMISES = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


def _states() -> States:
    with TemporaryDirectory() as folder:
        index = build_index(read_snapshot(written(Path(folder) / "s", OFFER)))
    engine = MemoryEngine(index.documents)
    states = States(Source(Path(), Path(), lambda _: (engine,)))
    cards = hit_cards(index.snapshot)
    states.now = State("stand", index, (engine,), cards, candidates(index), Shell("", "", ""))
    return states


schema = schemathesis.openapi.from_asgi("/api/suche/openapi.json", build_app(_states()))


@schema.parametrize()
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_the_interface_keeps_its_word(case: Case) -> None:
    case.call_and_validate(checks=list(PROMISES))
