"""Bringing the server to a published state, while it goes on showing the ones before.

Everything a run writes carries a higher number than what anybody is shown; the last write of all
announces the number. Broken off anywhere, nothing has happened for those who ask, and the next run
starts from what it finds.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch import writing
from search.engines.elasticsearch.connection import refusals, writer
from search.engines.elasticsearch.engine import PREFIX, ElasticsearchEngine
from search.engines.elasticsearch.gates import TRIED, check_against, check_offers, check_whole
from search.engines.elasticsearch.mapping import SETTINGS, alias_of, properties
from search.engines.elasticsearch.question import View
from search.engines.elasticsearch.stored import State, source, state_of
from search.engines.elasticsearch.versions import changes, shown_by
from search.engines.elasticsearch.writing import Announced
from search.index import SearchIndex
from search.plan import EngineError

KEPT_STATES = 12
"""As many as releases are kept, and a few: going back finds its state still there."""
GATE_PATIENCE_S = 30.0


def bring_up(
    url: str, index: SearchIndex, *, prefix: str = PREFIX, rebuild: bool = False
) -> dict[str, int]:
    """Let the server answer from the state of `index` too; call it before the site is switched.

    Writes only what changed, unless the mapping is new, `rebuild` is asked for, or the index turns
    out to be damaged. One caller at a time. Returns {"search_offers", "search_written",
    "search_ended", "search_rebuilt"}; raises EngineError, and what was shown before is shown on.
    """
    with refusals("Die Suche auf den neuen Stand bringen"):
        return _BringingUp(writer(url), alias_of(prefix), index).run(rebuild=rebuild)


@dataclass(frozen=True)
class _Done:
    run: int
    written: int
    ended: int


class _BringingUp:
    def __init__(self, client: Elasticsearch, alias: str, index: SearchIndex) -> None:
        self._client, self._alias, self._index = client, alias, index
        self._state: State = state_of(index)

    def run(self, *, rebuild: bool) -> dict[str, int]:
        current = self._behind_alias()
        done = None
        if current is not None and not rebuild:
            try:
                done = self._shown_by(current)
            except _GateError:
                rebuild = True  # damaged: start anew beside it
        if done is None:
            done, rebuild = self._rebuilt(current), True
        return {
            "search_offers": len(self._state.contents),
            "search_written": done.written,
            "search_ended": done.ended,
            "search_rebuilt": int(rebuild),
        }

    # In the index there is

    def _shown_by(self, target: str) -> _Done:
        """Announce our state in `target`, with as little writing as possible. Raises _GateError."""
        self._client.indices.refresh(index=target)
        states = writing.announced(self._client, target)
        known = next((state for state in states if state.key == self._state.key), None)
        if known is not None:
            self._gates(target, known.run)
            return _Done(known.run, 0, 0)
        return self._written(target, states)

    def _written(self, target: str, states: tuple[Announced, ...]) -> _Done:
        newest = states[0] if states else None
        wanted = self._state.contents
        stored = writing.stored_versions(self._client, target, newest)
        todo = changes(stored, wanted, newest.run if newest else 0)
        writing.write_changes(self._client, target, todo, self._sources(set(todo.write)))
        self._gates(target, todo.run, todo.write[:TRIED], is_new=newest is None)
        ours = Announced(self._state.key, todo.run, len(wanted))
        writing.announce(self._client, target, ours, shown_by(stored, todo, wanted))
        self._tidy(target, ours, states)
        return _Done(todo.run, len(todo.write), len(todo.close))

    def _sources(self, offers: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        for document in self._index.documents:
            if document.id in offers:
                content = {"content": self._state.contents[document.id]}
                yield document.id, source(document) | content

    def _gates(
        self, target: str, run: int, changed: Collection[str] = (), *, is_new: bool = False
    ) -> None:
        """Raises _GateError when `run` does not show exactly our state."""
        engine = ElasticsearchEngine(
            self._client, target, self._index, View(run), patience=GATE_PATIENCE_S
        )
        try:
            check_whole(engine, self._index)
            check_offers(engine, (d for d in self._index.documents if d.id in changed))
            if is_new:
                check_against(engine, self._index)
        except EngineError as error:
            raise _GateError(str(error)) from error

    def _tidy(self, target: str, ours: Announced, states: tuple[Announced, ...]) -> None:
        """Forget the oldest states, and what only they showed."""
        kept, old = states[: KEPT_STATES - 1], states[KEPT_STATES - 1 :]
        if old:
            oldest = min((state.run for state in kept), default=ours.run)
            gone = writing.outlived(self._client, target, oldest)
            writing.forget(self._client, target, ours.run, old, gone)

    # Beside it

    def _behind_alias(self) -> str | None:
        try:
            return str(min(self._client.indices.get_alias(name=self._alias).body))
        except NotFoundError:
            return None

    def _rebuilt(self, current: str | None) -> _Done:
        """A new index, filled, checked, and only then found under the alias."""
        self._remove_leftovers()
        fresh = f"{self._alias}-{uuid4().hex[:8]}"
        self._client.indices.create(index=fresh, settings=SETTINGS, mappings=properties())
        done = self._written(fresh, ())
        self._swap(current, fresh)
        try:
            self._gates(self._alias, done.run)
        except _GateError:
            self._swap(fresh, current)
            raise
        return done

    def _swap(self, old: str | None, new: str | None) -> None:
        """The alias moves in one step; what it leaves stays for return until the next rebuild."""
        moves = (("add", new), ("remove", old))
        actions = [{move: {"index": name, "alias": self._alias}} for move, name in moves if name]
        self._client.indices.update_aliases(actions=actions)

    def _remove_leftovers(self) -> None:
        """What is not in use: half-filled indices of broken runs, and the one kept so far."""
        found = self._client.indices.get(index=f"{self._alias}-*", expand_wildcards="all")
        for name, about in found.body.items():
            if self._alias not in about["aliases"]:
                self._client.indices.delete(index=name)


class _GateError(EngineError):
    """What was written is not what was meant."""
