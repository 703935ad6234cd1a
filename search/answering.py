"""From a question to an answer, the same way for every engine."""

from collections.abc import Iterator
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
from search.plan import Circle, Engine, Plan, Result
from search.understanding import GIVEN_POINT, Understood, understand


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
        place=_shown(understood.interpretation.place, variant.relaxed),
        relaxed=variant.relaxed,
    )
    return _response(request, plan, result, interpretation, index, engine.name)


def _strictest(
    request: Request, understood: Understood, engine: Engine
) -> tuple[_Variant, Plan, Result]:
    """The strictest variant that finds something near the place, or anywhere without one, with its
    answer. What was chosen in facets plays no part: choosing only ever narrows what is shown."""
    strict, *looser = _variants(understood)
    plan = _asked(strict.plan, request)
    result = engine.run(plan)
    if not looser or (_narrows(plan, strict.plan) and _finds(result, understood)):
        return strict, plan, result
    is_decided = plan.chosen == strict.plan.chosen and plan.valid_on is None
    for variant in looser if is_decided else (strict, *looser):
        if _finds(engine.run(replace(variant.plan, size=0)), understood):
            plan = _asked(variant.plan, request)
            return variant, plan, engine.run(plan)
    return strict, plan, result


def _finds(result: Result, understood: Understood) -> bool:
    return bool(result.local if understood.interpretation.place else result.total)


def _narrows(plan: Plan, variant: Plan) -> bool:
    """Whether hits of the plan are hits of the variant too: not when a facet the variant itself
    narrows by got further values, which are alternatives."""
    return all(plan.chosen[facet] == values for facet, values in variant.chosen.items())


def _variants(understood: Understood) -> Iterator[_Variant]:
    strict = _strict(understood)
    yield _Variant(strict, Relaxed.NOTHING)
    if understood.broader is not None:
        yield _Variant(replace(strict, terms=understood.broader), Relaxed.BROADER)
    several = sum(term.required for term in strict.terms) > 1
    place = understood.interpretation.place
    if place is not None and place.mode is not PlaceMode.NEAREST:
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
        code = place.key if len(place.key) == 5 and not place.key.startswith("0") else ""
        return replace(
            plan,
            circle=Circle(plan.origin, place.km),
            postal_code=code if place.key != GIVEN_POINT else "",
        )
    if place.mode is PlaceMode.WITHIN:
        chosen = {**plan.chosen, Facet.REGION: (place.key,)}
        return replace(plan, chosen=chosen, home=(place.key,))
    return replace(plan, sort=Sort.DISTANCE)


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


def _shown(place: Place | None, relaxed: Relaxed) -> Place | None:
    if place is not None and relaxed is Relaxed.PLACE:
        return replace(place, mode=PlaceMode.NEAREST, km=None)
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
