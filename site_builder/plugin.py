"""The Pelican plugin: one generator that turns a snapshot into pages."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pelican import signals
from pelican.generators import Generator

from catalogue.directory import Directory
from catalogue.snapshot import read_snapshot
from site_builder.assets import asset_addresses
from site_builder.writer import Job, Written, write_pages
from themes.environment import build_environment

APPLICATION_SITEMAP = "/antrag/sitemap.xml"
"""Written by the application's own pages, which come and go without a release."""


class DirectoryGenerator(Generator):  # type: ignore[misc]
    """Carries out the ORDER (site_builder.generation.Order) and notes in MADE what it made."""

    def generate_context(self) -> None:
        order = self.settings["ORDER"]
        self.directory = Directory(read_snapshot(order.snapshot), order.texts)

    def generate_output(self, writer: Any) -> None:
        order, made = self.settings["ORDER"], self.settings["MADE"]
        addresses = asset_addresses(order.files)
        for name, content in order.files.items():
            made.files.append(_new(order.site / addresses[name].lstrip("/"), content))
        environment = build_environment(
            site_url=order.site_url,
            assets=addresses,
            texts=order.texts,
            applications=order.applications,
        )
        made.written = write_pages(Job(self.directory, environment, order.site, order.before))
        map_of_site = sitemap(made.written, order.site_url).encode()
        made.files.append(_new(order.site / "sitemap.xml", map_of_site))
        maps = ["/sitemap.xml", *([APPLICATION_SITEMAP] if order.applications else [])]
        robots = robots_txt(order.site_url + address for address in maps)
        made.files.append(_new(order.site / "robots.txt", robots.encode()))
        snapshot = self.directory.snapshot
        made.offers = {offer.path: offer.id for offer in snapshot.offers}
        made.ended = tuple(sorted(e.path for e in snapshot.gone if e.path not in made.offers))


def _new(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as out:
        out.write(content)
    return file


def robots_txt(sitemaps: Iterable[str]) -> str:
    rows = "".join(f"Sitemap: {address}\n" for address in sitemaps)
    return f"User-agent: *\nAllow: /\n{rows}"


def sitemap(written: Iterable[Written], site_url: str) -> str:
    """The indexable pages, exactly."""
    rows = [
        f"<url><loc>{escape(site_url + row.address)}</loc>"
        + (f"<lastmod>{row.changed_on}</lastmod>" if row.changed_on else "")
        + "</url>\n"
        for row in written
        if row.indexable
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<urlset xmlns="{space}">\n{"".join(rows)}</urlset>\n'


def add_generator(pelican: object) -> type[DirectoryGenerator]:
    return DirectoryGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
