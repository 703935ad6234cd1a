"""Which office decides: by residence and by engagement, under each office's own dated rule.

The office is not always the town: a Kreis or an association may issue for it, and some towns issue
nothing. Where two offices are possible the applicant chooses; nothing is guessed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from applications.eligibility import territorial_rule
from applications.places import Place, PlaceState
from catalogue.offices import IssuingOffice, Offices, TerritorialRule
from catalogue.policy import effective_policy
from catalogue.regions import Municipality


class RouteOutcome(StrEnum):
    """What comes next for the applicant."""

    OFFICE = "office"
    CHOOSE = "choose"
    ASK_TOWN = "ask_town"
    PAPER_ONLY = "paper_only"
    NOBODY = "nobody"


class Ground(StrEnum):
    """Why an office is possible."""

    RESIDENCE = "residence"
    ENGAGEMENT = "engagement"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class OfficeOption:
    """An office that may decide; without `online` it takes applications on paper only."""

    office: IssuingOffice
    grounds: tuple[Ground, ...]
    online: bool
    text: str


@dataclass(frozen=True, slots=True)
class Route:
    """The outcome with its explanation in plain German, and what there is to choose from.

    `ask` are the places whose town must be asked for; only then `options` are not yet known.
    """

    outcome: RouteOutcome
    text: str
    options: tuple[OfficeOption, ...] = ()
    ask: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place on which a person could ground an application."""

    town: Municipality
    ground: Ground


_ENTITLING = {
    Ground.RESIDENCE: {TerritorialRule.RESIDENCE, TerritorialRule.EITHER},
    Ground.ENGAGEMENT: {TerritorialRule.ENGAGEMENT, TerritorialRule.EITHER},
}
_BECAUSE = {
    Ground.RESIDENCE: "weil Sie in {} wohnen",
    Ground.ENGAGEMENT: "weil Sie sich in {} engagieren",
}
_ONLY = {
    Ground.RESIDENCE: "{office} gibt die Karte nur an Menschen, die sich dort engagieren. "
    "In {town} zu wohnen genügt nicht.",
    Ground.ENGAGEMENT: "{office} gibt die Karte nur an Menschen, die dort wohnen. "
    "Ein Engagement in {town} genügt nicht.",
}


def route(
    residence: Place,
    engagements: Sequence[Place],
    offices: Offices,
    *,
    online: Collection[str],
    on: date,
) -> Route:
    """The way of an application made on this day.

    `online` are the keys of the offices that can open sealed applications; the others take paper.
    """
    asked = tuple(p for p in (residence, *engagements) if p.state is PlaceState.ASK)
    if asked:
        return Route(RouteOutcome.ASK_TOWN, " ".join(place.text for place in asked), ask=asked)
    claims = list(dict.fromkeys(_claims(residence, engagements)))
    options = tuple(_options(claims, offices, online, on))
    if not options:
        return Route(RouteOutcome.NOBODY, _nobody(claims, offices))
    if not any(option.online for option in options):
        return Route(RouteOutcome.PAPER_ONLY, _paper(options), options)
    if len(options) > 1:
        return Route(RouteOutcome.CHOOSE, _CHOOSE, options)
    return Route(RouteOutcome.OFFICE, options[0].text, options)


def route_to_issuer(
    residence: Place, chosen: str, offices: Offices, *, online: Collection[str]
) -> Route:
    """The way of a card that was already issued: to the office that did, whatever its rule is now.

    `chosen` is the key of that office; without it the office of the residence is taken, and where
    there is none the applicant chooses among all.
    """
    named = next((office for office in offices.offices if office.key == chosen), None)
    if named is None and residence.state is PlaceState.ASK:
        return Route(RouteOutcome.ASK_TOWN, residence.text, ask=(residence,))
    at_home = offices.responsible_for(residence.town.ags) if residence.town else None
    office = named or at_home
    if office is None:
        options = tuple(_issuer(office, online) for office in offices.offices)
        return Route(RouteOutcome.CHOOSE, _WHICH_ISSUED, options)
    option = _issuer(office, online)
    outcome = RouteOutcome.OFFICE if option.online else RouteOutcome.PAPER_ONLY
    text = option.text if named else f"{option.text} {_OTHER_ISSUER}"
    return Route(outcome, text, (option,))


