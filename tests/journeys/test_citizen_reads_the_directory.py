"""A citizen finds an offer by place, on any device, without JavaScript and without barriers."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.small_site import NEWS, WITHDRAWN
from tests.world import OFFER

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_an_offer_is_found_by_postal_code_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page: Page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site)
    page.get_by_role("link", name="52…").click()
    page.get_by_role("link", name="Aachen").click()
    page.get_by_role("link", name="Lindenbad").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lindenbad")
    assert "10 % Nachlass" in page.inner_text("main")
    assert all(url.startswith(site) for url in requests)
    assert context.cookies() == []
    context.close()


def test_news_lead_from_the_start_page_to_the_article_and_back(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name="Alle Nachrichten").click()
    page.get_by_role("link", name=NEWS.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NEWS.title)
    assert "20. November 2026" in page.inner_text("main")
    page.get_by_role("navigation", name="Sie sind hier").get_by_text("Aktuelles").click()
    expect(page).to_have_url(f"{site}/aktuelles/")
    assert f"{site}{NEWS.path}" in page.request.get(f"{site}/sitemap.xml").text()
    context.close()


def test_a_withdrawn_article_says_so_and_leads_to_what_is_current(
    site: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(site + WITHDRAWN.path)
    assert "nicht mehr öffentlich" in page.get_by_role("heading", level=1).inner_text()
    assert "bis zum 23. November 2026" in page.inner_text("main")
    assert WITHDRAWN.path not in page.request.get(f"{site}/sitemap.xml").text()
    page.get_by_role("link", name="Was zurzeit aktuell ist").click()
    expect(page).to_have_url(f"{site}/aktuelles/")
    expect(page.get_by_role("link", name=NEWS.title)).to_have_count(1)
    page.close()


def test_an_unknown_address_says_so_and_leads_on(site: str, browser: Browser) -> None:
    page = browser.new_page()
    answer = page.goto(site + "/angebote/weg/")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Alle Orte von A bis Z").click()
    expect(page).to_have_url(site + "/orte/")
    page.close()


def test_every_page_leads_to_imprint_privacy_and_easy_language(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + OFFER.path)
    page.get_by_role("navigation", name="Hauptnavigation").get_by_text("Leichte Sprache").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Leichter Sprache")
    expect(page.locator("html")).to_have_attribute("lang", "de-x-leicht")
    for label in ("Impressum", "Datenschutz", "Barrierefreiheit", "Hilfe"):
        page.get_by_role("contentinfo").get_by_role("link", name=label).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(label)
    page.close()
