"""Markdown of the standing texts as HTML that can do no harm."""

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from catalogue.errors import CatalogueError
from catalogue.texts import Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {"h2", "h3", "p", "br", "ul", "ol", "li", "a", "strong", "em", "blockquote", "code", "hr"}
LOOK = {
    "a": {"class": "kern-link"},
    "h2": {"class": "kern-heading-medium"},
    "h3": {"class": "kern-heading-small"},
    "blockquote": {"class": "notice"},
}


def text_html(text: Text) -> Markup:
    """The body of a text as HTML: typed HTML stays visible text, and only TAGS pass.

    Raises CatalogueError for a main heading: the title is the only one on a page.
    """
    # Both are needed only for a text that changed; a build without one starts sooner.
    import nh3

    markdown = _markdown(lines=text.language == "de-x-leicht")
    tokens = markdown.parse(text.body)
    if any(token.type == "heading_open" and token.tag == "h1" for token in tokens):
        raise CatalogueError(
            f"{text.path}: Zwischenüberschriften beginnen mit „##“, „#“ ist der Titel."
        )
    html = str(markdown.renderer.render(tokens, markdown.options, {}))
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto"},
        link_rel=None,
        set_tag_attribute_values=LOOK,
    )
    return Markup(clean)  # noqa: S704 - just sanitised


@cache
def _markdown(*, lines: bool) -> "MarkdownIt":
    """`lines`: every line of the file is a line on the page, as Leichte Sprache needs it."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "breaks": lines})
