"""A plan as an Elasticsearch search: pure. Scores are the points of the reference engine, exactly:
sums of small whole numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    GeoDistance,
    MatchAll,
    MatchPhrase,
    Query,
    Range,
)
from elasticsearch.dsl.query import Term as TermQuery
from elasticsearch.dsl.query import Terms as TermsQuery

from search.contract import Facet, Sort
from search.engines.elasticsearch.mapping import facet_field, word_field
from search.engines.elasticsearch.stored import safe
from search.plan import EVERYWHERE, Circle, Plan, Term
from search.ranking import HOME, SAME_POSTAL_CODE, Tier, points

MOST_VALUES = 5000
"""Of one facet; regions have the most, about 460."""
LOCAL, STATE = "local", "state"
"""Names of counts that are no facet's."""


@dataclass(frozen=True, slots=True)
class View:
    """What a search sees of the index: the versions `run` shows. The answer says whether `state` is
    announced for that run, at the very moment of the search; without a name nobody asks."""

    run: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Rows of the sorted hits: `size` from `start` on."""

    start: int
    size: int


def body(plan: Plan, view: View, window: Window) -> dict[str, Any]:
    """The search for these rows of the plan's hits, with all its counts."""
    filters = {facet: _narrowed(facet, v) for facet, v in plan.chosen.items() if v}
    found: dict[str, Any] = {
        "query": _query(plan, view).to_dict(),
        "aggs": _counts(plan, filters) | _announced(view),
        "from": window.start,
        "size": window.size,
        "track_total_hits": True,
        "_source": False,
    }
    if filters:
        found["post_filter"] = Bool(filter=list(filters.values())).to_dict()
    if window.size:
        found |= {"sort": _order(plan), "track_scores": True}
    return found


def by_distance(plan: Plan) -> bool:
    """Whether distances decide, first or among equal points."""
    return plan.origin is not None and plan.sort in (Sort.RELEVANCE, Sort.DISTANCE)


# Which documents


def _query(plan: Plan, view: View) -> Query:
    required = [_words(term) for term in plan.terms if term.required]
    must: list[Query] = required
    if required and plan.any_term:
        must = [Bool(should=required, minimum_should_match=1)]
    filters = [*_shown(view), *map(_phrase, plan.phrases)]
    if plan.circle is not None:
        everywhere = TermQuery(facet_field(Facet.REGION), {"value": EVERYWHERE})
        filters.append(Bool(should=[_within(plan.circle), everywhere], minimum_should_match=1))
    return Bool(
        must=must,
        filter=filters,
        must_not=[_ended(view), *_invalid(plan)],
        should=[*(_words(term) for term in plan.terms if not term.required), *_at_home(plan)],
        minimum_should_match=0,
    )


def _shown(view: View) -> list[Query]:
    return [Range("since", {"lte": view.run})]


def _ended(view: View) -> Query:
    return Range("until", {"lte": view.run})


def _invalid(plan: Plan) -> list[Query]:
    if plan.valid_on is None:
        return []
    day = plan.valid_on.isoformat()
    return [Range("valid_from", {"gt": day}), Range("valid_until", {"lt": day})]


def _phrase(phrase: tuple[str, ...]) -> Query:
    return MatchPhrase("sequences", {"query": " ".join(map(safe, phrase))})


def _within(circle: Circle) -> Query:
    centre = {"lat": circle.centre.lat, "lon": circle.centre.lon}
    return GeoDistance("points", centre, distance=f"{circle.km}km")


def _narrowed(facet: Facet, chosen: Iterable[str]) -> Query:
    if facet is not Facet.REGION:
        return TermsQuery(facet_field(facet), list(chosen))
    inside = TermsQuery("regions", list(chosen))
    everywhere = TermQuery(facet_field(facet), {"value": EVERYWHERE})
    return Bool(should=[inside, everywhere], minimum_should_match=1)


# For how many points


def _words(term: Term) -> Query:
    """The best field of the best alternative gives the points."""
    by_points: dict[tuple[Tier, int], list[str]] = {}
    for alternative in term.alternatives:
        for tier in Tier:
            worth = points(tier, alternative.tenths)
            by_points.setdefault((tier, worth), []).append(alternative.token)
    return DisMax(
        queries=[
            _worth(TermsQuery(word_field(tier), tokens), worth)
            for (tier, worth), tokens in by_points.items()
        ]
    )


def _worth(query: Query, worth: int) -> Query:
    return ConstantScore(filter=query, boost=float(worth))


def _at_home(plan: Plan) -> Iterable[Query]:
    home: list[Query] = []
    if plan.circle is not None:
        home.append(_within(plan.circle))
    if plan.home:
        home.append(TermsQuery("regions", list(plan.home)))
    if home:
        yield _worth(Bool(should=home, minimum_should_match=1), HOME)
    if plan.postal_code:
        yield _worth(TermQuery("postal_codes", {"value": plan.postal_code}), SAME_POSTAL_CODE)


# In which order


def _order(plan: Plan) -> list[dict[str, Any]]:
    order: list[dict[str, Any]] = [{"sort_key": {"order": "asc"}}]
    if by_distance(plan) and plan.origin is not None:
        here = {"lat": plan.origin.lat, "lon": plan.origin.lon}
        order.insert(0, {"_geo_distance": {"points": here, "order": "asc", "unit": "m"}})
    if plan.sort is Sort.NEWEST:
        order.insert(0, {"first_published_on": {"order": "desc"}})
    if plan.sort is Sort.RELEVANCE or (plan.sort is Sort.DISTANCE and plan.origin is None):
        order.insert(0, {"_score": {"order": "desc"}})
    return order


# How many


def _counts(plan: Plan, filters: Mapping[Facet, Query]) -> dict[str, Any]:
    """Facets with the same filters are counted under one: `{"local": …, "0": {…: facet}, …}`."""
    groups: dict[tuple[Facet, ...], list[Facet]] = {}
    for facet in plan.facets:
        others = tuple(other for other in filters if other is not facet)
        groups.setdefault(others, []).append(facet)
    counts: dict[str, Any] = {
        LOCAL: _filtered(
            Bool(
                filter=list(filters.values()),
                must_not=[TermQuery(facet_field(Facet.REGION), {"value": EVERYWHERE})],
            )
        )
    }
    for number, (others, facets) in enumerate(groups.items()):
        under: Query = Bool(filter=[filters[o] for o in others]) if others else MatchAll()
        values = {
            facet.value: {"terms": {"field": facet_field(facet), "size": MOST_VALUES}}
            for facet in facets
        }
        counts[str(number)] = _filtered(under) | {"aggs": values}
    return counts


def _filtered(query: Query) -> dict[str, Any]:
    return {"filter": query.to_dict()}


def _announced(view: View) -> dict[str, Any]:
    if not view.state:
        return {}
    known = Bool(
        filter=[
            TermQuery("state", {"value": view.state}),
            TermQuery("run", {"value": view.run}),
        ]
    )
    return {STATE: {"global": {}, "aggs": {STATE: _filtered(known)}}}
