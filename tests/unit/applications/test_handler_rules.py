"""The small decisions of the handler, as tables."""

from pathlib import Path

import pytest

from applications.form import ApplicationKind
from applications.handler.gate import FORM, JSON, refusal_of
from applications.handler.receiving import area_of
from applications.handler.sending import MOST_FIELDS, Sent, UnreadableBodyError, read_sent
from applications.handler.shell import ShellError, read_shell
from applications.handler.traffic import Level, Limits, Traffic, level_of, network_of
from catalogue.offices import IssuingOffice

ORIGINS = {"https://angebote.example"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, None),
        ({"origin": "https://angebote.example"}, None),
        ({"content-type": f"{JSON}; charset=utf-8"}, None),
        ({"sec-fetch-site": "same-site"}, None),
        ({"sec-fetch-site": "none"}, None),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, None),
        ({"origin": "null", "sec-fetch-site": "none"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://angebote.example.evil.example"}, 403),
        ({"origin": "http://angebote.example"}, 403),
        ({"content-type": ""}, 415),
        ({"content-type": "text/html"}, 415),
        ({"content-encoding": "br"}, 415),
        ({"content-length": "65536"}, None),
        ({"content-length": "65537"}, 413),
        ({"content-length": "1e3"}, 400),
        ({"content-length": "²"}, 400),
    ],
)
def test_who_is_let_in(headers: dict[str, str], status: int | None) -> None:
    refusal = refusal_of({"content-type": FORM} | headers, origins=ORIGINS)
    assert (refusal.status if refusal else None) == status


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"", FORM),
        (b"kind=other", FORM),
        (b"kind=first&key=1", FORM),
        (b"kind=first&key=%7B6f1c1f6e-5d1b-4a53-9f5c-0a4f3c3f9a11%7D", FORM),
        (b"kind=first&a=%ff", FORM),
        ("kind=first&a=ä".encode(), FORM),
        (b"kind=first" + b"&a=1" * MOST_FIELDS, FORM),
        (b"", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b'{"kind":"first","a":1}', JSON),
        (b'{"kind":"first","a":[["b"]]}', JSON),
        (b'{"kind":"first","a":"\\ud800"}', JSON),
        (b'{"kind":["first","x"],"a":{"b":"c"}}', JSON),
        (b"\xff\xfe{", JSON),
        (b"[" * 60_000, JSON),
        (b'{"kind":' + b"9" * 60_000 + b"}", JSON),
    ],
)
def test_a_body_of_another_form_is_refused(body: bytes, media: str) -> None:
    with pytest.raises(UnreadableBodyError):
        read_sent(body, media)


def test_a_form_and_json_say_the_same() -> None:
    form = read_sent(
        b"kind=claim&card_media=digital&card_media=plastic&person.place=K%C3%B6ln", FORM
    )
    sent = '{"kind":"claim","card_media":["digital","plastic"],"person.place":"Köln"}'
    assert form == read_sent(sent.encode(), JSON)
    assert form.answers["card_media"] == ("digital", "plastic")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": ("b",), "c": ("d",)}, {"c": ("d",), "a": ("b",)}, True),
        ({"a": ("b ",)}, {"a": (" b",)}, True),
        ({"a": ("b",), "c": ("",)}, {"a": ("b",)}, True),
        ({"a": ("e\u0301",)}, {"a": ("\u00e9",)}, True),
        ({"a": ("b",)}, {"a": ("B",)}, False),
        ({"a": ("b", "c")}, {"a": ("c", "b")}, False),
    ],
)
def test_which_answers_are_the_same(
    one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]], same: bool
) -> None:
    kind = ApplicationKind.FIRST
    assert (Sent(kind, one).canonical() == Sent(kind, other).canonical()) is same
    assert Sent(kind, one).canonical() != Sent(ApplicationKind.CLAIM, one).canonical()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unix", ""),
        ("", ""),
    ],
)
def test_which_network_an_address_belongs_to(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("recent", "busy", "level"),
    [
        (0, False, Level.USUAL),
        (19, False, Level.USUAL),
        (20, False, Level.HARDER),
        (100, False, Level.HARDEST),
        (0, True, Level.HARDER),
        (100, True, Level.HARDEST),
        (999, True, Level.HARDEST),
        (1000, False, Level.REFUSED),
    ],
)
def test_being_busy_makes_the_work_harder_and_refuses_nobody(
    recent: int, busy: bool, level: Level
) -> None:
    assert level_of(recent, busy=busy, limits=Limits()) is level


def test_networks_are_apart_and_forgotten_after_an_hour() -> None:
    now = 1_800_000_000.0
    traffic = Traffic(lambda: now, Limits(harder=1, harder_for_all=3))
    traffic.count("192.0.2.1")
    levels = [traffic.level(a) for a in ("192.0.2.9", "192.0.3.1", "2001:db8::1")]
    assert levels == [Level.HARDER, Level.USUAL, Level.USUAL]
    traffic.count("2001:db8::1")
    traffic.count("2001:db8::1")
    assert traffic.level("192.0.3.1") is Level.HARDER
    now += 3601
    assert traffic.level("192.0.2.1") is Level.USUAL


def test_memory_does_not_grow_with_the_number_of_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr("applications.handler.traffic.MOST_PREFIXES", 3)
    traffic = Traffic(lambda: now, Limits(harder=1))
    for third in range(3):
        traffic.count(f"192.0.{third}.1")
    now += 3601
    traffic.count("192.0.7.1")  # the silent ones are forgotten
    traffic.count("192.0.8.1")
    assert traffic.level("192.0.7.1") is Level.HARDER
    traffic.count("192.0.9.1")
    traffic.count("192.0.10.1")  # nobody was silent: everybody is
    levels = [traffic.level(f"192.0.{third}.1") for third in (7, 8, 9, 10)]
    assert levels == [Level.USUAL] * 3 + [Level.HARDER]


@pytest.mark.parametrize(
    ("towns", "area"),
    [
        (("05566076",), "05566076"),
        (("05566008", "05566012"), "055660"),
        (("05111000", "05566012"), "05"),
    ],
)
def test_the_area_of_an_office_is_what_its_towns_share(towns: tuple[str, ...], area: str) -> None:
    assert area_of(IssuingOffice("a", "A", towns)) == area


def test_the_page_of_the_site_goes_around_an_answer(
    tmp_path: Path,
) -> None:
    file = tmp_path / "index.html"
    file.write_text("<title>Alt</title><nav>N</nav><main id='inhalt'><h1>x</h1></main><footer>F")
    html = read_shell(file).around("Neu & <gut>", "<h1>y</h1>")
    assert html.startswith("<title>Neu &amp; &lt;gut&gt;</title><nav>N</nav>")
    assert html.endswith("<main id='inhalt'>\n<h1>y</h1>\n</main><footer>F")
    file.write_text("<title>Alt</title>")
    with pytest.raises(ShellError, match="Hauptteil"):
        read_shell(file)
