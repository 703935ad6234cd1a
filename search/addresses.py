"""A question as the address of the search page, read and written: `/suche/?q=museum&ort=Köln`.

The one grammar of all doors: form, page, links, interface and the search in the browser.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from catalogue.addresses import SEARCH
from catalogue.offer import BenefitKind, CardType, Scope
from search.contract import FLAGS, LAST_HIT, PAGE_SIZE, YES, Facet, Point, Request, Sort
from search.understanding import LARGEST_KM

LONGEST_ADDRESS = 8192
"""Bytes of a query string that are read."""
MOST_VALUES = 50
"""Values of one facet."""
LAST_PAGE = LAST_HIT // PAGE_SIZE
DECIMALS = 6
"""Of a degree; that is 11 centimetres."""

_WORDS: dict[Facet, tuple[str, ...]] = {
    Facet.BENEFIT: tuple(BenefitKind),
    Facet.SCOPE: tuple(Scope),
    Facet.CARD: tuple(CardType),
    **dict.fromkeys(FLAGS, (YES,)),
}
"""The facets whose values are the same in every published state."""
_KEY = re.compile(r"[a-z0-9-]{1,80}")
_WHOLE = re.compile(r"[0-9]{1,5}")
DEGREES = rf"-?[0-9]{{1,3}}(\.[0-9]{{1,{DECIMALS}}})?"
"""How a coordinate is spelled: no exponent, no sign before a positive one."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SINGLE = ("q", "ort", "umkreis", "lat", "lon", "gueltig", "sort", "seite")
PARAMETERS = (*_SINGLE, *Facet)
"""Every parameter that means something."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that cannot be used; `allowed` says in German what can."""

    parameter: str
    value: str
    allowed: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 60 else f"{self.value[:60]}…"
        return f"„{self.parameter}“ ist „{shown}“; erlaubt ist {self.allowed}."


class BadQuestionError(Exception):
    """An address that asks for something that does not exist; `refused` holds every reason."""

    def __init__(self, refused: tuple[Refused, ...]) -> None:
        super().__init__(" ".join(map(str, refused)))
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the parameters of its address that mean nothing, in their order."""

    request: Request
    ignored: tuple[str, ...] = ()


def read_question(query: str) -> Asked:
    """The question of a query string (without "?"); empty values count as not given.

    Raises BadQuestionError with every value that cannot be used.
    """
    if len(query.encode()) > LONGEST_ADDRESS:
        allowed = f"eine Adresse bis {LONGEST_ADDRESS} Zeichen"
        raise BadQuestionError((Refused("Adresse", query, allowed),))
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        of_name = values.setdefault(name, [])
        if value.strip(" ") and value not in of_name:
            of_name.append(value)
    reading = _Reading(values)
    request = reading.request()
    if reading.refused:
        raise BadQuestionError(tuple(reading.refused))
    return Asked(request, tuple(name for name in values if name not in PARAMETERS))


class _Reading:
    """Turns the values of one address into a question and notes what cannot be used."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self._values = values
        self.refused: list[Refused] = []

    def request(self) -> Request:
        sort = self._one("sort")
        if sort and sort not in tuple(Sort):
            self._refuse("sort", sort, _one_of(Sort))
            sort = ""
        return Request(
            q=self._one("q"),
            place=self._one("ort"),
            km=self._whole("umkreis", LARGEST_KM),
            near=self._near(),
            chosen=dict(self._chosen()),
            valid_on=self._day("gueltig"),
            sort=Sort(sort) if sort else Sort.RELEVANCE,
            page=self._whole("seite", LAST_PAGE) or 1,
        )

    def _refuse(self, parameter: str, value: str, allowed: str) -> None:
        self.refused.append(Refused(parameter, value, allowed))

    def _one(self, name: str) -> str:
        values = self._values.get(name, [])
        if len(values) > 1:
            self._refuse(name, ", ".join(values), "nur ein Wert")
        return values[0] if values else ""

    def _whole(self, name: str, largest: int) -> int | None:
        text = self._one(name)
        if not text:
            return None
        if _WHOLE.fullmatch(text) and 1 <= int(text) <= largest:
            return int(text)
        self._refuse(name, text, f"eine ganze Zahl von 1 bis {largest}")
        return None

    def _day(self, name: str) -> date | None:
        text = self._one(name)
        if not text:
            return None
        try:
            if not _DAY.fullmatch(text):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            self._refuse(name, text, "ein Tag wie 2026-11-24")
            return None

    def _near(self) -> Point | None:
        lat, lon = self._degrees("lat", 90), self._degrees("lon", 180)
        if self.refused or (lat is None and lon is None):
            return None
        if lat is not None and lon is not None:
            return Point(lat, lon)
        missing = "lat" if lat is None else "lon"
        self._refuse(missing, "", "„lat“ und „lon“ nur zusammen")
        return None

    def _degrees(self, name: str, largest: int) -> float | None:
        text = self._one(name)
        if not text:
            return None
        if re.fullmatch(DEGREES, text) and -largest <= float(text) <= largest:
            return float(text) + 0.0  # no negative zero
        self._refuse(name, text, f"eine Zahl von -{largest} bis {largest} wie 51.48")
        return None

    def _chosen(self) -> Iterator[tuple[Facet, tuple[str, ...]]]:
        for facet in Facet:
            values = self._values.get(facet, [])
            if len(values) > MOST_VALUES:
                self._refuse(facet, str(len(values)), f"bis zu {MOST_VALUES} Werte")
                continue
            words = _WORDS.get(facet)
            for value in values:
                if words is not None:
                    if value not in words:
                        self._refuse(facet, value, _one_of(words))
                elif not _KEY.fullmatch(value):
                    self._refuse(facet, value, "ein Schlüssel aus a-z, 0-9 und -")
            if values:
                yield facet, tuple(sorted(values))


def _one_of(words: Iterable[str]) -> str:
    return " oder ".join(f"„{word}“" for word in words)


def write_question(request: Request) -> str:
    """The query string of a question: the same for the same question, without what is the rule."""
    rows: list[tuple[str, str]] = [
        ("q", request.q),
        ("ort", request.place),
        ("umkreis", str(request.km or "")),
        ("lat", written_degrees(request.near.lat) if request.near else ""),
        ("lon", written_degrees(request.near.lon) if request.near else ""),
        *(
            (facet.value, value)
            for facet in Facet
            for value in sorted(set(request.chosen.get(facet, ())))
        ),
        ("gueltig", request.valid_on.isoformat() if request.valid_on else ""),
        ("sort", "" if request.sort is Sort.RELEVANCE else request.sort.value),
        ("seite", "" if request.page == 1 else str(request.page)),
    ]
    written = urlencode([(name, value) for name, value in rows if value.strip(" ")], safe="*")
    return written.replace("~", "%7E")  # as browsers write a form


def address_of(request: Request) -> str:
    """Where the search page answers this question."""
    query = write_question(request)
    return f"{SEARCH}?{query}" if query else SEARCH


def written_degrees(degrees: float) -> str:
    """51.48 → "51.48", without an exponent."""
    return f"{degrees:.{DECIMALS}f}".rstrip("0").rstrip(".")
