"""The page of an offer as the site will show it, from a draft: same serialiser, same templates."""

from django.templatetags.static import static

from catalogue.directory import Directory
from catalogue.offices import Offices
from catalogue.snapshot import Snapshot
from catalogue.texts import read_texts
from cms.municipalities.selectors import region_tree
from cms.offers.export import categories, offer_of
from cms.offers.models import OfferPage
from themes.environment import ROOT, build_environment, render_page


def preview_html(offer: OfferPage, *, site_url: str) -> str:
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
    assets = {path.name: static(f"verzeichnis/{path.name}") for path in (ROOT / "static").iterdir()}
    assets["kern.css"] = static("kern/kern.min.css")
    environment = build_environment(site_url=site_url, assets=assets, texts=read_texts())
    return render_page(environment, directory.offer_page(published.id))
