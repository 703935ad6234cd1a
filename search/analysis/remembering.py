"""What was analysed for an earlier state, taken again for offers that still read the same.

A memory is right or empty: it belongs to one way of analysing (code, words, names, labels) and to
the very texts of an offer. Without it everything is analysed anew, with the same result.
"""

import hashlib
import json
import os
import unicodedata
from contextlib import suppress
from pathlib import Path

from catalogue.codec import canonical_json
from catalogue.offer import Offer
from search.analysis.analyser import Analyser
from search.ranking import Tier

Analysed = tuple[dict[str, Tier], tuple[tuple[str, ...], ...]]
"""What `Analyser.offer_tokens` gives."""
WORTH_WRITING = 0.02
"""Share of offers that were analysed anew from which the memory is written again."""
_CODE = [*Path(__file__).parent.glob("*.py"), Path(__file__).parents[1] / "ranking.py"]


class Memory:
    """The analysed offers of an earlier state, in a file that need not exist. It is read at once:
    whoever waits for a snapshot makes the memory meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read(path)
        self._way = ""
        self._earlier: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._new = 0

    def recall(self, analyser: Analyser) -> None:
        """Begin a state: what was analysed in another way than by `analyser` is forgotten."""
        self._way, self._new = way_of(analyser), 0
        self._earlier = self._kept.get(self._way, {})
        self._kept = {self._way: {}}
        self._now = self._kept[self._way]

    def offer_tokens(self, analyser: Analyser, offer: Offer) -> Analysed:
        """As `analyser.offer_tokens` gives it, for the analyser of `recall`."""
        key = key_of(offer)
        row = self._earlier.get(key)
        if row is not None:
            self._now[key] = row
            return _analysed(row)
        found = analyser.offer_tokens(offer)
        self._new += 1
        row = _row(found)
        if _analysed(row) == found:  # else a key of a region has a space, which no word has
            self._now[key] = row
        return found

    def keep(self) -> None:
        """Write down the state for the next one, when enough is new; a full disk keeps nothing."""
        if self._new <= WORTH_WRITING * len(self._now):
            return
        content = canonical_json(self._kept).encode()
        waiting = self._path.with_name(f"{self._path.name}.new")
        with suppress(OSError):
            waiting.write_bytes(_digest(content).encode() + b"\n" + content)
            os.replace(waiting, self._path)


def way_of(analyser: Analyser) -> str:
    """Names all that decides what becomes of a text."""
    language = analyser.language
    content = [
        [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(_CODE)],
        unicodedata.unidata_version,
        sorted(language.stopwords),
        language.irregular,
        analyser.splitter.exceptions,
        sorted(analyser.splitter.vocabulary),
        sorted(analyser.names),
        analyser.equals,
        {slug: [[w.token, w.heads, w.parts] for w in ws] for slug, ws in analyser.labels.items()},
    ]
    return _digest(canonical_json(content).encode())


def key_of(offer: Offer) -> str:
    """Names all of an offer that is analysed."""
    venues = [text for venue in offer.venues for text in (venue.ags, venue.name)]
    texts = (
        *(offer.title, offer.provider, offer.summary, offer.description, offer.conditions),
        *(offer.benefit.applies_to, offer.category, str(len(venues)), *venues, *offer.kinds),
    )
    return _digest("".join(f"{len(text)}:{text}" for text in texts).encode())


def _read(path: Path) -> dict[str, dict[str, str]]:
    """The rows of offers by their keys, by the way in which they were analysed."""
    with suppress(OSError, ValueError):  # missing or damaged: nothing is remembered
        digest, content = path.read_bytes().split(b"\n", 1)
        if _digest(content).encode() == digest:
            kept: dict[str, dict[str, str]] = json.loads(content)
            return kept
    return {}


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _row(analysed: Analysed) -> str:
    """A line of tokens for each tier, then one for each sequence."""
    tokens, sequences = analysed
    standing: dict[Tier, list[str]] = {tier: [] for tier in Tier}
    for token, tier in tokens.items():
        standing[tier].append(token)
    return "\n".join(" ".join(line) for line in (*standing.values(), *sequences))


def _analysed(row: str) -> Analysed:
    lines = row.split("\n")
    tokens: dict[str, Tier] = {}
    for tier, line in zip(Tier, lines, strict=False):
        if line:
            tokens |= dict.fromkeys(line.split(" "), tier)
    return tokens, tuple([tuple(line.split(" ")) for line in lines[len(Tier) :]])
