"""Reading and writing versions and states in one Elasticsearch index: I/O only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan, streaming_bulk

from search.engines.elasticsearch.stored import State
from search.engines.elasticsearch.versions import Changes, Version, version_id
from search.plan import EngineError

READ_AT_ONCE = 5000
WRITE_AT_ONCE = 1000
ATTEMPTS = 5
FIRST_PAUSE_S = 0.2
"""Before the second attempt; it doubles with each."""
BUSY = (429, 500, 502, 503, 504)
CONFLICT, GONE = 409, 404

Action = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Announced:
    """A run that shows the state `key` with `size` offers."""

    key: str
    run: int
    size: int


def stored_versions(client: Elasticsearch, target: str) -> tuple[Version, ...]:
    """All versions in the index, as of its last refresh."""
    hits = scan(
        client,
        index=target,
        size=READ_AT_ONCE,
        query={
            "query": {"exists": {"field": "since"}},
            "_source": False,
            "docvalue_fields": ["content", "since", "until"],
        },
    )
    return tuple(_version(hit["_id"], hit["fields"]) for hit in hits)


def _version(id_: str, fields: Mapping[str, list[Any]]) -> Version:
    until = fields.get("until")
    return Version(id_, fields["content"][0], fields["since"][0], until[0] if until else None)


def announced(client: Elasticsearch, target: str) -> tuple[Announced, ...]:
    """All states the index can show, the newest first, as of its last refresh."""
    answer = client.search(
        index=target, query={"exists": {"field": "run"}}, sort=[{"run": "desc"}], size=1000
    )
    found = (hit["_source"] for hit in answer["hits"]["hits"])
    return tuple(Announced(row["state"], row["run"], row["size"]) for row in found)


def write_changes(client: Elasticsearch, target: str, state: State, todo: Changes) -> int:
    """Make it so, and visible; returns how many offers got a new version."""
    written = ({"_id": version_id(offer, todo.run), "_source": _new(state, offer, todo.run)}
               for offer in todo.write)  # fmt: skip
    _send(client, target, todo.run, written)
    ended = ((version, todo.run) for version in todo.close)
    again = ((version, None) for version in todo.reopen)
    _send(client, target, todo.run, _rewritten(client, target, [*ended, *again]))
    delete(client, target, todo.run, (version.id for version in todo.drop))
    client.indices.refresh(index=target)
    return len(todo.write)


def _new(state: State, offer: str, run: int) -> dict[str, Any]:
    return {**state.sources[offer], "content": state.contents[offer], "since": run}


def _rewritten(
    client: Elasticsearch, target: str, versions: list[tuple[Version, int | None]]
) -> Iterator[Action]:
    """The same versions with another end."""
    for start in range(0, len(versions), WRITE_AT_ONCE):
        ends = {version.id: until for version, until in versions[start : start + WRITE_AT_ONCE]}
        for found in client.mget(index=target, ids=list(ends))["docs"]:
            if found.get("found"):
                kept = {name: v for name, v in found["_source"].items() if name != "until"}
                until = ends[found["_id"]]
                end = {} if until is None else {"until": until}
                yield {"_id": found["_id"], "_source": kept | end}


def announce(client: Elasticsearch, target: str, state: Announced) -> None:
    """From now on whoever asks for this state gets this run."""
    source = {"state": state.key, "run": state.run, "size": state.size}
    _send(client, target, state.run, [{"_id": _state_id(state.key), "_source": source}])
    client.indices.refresh(index=target)


def withdraw(client: Elasticsearch, target: str, run: int, states: Iterable[Announced]) -> None:
    delete(client, target, run, (_state_id(state.key) for state in states))
    client.indices.refresh(index=target)


def delete(client: Elasticsearch, target: str, run: int, ids: Iterable[str]) -> None:
    _send(client, target, run, ({"_id": id_, "_op_type": "delete"} for id_ in ids))


def _state_id(key: str) -> str:
    return f"state.{key}"


def _send(client: Elasticsearch, target: str, run: int, actions: Iterable[Action]) -> None:
    """The run is the version of every document it writes: what an older run sent and the network
    delivered late is refused, what this run sends twice is not."""
    results = streaming_bulk(
        client,
        (action | {"version": run, "version_type": "external_gte"} for action in actions),
        index=target,
        chunk_size=WRITE_AT_ONCE,
        max_retries=ATTEMPTS,
        initial_backoff=FIRST_PAUSE_S,
        retry_on_status=BUSY,
        raise_on_error=False,
        raise_on_exception=False,
        yield_ok=False,
    )
    for _, refused in results:
        ((kind, row),) = refused.items()
        if kind == "delete" and row["status"] == GONE:
            continue
        raise EngineError(_refusal(row))


def _refusal(row: Mapping[str, Any]) -> str:
    if row["status"] == CONFLICT:
        return (
            f"Elasticsearch hat von „{row['_id']}“ schon einen neueren Stand: Ein anderer Lauf "
            "schreibt gerade. Bitte warten und noch einmal veröffentlichen."
        )
    error = row.get("error", {})
    reason = error.get("reason", error) if isinstance(error, Mapping) else error
    return (
        f"Elasticsearch nimmt „{row['_id']}“ nicht an ({row['status']}): {reason}. Bitte dieses "
        "Angebot prüfen; der öffentliche Stand bleibt, wie er ist."
    )
