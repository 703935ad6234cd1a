"""States are brought to a real server; broken off anywhere, nobody sees half of one."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from elastic_transport import Transport
from elasticsearch import Elasticsearch

from search.answering import answer
from search.contract import Request
from search.engines.elasticsearch import bring_up, bringing_up, engine_for
from search.engines.elasticsearch.connection import writer
from search.engines.elasticsearch.mapping import alias_of
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import EngineError
from tests.search.small import OFFERS, changed, index_of

pytestmark = [pytest.mark.elasticsearch, pytest.mark.enable_socket]
QUESTIONS = tuple(
    Request(q=q) for q in ("", "Fassung", "Zwillingsangebot Köln", '"rote Katze"', "Gilt 52062")
)
_numbers = count(1)


class Library:
    """The states of one story, in an index of its own."""

    def __init__(self, url: str) -> None:
        self.url, self.prefix = url, f"geschichte{next(_numbers)}"
        self.client: Elasticsearch = writer(url)
        self.alias = alias_of(self.prefix)

    def bring_up(self, index: SearchIndex, **more: bool) -> dict[str, int]:
        return bring_up(self.url, index, prefix=self.prefix, **more)

    def indices(self) -> list[str]:
        return sorted(self.client.indices.get(index=f"{self.alias}-*").body)

    def in_use(self) -> str:
        return str(min(self.client.indices.get_alias(name=self.alias).body))

    def answers(self, index: SearchIndex) -> bool:
        """True when the state is answered like the reference, False when it is not known; an
        answer that differs fails the test."""
        engine = engine_for(self.url, index, prefix=self.prefix, patience=30)
        memory = MemoryEngine(index.documents)
        for request in QUESTIONS:
            try:
                found = answer(request, index, engine)
            except EngineError as error:
                if "kennt den öffentlichen Stand" not in str(error):
                    raise
                return False
            wanted = answer(request, index, memory)
            assert replace(found, engine=wanted.engine) == wanted
        return True


@pytest.fixture
def library(elasticsearch_url: str) -> Library:
    return Library(elasticsearch_url)


@pytest.fixture(scope="module")
def first() -> SearchIndex:
    return index_of()


class KilledError(BaseException):
    """The process died here."""


READING = ("/_search", "/_msearch", "/_mget", "/_count", "/_doc/")


@pytest.fixture
def die_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Die when the n-th request that changes anything (from 0) was carried out: that is also just
    before the next one."""
    whole = Transport.perform_request

    def die_after(number: int) -> None:
        left = number

        def perform(self: Transport, method: str, target: str, **more: Any) -> Any:
            nonlocal left
            answer = whole(self, method, target, **more)
            if method not in ("GET", "HEAD") and not any(part in target for part in READING):
                left -= 1
                if left < 0:
                    raise KilledError
            return answer

        monkeypatch.setattr(Transport, "perform_request", perform)

    return die_after


def test_a_changed_offer_is_written_alone_and_the_state_before_stays(
    library: Library, first: SearchIndex
) -> None:
    size = len(OFFERS)
    assert library.bring_up(first) == {
        "search_offers": size, "search_written": size, "search_ended": 0, "search_rebuilt": 1,
    }  # fmt: skip
    second = changed(1)
    assert library.bring_up(second) == {
        "search_offers": size, "search_written": 2, "search_ended": 2, "search_rebuilt": 0,
    }  # fmt: skip
    assert library.answers(first)
    assert library.answers(second)


def test_going_back_needs_no_writing(library: Library, first: SearchIndex) -> None:
    for state in (first, changed(1)):
        library.bring_up(state)
    assert library.bring_up(first)["search_written"] == 0
    assert library.answers(first)


def test_an_engine_of_an_unknown_state_has_no_answer(library: Library, first: SearchIndex) -> None:
    library.bring_up(first)
    assert not library.answers(changed(7))


