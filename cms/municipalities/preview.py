"""A page as the public site will show it, for previews: the same templates and the same look."""

from django.conf import settings
from django.templatetags.static import static

from catalogue.directory import Page
from catalogue.texts import read_texts
from themes.environment import ROOT, build_environment, render_page


def page_html(page: Page) -> str:
    assets = {path.name: static(f"verzeichnis/{path.name}") for path in (ROOT / "static").iterdir()}
    assets["kern.css"] = static("kern/kern.min.css")
    environment = build_environment(
        site_url=settings.SITE_URL,
        assets=assets,
        texts=read_texts(),
        applications=settings.CARD_APPLICATIONS,
    )
    return render_page(environment, page)
