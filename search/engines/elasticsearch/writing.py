"""Reading and writing versions and states in one Elasticsearch index: I/O only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan, streaming_bulk

from search.engines.elasticsearch.stored import state_id
from search.engines.elasticsearch.versions import (
    Changes,
    Version,
    listed,
    read_list,
    version_id,
)
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


def announced(client: Elasticsearch, target: str) -> tuple[Announced, ...]:
    """All states the index can show, the newest first, as of its last refresh."""
    answer = client.search(
        index=target,
        query={"exists": {"field": "run"}},
        sort=[{"run": "desc"}],
        size=1000,
        source_excludes=["shown"],
    )
    found = (hit["_source"] for hit in answer["hits"]["hits"])
    return tuple(Announced(row["state"], row["run"], row["size"]) for row in found)


def stored_versions(
    client: Elasticsearch, target: str, newest: Announced | None
) -> tuple[Version, ...]:
    """What the newest announced run shows, as its list says, with all that was written since: left
    by a run that broke off. Without an announced run everything there is."""
    last, shown = 0, list[Version]()
    if newest is not None:
        stored = client.get(index=target, id=state_id(newest.key), source_includes=["shown"])
        last, shown = newest.run, list(read_list(stored["_source"]["shown"]))
    since = {version.id: version for version in _written_after(client, target, last)}
    return (*(version for version in shown if version.id not in since), *since.values())


def _written_after(client: Elasticsearch, target: str, run: int) -> Iterator[Version]:
    later: list[dict[str, Any]] = [{"range": {field: {"gt": run}}} for field in ("since", "until")]
    query = {
        "query": {"bool": {"should": later}},
        "_source": False,
        "docvalue_fields": ["content", "since", "until"],
    }
    for hit in scan(client, index=target, size=READ_AT_ONCE, query=query):
        fields = hit["fields"]
        until = fields["until"][0] if "until" in fields else None
        yield Version(hit["_id"], fields["content"][0], fields["since"][0], until)


def outlived(client: Elasticsearch, target: str, oldest: int) -> Iterator[str]:
    """Ids of versions that no run from `oldest` on shows."""
    query = {"query": {"range": {"until": {"lte": oldest}}}, "_source": False}
    return (hit["_id"] for hit in scan(client, index=target, size=READ_AT_ONCE, query=query))


def write_changes(
    client: Elasticsearch, target: str, todo: Changes, new: Iterable[tuple[str, Action]]
) -> None:
    """Make it so, and visible. `new` gives each offer to write with its source."""
    ends: list[tuple[Version, int | None]] = [(version, todo.run) for version in todo.close]
    ends += [(version, None) for version in todo.reopen]
    actions = (
        (
            {"_id": version_id(offer, todo.run), "_source": source | {"since": todo.run}}
            for offer, source in new
        ),
        _rewritten(client, target, ends),
        map(_deletion, (version.id for version in todo.drop)),
    )
    _send(client, target, todo.run, chain.from_iterable(actions))
    client.indices.refresh(index=target)


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


def announce(
    client: Elasticsearch, target: str, state: Announced, shown: Iterable[Version]
) -> None:
    """From now on whoever asks for this state gets this run, which shows these versions."""
    source = {"state": state.key, "run": state.run, "size": state.size, "shown": listed(shown)}
    _send(client, target, state.run, [{"_id": state_id(state.key), "_source": source}])
    client.indices.refresh(index=target)


def forget(
    client: Elasticsearch,
    target: str,
    run: int,
    states: Iterable[Announced],
    versions: Iterable[str],
) -> None:
    """The states first: whoever asks for one must not find half of it. Visible all at once."""
    ids = chain((state_id(state.key) for state in states), versions)
    _send(client, target, run, map(_deletion, ids))
    client.indices.refresh(index=target)


def _deletion(id_: str) -> Action:
    return {"_id": id_, "_op_type": "delete"}


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
