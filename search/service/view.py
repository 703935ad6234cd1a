"""An answer as the search page shows it."""

from collections.abc import Iterator
from dataclasses import replace

from catalogue.german import count_de, date_de
from search.addresses import LAST_PAGE, address_of, written_degrees
from search.analysis.folding import words
from search.cards import HitCard
from search.contract import (
    FLAGS,
    Choice,
    ChoiceKind,
    Facet,
    FacetValue,
    Hit,
    Place,
    PlaceMode,
    Relaxed,
    Request,
    Response,
    Sort,
)
from search.service.page import (
    AnswerView,
    Corrected,
    FacetGroup,
    FacetRow,
    FormView,
    HitRow,
    Link,
)
from search.service.wording import (
    SORTS,
    count_text,
    distance_text,
    page_title,
    place_text,
    quoted,
)

FLAG_GROUP = "merkmale"
GROUPS = {
    Facet.CATEGORY: "Rubrik",
    FLAG_GROUP: "Merkmale",
    Facet.REGION: "Kreis und Bezirk",
    Facet.KIND: "Art des Angebots",
    Facet.BENEFIT: "Vergünstigung",
    Facet.SCOPE: "Wo es gilt",
    Facet.CARD: "Karte",
}
OPEN = (Facet.CATEGORY, FLAG_GROUP)
CHOICES = {ChoiceKind.PLACE: "Ort", ChoiceKind.CATEGORY: "Rubrik", ChoiceKind.KIND: "Art"}


def form_view(request: Request, place: Place | None = None) -> FormView:
    """The fields with what was asked; a `place` asked for by its key is called by its name."""
    near = request.near
    return FormView(
        q=request.q,
        place=place.name if place and place.key == request.place else request.place,
        km=request.km,
        lat=written_degrees(near.lat) if near else "",
        lon=written_degrees(near.lon) if near else "",
        sort="" if request.sort is Sort.RELEVANCE else request.sort.value,
        valid_on=request.valid_on.isoformat() if request.valid_on else "",
    )