@pytest.mark.parametrize("rebuild", [False, True], ids=["schrittweise", "neu"])
def test_killed_anywhere_the_old_state_or_the_new_is_answered_and_the_next_run_repairs(
    library: Library,
    first: SearchIndex,
    die_after: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    *,
    rebuild: bool,
) -> None:
    library.bring_up(first)
    public, older, is_killed = first, first, True
    for number in count():
        monkeypatch.setattr(bringing_up, "KEPT_STATES", 2)  # so that old states are forgotten too
        coming = changed(number)
        die_after(number)
        try:
            library.bring_up(coming, rebuild=rebuild)
            is_killed = False
        except KilledError:
            pass
        monkeypatch.undo()
        assert library.answers(public) or (rebuild and library.answers(coming))
        library.answers(older)  # rightly or not at all
        library.bring_up(coming)
        assert library.answers(coming)
        older, public = public, coming
        if not is_killed:
            break
    assert number >= 5, "so viele Schritte hat ein Lauf mindestens"
    assert len(library.indices()) <= 3


def test_only_the_newest_states_are_kept_and_what_nobody_shows_goes(
    library: Library, first: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing_up, "KEPT_STATES", 2)
    states = [first, *(changed(number) for number in range(3))]
    asked = engine_for(library.url, first, prefix=library.prefix, patience=30)
    for state in states:
        library.bring_up(state)
        if state is first:
            answer(Request(), first, asked)
    assert [library.answers(state) for state in states] == [False, False, True, True]
    with pytest.raises(EngineError, match="kennt den öffentlichen Stand"):
        answer(Request(), first, asked)
    kept = library.client.count(index=library.alias, query={"exists": {"field": "since"}})
    assert kept["count"] == len(OFFERS) + 2


def test_a_lost_offer_is_noticed_and_repaired(library: Library, first: SearchIndex) -> None:
    library.bring_up(first)
    library.client.delete(index=library.alias, id=f"{OFFERS[0].id}.1", refresh=True)
    engine = engine_for(library.url, first, prefix=library.prefix, patience=30)
    with pytest.raises(EngineError, match=f"{len(OFFERS) - 1} von {len(OFFERS)}"):
        answer(Request(), first, engine)
    assert library.bring_up(first)["search_rebuilt"] == 1
    assert library.answers(first)


def test_damaged_content_is_noticed_and_the_index_built_anew(
    library: Library, first: SearchIndex
) -> None:
    library.bring_up(first)
    damaged = library.in_use()
    library.client.update(
        index=library.alias, id=f"{OFFERS[0].id}.1", refresh=True, doc={"sort_key": "zzz"}
    )
    assert library.bring_up(first)["search_rebuilt"] == 1
    assert library.answers(first)
    assert library.in_use() != damaged
    assert library.indices() == sorted([damaged, library.in_use()])


def test_what_fails_its_gate_is_never_shown(
    library: Library, first: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.bring_up(first)
    before = library.in_use()

    def forgetful(*args: Any, **more: Any) -> dict[str, Any]:
        return real(*args, **more) | {"regions": []}

    real = bringing_up.source
    monkeypatch.setattr(bringing_up, "source", forgetful)
    with pytest.raises(EngineError, match="anders als die Bezugsmaschine"):
        library.bring_up(changed(1))
    monkeypatch.undo()
    assert library.in_use() == before
    assert library.answers(first)


def test_a_gate_that_fails_after_the_swap_returns_the_alias(
    library: Library, first: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.bring_up(first)
    before = library.in_use()
    real = bringing_up.check_whole

    def suspicious(engine: Any, index: SearchIndex) -> None:
        if engine._target == library.alias:
            raise EngineError("Nach dem Umschalten stimmt etwas nicht.")
        real(engine, index)

    monkeypatch.setattr(bringing_up, "check_whole", suspicious)
    with pytest.raises(EngineError, match="Nach dem Umschalten"):
        library.bring_up(changed(1), rebuild=True)
    assert library.in_use() == before
    assert library.answers(first)


def test_a_field_nobody_declared_is_refused(library: Library, first: SearchIndex) -> None:
    library.bring_up(first)
    with pytest.raises(Exception, match="strict_dynamic_mapping_exception"):
        library.client.index(index=library.alias, document={"neu": 1})
