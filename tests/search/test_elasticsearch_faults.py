"""A server that is down, slow, wrong or damaged: an error in German, never a wrong answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from search.contract import Request
from search.engines.elasticsearch import bring_up, engine_for, writing
from search.engines.elasticsearch.breaker import FAILURES, PAUSE_S
from search.engines.elasticsearch.connection import reader, writer
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.stored import state_of
from search.engines.fallback import answer_from
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import EngineError, Plan
from tests.search.scripted_server import Asked, Said, scripted_server
from tests.search.small import index_of

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_of()


NO_SERVER = "kein Elasticsearch|wirklich ein Elasticsearch"
"""The client sees it by itself with the first answer only."""


def found(total: int, *offers: str, announced: int = 1, **more: Any) -> dict[str, Any]:
    """A well-formed answer of the server to one search."""
    reply = {
        "timed_out": False,
        "_shards": {"failed": 0},
        "hits": {
            "total": {"value": total},
            "hits": [{"_id": f"{offer}.1", "_score": 0.0} for offer in offers],
        },
        "aggregations": {
            "local": {"doc_count": 0},
            "state": {"doc_count": 9, "state": {"doc_count": announced}},
        },
    }
    return {"responses": [reply | more]}


def healthy(index: SearchIndex, search: Said) -> Callable[[Asked], Said]:
    """Knows the state and counts it right; the questions after that are answered by `search`."""
    size = len(index.documents)
    state = {"_source": {"state": state_of(index).key, "run": 1, "size": size}}

    def script(asked: Asked) -> Said:
        if "/_doc/" in asked.path:
            return Said(state)
        is_count = json.loads(asked.body.splitlines()[1])["size"] == 0
        return Said(found(size)) if is_count else search

    return script


@pytest.mark.parametrize(
    ("search", "says"),
    [
        (Said({"error": "x"}, 500), "meldet 500"),
        (Said({"error": "x"}, 503), "meldet 503"),
        (Said({"error": "x"}, 429), "meldet 429"),
        (Said({"error": "x"}, 400), "meldet 400"),
        (Said({"error": "x"}, 401), "verweigert den Zugang"),
        (Said({"error": "x"}, 403), "verweigert den Zugang"),
        (Said({"error": "x"}, 404), "kennt Elasticsearch nicht"),
        (Said(b'{"hits": {"total"'), "unlesbar"),
        (Said(b"<html>Anmelden</html>", headers={"Content-Type": "text/html"}), NO_SERVER),
        (Said({"hallo": 1}, headers={}), NO_SERVER),
        (Said([1, 2]), "nicht lesbar"),
        (Said({}), "nicht lesbar"),
        (Said({"responses": []}), "0 Antworten auf 1 Fragen"),
        (Said({"responses": [{"error": {"type": "x"}, "status": 500}]}), "meldet 500"),
        (Said({"responses": [{"error": {"type": "x"}, "status": 404}]}), "kennt Elast"),
        (Said({"responses": [{"error": {"type": "x"}, "status": 403}]}), "verweigert"),
        (Said({"responses": [{"error": {"type": "x"}}]}), "nicht lesbar"),
        (Said(found(1, hits={"total": 1})), "nicht lesbar"),
        (Said(found(1, timed_out=True)), "unvollständig"),
        (Said(found(1, _shards={"failed": 1})), "unvollständig"),
        (Said(found(1, announced=0)), "kennt den öffentlichen Stand"),
        (Said(found(1, "fremdes-angebot")), "nicht gibt"),
        (Said(found(1), hold=True), "nicht rechtzeitig"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_fault_is_an_error_in_german_and_the_next_engine_answers(
    index: SearchIndex, search: Said, says: str
) -> None:
    with scripted_server(healthy(index, search)) as (url, _):
        engine = engine_for(url, index)
        with pytest.raises(EngineError, match=says):
            engine.run(Plan())
        memory = MemoryEngine(index.documents)
        assert answer_from((engine, memory), Request(), index).engine == "memory"


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (Said({"found": False}, 404), "kennt den öffentlichen Stand"),
        (Said({"_source": {"run": "?"}}), "kennt den öffentlichen Stand"),
        (Said({"_source": {"run": 1, "size": 4711}}), "von 4711 Angeboten"),
    ],
)
def test_a_missing_or_half_state_is_not_answered_from(
    index: SearchIndex, state: Said, says: str
) -> None:
    def script(asked: Asked) -> Said:
        return state if "/_doc/" in asked.path else Said(found(3))

    with (
        scripted_server(script) as (url, _),
        pytest.raises(EngineError, match=says),
    ):
        engine_for(url, index).run(Plan())


def test_a_server_that_is_down_is_an_error(index: SearchIndex) -> None:
    with scripted_server(lambda _: Said({})) as (url, _):
        pass
    with pytest.raises(EngineError, match="nicht erreichbar"):
        engine_for(url, index).run(Plan())
    with pytest.raises(EngineError, match="nicht erreichbar"):
        bring_up(url, index)


def test_after_failures_the_server_is_left_alone_and_tried_again(index: SearchIndex) -> None:
    now = 0.0
    broken = True

    def script(asked: Asked) -> Said:
        return Said({}, 500) if broken else healthy(index, Said(found(0)))(asked)

    with scripted_server(script) as (url, asked):
        engine = ElasticsearchEngine(reader(url), "x", index, clock=lambda: now)
        for _ in range(FAILURES):
            with pytest.raises(EngineError, match="500"):
                engine.run(Plan())
        before = len(asked)
        with pytest.raises(EngineError, match="geschont"):
            engine.run(Plan())
        assert len(asked) == before
        now, broken = PAUSE_S, False
        assert engine.run(Plan()).total == 0
        assert engine.run(Plan()).total == 0


@pytest.mark.parametrize(
    ("door", "key"),
    [
        (lambda url, index: engine_for(url, index).run(Plan()), "lesen"),
        (bring_up, "schreiben"),
    ],
)
def test_each_door_has_its_own_key(
    index: SearchIndex,
    monkeypatch: pytest.MonkeyPatch,
    door: Callable[[str, SearchIndex], object],
    key: str,
) -> None:
    monkeypatch.setenv("SEARCH_READER_KEY", "lesen")
    monkeypatch.setenv("SEARCH_WRITER_KEY", "schreiben")
    with (
        scripted_server(lambda _: Said({}, 401)) as (url, asked),
        pytest.raises(EngineError, match="SEARCH_READER_KEY"),
    ):
        door(url, index)
    assert {question.headers["authorization"] for question in asked} == {f"ApiKey {key}"}


@pytest.mark.parametrize(
    "url",
    ["https://nutzer:geheim@suche.example", "suche.example:9200", "memory:", "ftp://a.example"],
)
def test_an_address_that_is_none_or_carries_a_password_is_refused(
    index: SearchIndex, url: str
) -> None:
    with pytest.raises(EngineError, match="SEARCH_URL") as refused:
        engine_for(url, index)
    assert "geheim" not in str(refused.value)


BUSY_ITEM = {"errors": True, "items": [{"delete": {"_id": "a.1", "status": 429, "error": {}}}]}
DONE = {"errors": False, "items": [{"delete": {"_id": "a.1", "status": 200}}]}


def test_writing_waits_for_a_busy_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "FIRST_PAUSE_S", 0)
    answers = [Said({}, 503), Said(BUSY_ITEM), Said(BUSY_ITEM), Said(DONE)]

    def script(asked: Asked) -> Said:
        return answers.pop(0) if "_bulk" in asked.path else Said({})

    with scripted_server(script) as (url, _):
        writing.forget(writer(url), "x", 7, (), ["a.1"])
    assert not answers


@pytest.mark.parametrize(
    ("status", "error", "says"),
    [
        (
            400,
            {"type": "strict", "reason": "unbekanntes Feld"},
            "„a.1“ nicht an .*unbekanntes Feld",
        ),
        (409, {"reason": "version conflict"}, "Ein anderer Lauf schreibt gerade"),
    ],
)
def test_a_refused_document_is_named(status: int, error: dict[str, str], says: str) -> None:
    row = {"delete": {"_id": "a.1", "status": status, "error": error}}
    with (
        scripted_server(lambda _: Said({"errors": True, "items": [row]})) as (url, _),
        pytest.raises(EngineError, match=says),
    ):
        writing.forget(writer(url), "x", 7, (), ["a.1"])