def answer_view(request: Request, response: Response, cards: dict[str, HitCard]) -> AnswerView:
    read = response.interpreted
    place = read.place
    last = min(-(-response.total // response.size), LAST_PAGE)
    return AnswerView(
        title=page_title(request.q, _asked_place(request, response), request.page),
        count=count_text(response.total),
        part=f"Seite {response.page} von {last}" if last > 1 else "",
        what=quoted(read.words),
        where=place_text(place),
        free=read.free,
        synonyms=quoted(read.synonyms),
        corrections=tuple(Corrected(c.typed, c.used) for c in read.corrections),
        choices=tuple(_choices(request, read.choices)),
        broader=read.relaxed is Relaxed.BROADER,
        any_word=read.relaxed is Relaxed.ANY_WORD,
        place_relaxed=place.name if place and read.relaxed is Relaxed.PLACE else "",
        unknown_place=read.unknown_place,
        wants_location=read.wants_location,
        shortened=read.shortened,
        chips=tuple(_chips(request, response)),
        reset=address_of(Request(q=request.q)),
        facets=tuple(_groups(request, response)) if response.total or request.chosen else (),
        sorts=tuple(_sorts(request, response)),
        hits=tuple(_hit(hit, cards[hit.id]) for hit in response.hits),
        pages=tuple(_pages(request, last)),
        nothing=not response.hits,
    )


def _asked_place(request: Request, response: Response) -> str:
    """The place as it is called, where it does not stand in the words anyway."""
    place = response.interpreted.place
    if not (request.place or request.near):
        return ""
    return place.name if place and not response.interpreted.unknown_place else request.place


def _choices(request: Request, choices: tuple[Choice, ...]) -> Iterator[Link]:
    """What may also be meant; what is chosen already is not offered again."""
    for choice in choices:
        if choice.kind is ChoiceKind.PLACE:
            if choice.key != request.place:
                left = _without(request.q, choice.word)
                meant = replace(request, q=left, place=choice.key, near=None, page=1)
                yield Link(f"Ort {choice.label}", address_of(meant))
            continue
        facet = Facet.CATEGORY if choice.kind is ChoiceKind.CATEGORY else Facet.KIND
        if choice.key not in request.chosen.get(facet, ()):
            meant = _with_chosen(request, facet, (choice.key,))
            yield Link(f"{CHOICES[choice.kind]} {choice.label}", address_of(meant))


def _without(q: str, word: str) -> str:
    """The query without the words that were taken for a place."""
    pieces = q.split()
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            if words(" ".join(pieces[start:end])) == words(word):
                return " ".join([*pieces[:start], *pieces[end:]])
    return q


def _with_chosen(request: Request, facet: Facet, values: tuple[str, ...]) -> Request:
    return replace(request, chosen={**request.chosen, facet: values}, page=1)


def _chips(request: Request, response: Response) -> Iterator[Link]:
    """What narrows the answer, each as a link to the same question without it."""
    if request.place:
        without = replace(request, place="", km=None, page=1)
        yield Link(f"Ort: {_asked_place(request, response)}", address_of(without))
    if request.near:
        yield Link("Ihr Standort", address_of(replace(request, near=None, km=None, page=1)))
    if request.valid_on:
        without = replace(request, valid_on=None, page=1)
        yield Link(f"Gültig am {date_de(request.valid_on)}", address_of(without))
    for facet in Facet:
        labels = {value.key: value.label for value in response.facets.get(facet, ())}
        for key in request.chosen.get(facet, ()):
            others = tuple(other for other in request.chosen[facet] if other != key)
            yield Link(labels.get(key, key), address_of(_with_chosen(request, facet, others)))


def _groups(request: Request, response: Response) -> Iterator[FacetGroup]:
    for name, legend in GROUPS.items():
        facets = [f for f in Facet if f in FLAGS] if name == FLAG_GROUP else [Facet(name)]
        rows = tuple(
            _row(facet, value, request)
            for facet in facets
            for value in response.facets.get(facet, ())
        )
        if rows:
            is_open = name in OPEN or any(row.checked for row in rows)
            yield FacetGroup(str(name), legend, is_open, rows)


def _row(facet: Facet, value: FacetValue, request: Request) -> FacetRow:
    asked = value.key in request.chosen.get(facet, ())
    return FacetRow(
        parameter=facet.value,
        value=value.key,
        label=value.label,
        count=count_de(value.count),
        checked=value.chosen,
        fixed=not asked and (value.chosen or value.count == 0),
    )


def _sorts(request: Request, response: Response) -> Iterator[Link]:
    """Distance is offered where one is known; the nearest come first anyway where nothing is
    there."""
    place = response.interpreted.place
    if place is not None and place.mode is PlaceMode.NEAREST and request.sort is Sort.RELEVANCE:
        offered = [Sort.DISTANCE, Sort.TITLE, Sort.NEWEST]
    else:
        offered = [s for s in Sort if s is not Sort.DISTANCE or place is not None]
    for sort in offered:
        address = address_of(replace(request, sort=sort, page=1))
        yield Link(SORTS[sort], address, sort is response.sort)


def _hit(hit: Hit, card: HitCard) -> HitRow:
    return HitRow(
        address=card.address,
        heading=f"{card.provider}: {card.title}",
        benefit=card.benefit,
        summary=card.summary,
        meta=f"{card.category} · {card.place}",
        distance=distance_text(hit.metres),
        demo=card.demo,
    )


def _pages(request: Request, last: int) -> Iterator[Link]:
    """The first, the last, and those around this one."""
    if last < 2:
        return
    if request.page > 1:
        yield Link("Zurück", address_of(replace(request, page=min(request.page - 1, last))))
    around = range(request.page - 2, request.page + 3)
    for number in sorted({1, last, *(n for n in around if 1 <= n <= last)}):
        address = address_of(replace(request, page=number))
        yield Link(f"Seite {number}", address, number == request.page)
    if request.page < last:
        yield Link("Weiter", address_of(replace(request, page=request.page + 1)))
