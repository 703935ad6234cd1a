"""The search service under load, with engines that fail, and when another state becomes public."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import Engine, EngineError, Plan, Result
from search.service.app import build_app
from search.service.engines import engines_by
from site_builder import releases
from tests.asgi import client_of
from tests.published import SITE, Published
from tests.world import AACHEN, OFFER


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Published:
    world = Published(tmp_path_factory.mktemp("suche"))
    world.publish(OFFER, replace(OFFER, id="0009", path="/angebote/aachen/x/", title="Sauna"))
    return world


class Stuck(Engine):
    """An engine that answers when it is let."""

    name = "stuck"

    def __init__(self, inner: Engine) -> None:
        self.inner, self.go, self.asked = inner, threading.Event(), threading.Semaphore(0)

    def run(self, plan: Plan) -> Result:
        self.asked.release()
        assert self.go.wait(10)
        return self.inner.run(plan)


def test_who_comes_when_too_many_wait_is_sent_away_at_once(world: Published) -> None:
    engines: list[Stuck] = []

    def stuck(index: SearchIndex) -> tuple[Engine, ...]:
        engines.append(Stuck(MemoryEngine(index.documents)))
        return (engines[-1],)

    states = world.states(stuck)
    states.refresh()
    with (
        client_of(build_app(states, most_at_once=2), SITE) as client,
        ThreadPoolExecutor(2) as pool,
    ):
        waiting = [pool.submit(client.get, f"/api/suche?q=bad&seite={n}") for n in (1, 2)]
        for _ in waiting:
            assert engines[0].asked.acquire(timeout=10)
        refused = client.get("/api/suche?q=bad&seite=3")
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "1"
        engines[0].go.set()
        assert [reply.result().status_code for reply in waiting] == [200, 200]
        assert client.get("/api/suche?q=bad&seite=3").status_code == 200


class Broken(Engine):
    name = "broken"

    def run(self, plan: Plan) -> Result:
        raise EngineError("der Server antwortet nicht")


def test_an_engine_without_an_answer_is_a_503_that_can_be_tried_again(world: Published) -> None:
    states = world.states(lambda index: (Broken(),))
    states.refresh()
    with client_of(build_app(states), SITE) as client:
        reply = client.get("/api/suche?q=bad")
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
        assert "der Server antwortet nicht" in reply.json()["detail"]


def test_another_engine_gives_the_whole_answer_when_the_first_cannot(world: Published) -> None:
    states = world.states(lambda index: (Broken(), MemoryEngine(index.documents)))
    states.refresh()
    with client_of(build_app(states), SITE) as client:
        answer = client.get("/api/suche?q=sauna").json()
        assert (answer["engine"], answer["total"]) == ("memory", 1)
        assert client.get("/gesundheit").json()["engines"] == ["broken", "memory"]


def test_before_the_first_publication_the_service_says_so(tmp_path: Path) -> None:
    world = Published(tmp_path)
    states = world.states()
    assert not states.refresh()
    with client_of(build_app(states), SITE) as client:
        for address in ("/suche/", "/api/suche", "/api/vorschlag?q=a", "/gesundheit"):
            reply = client.get(address)
            assert (reply.status_code, reply.headers["retry-after"]) == (503, "2"), address
        world.publish(OFFER)
        assert states.refresh()
        assert client.get("/gesundheit").json()["offers"] == 1


def test_a_switch_is_followed_and_a_broken_state_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = Published(tmp_path)
    first = world.publish(OFFER)
    states = world.states()
    assert states.refresh()
    with client_of(build_app(states), SITE) as client:
        before = client.get("/api/suche?q=sauna")
        assert before.json()["total"] == 0
        sauna = replace(OFFER, id="0002", path="/angebote/aachen/sauna/", title="Sauna")
        second = world.publish(OFFER, sauna)
        assert states.refresh()
        assert not states.refresh()
        after = client.get("/api/suche?q=sauna", headers={"If-None-Match": before.headers["etag"]})
        assert (after.status_code, after.json()["total"]) == (200, 1)

        third = world.publish(OFFER, sauna, replace(sauna, id="0003", path="/angebote/aachen/c/"))
        (world.snapshots / third[:16] / "offers.jsonl").write_text("kaputt\n")
        with caplog.at_level(logging.ERROR):
            assert not states.refresh()
            assert not states.refresh()
        assert len(caplog.records) == 1
        assert third in caplog.text
        assert client.get("/gesundheit").json()["release"] == second
        releases.promote(world.releases, first)
        assert states.refresh()
        assert client.get("/api/suche?q=sauna").json()["total"] == 0


def test_a_release_without_a_place_for_answers_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = Published(tmp_path)
    release = world.publish(OFFER)
    shell = world.releases / release / "site/suche/index.html"
    shell.write_text(shell.read_text().replace("<!--suche-->", ""))
    states = world.states()
    assert not states.refresh()
    assert "keine Stelle für eine Antwort" in caplog.text


def test_the_background_follows_by_itself(tmp_path: Path) -> None:
    world = Published(tmp_path)
    loaded = threading.Event()

    def engines(index: SearchIndex) -> tuple[Engine, ...]:
        loaded.set()
        return (MemoryEngine(index.documents),)

    states = world.states(engines)
    thread = states.follow(every_seconds=0.01)
    world.publish(OFFER)
    assert loaded.wait(10)
    states.stop()
    thread.join(10)
    assert states.now is not None
    assert states.now.index.snapshot.offers[0].municipality == AACHEN


def test_an_address_no_engine_is_known_for_is_refused() -> None:
    with pytest.raises(ValueError, match="erlaubt ist „memory:“"):
        engines_by("ftp://suche.example")
