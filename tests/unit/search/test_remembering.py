"""What the search remembers of an earlier state makes an index faster to build, and not another."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.offer import Offer
from catalogue.snapshot import Snapshot, read_snapshot
from search.analysis import Analyser, remembering
from search.analysis.remembering import Memory, key_of
from search.browser_index import write_browser_index
from search.index import SearchIndex, build_index
from search.language import read_language
from tests.search.small import OFFERS
from tests.world import OFFER, written

LANGUAGE = read_language()
TEXTS = st.sampled_from(
    ("", "Aachen", "Bad und Sauna", "Lindenbad Lindenbad", "Saunabad", "Köln-Mülheim", "<p>Bad</p>")
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return read_snapshot(written(tmp_path_factory.mktemp("s") / "s", OFFER))


@st.composite
def offers(draw: st.DrawFn) -> tuple[Offer, ...]:
    drawn = draw(st.lists(st.sampled_from((OFFER, *OFFERS)), min_size=1, max_size=5))
    return tuple(
        replace(
            offer,
            id=f"{number:04}",
            category="freizeit-sport",
            kinds=draw(st.sampled_from(((), ("bad",)))),
            **{name: draw(TEXTS | st.just(getattr(offer, name))) for name in EDITED},
        )
        for number, offer in enumerate(drawn)
    )


EDITED = ("title", "provider", "summary", "description", "conditions")


def files(index: SearchIndex) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        write_browser_index(index, Path(folder))
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


@settings(max_examples=20, deadline=None)
@given(states=st.lists(offers(), min_size=2, max_size=3))
def test_remembered_states_are_those_built_afresh(
    snapshot: Snapshot, states: list[tuple[Offer, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for state in states:
            memory = Memory(Path(folder) / "memory.json")
            now = replace(snapshot, offers=state)
            remembered, fresh = build_index(now, LANGUAGE, memory), build_index(now, LANGUAGE)
            memory.keep()
            assert remembered.documents == fresh.documents
            assert remembered.lexicon == fresh.lexicon
            assert files(remembered) == files(fresh)


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles of the offers that were analysed anew."""
    ordinary, found = Analyser.offer_tokens, []

    def noted(self: Analyser, offer: Offer) -> remembering.Analysed:
        found.append(offer.title)
        return ordinary(self, offer)

    monkeypatch.setattr(Analyser, "offer_tokens", noted)
    return found


def built(snapshot: Snapshot, path: Path, *state: Offer) -> None:
    memory = Memory(path)
    build_index(replace(snapshot, offers=state), LANGUAGE, memory)
    memory.keep()


OTHER = replace(OFFER, id="0002", title="Ruhig", provider="Lindenbad")


def test_only_what_reads_differently_is_analysed(
    snapshot: Snapshot, tmp_path: Path, analysed: list[str]
) -> None:
    path = tmp_path / "memory.json"
    built(snapshot, path, OFFER, OTHER)
    built(snapshot, path, OFFER, OTHER)
    built(snapshot, path, replace(OFFER, redemption="Karte zeigen"), OTHER)
    assert analysed == [OFFER.title, OTHER.title]
    built(snapshot, path, OFFER, replace(OTHER, title="laut"))
    assert analysed[2:] == ["laut"]


def test_a_new_word_of_the_catalogue_may_split_any_compound(
    snapshot: Snapshot, tmp_path: Path, analysed: list[str]
) -> None:
    path = tmp_path / "memory.json"
    built(snapshot, path, OFFER, OTHER)
    built(snapshot, path, OFFER, replace(OTHER, title="Jugendtarif"))
    assert analysed[2:] == [OFFER.title, "Jugendtarif"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\n\n", b"0\n{}", b"\xff", "gekürzt"])
def test_a_damaged_memory_is_an_empty_one(
    snapshot: Snapshot, tmp_path: Path, analysed: list[str], content: bytes | str
) -> None:
    path = tmp_path / "memory.json"
    built(snapshot, path, OFFER)
    path.write_bytes(content if isinstance(content, bytes) else path.read_bytes()[:-9])
    built(snapshot, path, OFFER)
    built(snapshot, path, OFFER)
    assert analysed == [OFFER.title, OFFER.title]


def test_a_memory_that_cannot_be_written_stops_nothing(
    snapshot: Snapshot, tmp_path: Path, analysed: list[str]
) -> None:
    built(snapshot, tmp_path / "gibt-es-nicht" / "memory.json", OFFER)
    assert analysed == [OFFER.title]


def test_code_that_analyses_otherwise_remembers_nothing(
    snapshot: Snapshot, tmp_path: Path, analysed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, changed = tmp_path / "memory.json", tmp_path / "stemming.py"
    built(snapshot, path, OFFER)
    changed.write_text("# other\n")
    monkeypatch.setattr(remembering, "_CODE", [changed])
    built(snapshot, path, OFFER)
    assert analysed == [OFFER.title, OFFER.title]


@pytest.mark.parametrize(
    "other",
    [
        replace(OFFER, title="", provider=OFFER.title + OFFER.provider),
        replace(OFFER, kinds=(), category="bad"),
        replace(OFFER, venues=()),
        replace(OFFER, venues=(replace(OFFER.venues[0], ags="05570044"),)),
        replace(OFFER, benefit=replace(OFFER.benefit, applies_to="Gruppe")),
    ],
)
def test_offers_that_are_analysed_differently_have_keys_of_their_own(other: Offer) -> None:
    assert key_of(other) != key_of(OFFER)
