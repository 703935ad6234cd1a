"""A plan as an Elasticsearch search: pure. Scores are the points of the reference engine, exactly:
sums of small whole numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from search.contract import Facet, Sort
from search.engines.elasticsearch.mapping import facet_field, word_field
from search.engines.elasticsearch.stored import safe
from search.plan import EVERYWHERE, Circle, Plan, Term
from search.ranking import HOME, SAME_POSTAL_CODE, Tier, points

Query = dict[str, Any]

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
        "query": _query(plan, view),
        "aggs": _counts(plan, filters) | _announced(view),
        "from": window.start,
        "size": window.size,
        "track_total_hits": True,
        "_source": False,
    }
    if filters:
        found["post_filter"] = _every(filters.values())
    if window.size:
        found |= {"sort": _order(plan), "track_scores": True}
    return found


def by_distance(plan: Plan) -> bool:
    """Whether distances decide, first or among equal points."""
    return plan.origin is not None and plan.sort in (Sort.RELEVANCE, Sort.DISTANCE)


# Which documents


def _query(plan: Plan, view: View) -> Query:
    required = [_words(term) for term in plan.terms if term.required]
    must = [_any(required)] if required and plan.any_term else required
    filters = [_range("since", lte=view.run), *map(_phrase, plan.phrases)]
    if plan.circle is not None:
        filters.append(_any([_within(plan.circle), _everywhere()]))
    return {
        "bool": {
            "must": must,
            "filter": filters,
            "must_not": [_range("until", lte=view.run), *_invalid(plan)],
            "should": [
                *(_words(term) for term in plan.terms if not term.required),
                *_at_home(plan),
            ],
            "minimum_should_match": 0,
        }
    }


def _invalid(plan: Plan) -> list[Query]:
    if plan.valid_on is None:
        return []
    day = plan.valid_on.isoformat()
    return [_range("valid_from", gt=day), _range("valid_until", lt=day)]


def _phrase(phrase: tuple[str, ...]) -> Query:
    return {"match_phrase": {"sequences": {"query": " ".join(map(safe, phrase))}}}


def _within(circle: Circle) -> Query:
    centre = {"lat": circle.centre.lat, "lon": circle.centre.lon}
    return {"geo_distance": {"points": centre, "distance": f"{circle.km}km"}}


def _everywhere() -> Query:
    return _term(facet_field(Facet.REGION), EVERYWHERE)


def _narrowed(facet: Facet, chosen: Iterable[str]) -> Query:
    if facet is not Facet.REGION:
        return _terms(facet_field(facet), chosen)
    return _any([_terms("regions", chosen), _everywhere()])


# For how many points


def _words(term: Term) -> Query:
    """The best field of the best alternative gives the points."""
    by_points: dict[tuple[Tier, int], list[str]] = {}
    for alternative in term.alternatives:
        for tier in Tier:
            worth = points(tier, alternative.tenths)
            by_points.setdefault((tier, worth), []).append(alternative.token)
    worths = [
        _worth(_terms(word_field(tier), tokens), worth)
        for (tier, worth), tokens in by_points.items()
    ]
    return {"dis_max": {"queries": worths}}


def _worth(query: Query, worth: int) -> Query:
    return {"constant_score": {"filter": query, "boost": float(worth)}}


def _at_home(plan: Plan) -> Iterable[Query]:
    home: list[Query] = []
    if plan.circle is not None:
        home.append(_within(plan.circle))
    if plan.home:
        home.append(_terms("regions", plan.home))
    if home:
        yield _worth(_any(home), HOME)
    if plan.postal_code:
        yield _worth(_term("postal_codes", plan.postal_code), SAME_POSTAL_CODE)


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
    local = {"filter": list(filters.values()), "must_not": [_everywhere()]}
    counts: dict[str, Any] = {LOCAL: {"filter": {"bool": local}}}
    for number, (others, facets) in enumerate(groups.items()):
        values = {
            facet.value: {"terms": {"field": facet_field(facet), "size": MOST_VALUES}}
            for facet in facets
        }
        under = _every(filters[other] for other in others)
        counts[str(number)] = {"filter": under, "aggs": values}
    return counts


def _announced(view: View) -> dict[str, Any]:
    if not view.state:
        return {}
    known = _every([_term("state", view.state), _term("run", view.run)])
    return {STATE: {"global": {}, "aggs": {STATE: {"filter": known}}}}


# The server's own words


def _term(field: str, value: str | int) -> Query:
    return {"term": {field: {"value": value}}}


def _terms(field: str, values: Iterable[str]) -> Query:
    return {"terms": {field: list(values)}}


def _range(field: str, **limits: str | int) -> Query:
    return {"range": {field: limits}}


def _any(queries: Iterable[Query]) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _every(queries: Iterable[Query]) -> Query:
    """Matches all when there is none."""
    return {"bool": {"filter": list(queries)}}
