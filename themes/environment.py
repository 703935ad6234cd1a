"""The Jinja environment of all public pages: escaped by default, strict about names."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from catalogue import german
from catalogue.directory import Page
from catalogue.texts import Text
from themes import filters
from themes.blank import Blank
from themes.markdown import text_html
from themes.structured_data import structured_data

ROOT = Path(__file__).parent / "ehrenamt"
TEMPLATES = ROOT / "templates"


def build_environment(
    *, site_url: str, assets: dict[str, str], texts: tuple[Text, ...] = ()
) -> Environment:
    """`assets` maps a file name of the theme to its public address (with a hash in the name);
    `texts` are linked in the head and foot of every page, as each of them says."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for wording in (
        filters.benefit_sentence,
        filters.accessibility_de,
        german.count_de,
        german.date_de,
        german.plural,
    ):
        environment.filters[wording.__name__] = wording
    environment.filters["sanitised"] = _sanitised
    environment.filters["text_html"] = text_html
    environment.globals.update(site_url=site_url, assets=assets, texts=texts, blank=Blank())
    environment.globals["structured_data"] = _structured_data
    return environment


def render_page(environment: Environment, page: Page) -> str:
    """A page as HTML, by the template named after its kind."""
    template = environment.get_template(f"{page.kind}.html")
    return template.render(page=page, view=page.view)


def _sanitised(html: str) -> Markup:
    """The one place where HTML passes: the catalogue holds it sanitised."""
    return Markup(html)  # noqa: S704


def _structured_data(page: Page, site_url: Any) -> Markup:
    """JSON that can stand in a script element: no character there ends it."""
    text = json.dumps(structured_data(page, str(site_url)), ensure_ascii=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704
