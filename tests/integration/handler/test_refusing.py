"""When nothing is taken: from strangers, in a crowd, without keys, on a full disk.

Nobody loses what they typed.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import anyio
import pytest

from applications.handler.traffic import Limits
from applications.spool import Spool
from tests.integration.handler.world import (
    ANSWERS,
    FORM,
    World,
    filled,
    send,
    send_json,
    sent_again,
    typed_in,
    write_directory,
)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null", "sec_fetch_site": "cross-site"}, 403),
        ({"origin": "null", "sec_fetch_site": ""}, 403),
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


def test_a_body_that_never_ends_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        yield b"kind=first"
        await anyio.sleep_forever()

    monkeypatch.setattr("applications.handler.body.SECONDS", 0.05)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    with world.client() as client:
        assert client.request("POST", FORM, content=dripping(), headers=headers).status_code == 408


def test_the_receipt_can_be_read_again_also_while_the_offices_cannot(world: World) -> None:
    handler = world.handler()
    with world.client(handler) as client:
        done = send(client, ANSWERS | {"waited": [world.waited(handler)]})
        address = done.headers["location"]
        as_json = client.get(address, headers={"accept": "application/json"}).json()
        (world.folder / "snapshot" / "manifest.json").unlink()
        page = client.get(address, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert as_json["reference"] in page.text
    assert "Stadt Rheine" not in page.text


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
    assert "RuntimeError in test_refusing.py" in caplog.text
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
