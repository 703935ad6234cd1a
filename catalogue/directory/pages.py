"""A page and the views on it: everything a template may show, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.categories import Category, Kind
from catalogue.editorial import EditorialPage
from catalogue.offer import EndedOffer, Offer
from catalogue.offices import IssuingOffice
from catalogue.regions import District, GovernmentRegion, Municipality, PostalCode
from catalogue.texts import Text


class PageKind(StrEnum):
    """The page family; also the name of its template."""

    START = "start"
    OFFER = "offer"
    ENDED_OFFER = "ended_offer"
    MUNICIPALITY = "municipality"
    MUNICIPALITY_CATEGORY = "municipality_category"
    MUNICIPALITIES = "municipalities"
    POSTAL_CODES = "postal_codes"
    POSTAL_CODE_AREA = "postal_code_area"
    DISTRICT = "district"
    DISTRICTS = "districts"
    CATEGORY = "category"
    CATEGORIES = "categories"
    STATEWIDE = "statewide"
    NEW = "new"
    NEWS = "news"
    EDITORIAL = "editorial"
    WITHDRAWN = "withdrawn"
    TEXT = "text"
    SEARCH = "search"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `breadcrumbs` lead from the start page to the page above; `changed_on` is the day
    of the youngest offer on it (absent where no day is known)."""

    kind: PageKind
    address: str
    title: str
    description: str
    breadcrumbs: tuple[Crumb, ...]
    view: object
    indexable: bool = True
    changed_on: date | None = None
    language: str = "de"


@dataclass(frozen=True, slots=True)
class CategoryCount:
    category: Category
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class MunicipalityCount:
    municipality: Municipality
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another town with offers; `km` is the distance of the centre points, rounded to whole km."""

    municipality: Municipality
    count: int
    km: int
    address: str


@dataclass(frozen=True, slots=True)
class DistrictCount:
    district: District
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer in a list: the offer, where it is, and its category."""

    offer: Offer
    place: str
    category: Category


@dataclass(frozen=True, slots=True)
class Part:
    """Position of a page in a list too long for one page."""

    number: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartView:
    offers: int
    participating: int
    statewide: int
    categories: tuple[CategoryCount, ...]
    letters: tuple[Crumb, ...]
    postal_prefixes: tuple[Crumb, ...]
    districts: tuple[DistrictCount, ...]
    newest: tuple[OfferCard, ...]
    news: tuple[EditorialPage, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """`municipality` and `district` are absent for offers of the whole Land."""

    offer: Offer
    category: Category
    kinds: tuple[Kind, ...]
    municipality: Municipality | None
    district: District | None
    related: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class EndedOfferView:
    ended: EndedOffer
    place: Crumb
    alternatives: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class DatedRules:
    """What the office of a town asks for from a day on, in sentences."""

    valid_from: date
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityView:
    municipality: Municipality
    district: District
    office: IssuingOffice | None
    rules: tuple[DatedRules, ...]
    postal_codes: tuple[str, ...]
    offers: tuple[OfferCard, ...]
    total: int
    part: Part
    categories: tuple[CategoryCount, ...]
    neighbours: tuple[Neighbour, ...]
    statewide: int


@dataclass(frozen=True, slots=True)
class MunicipalityCategoryView:
    municipality: Municipality
    category: Category
    offers: tuple[OfferCard, ...]
    total: int
    part: Part
    categories: tuple[CategoryCount, ...]
    neighbours: tuple[Neighbour, ...]
    statewide: int


@dataclass(frozen=True, slots=True)
class LetterGroup:
    letter: str
    municipalities: tuple[MunicipalityCount, ...]


@dataclass(frozen=True, slots=True)
class MunicipalitiesView:
    letters: tuple[LetterGroup, ...]


@dataclass(frozen=True, slots=True)
class PostalCodesView:
    prefixes: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class PostalCodePlaces:
    postal_code: PostalCode
    places: tuple[MunicipalityCount, ...]


@dataclass(frozen=True, slots=True)
class PostalCodeAreaView:
    prefix: str
    codes: tuple[PostalCodePlaces, ...]


@dataclass(frozen=True, slots=True)
class GovernmentRegionGroup:
    region: GovernmentRegion
    districts: tuple[DistrictCount, ...]


@dataclass(frozen=True, slots=True)
class DistrictsView:
    groups: tuple[GovernmentRegionGroup, ...]


@dataclass(frozen=True, slots=True)
class DistrictView:
    district: District
    region: GovernmentRegion
    municipalities: tuple[MunicipalityCount, ...]
    total: int
    categories: tuple[CategoryCount, ...]
    newest: tuple[OfferCard, ...]
    statewide: int


@dataclass(frozen=True, slots=True)
class CategoriesView:
    categories: tuple[CategoryCount, ...]


@dataclass(frozen=True, slots=True)
class DistrictPlaces:
    district: District
    places: tuple[MunicipalityCount, ...]


@dataclass(frozen=True, slots=True)
class CategoryView:
    category: Category
    total: int
    districts: tuple[DistrictPlaces, ...]
    statewide: tuple[OfferCard, ...]
    newest: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class StatewideView:
    offers: tuple[OfferCard, ...]
    total: int
    part: Part


@dataclass(frozen=True, slots=True)
class NewView:
    offers: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class NewsView:
    pages: tuple[EditorialPage, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class EditorialView:
    page: EditorialPage


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A text that is no longer public since the day after `last_day`."""

    last_day: date


@dataclass(frozen=True, slots=True)
class TextView:
    text: Text


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page without an answer: the ways that need no search."""

    categories: tuple[CategoryCount, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    categories: tuple[CategoryCount, ...]
