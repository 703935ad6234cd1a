"""Which demo offers exist, where and how they are. Pure: the same seed and day, the same world."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from random import Random

from catalogue import addresses
from catalogue.boundaries import Boundaries
from catalogue.offer import STATE_KEY, Accessibility, BenefitKind, Scope
from catalogue.regions import Municipality, RegionTree
from cms.offers.demo.texts import OfferText
from cms.offers.labels import LocationState

PARTICIPATING = 335

ENDED_SHARE = 0.06
UPCOMING_SHARE = 0.015
DRAFT_SHARE = 0.02
UNVERIFIED_SHARE = 0.15
DOUBTFUL_SHARE = 0.04
APPROXIMATE_SHARE = 0.1
STATEWIDE_SHARE = 0.006
CHAIN_SHARE = 0.6

_STREETS = (
    "Lindenstraße", "Am Markt", "Mühlenweg", "Bahnhofstraße", "Kirchgasse", "Gartenweg",
    "Schulstraße", "Am Alten Hafen", "Rathausplatz", "Wiesengrund", "Hauptstraße", "Am Stadtwall",
    "Birkenallee", "Nordring", "Südwall", "Brunnenstraße", "Kastanienweg", "Am Bürgerpark",
)  # fmt: skip
_DISTINCTIONS = (
    "am Park", "Nord", "Süd", "am Ring", "Ost", "West", "am Wall", "am Hafen", "Altstadt", "Mitte",
)  # fmt: skip
_REDEMPTION = (
    "Zeigen Sie Ihre Karte zusammen mit einem Lichtbildausweis.",
    "Legen Sie die Karte vor dem Bezahlen an der Kasse vor.",
    "Nennen Sie die Karte schon bei der Anmeldung und bringen Sie sie mit.",
    "Die Karte aus Plastik oder auf dem Handy zeigen; ein Ausweis gehört dazu.",
    "An der Information vorzeigen, dort bekommen Sie den ermäßigten Beleg.",
)
_REDEMPTION_ONLINE = (
    "Karte einmal im Formular des Anbieters prüfen lassen, danach gilt der Nachlass von selbst.",
    "Bei der Bestellung „Ehrenamtskarte“ wählen und die Kartennummer angeben.",
)
_TRANSPORT = ("Bushaltestelle Rathaus", "Bahnhof, 5 Minuten zu Fuß", "Haltestelle Schulzentrum", "")
_ACCESSIBILITY = (
    [Accessibility.UNKNOWN] * 4
    + [Accessibility.FULL] * 3
    + [Accessibility.PARTIAL, Accessibility.NONE]
)


HALF = "half"
BENEFIT_SHARES = {
    BenefitKind.PERCENT: 0.37,
    HALF: 0.10,
    BenefitKind.AMOUNT_OFF: 0.14,
    BenefitKind.REDUCED_PRICE: 0.14,
    BenefitKind.FREE: 0.08,
    BenefitKind.TWO_FOR_ONE: 0.06,
    BenefitKind.EXTRA: 0.06,
    BenefitKind.CONTINGENT: 0.02,
    BenefitKind.FIXED_PRICE: 0.02,
    BenefitKind.OTHER: 0.01,
}
"""How often benefits of each kind occur in published lists of offers."""


def benefit_class(text: OfferText) -> str:
    half = text.benefit is BenefitKind.PERCENT and text.value == 50
    return HALF if half else text.benefit


def _weights(texts: tuple[OfferText, ...]) -> list[float]:
    """How likely each text is drawn, so that the kinds of benefit have their usual shares."""
    count = Counter(benefit_class(text) for text in texts)
    return [BENEFIT_SHARES[benefit_class(text)] / count[benefit_class(text)] for text in texts]


class Life(StrEnum):
    LIVE = "live"
    ENDED = "ended"
    UPCOMING = "upcoming"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class DemoVenue:
    name: str
    street: str
    postal_code: str
    place: str
    ags: str
    lat: float
    lon: float
    state: LocationState
    accessibility: Accessibility
    public_transport: str


@dataclass(frozen=True, slots=True)
class DemoOffer:
    """`owner` is an AGS, or "05" for the Land; `path` is none for a draft."""

    id: uuid.UUID
    owner: str
    path: str | None
    text: OfferText
    scope: Scope
    venues: tuple[DemoVenue, ...]
    life: Life
    valid_from: date | None
    valid_until: date | None
    published_on: date
    verified_on: date | None
    digital_card_accepted: bool
    phone: str
    redemption: str


def demo_participants(random: Random, regions: RegionTree) -> frozenset[str]:
    """AGS of 335 towns: all kreisfreie Städte, the rest drawn."""
    cities = [m.ags for m in regions.municipalities if m.is_independent_city]
    others = [m.ags for m in regions.municipalities if not m.is_independent_city]
    return frozenset(cities + random.sample(others, PARTICIPATING - len(cities)))


class DemoWorld:
    """`live` offers are shown on `today`; ended, coming and unfinished ones come on top."""

    def __init__(
        self,
        *,
        seed: int,
        live: int,
        today: date,
        regions: RegionTree,
        boundaries: Boundaries,
        local: tuple[OfferText, ...],
        statewide: tuple[OfferText, ...],
    ) -> None:
        self._random = Random(seed)
        self._today, self._live = today, live
        self._regions, self._boundaries = regions, boundaries
        self._local, self._statewide = local, statewide
        self._weights = _weights(local)
        self._taken: set[str] = set()
        self._decks: dict[str, list[OfferText]] = {}
        self._rounds: dict[str, int] = {}
        self.participants = demo_participants(self._random, regions)

    def offers(self) -> Iterator[DemoOffer]:
        for_land = min(len(self._statewide), max(1, round(self._live * STATEWIDE_SHARE)))
        for text in self._statewide[:for_land]:
            yield self._offer(STATE_KEY, text, Life.LIVE)
        towns = [m for m in self._regions.municipalities if m.ags in self.participants]
        weights = [self._size(town) for town in towns]
        lives = self._lives(self._live - for_land)
        for life, town in zip(
            lives, self._random.choices(towns, weights, k=len(lives)), strict=True
        ):
            yield self._offer(town.ags, self._next_text(town), life)

    def _size(self, town: Municipality) -> float:
        """Log-normal, as the numbers of offers of real towns are; cities have more partners."""
        return self._random.lognormvariate(2.2, 0.9) * (3.5 if town.is_independent_city else 1)

    def _lives(self, live: int) -> list[Life]:
        lives = [Life.LIVE] * live
        shares = (
            (Life.ENDED, ENDED_SHARE),
            (Life.UPCOMING, UPCOMING_SHARE),
            (Life.DRAFT, DRAFT_SHARE),
        )
        for life, share in shares:
            lives += [life] * round(self._live * share)
        self._random.shuffle(lives)
        return lives

    def _next_text(self, town: Municipality) -> OfferText:
        """A text the town does not have yet; in a big city the second round says which branch."""
        deck = self._decks.get(town.ags)
        if not deck:
            deck = self._decks[town.ags] = self._shuffled()
            self._rounds[town.ags] = self._rounds.get(town.ags, -1) + 1
        text, turn = deck.pop(), self._rounds[town.ags]
        name = text.provider.replace("{ort}", town.name)
        if turn:
            name = f"{name} {_DISTINCTIONS[(turn - 1) % len(_DISTINCTIONS)]}"
            name += f" {turn // len(_DISTINCTIONS) + 1}" if turn > len(_DISTINCTIONS) else ""
        return replace(
            text,
            provider=name,
            title=text.title.replace("{ort}", town.name),
            summary=text.summary.replace("{ort}", town.name),
            description=text.description.replace("{ort}", town.name),
            conditions=text.conditions.replace("{ort}", town.name),
        )

    def _shuffled(self) -> list[OfferText]:
        """All texts in random order; those drawn first have the usual mix of benefits."""
        keys = [self._random.random() ** (1 / weight) for weight in self._weights]
        return [text for _, text in sorted(zip(keys, self._local, strict=True), key=lambda p: p[0])]

    def _offer(self, owner: str, text: OfferText, life: Life) -> DemoOffer:
        random, today = self._random, self._today
        published = today - timedelta(days=random.randrange(20, 1100))
        if random.random() < 0.02:
            published = today - timedelta(days=random.randrange(0, 20))
        valid_from, valid_until = self._validity(life, published)
        scope = Scope.STATEWIDE if owner == STATE_KEY else Scope.LOCAL
        if text.online:
            scope = Scope.ONLINE
        return DemoOffer(
            id=uuid.UUID(int=random.getrandbits(128), version=4),
            owner=owner,
            path=None if life is Life.DRAFT else self._path(owner, text),
            text=text,
            scope=scope,
            venues=() if scope is not Scope.LOCAL else tuple(self._venues(owner, text)),
            life=life,
            valid_from=valid_from,
            valid_until=valid_until,
            published_on=published,
            verified_on=self._verified_on(published),
            digital_card_accepted=random.random() < 0.7,
            # Numbers of this block are kept free for fiction.
            phone=f"030 23125 {random.randrange(1000):03d}",
            redemption=random.choice(_REDEMPTION_ONLINE if text.online else _REDEMPTION),
        )

    def _validity(self, life: Life, published: date) -> tuple[date | None, date | None]:
        random, today = self._random, self._today
        if life is Life.ENDED:
            return None, today - timedelta(days=random.randrange(1, 330))
        if life is Life.UPCOMING:
            start = today + timedelta(days=random.randrange(5, 120))
            return start, start + timedelta(days=365)
        if random.random() < 0.12:
            return published, today + timedelta(days=random.randrange(10, 700))
        return None, None

    def _verified_on(self, published: date) -> date | None:
        random, today = self._random, self._today
        if random.random() < UNVERIFIED_SHARE:
            return None if random.random() < 0.4 else min(published, today - timedelta(days=400))
        return max(published, today - timedelta(days=random.randrange(0, 330)))

    def _path(self, owner: str, text: OfferText) -> str:
        path = addresses.offer_address(
            owner_slug=addresses.owner_slug(owner, self._regions),
            provider=text.provider,
            title=text.title,
            taken=self._taken,
        )
        self._taken.add(path)
        return path

    def _venues(self, owner: str, text: OfferText) -> Iterator[DemoVenue]:
        town = self._regions.municipality(owner)
        yield self._venue(town, text.provider)
        if text.chain and self._random.random() < CHAIN_SHARE:
            nearest = islice(self._regions.nearest(owner), 4)
            near = [m for m, _ in nearest if m.ags in self.participants]
            for number in range(self._random.randrange(1, 4)):
                place = town if number == 0 or not near else self._random.choice(near)
                yield self._venue(place, f"{text.provider}, Filiale {number + 2}")

    def _venue(self, town: Municipality, name: str) -> DemoVenue:
        random = self._random
        code = self._regions.postal_code(random.choice(self._regions.postal_codes_of(town.ags)))
        if code is None:
            raise LookupError(town.ags)
        lat, lon, state = self._point(town, code.lat, code.lon)
        return DemoVenue(
            name=name[:100],
            street=f"{random.choice(_STREETS)} {random.randrange(1, 90)}",
            postal_code=code.code,
            place=town.name,
            ags=town.ags,
            lat=lat,
            lon=lon,
            state=state,
            accessibility=random.choice(_ACCESSIBILITY),
            public_transport=random.choice(_TRANSPORT),
        )

    def _point(
        self, town: Municipality, lat: float, lon: float
    ) -> tuple[float, float, LocationState]:
        random = self._random
        dice = random.random()
        if dice < DOUBTFUL_SHARE:
            far, _ = random.choice(list(islice(self._regions.nearest(town.ags), 30, None)))
            return far.lat, far.lon, LocationState.DOUBTFUL
        if dice < DOUBTFUL_SHARE + APPROXIMATE_SHARE:
            return lat, lon, LocationState.APPROXIMATE
        for _ in range(8):
            there = (
                round(lat + random.uniform(-0.01, 0.01), 5),
                round(lon + random.uniform(-0.016, 0.016), 5),
            )
            if self._boundaries.contains(town.ags, *there):
                return *there, LocationState.EXACT
        return lat, lon, LocationState.APPROXIMATE
