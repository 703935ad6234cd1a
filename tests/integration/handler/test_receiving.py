"""Somebody sends an application: what is stored, what is said, and what is kept when it fails."""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import altcha
import httpx
import pytest

from applications.handler.proofs import Effort
from applications.handler.traffic import Limits
from applications.spool import Spool
from catalogue.codec import to_json
from tests.asgi import Client
from tests.integration.handler.world import (
    ANSWERS,
    FORM,
    World,
    filled,
    send,
    send_json,
    write_directory,
)
from tests.unit.applications.people import APPLICATION
from tests.unit.applications.test_submission import DOUBLE

KEY = "6f1c1f6e-5d1b-4a53-9f5c-0a4f3c3f9a11"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
FIELD = re.compile(r'<input class="[^"]*" id="[^"]*" name="([^"]*)" value="([^"]*)"')


def typed_in(page: httpx.Response) -> dict[str, list[str]]:
    """What the form of a page would send."""
    found: dict[str, list[str]] = {}
    for name, value in [*HIDDEN.findall(page.text), *FIELD.findall(page.text)]:
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def sent_again(
    world: World, client: Client, page: httpx.Response, **changes: str
) -> httpx.Response:
    """After a minute, as the person does who reads the page."""
    world.clock.now += 60
    more = {name.replace("__", "."): [value] for name, value in changes.items()}
    return send(client, typed_in(page) | more)


def test_without_javascript_one_look_is_asked_for_and_the_application_arrives(
    world: World,
) -> None:
    with world.client() as client:
        look = send(client, ANSWERS)
        assert (look.status_code, world.names()) == (428, [])
        assert "Vorlesen in der Grundschule" in look.text
        done = sent_again(world, client, look)
        assert done.status_code == 303
        thanks = client.get(done.headers["location"], headers={"accept": "text/html"})
    assert "Ihr Antrag ist angekommen" in thanks.text
    assert re.search(r">[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}<", thanks.text)
    assert "Stadt Rheine" in thanks.text
    assert world.opened() == [to_json(APPLICATION)]
    assert done.headers["location"] == f"/v1/quittung/{world.names()[0]}"


def test_with_javascript_work_is_done_instead(build: Callable[..., World]) -> None:
    world = build(real_time=True, effort=Effort(rounds=(2, 3, 4)))
    with world.client() as client:
        challenge = altcha.Challenge.from_dict(client.get("/v1/aufgabe").json())
        solution = altcha.solve_challenge(challenge)
        assert solution is not None
        proof = altcha.Payload(challenge, solution).to_base64()
        first = send_json(client, {**ANSWERS, "key": KEY, "altcha": proof})
        again = send_json(client, {**ANSWERS, "key": KEY, "altcha": proof})
        other = send_json(client, {**ANSWERS, "key": str(uuid.uuid4()), "altcha": proof})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert other.status_code == 428
    assert other.json()["challenge"]["parameters"]["cost"] == 2
    assert len(world.names()) == 1
    stored = world.spool.find(world.names()[0])
    assert stored is not None
    assert (stored.receipt, stored.signature) == (
        first.json()["receipt"],
        first.json()["signature"],
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda proof: "",
        lambda proof: "x" * 2000,
        lambda proof: proof[:-8],
        lambda proof: altcha.Payload(proof_of(cost=1), altcha.Solution(0, "00")).to_base64(),
        lambda proof: json.dumps([1]),
    ],
)
def test_work_that_was_not_done_counts_as_none(
    build: Callable[..., World], spoil: Callable[[str], str]
) -> None:
    world = build(real_time=True, effort=Effort(rounds=(2, 3, 4)))
    with world.client() as client:
        challenge = altcha.Challenge.from_dict(client.get("/v1/aufgabe").json())
        proof = altcha.Payload(challenge, altcha.Solution(0, "00")).to_base64()
        said = send_json(client, {**ANSWERS, "altcha": spoil(proof)})
    assert (said.status_code, world.names()) == (428, [])


def proof_of(cost: int) -> altcha.Challenge:
    return altcha.create_challenge("PBKDF2/SHA-256", cost, hmac_secret="a stranger's")


def test_the_same_application_twice_is_one(world: World) -> None:
    handler = world.handler()
    waited = world.waited(handler)
    with world.client(handler) as client:
        answers = [send(client, ANSWERS | {"waited": [waited]}) for _ in range(3)]
        reordered = dict(reversed(list(filled(person__last_name=" Muster ").items())))
        answers.append(send(client, reordered | {"waited": [waited]}))
    assert {answer.headers["location"] for answer in answers} == {
        f"/v1/quittung/{world.names()[0]}"
    }
    assert len(world.names()) == 1


def test_it_is_also_one_after_casework_took_it_over_and_the_handler_started_anew(
    world: World,
) -> None:
    handler = world.handler()
    waited = world.waited(handler)
    with world.client(handler) as client:
        first = send_json(client, {**ANSWERS, "key": KEY, "waited": waited})
    world.spool.finish(world.names()[0])
    with world.client() as client:
        again = send_json(client, {**ANSWERS, "key": KEY.upper()})
    assert (first.status_code, again.status_code, world.names()) == (201, 200, [])
    assert again.json() == first.json()


