"""The Jinja environment of all public pages: escaped by default, strict about names."""

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.runtime import Macro
from markupsafe import Markup

from catalogue import german
from catalogue.directory import Page
from catalogue.directory.pages import OfferCard
from catalogue.texts import Text
from themes import filters
from themes.blank import Blank
from themes.markdown import text_html
from themes.structured_data import structured_data

ROOT = Path(__file__).parent / "ehrenamt"
TEMPLATES = ROOT / "templates"

MACROS = ("breadcrumbs", "links", "news_card")
"""Components whose macros every template can call; not imported page by page, which costs time."""
ON_MANY_PAGES = frozenset({"category_links"})
"""Macros that get the same object on many pages."""
CONSTANT_PARTS = ("site_head", "site_navigation", "quick_search", "site_footer")
"""Components that are the same on every page, rendered once."""


class BrokenTemplateError(Exception):
    """A template cannot be used; the text names it and the page that shows it."""


class _Environment(Environment):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Looked up once: Jinja asks its loader anew for every page. No template here is named
        relative to its `parent` or has `globals` of its own."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """All templates share one plain dict: Jinja's layered maps cost a tenth of a build."""
        return {**self.globals, **d} if d else self.globals


def build_environment(
    *,
    site_url: str,
    assets: dict[str, str],
    texts: tuple[Text, ...] = (),
    applications: bool = False,
) -> Environment:
    """`assets` maps a file name of the theme to its public address (with a hash in the name);
    `texts` are linked in the head and foot of every page, as each of them says; with
    `applications` pages lead to the card application, which is served beside them. Raises
    BrokenTemplateError."""
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # no look at every file's date for every page
    )
    for wording in (
        filters.benefit_sentence,
        filters.accessibility_de,
        filters.card_types_de,
        german.count_de,
        german.date_de,
        german.plural,
    ):
        environment.filters[wording.__name__] = wording
    environment.filters["sanitised"] = _sanitised
    environment.filters["text_html"] = text_html
    environment.globals.update(site_url=site_url, assets=assets, texts=texts, blank=Blank())
    environment.globals["applications"] = applications
    environment.globals["structured_data"] = _structured_data
    with _in_one_sentence("allen Seiten"):
        _add_components(environment)
    return environment


def _add_components(environment: Environment) -> None:
    environment.globals["offer_list"] = _offer_list(environment)
    for name in MACROS:
        module = _component(environment, name).module
        environment.globals.update(
            {
                macro: _once(part) if macro in ON_MANY_PAGES else part
                for macro, part in vars(module).items()
                if isinstance(part, Macro)
            }
        )
    for name in CONSTANT_PARTS:
        html = _component(environment, name).render()
        environment.globals[name] = Markup(html)  # noqa: S704 - rendered with escaping


@contextmanager
def _in_one_sentence(where: str, template: str = "") -> Iterator[None]:
    """Say what is wrong with a template in one sentence, as BrokenTemplateError."""
    try:
        yield
    except TemplateError as error:
        line = f", Zeile {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        name = getattr(error, "name", None) or template or where
        raise BrokenTemplateError(
            f"Die Vorlage {name}{line} ist fehlerhaft, bemerkt auf {where}: {error.message}"
        ) from error


def _component(environment: Environment, name: str) -> Template:
    return environment.get_template(f"components/{name}.html")


Render = Callable[[Any], Any]


def _once(render: Render) -> Render:
    """For what stands on many pages: rendered the first time, and kept as long as the environment
    lives."""
    rendered: dict[int, tuple[Any, Any]] = {}

    def once(value: Any) -> Any:
        known = rendered.get(id(value))
        if known is None:
            known = (value, render(value))
            rendered[id(value)] = known  # kept alive with its value: the id stays the value's own
        return known[1]

    return once


def _offer_list(environment: Environment) -> Callable[[Iterable[OfferCard]], Markup]:
    """A list of offers as HTML. A card stands on about eight pages."""
    template = _component(environment, "offer_card")
    card_html = _once(lambda card: template.render(card=card))

    def offer_list(cards: Iterable[OfferCard]) -> Markup:
        items = "\n".join(map(card_html, cards))
        return Markup(f'<ul class="plain cards">\n{items}\n</ul>')  # noqa: S704 - escaped above

    return offer_list


def render_page(environment: Environment, page: Page) -> str:
    """A page as HTML, by the template named after its kind. Raises BrokenTemplateError."""
    name = f"{page.kind}.html"
    with _in_one_sentence(page.address, name):
        return environment.get_template(name).render(page=page, view=page.view)


def _sanitised(html: str) -> Markup:
    """The one place where HTML passes: the catalogue holds it sanitised."""
    return Markup(html)  # noqa: S704


def _structured_data(page: Page, site_url: Any) -> Markup:
    """JSON that can stand in a script element: no character there ends it."""
    text = json.dumps(structured_data(page, str(site_url)), ensure_ascii=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704
