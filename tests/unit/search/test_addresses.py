"""The address of a question: what it means, what is refused, and that it is written one way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.addresses import (
    LONGEST_ADDRESS,
    BadQuestionError,
    address_of,
    read_question,
    write_question,
)
from search.contract import Facet, Point, Request, Sort


@pytest.mark.parametrize(
    ("query", "request_"),
    [
        ("", Request()),
        ("q=&ort=+&umkreis=&kategorie=", Request()),
        ("q=museum+k%C3%B6ln", Request(q="museum köln")),
        ("q=%FF", Request(q="\ufffd")),
        ("ort=48291&umkreis=20", Request(place="48291", km=20)),
        ("lat=51.48&lon=-7.5", Request(near=Point(51.48, -7.5))),
        ("lat=-0&lon=0", Request(near=Point(0.0, 0.0))),
        (
            "kategorie=kultur&kategorie=bildung&kategorie=kultur",
            Request(chosen={Facet.CATEGORY: ("bildung", "kultur")}),
        ),
        ("kostenlos=ja", Request(chosen={Facet.FREE: ("ja",)})),
        ("vorteil=amount_off", Request(chosen={Facet.BENEFIT: ("amount_off",)})),
        ("gueltig=2026-11-24", Request(valid_on=date(2026, 11, 24))),
        ("sort=entfernung&seite=500", Request(sort=Sort.DISTANCE, page=500)),
        ("q=a&q=a", Request(q="a")),
    ],
)
def test_what_an_address_means(query: str, request_: Request) -> None:
    assert read_question(query).request == request_


def test_unknown_parameters_are_named_and_change_nothing() -> None:
    asked = read_question("utm_source=x&q=bad&__proto__=1&utm_source=y")
    assert asked.request == Request(q="bad")
    assert asked.ignored == ("utm_source", "__proto__")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("umkreis=0", "„umkreis“ ist „0“; erlaubt ist eine ganze Zahl von 1 bis 250."),
        ("umkreis=251", "von 1 bis 250"),
        ("umkreis=%D9%A3", "von 1 bis 250"),
        ("umkreis=1e2", "von 1 bis 250"),
        ("seite=501", "„seite“ ist „501“; erlaubt ist eine ganze Zahl von 1 bis 500."),
        ("seite=-1", "von 1 bis 500"),
        ("sort=preis", "„relevanz“ oder „entfernung“ oder „titel“ oder „neueste“"),
        ("kostenlos=nein", "„kostenlos“ ist „nein“; erlaubt ist „ja“."),
        ("karte=gold", "„standard“ oder „jubilee“"),
        ("kategorie=%3Cscript%3E", "„kategorie“ ist „<script>“; erlaubt ist ein Schlüssel"),
        ("gueltig=2026-02-30", "ein Tag wie 2026-11-24"),
        ("gueltig=20261124", "ein Tag wie 2026-11-24"),
        ("lat=51", "„lat“ und „lon“ nur zusammen"),
        ("lat=91&lon=7", "eine Zahl von -90 bis 90"),
        ("lat=nan&lon=7", "eine Zahl von -90 bis 90"),
        ("q=a&q=b", "„q“ ist „a, b“; erlaubt ist nur ein Wert."),
        ("&".join(f"art=k{n}" for n in range(51)), "bis zu 50 Werte"),
        ("q=" + "ä" * LONGEST_ADDRESS, "eine Adresse bis 8192 Zeichen"),
    ],
)
def test_what_is_refused_names_parameter_value_and_what_is_allowed(
    query: str, sentence: str
) -> None:
    with pytest.raises(BadQuestionError) as caught:
        read_question(query)
    assert sentence in str(caught.value)


def test_every_reason_is_named_at_once() -> None:
    with pytest.raises(BadQuestionError) as caught:
        read_question("umkreis=x&sort=y&gueltig=z")
    assert [r.parameter for r in caught.value.refused] == ["sort", "umkreis", "gueltig"]


def test_the_address_of_a_question_leaves_out_what_is_the_rule() -> None:
    assert address_of(Request()) == "/suche/"
    assert address_of(Request(q="bad & sauna", km=15)) == "/suche/?q=bad+%26+sauna&umkreis=15"
    assert write_question(Request(q="a*b~c")) == "q=a*b%7Ec"
    chosen = {Facet.FREE: ("ja",), Facet.KIND: ("b", "a")}
    assert write_question(Request(chosen=chosen, page=2)) == "art=a&art=b&kostenlos=ja&seite=2"


words = st.text(min_size=0, max_size=20)
requests = st.builds(
    Request,
    q=words.filter(lambda t: t.strip(" ") or not t),
    place=words.filter(lambda t: t.strip(" ") or not t),
    km=st.none() | st.integers(1, 250),
    near=st.none()
    | st.builds(
        Point,
        st.integers(-90_000, 90_000).map(lambda n: n / 1000),
        st.integers(-180_000, 180_000).map(lambda n: n / 1000),
    ),
    chosen=st.dictionaries(
        st.sampled_from([Facet.CATEGORY, Facet.REGION]),
        st.sets(st.from_regex(r"[a-z0-9-]{1,10}", fullmatch=True), min_size=1).map(
            lambda s: tuple(sorted(s))
        ),
    ),
    valid_on=st.none() | st.dates(),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 500),
)


@given(requests)
def test_what_is_written_reads_back_as_the_same_question(request_: Request) -> None:
    assert read_question(write_question(request_)).request == request_


@given(st.text())
def test_whatever_stands_in_an_address_is_read_or_refused(query: str) -> None:
    try:
        asked = read_question(query)
    except BadQuestionError:
        return
    assert read_question(write_question(asked.request)).request == asked.request
