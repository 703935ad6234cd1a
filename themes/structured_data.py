"""JSON-LD of a page: what search engines may know, the same as people read."""

from typing import Any

from catalogue.directory import Page
from catalogue.directory.pages import EditorialView, OfferView
from catalogue.offer import Venue


def structured_data(page: Page, site_url: str) -> list[dict[str, Any]]:
    """schema.org objects of a page; `site_url` has no trailing slash."""
    found = []
    if page.breadcrumbs:
        found.append(_breadcrumbs(page, site_url))
    if isinstance(page.view, OfferView):
        found.append(_offer(page.view, f"{site_url}{page.address}"))
    if isinstance(page.view, EditorialView):
        found.append(_article(page.view, f"{site_url}{page.address}"))
    return found


def _breadcrumbs(page: Page, site_url: str) -> dict[str, Any]:
    steps = [(crumb.label, crumb.address) for crumb in page.breadcrumbs]
    steps.append((page.title, page.address))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": label, "item": f"{site_url}{address}"}
            for n, (label, address) in enumerate(steps, start=1)
        ],
    }


def _offer(view: OfferView, url: str) -> dict[str, Any]:
    offer = view.offer
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Offer",
        "url": url,
        "name": offer.title,
        "description": offer.summary,
        "category": view.category.label,
        "offeredBy": {"@type": "Organization", "name": offer.provider},
        "validForMemberTier": {"@type": "MemberProgramTier", "name": "Ehrenamtskarte"},
    }
    if offer.valid_until:
        data["validThrough"] = offer.valid_until.isoformat()
    if offer.venues:
        data["availableAtOrFrom"] = [_place(venue) for venue in offer.venues]
    return data


def _article(view: EditorialView, url: str) -> dict[str, Any]:
    article = view.page
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": url,
        "headline": article.title,
        "description": article.summary,
        "inLanguage": "de",
        "datePublished": article.published_on.isoformat(),
        "dateModified": article.changed_on.isoformat(),
    }


def _place(venue: Venue) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postal_code,
            "addressLocality": venue.place,
            "addressCountry": "DE",
        },
    }
    if venue.lat is not None and venue.lon is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": venue.lat,
            "longitude": venue.lon,
        }
    return place
