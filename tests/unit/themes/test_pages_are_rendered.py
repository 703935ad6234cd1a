"""Every page family has a template, what editors type stays text, and machines read the same."""

import json
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jinja2 import Environment, UndefinedError

from catalogue import offer as o
from catalogue.directory import Directory, Page, PageKind
from catalogue.editorial import EditorialPage
from catalogue.offices import Offices
from catalogue.snapshot import read_snapshot, write_snapshot
from catalogue.texts import Text
from tests.world import AACHEN, CATEGORIES, OFFER, REGIONS
from themes.environment import TEMPLATES, build_environment, render_page
from themes.structured_data import structured_data

SITE = "https://angebote.example"
DAY, LATER = date(2026, 11, 20), date(2026, 11, 22)
NEWS = EditorialPage("/aktuelles/a/", "Neues", "Kurz & gut", "<p><b>Fett</b></p>", DAY, DAY)

TEXT = Text("/hilfe/", "Hilfe", "Hilfe", "So geht es.", "de", ("footer",), 1, DAY, "Text")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    snapshot = tmp_path_factory.mktemp("snapshot")
    statewide = replace(
        OFFER,
        id="0002",
        path="/angebote/landesweit/b/",
        scope=o.Scope.STATEWIDE,
        municipality="05",
        venues=(),
        valid_until=None,
    )
    vague = replace(OFFER.venues[0], lat=None, lon=None)
    write_snapshot(
        snapshot,
        offers=[
            OFFER,
            statewide,
            replace(OFFER, id="0003", path="/angebote/aachen/c/", venues=(vague,)),
        ],
        regions=REGIONS,
        offices=Offices((), ()),
        categories=CATEGORIES,
        pages=[
            NEWS,
            replace(NEWS, path="/aktuelles/b/", changed_on=LATER, demo=True),
            replace(NEWS, path="/aktuelles/c/", withdrawn_on=LATER),
        ],
        gone=[o.EndedOffer("9", "/angebote/aachen/alt/", "Alt", "Bad", "x", AACHEN, DAY)],
    )
    return {page.address: page for page in Directory(read_snapshot(snapshot), (TEXT,)).pages()}


@pytest.fixture(scope="module")
def environment() -> Environment:
    return build_environment(site_url=SITE, assets=defaultdict(lambda: "/assets/a.css"))


def test_every_page_family_is_rendered_by_its_template(
    pages: dict[str, Page], environment: Environment
) -> None:
    assert {page.kind for page in pages.values()} == set(PageKind)
    for page in pages.values():
        assert (TEMPLATES / f"{page.kind}.html").exists()
        html = render_page(environment, page)
        assert html.count("<h1") == 1, page.address
        assert 'lang="de"' in html


def test_what_editors_type_is_text_and_only_sanitised_html_passes(
    pages: dict[str, Page], environment: Environment
) -> None:
    html = render_page(environment, pages[OFFER.path])
    assert "Zum Jugendtarif &lt;schwimmen&gt;" in html
    assert "<schwimmen>" not in html
    assert "<p>Gilt täglich.</p>" in html
    assert "<b>Fett</b>" in render_page(environment, pages["/aktuelles/a/"])


def test_structured_data_cannot_end_its_script_element(
    pages: dict[str, Page], environment: Environment
) -> None:
    page = replace(pages[OFFER.path], title="</script><script>alert(1)</script> & mehr")
    html = render_page(environment, page)
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert not set("<>&") & set(block)
    assert json.loads(block) == structured_data(page, SITE)


def test_a_name_the_catalogue_does_not_know_is_an_error(environment: Environment) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string("{{ view.titel }}").render(view=OFFER)


def offer_in(objects: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [data for data in objects if data["@type"] == "Offer"]
    return found


def test_an_offer_reads_the_same_for_machines(pages: dict[str, Page]) -> None:
    crumbs, _ = structured_data(pages[OFFER.path], SITE)
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2, 3, 4]
    assert crumbs["itemListElement"][0]["item"] == f"{SITE}/"
    assert crumbs["itemListElement"][-1]["item"] == SITE + OFFER.path
    offer = offer_in(structured_data(pages[OFFER.path], SITE))
    assert offer["name"] == OFFER.title
    assert offer["url"] == SITE + OFFER.path
    assert offer["validThrough"] == "2027-06-30"
    (place,) = offer["availableAtOrFrom"]
    assert place["address"]["postalCode"] == "52062"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 50.77, "longitude": 6.08}


def test_an_article_reads_the_same_for_machines(pages: dict[str, Page]) -> None:
    crumbs, article = structured_data(pages["/aktuelles/b/"], SITE)
    assert [item["name"] for item in crumbs["itemListElement"]] == ["Start", "Aktuelles", "Neues"]
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": f"{SITE}/aktuelles/b/",
        "headline": "Neues",
        "description": "Kurz & gut",
        "inLanguage": "de",
        "datePublished": "2026-11-20",
        "dateModified": "2026-11-22",
    }


def test_an_article_shows_its_day_and_a_later_correction(
    pages: dict[str, Page], environment: Environment
) -> None:
    fresh, corrected = (
        render_page(environment, pages[path]) for path in ("/aktuelles/a/", "/aktuelles/b/")
    )
    assert '<time datetime="2026-11-20">20. November 2026</time>' in fresh
    assert "Zuletzt geändert" not in fresh
    assert "Beispieldaten" not in fresh
    assert "Zuletzt geändert: 22. November 2026" in corrected
    assert "Beispieldaten" in corrected


@pytest.mark.parametrize(("address", "heading"), [("/", "h3"), ("/aktuelles/", "h2")])
def test_lists_of_news_lead_to_each_article(
    pages: dict[str, Page], environment: Environment, address: str, heading: str
) -> None:
    html = render_page(environment, pages[address])
    for path in ("/aktuelles/a/", "/aktuelles/b/"):
        assert f'<{heading} class="kern-heading-small"><a class="kern-link" href="{path}">' in html
    assert "Kurz &amp; gut" in html
    assert 'href="/aktuelles/">Alle Nachrichten' in html or address == "/aktuelles/"


def test_what_is_not_known_is_left_out(pages: dict[str, Page]) -> None:
    statewide = offer_in(structured_data(pages["/angebote/landesweit/b/"], SITE))
    assert "validThrough" not in statewide
    assert "availableAtOrFrom" not in statewide
    vague = offer_in(structured_data(pages["/angebote/aachen/c/"], SITE))
    assert "geo" not in vague["availableAtOrFrom"][0]


def test_a_page_without_breadcrumbs_has_none_for_machines(pages: dict[str, Page]) -> None:
    assert structured_data(pages["/"], SITE) == []
    (only,) = structured_data(pages["/orte/"], SITE)
    assert only["@type"] == "BreadcrumbList"
