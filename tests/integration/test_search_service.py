"""The search service over built releases: complete without JavaScript, polite, and never stuck."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from jsonschema import Draft202012Validator

from search.addresses import LONGEST_ADDRESS, PARAMETERS
from search.service.app import build_app
from site_builder.page_check import read_page
from tests.asgi import Client, client_of
from tests.published import SITE, Published
from tests.world import OFFER

HOSTILE = "<script>alert(1)</script>\"'&</title><template>"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Published:
    world = Published(tmp_path_factory.mktemp("suche"))
    more = (
        replace(OFFER, id=f"1{number:03}", path=f"/angebote/aachen/bad-{number}/")
        for number in range(45)
    )
    hostile = replace(
        OFFER, id="0009", path="/angebote/aachen/x/", provider=HOSTILE, title="Sauna & mehr"
    )
    world.publish(OFFER, hostile, *more)
    return world


@pytest.fixture(scope="module")
def client(world: Published) -> Iterator[Client]:
    states = world.states()
    assert states.refresh()
    with client_of(build_app(states), SITE) as client:
        yield client


def links(html: str) -> set[str]:
    return {unescape(link) for link in re.findall(r'href="([^"]*)"', html)}


# The page


def test_the_page_answers_without_javascript(client: Client) -> None:
    reply = client.get("/suche/", params={"q": "jugendtarif", "ort": "Aachen"})
    assert reply.status_code == 200
    assert "<title>jugendtarif, Aachen – Angebote suchen</title>" in reply.text
    assert "46 Angebote" in reply.text
    assert "Seite 1 von 3" in reply.text
    assert 'value="jugendtarif"' in reply.text
    assert OFFER.path in links(reply.text)
    assert "/suche/?q=jugendtarif&ort=Aachen&seite=2" in links(reply.text)
    findings = [f for f in read_page("/suche/", reply.text, SITE).findings if "id" not in f]
    assert findings == []


def test_every_hit_and_link_leads_to_a_page_of_the_release(
    client: Client, world: Published
) -> None:
    site = world.releases / "current" / "site"
    seen: set[str] = set()
    for page in (1, 2, 3):
        html = client.get(f"/suche/?seite={page}").text
        seen |= {link.partition("#")[0] for link in links(html) if link.startswith("/")}
    offers = {link for link in seen if link.startswith("/angebote/")}
    assert len(offers) == 47
    for link in seen:
        if link.startswith("/suche/?"):
            assert client.get(link).status_code == 200, link
        else:
            assert (site / link.strip("/")).exists(), link


@pytest.mark.parametrize("name", ["q", "ort", "gueltig", "kategorie", "<b>"])
def test_whatever_is_typed_stays_text(client: Client, name: str) -> None:
    reply = client.get("/suche/", params={name: HOSTILE})
    assert reply.status_code in (200, 400)
    assert "<script>alert" not in reply.text
    assert reply.text.count("</title>") == 1
    assert reply.text.count("<template") == 1


def test_whatever_an_offer_says_stays_text(client: Client) -> None:
    html = client.get("/suche/?q=sauna").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html


def test_answers_are_not_for_search_engines_and_the_empty_page_is(
    client: Client, world: Published
) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/suche/?q=bad").text
    shell = (world.releases / "current" / "site/suche/index.html").read_text()
    assert f'<link rel="canonical" href="{SITE}/suche/">' in shell


def test_a_place_asked_for_by_its_key_is_called_by_its_name(client: Client) -> None:
    html = client.get("/suche/?ort=05334002").text
    assert 'name="ort" value="Aachen"' in html
    assert "Ort: Aachen" in html


def test_nothing_found_leads_on(client: Client) -> None:
    html = client.get("/suche/?q=qwertz").text
    assert "Kein Angebot gefunden" in html
    assert {"/orte/", "/kategorien/", "/landesweit/"} <= links(html)


def test_an_address_that_cannot_be_answered_says_why(client: Client) -> None:
    reply = client.get("/suche/?umkreis=999&sort=preis")
    assert reply.status_code == 400
    assert "„umkreis“ ist „999“; erlaubt ist eine ganze Zahl von 1 bis 250." in reply.text
    assert "„sort“ ist „preis“" in reply.text
    assert 'id="suche"' in reply.text


def test_the_address_without_its_slash_is_passed_on(client: Client) -> None:
    reply = client.get("/suche?q=bad")
    assert (reply.status_code, reply.headers["location"]) == (301, "/suche/?q=bad")


# The interface


def test_the_interface_answers_with_cards_and_names_what_it_ignored(client: Client) -> None:
    answer = client.get("/api/suche?q=sauna&utm_source=x").json()
    assert (answer["v"], answer["ignored"], answer["engine"]) == (1, ["utm_source"], "memory")
    assert answer["total"] == 1
    assert answer["hits"][0]["card"] == {
        "address": "/angebote/aachen/x/",
        "provider": HOSTILE,
        "title": "Sauna & mehr",
        "benefit": "10 % Nachlass: Einzelkarte",
        "summary": "Günstiger ins Wasser",
        "category": "Freizeit und Sport",
        "place": "Aachen",
        "demo": True,
    }


def test_a_refusal_names_parameter_value_and_what_is_allowed(client: Client) -> None:
    reply = client.get("/api/suche?seite=0")
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["refused"] == [
        {"parameter": "seite", "value": "0", "allowed": "eine ganze Zahl von 1 bis 500"}
    ]


def test_suggestions_can_be_places_alone(client: Client) -> None:
    labels = [s["label"] for s in client.get("/api/vorschlag?q=a").json()["suggestions"]]
    assert labels == ["Aachen", "Städteregion Aachen"]
    only = client.get("/api/vorschlag?q=b&nur=ort").json()
    assert only == {"v": 1, "suggestions": []}


def test_who_has_the_answer_already_is_told_so(client: Client) -> None:
    for address in ("/suche/?q=bad", "/api/suche?q=bad"):
        first = client.get(address)
        assert first.headers["cache-control"] == "public, max-age=60"
        again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(f"{address}er", headers={"If-None-Match": first.headers["etag"]})
        assert other.status_code == 200


def test_the_same_question_in_other_words_has_the_same_tag(client: Client) -> None:
    one = client.get("/api/suche?q=bad&ort=&kategorie=freizeit-sport&kategorie=freizeit-sport")
    other = client.get("/api/suche?kategorie=freizeit-sport&seite=1&q=bad")
    assert one.headers["etag"] == other.headers["etag"]
    assert one.content == other.content


def test_no_cache_between_keeps_where_somebody_is(client: Client) -> None:
    reply = client.get("/api/suche?lat=50.77&lon=6.08")
    assert reply.headers["cache-control"] == "private, max-age=60"


def test_head_is_get_without_the_body(client: Client) -> None:
    for address in ("/suche/?q=bad", "/api/suche?q=bad", "/gesundheit"):
        head, get = client.head(address), client.get(address)
        assert head.content == b""
        assert head.status_code == get.status_code
        assert head.headers["content-length"] == str(len(get.content))


def test_every_website_may_read_the_interface_and_only_read(client: Client) -> None:
    asked = {"Origin": "https://anderswo.example"}
    assert client.get("/api/suche", headers=asked).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/suche/", headers=asked).headers
    before = client.request("OPTIONS", "/api/suche", headers=asked)
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, "*")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        reply = client.request(method, "/api/suche", headers=asked)
        assert reply.status_code == 405
        assert reply.headers["allow"] == "GET, HEAD, OPTIONS"


def test_every_reply_says_what_the_browser_may_do(client: Client) -> None:
    for address in ("/suche/", "/api/suche", "/api/suche?seite=x", "/gibt-es-nicht"):
        headers = client.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_a_very_long_address_is_refused(client: Client) -> None:
    reply = client.get("/api/suche?q=" + "a" * LONGEST_ADDRESS)
    assert reply.status_code == 414
    assert reply.headers["content-type"] == "application/problem+json"


def test_an_unknown_address_is_a_problem_not_a_page(client: Client) -> None:
    reply = client.get("/api/suche/anderes")
    assert (reply.status_code, reply.json()["title"]) == (404, "Nicht gefunden")


def test_the_description_names_every_parameter_and_real_answers_hold_to_it(
    client: Client,
) -> None:
    description = client.get("/api/suche/openapi.json").json()
    named = [p["name"] for p in description["paths"]["/api/suche"]["get"]["parameters"]]
    assert sorted(named) == sorted(PARAMETERS)
    validators = {
        path: Draft202012Validator(
            {
                **operation["get"]["responses"]["200"]["content"]["application/json"]["schema"],
                "components": description["components"],
            }
        )
        for path, operation in description["paths"].items()
    }
    for query in ("", "q=bad&ort=52062", "ort=Xanadu", "q=schwimen&lat=50.7&lon=6", "x=1"):
        validators["/api/suche"].validate(client.get(f"/api/suche?{query}").json())
    validators["/api/vorschlag"].validate(client.get("/api/vorschlag?q=a").json())
