"""Public addresses of all pages, as paths with leading and trailing slash."""

import re
from collections.abc import Set

from catalogue.offer import STATE_KEY
from catalogue.regions import District, DistrictKind, Municipality, RegionTree
from catalogue.slugs import slugify

START = "/"
MUNICIPALITIES = "/orte/"
POSTAL_CODES = "/orte/plz/"
DISTRICTS = "/kreise/"
CATEGORIES = "/kategorien/"
STATEWIDE = "/landesweit/"
NEW = "/neu/"
SEARCH = "/suche/"
NEWS = "/aktuelles/"
NOT_FOUND = "/404.html"

NAME_LENGTH = 70

_PART_NAME = re.compile(r"seite(-\d+)?")
"""What the parts of the list of news are called, beside the articles."""


def municipality_address(municipality: Municipality) -> str:
    return f"/orte/{municipality.slug}/"


def municipality_category_address(municipality: Municipality, category: str) -> str:
    return f"/orte/{municipality.slug}/{category}/"


def district_address(district: District, regions: RegionTree) -> str:
    """A kreisfreie Stadt is its own Kreis: its page is the town's."""
    if district.kind is DistrictKind.KREISFREIE_STADT:
        return municipality_address(regions.in_district(district.key)[0])
    return f"/kreise/{district.slug}/"


def category_address(category: str) -> str:
    return f"/kategorien/{category}/"


def postal_codes_address(prefix: str) -> str:
    """Page of all postal codes that begin with these two digits."""
    return f"/orte/plz/{prefix}/"


def numbered(address: str, number: int) -> str:
    """Address of the n-th part of a long list; the first part has the plain address."""
    return address if number == 1 else f"{address}seite-{number}/"


def offer_address(*, owner_slug: str, provider: str, title: str, taken: Set[str]) -> str:
    """Address of a new offer, numbered when `taken` holds the plain one. It never changes later.

    `owner_slug` is the municipality's slug or "landesweit".
    """
    name = slugify(f"{provider} {title}", max_length=NAME_LENGTH) or "angebot"
    return _free(f"/angebote/{owner_slug}/{name}", taken)


def news_address(*, title: str, taken: Set[str]) -> str:
    """Address of a new article, numbered when `taken` holds the plain one. It never changes."""
    name = slugify(title, max_length=NAME_LENGTH) or "nachricht"
    if _PART_NAME.fullmatch(name):
        name = f"nachricht-{name}"
    return _free(f"{NEWS}{name}", taken)


def _free(stem: str, taken: Set[str]) -> str:
    candidate, number = f"{stem}/", 2
    while candidate in taken:
        candidate, number = f"{stem}-{number}/", number + 1
    return candidate


def owner_slug(ags: str, regions: RegionTree) -> str:
    return "landesweit" if ags == STATE_KEY else regions.municipality(ags).slug
