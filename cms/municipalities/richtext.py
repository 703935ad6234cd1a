"""Editors' HTML on its way out: only what the editor's toolbar can make passes."""

import nh3

_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def sanitised_html(source: str) -> str:
    """Safe HTML; links to pages of the CMS lose their target, for these have no public address."""
    if not source:
        return ""
    return nh3.clean(
        source,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
