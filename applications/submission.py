"""One door for whoever takes an application: everything the rules say about a set of answers."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from applications.answers import Problem, Reading, parse_answers
from applications.eligibility import check_eligibility
from applications.facts import facts_of
from applications.form import ApplicationKind, CardApplication
from applications.journey.questions import Answers
from applications.places import Place, PlaceState, place_of_postal_code
from applications.routing import Route, RouteOutcome, route, route_to_issuer
from applications.validation import validate
from applications.verdict import Verdict
from catalogue.offices import Offices
from catalogue.policy import EffectivePolicy, effective_policy
from catalogue.regions import RegionTree


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is to be done with the answers.

    `problems` empty and `card_application` set: it can be sent to `card_application.office`.
    `route` is known as soon as the fields can be read, `verdict` as soon as the office is; the
    verdict informs and stops nobody.
    """

    problems: tuple[Problem, ...]
    card_application: CardApplication | None = None
    route: Route | None = None
    verdict: Verdict | None = None


def assess(
    kind: ApplicationKind,
    answers: Answers,
    *,
    regions: RegionTree,
    offices: Offices,
    online: Collection[str],
    on: date,
) -> Assessment:
    """Read, check, route and judge the answers of one application made on this day.

    `online` are the keys of the offices that can open sealed applications.
    """
    reading = parse_answers(kind, answers)
    if reading.card_application is None:
        return Assessment(reading.problems)
    settled, residence, engagements = _settled(reading.card_application, regions)
    if kind is ApplicationKind.CLAIM:
        found = route_to_issuer(residence, settled.office, offices, online=online)
    else:
        found = route(residence, engagements, offices, online=online, on=on)
    problems = (
        *_numbered(validate(settled, on=on), reading),
        *_towns_to_ask(found, residence, engagements, reading),
    )
    chosen = _chosen(settled, found)
    if chosen is None:
        if found.outcome is RouteOutcome.CHOOSE:
            problems = (*problems, Problem("office", found.text))
        return Assessment(problems, None, found)
    office = next(o.office for o in found.options if o.office.key == chosen.office)
    policy = effective_policy(offices, office.key, on=on)
    verdict = check_eligibility(facts_of(chosen), office, policy)
    problems = (*problems, *_numbered(_second_contacts_missing(chosen, policy), reading))
    return Assessment(problems, None if problems else chosen, found, verdict)


def _settled(
    card_application: CardApplication, regions: RegionTree
) -> tuple[CardApplication, Place, tuple[Place, ...]]:
    """The application with the key of every town that its postal code or a choice tells."""
    person = card_application.person
    residence = place_of_postal_code(person.postal_code, person.ags, regions)
    places = tuple(
        place_of_postal_code(e.postal_code, e.ags, regions) for e in card_application.engagements
    )
    settled = replace(
        card_application,
        person=replace(person, ags=_ags(residence)),
        engagements=tuple(
            replace(engagement, ags=_ags(place))
            for engagement, place in zip(card_application.engagements, places, strict=True)
        ),
    )
    return settled, residence, places


def _ags(place: Place) -> str:
    return place.town.ags if place.town else ""


def _chosen(card_application: CardApplication, found: Route) -> CardApplication | None:
    """With the one possible office, or the one chosen of several."""
    if found.outcome is RouteOutcome.OFFICE:
        return replace(card_application, office=found.options[0].office.key)
    possible = {option.office.key for option in found.options}
    if found.outcome is RouteOutcome.CHOOSE and card_application.office in possible:
        return card_application
    return None


def _second_contacts_missing(
    card_application: CardApplication, policy: EffectivePolicy
) -> Iterator[Problem]:
    if policy.signatories is None or policy.signatories.value < 2:
        return
    for number, engagement in enumerate(card_application.engagements):
        if engagement.second_contact is None:
            yield Problem(
                f"engagements.{number}.second_contact.name",
                "Diese Stelle verlangt zwei Bestätigungen. Bitte geben Sie eine zweite Person an.",
            )


def _towns_to_ask(
    found: Route, residence: Place, engagements: tuple[Place, ...], reading: Reading
) -> Iterator[Problem]:
    if found.outcome is not RouteOutcome.ASK_TOWN:
        return
    if residence.state is PlaceState.ASK:
        yield Problem("person.ags", residence.text)
    for block, place in zip(reading.blocks, engagements, strict=False):
        if place.state is PlaceState.ASK:
            yield Problem(f"engagements.{block}.ags", place.text)


def _numbered(problems: Iterable[Problem], reading: Reading) -> Iterator[Problem]:
    """With the numbers the engagements have in the form, where empty blocks may lie between."""
    for problem in problems:
        first, *rest = problem.path.split(".", 2)
        if first == "engagements":
            rest[0] = str(reading.blocks[int(rest[0])])
        yield replace(problem, path=".".join((first, *rest)))
