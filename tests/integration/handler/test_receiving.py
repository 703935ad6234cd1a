"""Somebody sends an application: what is stored, what is said, and what is kept when it fails."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import altcha
import pytest

from applications.envelope import open_sealed
from applications.handler.proofs import Effort
from applications.keys.keypair import new_keypair, write_keypair
from catalogue.codec import to_json
from tests.integration.handler.world import (
    ANSWERS,
    World,
    filled,
    send,
    send_json,
    sent_again,
    typed_in,
    write_directory,
)
from tests.unit.applications.people import APPLICATION
from tests.unit.applications.test_routing import ONLINE
from tests.unit.applications.test_submission import DOUBLE

KEY = "6f1c1f6e-5d1b-4a53-9f5c-0a4f3c3f9a11"


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
        assert "<title>Fehler: Ihr Antrag ist noch nicht gesendet</title>" in page.text
        kept = {k: v for k, v in typed_in(page).items() if k not in ("waited", "website")}
        del fields["schema_version"]  # no question: each form is of its own version
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
        offices = choose.text.partition('<select class="kern-form-input__select kern-form')[2]
        offered = re.findall('<option value="([^"]*)"', offices.partition("</select>")[0])
        assert offered == ["", "stadt-rheine", "muenster"], "that of the residence first"
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


def test_every_application_is_sealed_a_second_time_where_the_office_has_a_deputy(
    world: World,
) -> None:
    on = datetime.fromtimestamp(world.clock.now, UTC).date()
    spare = {}
    for office in ONLINE:
        private, public = new_keypair(office, on, recovery=True)
        write_keypair(world.folder / "keys", private, public)
        spare[private.kid] = private
    write_directory(world.folder, on=on, version=2)
    handler = world.handler()
    with world.client(handler) as client:
        assert send(client, ANSWERS | {"waited": [world.waited(handler)]}).status_code == 303
    [name] = world.names()
    stored = world.spool.find(name)
    assert stored is not None
    assert stored.is_genuine(world.receipts)
    first = open_sealed(stored.envelope, world.private.values())
    second = open_sealed(stored.recovery, spare.values())
    assert (first.application, first.header) == (second.application, second.header)
