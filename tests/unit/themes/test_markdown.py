"""Markdown of the standing texts: no HTML of an author reaches a browser as HTML."""

from dataclasses import replace

import pytest

from catalogue.errors import CatalogueError
from catalogue.texts import read_texts
from themes.markdown import text_html

TEXT = read_texts()[-1]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "Text <img src=x onerror=alert(1)> Text",
        "<a href='javascript:alert(1)'>hier</a>",
        "[hier](javascript:alert(1))",
        "[hier](data:text/html;base64,PHNjcmlwdD4=)",
        "![Bild](https://fremd.example/zaehler.gif)",
        "<iframe src='https://fremd.example/'></iframe>",
        '[hier](https://a.example/"onclick="alert(1))',
        "<https://a.example/'><script>alert(1)</script>",
        "```\n</code><script>alert(1)</script>\n```",
    ],
)
def test_nothing_active_and_nothing_foreign_passes(attack: str) -> None:
    html = str(text_html(replace(TEXT, body=attack)))
    for forbidden in ("<script", "<img", "<iframe", 'href="javascript', 'href="data', "<a onclick"):
        assert forbidden not in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("## Titel", '<h2 class="kern-heading-medium">Titel</h2>\n'),
        ("[Orte](/orte/)", '<p><a href="/orte/" class="kern-link">Orte</a></p>\n'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("eins\nzwei", "<p>eins\nzwei</p>\n"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
    ],
)
def test_what_authors_need_works(markdown: str, html: str) -> None:
    assert str(text_html(replace(TEXT, body=markdown))) == html


def test_in_leichter_sprache_every_line_stands_alone() -> None:
    easy = replace(TEXT, language="de-x-leicht", body="Eins.\nZwei.")
    assert str(text_html(easy)) == "<p>Eins.<br>\nZwei.</p>\n"


def test_a_second_main_heading_is_refused() -> None:
    with pytest.raises(CatalogueError, match="Zwischenüberschriften"):
        text_html(replace(TEXT, body="# Titel"))