def test_other_answers_under_the_same_key_are_a_conflict_and_can_be_sent_as_new(
    world: World,
) -> None:
    handler = world.handler()
    with world.client(handler) as client:
        send(client, {**ANSWERS, "key": [KEY], "waited": [world.waited(handler)]})
        other = filled(person__first_names="Ida") | {"key": [KEY]}
        conflict = send(client, other | {"waited": [world.waited(handler)]})
        assert (conflict.status_code, len(world.names())) == (409, 1)
        assert sent_again(world, client, conflict).status_code == 303
    assert {a["person"]["first_names"] for a in world.opened()} == {"Ada", "Ida"}


def test_a_page_looked_at_too_briefly_asks_to_wait_and_keeps_everything(world: World) -> None:
    handler = world.handler()
    with world.client(handler) as client:
        early = send(client, ANSWERS | {"waited": [handler.proofs.page_time()]})
        assert early.status_code == 428
        assert "sehr schnell" in early.text
        assert sent_again(world, client, early).status_code == 303


@pytest.mark.parametrize("waited", ["", "x", "1.a.b", "ä.ä", "1" * 5000])
def test_a_forged_time_is_none(world: World, waited: str) -> None:
    with world.client() as client:
        assert send(client, ANSWERS | {"waited": [waited]}).status_code == 428
    assert world.names() == []


def test_a_page_is_good_for_one_application_on_one_day(world: World) -> None:
    handler = world.handler()
    waited = world.waited(handler)
    with world.client(handler) as client:
        assert send(client, ANSWERS | {"waited": [waited]}).status_code == 303
        other = filled(person__first_names="Ida") | {"waited": [waited]}
        assert send(client, other).status_code == 428
        old = handler.proofs.page_time()
        world.clock.now += 25 * 3600
        assert send(client, other | {"waited": [old]}).status_code == 428
    assert len(world.names()) == 1


def test_who_falls_into_the_trap_only_has_to_wait_longer(world: World) -> None:
    handler = world.handler()
    with world.client(handler) as client:
        fields = ANSWERS | {"website": ["https://spam.example"]}
        token = handler.proofs.page_time()
        world.clock.now += 10
        trapped = send(client, fields | {"waited": [token]})
        assert trapped.status_code == 428
        assert sent_again(world, client, trapped).status_code == 303


def test_a_mistake_is_shown_at_its_field_and_everything_typed_is_kept(world: World) -> None:
    strange = 'Verein "Hand & Herz" <Rheine>'
    with world.client() as client:
        fields = filled(
            person__birth_date="31.02.1970",
            engagements__0__organisation=strange,
            engagements__0__since="",
        )
        page = send(client, fields)
        assert page.status_code == 422
        assert 'href="#person.birth_date"' in page.text
        assert "seit wann Sie tätig sind" in page.text
        kept = {k: v for k, v in typed_in(page).items() if k not in ("waited", "key")}
        assert {k: v for k, v in fields.items() if any(v)} == {
            k: v for k, v in kept.items() if any(v)
        }
        done = sent_again(
            world,
            client,
            page,
            person__birth_date="17.5.1970",
            engagements__0__since="03.2020",
        )
    assert done.status_code == 303
    assert [a["engagements"][0]["organisation"] for a in world.opened()] == [strange]


def test_a_postal_code_of_two_towns_and_two_offices_ask_with_what_there_is_to_choose(
    world: World,
) -> None:
    with world.client() as client:
        page = send(client, filled(person__postal_code=DOUBLE.code))
        assert page.status_code == 422
        for ags in DOUBLE.municipalities:
            assert f'<option value="{ags}"' in page.text
        choose = send(client, filled(engagements__0__postal_code="48143"))
        assert '<option value="muenster"' in choose.text
        assert "Stadt Rheine" in choose.text
        said = send_json(client, filled(engagements__0__postal_code="48143"))
    assert [problem["path"] for problem in said.json()["problems"]] == ["office"]
    assert {o["key"] for o in said.json()["route"]["options"]} == {"muenster", "stadt-rheine"}


def test_where_nobody_takes_it_the_page_says_so_and_nothing_is_stored(world: World) -> None:
    with world.client() as client:
        for code, said in (("42781", "gibt zurzeit keine Ehrenamtskarte aus"), ("53113", "Papier")):
            place = {"person__postal_code": code, "engagements__0__postal_code": code}
            page = send(client, filled(**place))
            assert page.status_code == 422
            assert said in page.text
    assert world.names() == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"content_type": "multipart/form-data; boundary=x"}, 415),
        ({"content_type": "text/plain"}, 415),
        ({"content_encoding": "gzip"}, 415),
        ({"content_length": "-1"}, 400),
        ({"content_length": "65537"}, 413),
        ({"content_length": "9" * 40}, 413),
    ],
)
def test_what_does_not_come_from_our_page_is_not_read(
    world: World, headers: dict[str, str], status: int
) -> None:
    with world.client() as client:
        assert send(client, ANSWERS, **headers).status_code == status


