"""The Pelican plugin: one generator that turns a snapshot into pages."""

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


class DirectoryGenerator(Generator):  # type: ignore[misc]
    """Reads SNAPSHOT, TEXTS, SITE_FILES, PREVIOUS and SITEURL; leaves the pages in WRITTEN."""

    def generate_context(self) -> None:
        snapshot = read_snapshot(Path(self.settings["SNAPSHOT"]))
        self.directory = Directory(snapshot, self.settings["TEXTS"])

    def generate_output(self, writer: Any) -> None:
        site, site_url = Path(self.output_path), str(self.settings["SITEURL"])
        files: dict[str, bytes] = self.settings["SITE_FILES"]
        addresses = asset_addresses(files)
        for name, content in files.items():
            target = site / addresses[name].lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        texts = self.directory.texts
        environment = build_environment(site_url=site_url, assets=addresses, texts=texts)
        job = Job(self.directory, environment, site, self.settings["PREVIOUS"])
        written = write_pages(job)
        (site / "sitemap.xml").write_text(sitemap(written, site_url), encoding="utf-8")
        (site / "robots.txt").write_text(
            f"User-agent: *\nAllow: /\nSitemap: {site_url}/sitemap.xml\n", encoding="utf-8"
        )
        self.settings["WRITTEN"].extend(written)


def sitemap(written: list[Written], site_url: str) -> str:
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
