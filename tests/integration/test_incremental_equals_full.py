"""Whatever editors do, in whatever order: the incremental site is the full one, byte for byte."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.categories import Category, Kind
from catalogue.editorial import EditorialPage
from catalogue.offer import EndedOffer, Offer, Scope
from catalogue.regions import Municipality, RegionTree
from catalogue.texts import TEXTS
from site_builder import releases, spare
from site_builder.build import build
from site_builder.check import check_site
from tests.world import AACHEN, CATEGORIES, OFFER, REGIONS, TELGTE, written

SITE_URL = "https://angebote.example"


@dataclass
class State:
    """What editors see: everything that ends up in a snapshot, and the texts beside it."""

    offers: dict[str, Offer] = field(default_factory=lambda: {OFFER.id: OFFER})
    gone: dict[str, EndedOffer] = field(default_factory=dict)
    regions: RegionTree = REGIONS
    categories: tuple[Category, ...] = (*CATEGORIES, Category("kultur", "Kultur", "Kunst.", ()))
    pages: tuple[EditorialPage, ...] = ()
    help_text: str = ""

    def offer(self, number: int) -> Offer:
        key = f"{number:04}"
        known = self.offers.get(key)
        return known or replace(OFFER, id=key, path=f"/angebote/aachen/a-{key}/")

    def put(self, offer: Offer) -> None:
        self.offers[offer.id] = offer
        self.gone.pop(offer.id, None)

    def change_town(self, ags: str, change: Callable[[Municipality], Municipality]) -> None:
        towns = tuple(change(m) if m.ags == ags else m for m in self.regions.municipalities)
        self.regions = replace(self.regions, municipalities=towns)


def create(state: State, number: int) -> None:
    state.put(state.offer(number))


def create_many(state: State, number: int) -> None:
    """Enough for a second page of the list."""
    for extra in range(10 * number, 10 * number + 70):
        state.put(state.offer(100 + extra))


def edit(state: State, number: int) -> None:
    offer = state.offer(number)
    state.put(replace(offer, summary=offer.summary + "!", changed_on=date(2026, 11, number + 1)))


def rename_title(state: State, number: int) -> None:
    offer = state.offer(number)
    state.put(replace(offer, title=f"{offer.title} <{number}>"))


def rename_provider(state: State, number: int) -> None:
    offer = state.offer(number)
    state.put(replace(offer, provider=f"A & {number} {offer.provider}"))


def move(state: State, number: int) -> None:
    offer = state.offer(number)
    ags = TELGTE if offer.municipality == AACHEN else AACHEN
    state.put(replace(offer, municipality=ags, venues=()))


def make_statewide(state: State, number: int) -> None:
    scope = Scope.ONLINE if number % 2 else Scope.STATEWIDE
    state.put(replace(state.offer(number), scope=scope, municipality="05", venues=()))


def change_category(state: State, number: int) -> None:
    offer = state.offer(number)
    slug = "kultur" if offer.category != "kultur" else "freizeit-sport"
    state.put(replace(offer, category=slug, kinds=()))


def verify(state: State, number: int) -> None:
    state.put(replace(state.offer(number), verified_on=date(2026, 11, 24)))


def unpublish(state: State, number: int) -> None:
    """Gone without a trace, e.g. published by mistake."""
    state.offers.pop(f"{number:04}", None)


def expire(state: State, number: int) -> None:
    offer = state.offers.pop(f"{number:04}", None)
    if offer is not None:
        state.gone[offer.id] = EndedOffer(
            id=offer.id,
            path=offer.path,
            title=offer.title,
            provider=offer.provider,
            category=offer.category,
            municipality=offer.municipality,
            ended_on=date(2026, 11, 23),
        )


def delete(state: State, number: int) -> None:
    """Twelve months after its end, or at once: its page is no more."""
    state.offers.pop(f"{number:04}", None)
    state.gone.pop(f"{number:04}", None)


def rename_category(state: State, number: int) -> None:
    first, *others = state.categories
    state.categories = (replace(first, label=f"Sport {number}", kinds=(Kind("b", "B"),)), *others)


def drop_or_add_category(state: State, number: int) -> None:
    if len(state.categories) > 1:
        state.categories = state.categories[:1]
    else:
        state.categories = (*state.categories, Category("kultur", "Kultur", "Kunst.", ()))


def take_part_or_not(state: State, number: int) -> None:
    ags = (AACHEN, TELGTE)[number % 2]
    state.change_town(ags, lambda town: replace(town, participating=not town.participating))


def edit_intro(state: State, number: int) -> None:
    ags = (AACHEN, TELGTE)[number % 2]
    state.change_town(ags, lambda town: replace(town, intro=f"<p>Willkommen {number}</p>"))


def rename_town(state: State, number: int) -> None:
    state.change_town(TELGTE, lambda town: replace(town, name=f"Telgte {number}"))


def publish_news(state: State, number: int) -> None:
    day = date(2026, 11, number + 1)
    page = EditorialPage(f"/aktuelles/n{number}/", f"Neu {number}", "Kurz", "<p>a</p>", day, day)
    others = [known for known in state.pages if known.path != page.path]
    state.pages = tuple(sorted([*others, page], key=lambda known: known.path))


def edit_news(state: State, number: int) -> None:
    """A correction of the newest address; the first of all if there is none."""
    if not state.pages:
        publish_news(state, number)
    *others, last = state.pages
    later = date(2026, 11, 20 + number)
    last = replace(last, title=f"{last.title} & mehr", body=f"<p>{number}</p>", changed_on=later)
    state.pages = (*others, last)


def drop_news(state: State, number: int) -> None:
    state.pages = state.pages[:-1]


def edit_text(state: State, number: int) -> None:
    state.help_text = f"\nNoch ein Satz, Nummer {number}.\n"


EDITS = (
    create,
    create_many,
    edit,
    rename_title,
    rename_provider,
    move,
    make_statewide,
    change_category,
    verify,
    unpublish,
    expire,
    delete,
    rename_category,
    drop_or_add_category,
    take_part_or_not,
    edit_intro,
    rename_town,
    publish_news,
    edit_news,
    drop_news,
    edit_text,
)


class Site:
    """The releases of a run of edits: each state built on the one before, cloned ahead or not."""

    def __init__(self, base: Path) -> None:
        self.base, self.number = base, 0
        self.texts = Path(shutil.copytree(TEXTS, base / "texts"))
        self.help = (self.texts / "hilfe.md").read_text(encoding="utf-8")

    def snapshot(self, state: State) -> Path:
        self.number += 1
        (self.texts / "hilfe.md").write_text(self.help + state.help_text, encoding="utf-8")
        return written(
            self.base / f"s{self.number}",
            *(state.offers[key] for key in sorted(state.offers)),
            gone=tuple(state.gone[key] for key in sorted(state.gone)),
            regions=state.regions,
            categories=state.categories,
            pages=state.pages,
        )

    def publish(self, state: State, *, ahead: bool = False) -> Path:
        target, snapshot = self.base / "incremental", self.snapshot(state)
        done = build(snapshot, target, site_url=SITE_URL, texts=self.texts)
        assert check_site(target / done.release, snapshot=snapshot) == []
        releases.promote(target, done.release)
        if ahead:
            spare.prepare(target)
        return target / done.release

    def full(self, state: State) -> Path:
        snapshot, target = self.snapshot(state), self.base / "full"
        done = build(snapshot, target, site_url=SITE_URL, texts=self.texts, full=True)
        return target / done.release


def tree(release: Path) -> dict[str, bytes | None]:
    """All files with their content, and all folders."""
    site = release / "site"
    return {
        str(path.relative_to(site)): path.read_bytes() if path.is_file() else None
        for path in site.rglob("*")
    }


def pages(release: Path) -> object:
    return json.loads((release / "pages.json").read_text(encoding="utf-8"))["pages"]


def assert_same(site: Site, release: Path, state: State) -> None:
    full = site.full(state)
    assert tree(release) == tree(full)
    assert pages(release) == pages(full)


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_each_kind_of_edit(tmp_path: Path, change: Callable[[State, int], None]) -> None:
    state, site = State(), Site(tmp_path)
    for number in (1, 2):
        create(state, number)
    expire(state, 2)
    publish_news(state, 0)
    before = site.publish(state, ahead=True)
    change(state, 3 if change is create else 1)
    after = site.publish(state)
    assert tree(before) != tree(after)
    assert_same(site, after, state)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 5), st.booleans()), min_size=2, max_size=7
    ),
    back=st.booleans(),
)
def test_any_edits_in_any_order(
    tmp_path: Path, edits: list[tuple[Callable[[State, int], None], int, bool]], back: bool
) -> None:
    shutil.rmtree(tmp_path / "x", ignore_errors=True)
    (tmp_path / "x").mkdir()
    state, site = State(), Site(tmp_path / "x")
    for number, (change, offer, ahead) in enumerate(edits):
        change(state, offer)
        release = site.publish(state, ahead=ahead)
        if back and number == 1 and (site.base / "incremental" / releases.PREVIOUS).exists():
            releases.rollback(site.base / "incremental")
    assert_same(site, release, state)
