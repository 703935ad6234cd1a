"""From a question to an answer, the same way for every engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.contract import (
    LAST_HIT,
    YES,
    Facet,
    Hit,
    Interpretation,
    Place,
    PlaceMode,
    Point,
    Relaxed,
    Request,
    Response,
    Sort,
)
from search.facets import facet_values
from search.index import SearchIndex
from search.places import is_postal_code
from search.plan import Circle, Engine, Plan, Result
from search.ranking import HOME, LEAST_NEARBY
from search.understanding import Understood, understand

WIDER_KM = (25, 50)
"""Where to look when a place has nothing good, before the whole Land."""


@dataclass(frozen=True)
class _Variant:
    """A plan without the facets people chose, and how it was loosened."""

    plan: Plan
    relaxed: Relaxed


def answer(request: Request, index: SearchIndex, engine: Engine) -> Response:
    """Raises EngineError when the engine has no answer now."""
    understood = understand(request, index)
    variant, plan, result = _strictest(request, understood, engine)
    interpretation = replace(
        understood.interpretation,
        place=_shown(understood.interpretation.place, variant),
        relaxed=variant.relaxed,
    )
    return _response(request, plan, result, interpretation, index, engine.name)


def _strictest(
    request: Request, understood: Understood, engine: Engine
) -> tuple[_Variant, Plan, Result]:
    """The variant that answers, as it was asked, with its result. Most questions are answered by
    the strict one, and then the engine is asked once."""
    strict, *looser = _variants(understood)
    plan = _asked(strict.plan, request)
    result = engine.run(plan)
    if not looser or _settles(plan, result, strict.plan):
        return strict, plan, result
    variant = _first_with_hits((strict, *looser), understood, engine)
    if variant is strict:
        return strict, plan, result
    plan = _asked(variant.plan, request)
    return variant, plan, engine.run(plan)


def _settles(plan: Plan, result: Result, strict: Plan) -> bool:
    """Whether the answer to the `plan` as it was asked shows that the `strict` one is good: its
    hits are hits of the strict one, unless a facet that one narrows by got further values."""
    if any(plan.chosen[facet] != values for facet, values in strict.chosen.items()):
        return False
    if not _is_bounded(strict):
        return bool(result.total if strict.origin is None else result.local)
    shows_best = plan.sort is Sort.RELEVANCE and not plan.offset and not plan.postal_code
    return shows_best and bool(result.ranked and result.local) and _is_good(result, strict)


def _first_with_hits(
    variants: Sequence[_Variant], understood: Understood, engine: Engine
) -> _Variant:
    """The strictest variant with a good answer near the place; else the strictest that finds
    anything, near the place or anywhere without one. What was chosen in facets plays no part:
    choosing only ever narrows what is shown."""
    finds: _Variant | None = None
    plans = [replace(v.plan, size=1, postal_code="", origin=None) for v in variants]
    for variant, result in zip(variants, engine.run_each(plans), strict=True):
        if result.local if understood.interpretation.place else result.total:
            finds = finds or variant
            if _is_bounded(variant.plan) and _is_good(result, variant.plan):
                return variant
            if not _is_bounded(finds.plan):
                return finds
    return finds or variants[0]


def _is_bounded(plan: Plan) -> bool:
    return plan.circle is not None or bool(plan.home)


def _is_good(result: Result, plan: Plan) -> bool:
    """Whether what is near a place is about the question and does not just mention its words."""
    asked = sum(term.required for term in plan.terms)
    return result.ranked[0].points - HOME >= LEAST_NEARBY * asked


def _variants(understood: Understood) -> Iterator[_Variant]:
    strict = _strict(understood)
    yield _Variant(strict, Relaxed.NOTHING)
    if understood.broader is not None:
        yield _Variant(replace(strict, terms=understood.broader), Relaxed.BROADER)
    several = sum(term.required for term in strict.terms) > 1
    place = understood.interpretation.place
    if place is not None and place.mode is not PlaceMode.NEAREST:
        yield from (_Variant(_around(strict, km), Relaxed.PLACE) for km in WIDER_KM)
        yield _Variant(_anywhere(strict), Relaxed.PLACE)
    if several:
        yield _Variant(replace(strict, any_term=True), Relaxed.ANY_WORD)


def _strict(understood: Understood) -> Plan:
    place = understood.interpretation.place
    plan = Plan(terms=understood.terms, phrases=understood.phrases)
    if understood.interpretation.free:
        plan = replace(plan, chosen={Facet.FREE: (YES,)})
    if place is None:
        return plan
    plan = replace(plan, origin=Point(place.lat, place.lon))
    if place.mode is PlaceMode.AROUND and place.km is not None and plan.origin is not None:
        code = place.key if is_postal_code(place.key) else ""
        return replace(
            plan,
            circle=Circle(plan.origin, place.km),
            postal_code=code,
        )
    if place.mode is PlaceMode.WITHIN:
        chosen = {**plan.chosen, Facet.REGION: understood.regions}
        return replace(plan, chosen=chosen, home=understood.regions)
    return replace(plan, sort=Sort.DISTANCE)


def _around(plan: Plan, km: int) -> Plan:
    assert plan.origin is not None  # noqa: S101 - there is a place
    return replace(_anywhere(plan), circle=Circle(plan.origin, km), sort=Sort.RELEVANCE)


def _anywhere(plan: Plan) -> Plan:
    chosen: dict[Facet, tuple[str, ...]] = {**plan.chosen}
    chosen.pop(Facet.REGION, None)
    return replace(plan, chosen=chosen, circle=None, home=(), sort=Sort.DISTANCE)


def _asked(plan: Plan, request: Request) -> Plan:
    """The variant with everything people chose: facets, day, order, page."""
    chosen = dict(plan.chosen)
    for facet, values in request.chosen.items():
        chosen[facet] = tuple(dict.fromkeys((*chosen.get(facet, ()), *values)))
    sort = plan.sort if request.sort is Sort.RELEVANCE else request.sort
    return replace(
        plan,
        chosen=chosen,
        valid_on=request.valid_on,
        sort=sort,
        offset=(request.page - 1) * request.size,
        size=request.size,
        facets=request.facets,
    )


def _shown(place: Place | None, variant: _Variant) -> Place | None:
    if place is not None and variant.relaxed is Relaxed.PLACE:
        circle = variant.plan.circle
        return replace(place, mode=PlaceMode.NEAREST, km=circle.km if circle else None)
    return place


def _response(
    request: Request,
    plan: Plan,
    result: Result,
    interpretation: Interpretation,
    index: SearchIndex,
    engine: str,
) -> Response:
    return Response(
        engine=engine,
        digest=index.digest,
        total=result.total,
        page=request.page,
        size=request.size,
        sort=plan.sort,
        interpreted=interpretation,
        hits=tuple(
            Hit(r.id, r.points, None if r.metres is None else round(r.metres))
            for r in result.ranked
            if plan.offset < LAST_HIT
        ),
        facets={
            facet: facet_values(
                facet, result.counts.get(facet, {}), tuple(plan.chosen.get(facet, ())), index
            )
            for facet in request.facets
        },
    )
