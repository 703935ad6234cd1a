"""Crowds at the door: malformed and good mixed, injected headers, and a name that must not leak."""

import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest

from applications.handler.traffic import Limits
from bench.submissions import GOOD, INJECTIONS, TEXTS, Submission, mixed
from tests.asgi import Client
from tests.integration.handler.world import FORM, SITE, World

NO_LIMITS = Limits(10**6, 10**6, 10**6, 10**6)
CANARY = "Kanarienvogelweide"


def post(client: Client, sent: Submission, media: str = "text/html") -> tuple[int, str]:
    headers = {"origin": SITE, "accept": media, "content-type": sent.media} | sent.headers
    said = client.request("POST", FORM, content=sent.body, headers=headers)
    return said.status_code, said.text


def test_malformed_and_good_ones_mixed(build: Callable[..., World]) -> None:
    world = build(limits=NO_LIMITS)
    handler = world.handler()
    tokens = [handler.proofs.page_time() for _ in range(720)]
    world.clock.now += 60
    sent = mixed(5, 120, 600, tokens.pop)
    with world.client(handler) as client:
        answered = [(one.good, post(client, one)[0]) for one in sent]
    statuses = Counter(answered)
    assert {status for good, status in statuses if good} == {303}
    assert all(400 <= status < 500 for good, status in statuses if not good), statuses
    people = [application["person"]["first_names"] for application in world.opened()]
    assert sorted(people) == sorted(f"Ada {number}" for number in range(120))


def test_many_double_clicks_at_the_same_time(build: Callable[..., World]) -> None:
    world = build(limits=NO_LIMITS)
    handler = world.handler()
    tokens = [handler.proofs.page_time() for _ in range(20)]
    world.clock.now += 60
    crowd = [one for one in mixed(6, 20, 0, tokens.pop) for _ in range(4)]
    answers: list[int] = []
    with world.client(handler) as client:

        def click(part: list[Submission]) -> None:
            answers.extend(post(client, one)[0] for one in part)

        threads = [threading.Thread(target=click, args=(crowd[n::4],)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert Counter(answers) == {303: 80}
    assert len(world.opened()) == 20


@pytest.mark.parametrize("injection", INJECTIONS)
def test_no_field_can_write_a_line_of_its_own(world: World, injection: str) -> None:
    handler = world.handler()
    with world.client(handler) as client:
        for name in TEXTS:
            fields = GOOD | {name: injection, "waited": world.waited(handler)}
            status, page = post(client, Submission(urlencode(fields).encode(), False))
            assert status == 422, name
            assert "<script>alert" not in page
    assert world.names() == []


def test_a_name_is_nowhere_but_in_the_envelope(
    build: Callable[..., World],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """500 requests with the name in every field and provoked errors: it comes back to its sender
    and is in no log, file name, file or temporary file."""
    world = build(limits=NO_LIMITS)
    handler = world.handler()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    random, answered = Random(7), Counter[int]()
    caplog.set_level(0)

    def broken(*_: object) -> None:
        raise random.choice((RuntimeError, OSError, KeyError, UnicodeError))(f"{CANARY}")

    with world.client(handler) as client:
        for number in range(500):
            fields = {
                n: (CANARY if n in TEXTS and random.random() < 0.5 else v) for n, v in GOOD.items()
            }
            fields["person.first_names"] = f"{CANARY} {number}"
            if random.random() < 0.7:
                fields["person.email"] = f"{CANARY}@muster.example".lower()
                fields["engagements.0.contact.email"] = "vorstand@lesewelt.example"
                fields["waited"] = world.waited(handler)
            with monkeypatch.context() as fault:
                if random.random() < 0.3:
                    fault.setattr(*random.choice(FAULTS), broken)
                body = urlencode(fields).encode()
                if random.random() < 0.1:
                    body = body[: random.randrange(len(body))] + b"%ff"
                status, _ = post(client, Submission(body, False))
                answered[status] += 1
    assert {303, 400, 422, 428, 503} <= set(answered), answered
    out, err = capfd.readouterr()
    files = [*world.folder.rglob("*"), *(tmp_path / "temporary").rglob("*")]
    everything = [caplog.text, out, err, *map(str, files)]
    everything += [p.read_text("utf-8", "replace") for p in files if p.is_file()]
    assert len(world.names()) > 50
    assert [text[:80] for text in everything if CANARY.lower() in text.lower()] == []


FAULTS = [
    ("applications.handler.receiving.seal",),
    ("applications.handler.receiving.assess",),
    ("applications.spool.write_synced",),
    ("applications.handler.pages.answer_page",),
    ("applications.handler.replies.answer_page",),
    ("applications.handler.app.read_sent",),
]
