"""Runs that write versions of offers, broken off anywhere: what is announced never changes."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.engines.elasticsearch.versions import (
    Changes,
    Version,
    changes,
    listed,
    read_list,
    shown_by,
    version_id,
)

Wanted = dict[str, str]
states = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))


class Store:
    """What the server keeps, and the states that were announced for it."""

    def __init__(self) -> None:
        self.versions: dict[str, Version] = {}
        self.announced: dict[int, Wanted] = {}

    @property
    def last(self) -> int:
        return max(self.announced, default=0)

    def run(self, wanted: Wanted, stop_after: int | None = None) -> None:
        """One run; with `stop_after` it dies after so many writes, before it is announced."""
        before = tuple(self.versions.values())
        todo = changes(before, wanted, self.last)
        for number, (id_, version) in enumerate(_writes(todo, wanted)):
            if number == stop_after:
                return
            if version is None:
                self.versions.pop(id_, None)
            else:
                self.versions[id_] = version
        if stop_after is None:
            self.announced[todo.run] = wanted
            shown = shown_by(before, todo, wanted)
            assert sorted((v.offer, v.content) for v in shown) == self.shown(todo.run)
            assert read_list(listed(shown)) == shown

    def shown(self, run: int) -> list[tuple[str, str]]:
        return sorted((v.offer, v.content) for v in self.versions.values() if v.is_shown_by(run))


def _writes(todo: Changes, wanted: Wanted) -> Iterator[tuple[str, Version | None]]:
    for offer in todo.write:
        id_ = version_id(offer, todo.run)
        yield id_, Version(id_, wanted[offer], todo.run)
    for version in todo.close:
        yield version.id, replace(version, until=todo.run)
    for version in todo.reopen:
        yield version.id, replace(version, until=None)
    for version in todo.drop:
        yield version.id, None


@given(st.lists(st.tuples(states, st.none() | st.integers(0, 6)), max_size=8), states)
def test_every_announced_run_shows_its_state_whatever_broke_off(
    runs: list[tuple[Wanted, int | None]], final: Wanted
) -> None:
    store = Store()
    for wanted, stop_after in [*runs, (final, None)]:
        store.run(wanted, stop_after)
        for run, state in store.announced.items():
            assert store.shown(run) == sorted(state.items())
    assert store.announced[store.last] == final


def test_one_changed_offer_is_one_new_version_and_one_end() -> None:
    store = Store()
    store.run({"a": "x", "b": "y"})
    todo = changes(store.versions.values(), {"a": "z", "b": "y"}, store.last)
    assert todo.write == ("a",)
    assert [version.id for version in todo.close] == ["a.1"]
    assert (todo.reopen, todo.drop) == ((), ())
