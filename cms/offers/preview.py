"""The page of an offer as the site will show it, from a draft: same serialiser, same templates."""

from catalogue.directory import Directory
from catalogue.offices import Offices
from catalogue.snapshot import Snapshot
from cms.municipalities.preview import page_html
from cms.municipalities.selectors import region_tree
from cms.offers.export import categories, offer_of
from cms.offers.models import OfferPage


def preview_html(offer: OfferPage) -> str:
    """The whole page. Lists beside the offer are empty: the preview knows no other offers."""
    published = offer_of(offer)
    directory = Directory(
        Snapshot(
            digest="",
            offers=(published,),
            regions=region_tree(),
            offices=Offices((), ()),
            categories=tuple(categories()),
            pages=(),
            gone=(),
        )
    )
    return page_html(directory.offer_page(published.id))