def test_a_body_that_grows_beyond_its_announcement_is_cut_off(world: World) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "content-length": "10"}
    with world.client() as client:
        said = client.request("POST", FORM, content=b"a" * 70_000, headers=headers)
    assert said.status_code == 413


def test_no_other_method_and_no_other_address(world: World) -> None:
    with world.client() as client:
        assert client.get(FORM).status_code == 405
        assert client.get(FORM).headers["allow"] == "POST"
        for address in ("/", "/v1/quittung/x", f"/v1/quittung/{'0' * 64}"):
            assert client.get(address).status_code == 404


def test_every_answer_carries_the_security_headers(world: World) -> None:
    with world.client() as client:
        answers = [send(client, ANSWERS), client.get("/x"), client.get("/gesundheit")]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in answer.headers


def test_many_from_one_network_work_harder_before_they_are_refused(
    build: Callable[..., World],
) -> None:
    world = build(limits=Limits(harder=2, hardest=4, refused=6))
    costs = []
    with world.client() as client:
        for _ in range(6):
            costs.append(client.get("/v1/aufgabe").json()["parameters"]["cost"])
            assert send(client, ANSWERS).status_code == 428
        refused = send(client, ANSWERS)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        world.clock.now += 3600
        assert sent_again(world, client, refused).status_code == 303
    assert costs == [5_000, 5_000, 20_000, 20_000, 80_000, 80_000]


@pytest.mark.parametrize("days", [31, 400])
def test_with_an_expired_directory_nothing_is_taken_and_everything_is_kept(
    world: World, days: int
) -> None:
    handler = world.handler()
    with world.client(handler) as client:
        world.clock.now += days * 86_400
        page = send(client, ANSWERS | {"waited": [world.waited(handler)]})
        assert (page.status_code, page.headers["retry-after"]) == (503, "60")
        assert client.get("/gesundheit").status_code == 503
        on = datetime.fromtimestamp(world.clock.now, UTC).date()
        if days < 395:
            write_directory(world.folder, on=on, version=2)
            assert client.get("/gesundheit").json() == {"ready": True, "reason": ""}
            assert sent_again(world, client, page).status_code == 303
    assert len(world.names()) == (days < 395)


def test_an_older_directory_is_refused_also_after_a_restart(world: World) -> None:
    write_directory(world.folder, on=date(2026, 11, 24), version=5)
    with world.client() as client:
        assert client.get("/gesundheit").status_code == 200
    write_directory(world.folder, on=date(2026, 11, 24), version=4)
    with world.client() as client:
        said = client.get("/gesundheit")
    assert said.status_code == 503
    assert "schon gesehen wurde 5" in said.json()["reason"]


@pytest.mark.parametrize("gone", ["directory.json", "snapshot/manifest.json"])
def test_a_missing_file_is_an_outage_not_a_loss(world: World, gone: str) -> None:
    (world.folder / gone).unlink()
    with world.client() as client:
        page = send(client, ANSWERS)
        assert page.status_code == 503
        assert typed_in(page)["person.last_name"] == ["Muster"]
        assert client.get("/gesundheit").status_code == 503


def test_a_full_disk_says_503_and_keeps_everything(build: Callable[..., World]) -> None:
    world = build(reserve=2**62)
    handler = world.handler()
    with world.client(handler) as client:
        page = send(client, ANSWERS | {"waited": [world.waited(handler)]})
        assert client.get("/gesundheit").status_code == 503
    assert page.status_code == 503
    assert typed_in(page)["engagements.0.contact.name"] == ["Mio Beispiel"]
    assert world.names() == []


def test_an_error_of_our_own_is_an_answer_and_tells_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Spool, name: str) -> None:
        raise RuntimeError("Ada Muster")

    monkeypatch.setattr(Spool, "meet", broken)
    with world.client() as client:
        said = send(client, ANSWERS)
    assert (said.status_code, said.headers["referrer-policy"]) == (503, "same-origin")
    assert "RuntimeError in test_receiving.py" in caplog.text
    assert "Muster" not in caplog.text + said.text


def test_too_many_at_once_are_told_to_come_back_with_everything_kept(world: World) -> None:
    with world.client(replace(world.handler(), most_at_once=0)) as client:
        page = send(client, ANSWERS)
    assert page.status_code == 503
    assert typed_in(page)["person.first_names"] == ["Ada"]


def test_the_script_is_told_what_is_wrong_as_json(world: World) -> None:
    with world.client() as client:
        said = send_json(client, filled(person__email="ada"))
        bad = client.request(
            "POST", FORM, content=b"{", headers={"content-type": "application/json"}
        )
    assert said.headers["content-type"] == "application/problem+json"
    assert [problem["path"] for problem in said.json()["problems"]] == ["person.email"]
    assert "ada@" not in said.text
    assert (bad.status_code, bad.headers["content-type"]) == (400, "application/problem+json")