def _issuer(office: IssuingOffice, online: Collection[str]) -> OfficeOption:
    text = f"Ihre Karte prüft: {office.name}."
    accepts = office.key in online
    text = text if accepts else f"{text} {_ON_PAPER}"
    return OfficeOption(office, (Ground.ISSUER,), accepts, text)


def _claims(residence: Place, engagements: Sequence[Place]) -> Iterator[_Claim]:
    if residence.town is not None:
        yield _Claim(residence.town, Ground.RESIDENCE)
    for place in engagements:
        if place.town is not None:
            yield _Claim(place.town, Ground.ENGAGEMENT)


def _options(
    claims: Sequence[_Claim], offices: Offices, online: Collection[str], on: date
) -> Iterator[OfficeOption]:
    """Each office once, with all that entitles to it; the one of the residence comes first."""
    entitled: dict[str, list[_Claim]] = {}
    found: dict[str, IssuingOffice] = {}
    for claim in claims:
        office = offices.responsible_for(claim.town.ags)
        if office is None:
            continue
        rule = territorial_rule(effective_policy(offices, office.key, on=on))
        if rule in _ENTITLING[claim.ground]:
            found[office.key] = office
            entitled.setdefault(office.key, []).append(claim)
    for key, grounds in entitled.items():
        yield OfficeOption(
            office=found[key],
            grounds=tuple(dict.fromkeys(claim.ground for claim in grounds)),
            online=key in online,
            text=_responsible(found[key], grounds, key in online),
        )


_CHOOSE = (
    "Mehrere Stellen können Ihren Antrag entscheiden. Bitte wählen Sie eine aus. "
    "Die Karte gilt überall in Nordrhein-Westfalen, gleich welche Stelle sie ausgibt."
)
_WHICH_ISSUED = "Bitte wählen Sie die Stelle aus, die Ihre Karte ausgestellt hat."
_OTHER_ISSUER = "Hat eine andere Stelle Ihre Karte ausgestellt, wählen Sie bitte diese aus."
_ON_PAPER = "Diese Stelle nimmt Anträge zurzeit nur auf Papier an."


def _responsible(office: IssuingOffice, claims: Sequence[_Claim], online: bool) -> str:
    because = " und ".join(_BECAUSE[claim.ground].format(claim.town.name) for claim in claims)
    text = f"Zuständig ist: {office.name}, {because}."
    return text if online else f"{text} {_ON_PAPER}"


def _paper(options: Sequence[OfficeOption]) -> str:
    return " ".join(option.text for option in options) + (
        " Sie können das Formular ausfüllen, ausdrucken und mit der Post schicken."
    )


def _nobody(claims: Sequence[_Claim], offices: Offices) -> str:
    """Per place why not, and where to ask; nothing of this is stored anywhere."""
    if not claims:
        return (
            "Die Ehrenamtskarte NRW gibt es für Menschen, die in Nordrhein-Westfalen wohnen oder "
            "sich dort engagieren. Bitte prüfen Sie Ihre Angaben zu den Orten."
        )
    sentences = []
    for claim in claims:
        office = offices.responsible_for(claim.town.ags)
        sentences.append(
            f"{claim.town.name} gibt zurzeit keine Ehrenamtskarte aus."
            if office is None
            else _ONLY[claim.ground].format(office=office.name, town=claim.town.name)
        )
    advice = (
        "Bitte fragen Sie die Verwaltung Ihrer Stadt oder Gemeinde. "
        "Ihre Angaben haben wir nicht gespeichert."
    )
    return " ".join((*dict.fromkeys(sentences), advice))
