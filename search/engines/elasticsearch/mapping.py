"""How offers lie in Elasticsearch: one index holds every version of every offer.

Only parts of the server's core are used: no analysis plugin, no script, no module.
"""

import hashlib
from typing import Any

from elasticsearch.dsl import Mapping

from catalogue.codec import canonical_json
from search.contract import LAST_HIT, Facet
from search.ranking import Tier

LONGEST_TOKEN = 8000
"""Characters; what is longer fits no Lucene term, and no question is that long."""
PHRASE_GAP = 1000
"""Positions between two sequences: more than a phrase has words, so that none reaches across."""
DEEPEST = LAST_HIT + 2000
"""Last row of a window; the last page and its margins end before."""

_KEYWORD = {"type": "keyword", "ignore_above": LONGEST_TOKEN}
_WORD = {**_KEYWORD, "doc_values": False}
_COUNTED = {**_KEYWORD, "eager_global_ordinals": True}
_DAY = {"type": "date", "format": "strict_date"}


def word_field(tier: Tier) -> str:
    return f"words.{tier.name.lower()}"


def facet_field(facet: Facet) -> str:
    return f"facets.{facet.name.lower()}"


SETTINGS: dict[str, Any] = {
    # One shard: a refresh shows all changes of a run at once, and counts are exact.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # Nothing becomes visible but by the writer's own refresh.
    "refresh_interval": "-1",
    "max_result_window": DEEPEST,
    "analysis": {"analyzer": {"tokens": {"type": "custom", "tokenizer": "standard"}}},
}


def properties() -> dict[str, Any]:
    """Strict on every level: a field nobody declared is refused, not guessed."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    words = {tier.name.lower(): _WORD for tier in Tier}
    facets = {facet.name.lower(): _COUNTED for facet in Facet}
    mapping.field("words", "object", dynamic="strict", properties=words)
    mapping.field("facets", "object", dynamic="strict", properties=facets)
    mapping.field(
        "sequences",
        "text",
        analyzer="tokens",
        norms=False,
        index_options="positions",
        position_increment_gap=PHRASE_GAP,
    )
    for name in ("regions", "postal_codes"):
        mapping.field(name, _WORD)
    mapping.field("points", "geo_point")
    for name in ("valid_from", "valid_until", "first_published_on"):
        mapping.field(name, _DAY)
    mapping.field("sort_key", {"type": "keyword"})
    # Versions: content of an offer from one run on, until another.
    mapping.field("content", _KEYWORD)
    mapping.field("since", "integer")
    mapping.field("until", "integer")
    # States: which run shows which published content.
    mapping.field("state", _KEYWORD)
    mapping.field("run", "integer")
    mapping.field("size", "integer")
    mapping.field("shown", "keyword", index=False, doc_values=False)
    return dict(mapping.to_dict())


FINGERPRINT = hashlib.sha256(canonical_json([SETTINGS, properties()]).encode()).hexdigest()[:12]
"""Changes with the mapping: another mapping has an index of its own beside the old one."""


def alias_of(prefix: str) -> str:
    """The name under which the index in use is found."""
    return f"{prefix}-{FINGERPRINT}"
