"""Elasticsearch answers every question as the reference engine does: the same ids, order, points,
metres, totals and counts."""

from dataclasses import replace

import pytest

from search.answering import answer
from search.contract import Request
from search.engines.elasticsearch import bring_up, engine_for
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import Engine
from tests.search.requests import REQUESTS

pytestmark = [pytest.mark.elasticsearch, pytest.mark.enable_socket]
PREFIX = "gleichheit"


@pytest.fixture(scope="module")
def engine(elasticsearch_url: str, demo_index: SearchIndex) -> Engine:
    bring_up(elasticsearch_url, demo_index, prefix=PREFIX)
    return engine_for(elasticsearch_url, demo_index, prefix=PREFIX, patience=30)


def test_there_are_many_questions_and_most_have_hits(
    demo_index: SearchIndex, demo_memory: MemoryEngine
) -> None:
    answered = [answer(request, demo_index, demo_memory).total > 0 for request in REQUESTS]
    assert len(answered) >= 300
    assert sum(answered) > 0.75 * len(answered)


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_answers_are_the_same(
    request_: Request, engine: Engine, demo_index: SearchIndex, demo_memory: MemoryEngine
) -> None:
    found = answer(request_, demo_index, engine)
    wanted = answer(request_, demo_index, demo_memory)
    assert found.engine == "elasticsearch"
    assert replace(found, engine=wanted.engine) == wanted
