"""Writes the pages and what they load into a folder of the site."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from jinja2 import Environment

from applications.pages.all_pages import all_pages
from applications.pages.page import ROOT, FormPage
from applications.pages.paper import blank_forms, write_pdf
from applications.pages.places_file import places_json
from catalogue.offices import Offices
from catalogue.regions import RegionTree
from catalogue.texts import Text
from themes.bundling import SOURCES, bundled, hashed_name, kern
from themes.environment import ROOT as THEME
from themes.environment import build_environment

FILES = f"{ROOT}dateien/"
"""Where style, script and data lie, under names with a hash."""
SITEMAP = f"{ROOT}sitemap.xml"


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are made from; `site_url` without a slash at its end. `online` are the keys
    of the offices that take applications here, None for all; the others take paper."""

    regions: RegionTree
    offices: Offices
    texts: tuple[Text, ...]
    site_url: str
    online: Collection[str] | None = None

    @property
    def online_offices(self) -> Collection[str]:
        if self.online is None:
            return {office.key for office in self.offices.offices}
        return self.online


def page_files(site: Site, *, on: date) -> dict[str, bytes]:
    """Name → content of everything the pages load. Raises AssetsMissingError."""
    static = THEME / "static"
    return {
        "kern.css": kern(),
        "ehrenamt.css": (static / "ehrenamt.css").read_bytes(),
        "icon.svg": (static / "icon.svg").read_bytes(),
        "antrag.css": (SOURCES / "antrag.css").read_bytes(),
        "antrag.js": bundled("antrag.js"),
        "orte.json": places_json(site.regions, site.offices, online=site.online_offices, on=on),
    }


def page_environment(site: Site, files: dict[str, bytes]) -> Environment:
    """The theme's environment with the addresses of the application's own files."""
    assets = {name: f"{FILES}{hashed_name(name, content)}" for name, content in files.items()}
    return build_environment(
        site_url=site.site_url, assets=assets, texts=site.texts, applications=True
    )


def page_html(environment: Environment, page: FormPage) -> str:
    template = environment.get_template(f"application/{page.kind}.html")
    return template.render(page=page, view=page.view)


def write_pages(site: Site, output: Path, *, on: date) -> int:
    """Write all pages below `output`; returns how many there are."""
    files = page_files(site, on=on)
    environment = page_environment(site, files)
    for name, content in files.items():
        _write(output, f"{FILES}{hashed_name(name, content)}", content)
    papers = blank_forms(environment, site.site_url)
    for address, html in papers.values():
        write_pdf(html, output / address.lstrip("/"))
    addresses = {kind: address for kind, (address, _) in papers.items()}
    pages = list(
        all_pages(site.regions, site.offices, addresses, online=site.online_offices, on=on)
    )
    for page in pages:
        html = page_html(environment, page)
        _write(output, f"{page.address}index.html", html.encode())
    _write(output, SITEMAP, sitemap(pages, site.site_url).encode())
    return len(pages)


def sitemap(pages: Iterable[FormPage], site_url: str) -> str:
    """The pages search engines may show; robots.txt of the site names it."""
    rows = (f"<url><loc>{escape(site_url + p.address)}</loc></url>\n" for p in pages if p.indexable)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{space}">\n{"".join(rows)}</urlset>\n'


def _write(output: Path, address: str, content: bytes) -> None:
    """Whole or not at all: people read while it is written. Files of earlier runs stay, for pages
    that are open in a browser."""
    path = output / address.lstrip("/")
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
