"""Whatever is typed into whatever text field: it is refused with a sentence, or it is only text."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.editorial.export import preview_html as news_html
from cms.editorial.models import NewsArticle
from cms.municipalities.models import MunicipalityPage
from cms.municipalities.selectors import region_tree
from cms.offers.models import OfferPage
from cms.offers.preview import preview_html as offer_html
from tests.integration.cms.test_chancellery_publishes_news import ADD
from tests.integration.cms.test_chancellery_publishes_news import form as news_form
from tests.integration.cms.test_editor_keeps_offers import add_url

Form = Callable[..., dict[str, Any]]
SignIn = Callable[[str], Client]

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LONG = "Wort " * 2000
OFFER_FIELDS = (
    "title", "provider", "summary", "description", "benefit_applies_to", "conditions",
    "redemption", "phone", "email", "website", "easy_language", "english", "venues-0-name",
    "venues-0-street", "venues-0-postal_code", "venues-0-place", "venues-0-location",
    "venues-0-public_transport",
)  # fmt: skip
NEWS_FIELDS = ("title", "summary", "body")
RICH = {"description", "body", "intro"}
REFUSED_AS_SCRIPT = {"phone", "email", "website", "venues-0-postal_code", "venues-0-location"}
"""Fields too short for it, or that take no words at all."""


def typed(field: str, text: str) -> str:
    """As the browser posts it."""
    if field not in RICH:
        return text
    return contentstate(text)


def contentstate(text: str, url: str = "") -> str:
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}} if url else {}
    span = [{"key": 0, "offset": 0, "length": len(text)}] if url else []
    block = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": span,
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": link})


def assert_only_text(page: str) -> None:
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def errors_of(page: str) -> list[str]:
    """What the form says at its fields."""
    found = re.findall(r'<p class="error-message">(.*?)</p>', page, re.DOTALL)
    return [" ".join(html.unescape(re.sub("<[^>]+>", "", text)).split()) for text in found]


def assert_refused_in_german(page: str, field: str, text: str) -> None:
    found = errors_of(page)
    assert found, "keine Meldung am Feld"
    for sentence in found:
        assert re.search(r"[a-zäöüß]{3}", sentence)
        assert not re.search(r"\b(the|must|value|enter|ensure|characters)\b", sentence, re.I)
    kept = html.unescape(page)
    assert text.strip()[:40] in kept, f"{field}: verloren"


@pytest.mark.parametrize("field", OFFER_FIELDS)
def test_script_in_an_offer_is_text_or_refused(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form, field: str
) -> None:
    answer = as_role("redaktion").post(
        add_url(own_town), offer_form(**{field: typed(field, SCRIPT)})
    )
    assert (answer.status_code == 200) is (field in REFUSED_AS_SCRIPT)
    if answer.status_code == 200:
        assert_refused_in_german(answer.content.decode(), field, SCRIPT)
        return
    offer = OfferPage.objects.child_of(own_town).latest("pk")
    assert_only_text(offer_html(offer))


@pytest.mark.parametrize("field", NEWS_FIELDS)
def test_script_in_news_is_text(as_role: SignIn, field: str) -> None:
    answer = as_role("staatskanzlei").post(reverse(ADD), news_form(**{field: typed(field, SCRIPT)}))
    assert answer.status_code == 302
    assert_only_text(news_html(NewsArticle.objects.latest("pk")))


def test_script_in_the_introduction_of_a_town_is_text(
    as_role: SignIn, own_town: MunicipalityPage
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[own_town.pk])
    answer = as_role("redaktion").post(
        address,
        {
            "participating": "on",
            "intro": typed("intro", SCRIPT),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "action-publish",
        },
    )
    assert answer.status_code == 302, errors_of(answer.content.decode())
    intro = region_tree().municipality(own_town.ags).intro
    assert_only_text(intro)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_runs_something_leads_nowhere(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form, url: str
) -> None:
    data = offer_form(description=contentstate("Hier klicken", url))
    assert as_role("redaktion").post(add_url(own_town), data).status_code == 302
    page = offer_html(OfferPage.objects.child_of(own_town).latest("pk"))
    assert "Hier klicken" in page
    assert url not in page


@pytest.mark.parametrize("field", OFFER_FIELDS)
def test_ten_thousand_characters_in_an_offer_are_refused_and_kept(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form, field: str
) -> None:
    answer = as_role("redaktion").post(add_url(own_town), offer_form(**{field: typed(field, LONG)}))
    assert answer.status_code == 200
    assert_refused_in_german(answer.content.decode(), field, LONG)
    assert "Eine Stunde auf der Ems" in answer.content.decode() or field == "summary"


@pytest.mark.parametrize("field", NEWS_FIELDS)
def test_ten_thousand_characters_in_news_are_refused_and_kept(as_role: SignIn, field: str) -> None:
    answer = as_role("staatskanzlei").post(reverse(ADD), news_form(**{field: typed(field, LONG)}))
    assert answer.status_code == 200
    assert_refused_in_german(answer.content.decode(), field, LONG)
    assert not NewsArticle.objects.exists()
