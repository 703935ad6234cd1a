"""Which pages there are, and what is on them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from applications.form import ApplicationKind
from applications.journey import KIND_LABELS
from applications.pages.check_view import check_view
from applications.pages.form_view import FormView, form_view, register_of
from applications.pages.page import CHECK, HERE, PAPER, PRIVACY, ROOT, SLUGS, START, FormPage
from applications.pages.privacy import deletions
from catalogue.directory.pages import Crumb
from catalogue.offices import IssuingOffice, Offices
from catalogue.regions import Municipality, RegionTree

CHECK_CRUMB = Crumb("Passt die Karte zu mir?", CHECK)

SUMMARIES = {
    ApplicationKind.FIRST: "Sie haben noch keine Ehrenamtskarte.",
    ApplicationKind.RENEWAL: "Ihre Karte läuft bald ab oder ist abgelaufen.",
    ApplicationKind.JUBILEE: "Sie engagieren sich seit 25 Jahren oder länger.",
    ApplicationKind.CLAIM: "Sie haben eine Karte aus Plastik oder Papier und möchten sie digital.",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A link with what it is for."""

    label: str
    address: str
    summary: str


@dataclass(frozen=True, slots=True)
class StartView:
    """What one can apply for, and the names of the offices that take paper only."""

    ways: tuple[Way, ...]
    paper_only: tuple[str, ...]
    anybody_online: bool


@dataclass(frozen=True, slots=True)
class TownLink:
    """A town in the list of the check; `codes` are its postal codes, joined by spaces."""

    town: Municipality
    address: str
    codes: str


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    towns: tuple[TownLink, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """Blank forms to print, and where to send them."""

    forms: tuple[Way, ...]
    offices: tuple[tuple[IssuingOffice, str], ...]


def form_address(kind: ApplicationKind) -> str:
    return f"{ROOT}{SLUGS[kind]}/"


def town_address(town: Municipality) -> str:
    return f"{CHECK}{town.slug}/"


def all_pages(
    regions: RegionTree,
    offices: Offices,
    papers: Mapping[ApplicationKind, str],
    *,
    online: Collection[str],
    on: date,
) -> Iterator[FormPage]:
    """Every page, with the rules of this day; `papers` are the addresses of the blank forms,
    `online` the keys of the offices that take applications here."""
    register = register_of(regions, offices, online=online)
    ways = tuple(
        Way(KIND_LABELS[kind], form_address(kind), SUMMARIES[kind]) for kind in ApplicationKind
    )
    yield FormPage(
        "start",
        ROOT,
        "Ehrenamtskarte beantragen",
        "Voraussetzungen prüfen, Karte beantragen, verlängern oder auf Papier.",
        (START,),
        StartView(ways, register.paper_only, bool(online)),
    )
    for kind in ApplicationKind:
        yield form_page(form_view(kind, register))
    yield _paper(regions, offices, papers)
    yield FormPage(
        "privacy",
        PRIVACY,
        "Hinweis zum Datenschutz",
        "Was mit Ihren Angaben geschieht, wer sie sieht und wann sie gelöscht werden.",
        (START, HERE),
        deletions(),
    )
    yield FormPage(
        "check_towns",
        CHECK,
        CHECK_CRUMB.label,
        "Vier Fragen, ohne Angaben zur Person.",
        (START, HERE),
        tuple(_letters(regions)),
    )
    for town in regions.municipalities:
        yield FormPage(
            "check",
            town_address(town),
            f"Ehrenamtskarte in {town.name}: Passt sie zu mir?",
            f"Die Regeln für {town.name} und vier Fragen dazu, ohne Angaben zur Person.",
            (START, HERE, CHECK_CRUMB),
            check_view(town, offices, online=online, on=on),
        )


def form_page(form: FormView) -> FormPage:
    """The page of a FormView, blank or with errors."""
    kind = form.kind
    # Not for search engines: they should lead to the start, where people find which form is theirs.
    return FormPage(
        "form",
        form_address(kind),
        KIND_LABELS[kind],
        SUMMARIES[kind],
        (START, HERE),
        form,
        indexable=False,
    )


def _paper(
    regions: RegionTree, offices: Offices, papers: Mapping[ApplicationKind, str]
) -> FormPage:
    forms = tuple(Way(KIND_LABELS[kind], papers[kind], SUMMARIES[kind]) for kind in papers)
    named = sorted(offices.offices, key=lambda office: (office.name, office.key))
    rows = tuple(
        (office, ", ".join(regions.municipality(ags).name for ags in office.municipalities))
        for office in named
    )
    return FormPage(
        "paper",
        PAPER,
        "Antrag auf Papier",
        "Formulare zum Ausdrucken und die Anschriften aller Stellen.",
        (START, HERE),
        PaperView(forms, rows),
    )


def _letters(regions: RegionTree) -> Iterator[Letter]:
    rows: dict[str, list[TownLink]] = {}
    for town in sorted(regions.municipalities, key=lambda town: town.slug):
        codes = " ".join(regions.postal_codes_of(town.ags))
        letter = town.slug[0].upper()
        rows.setdefault(letter, []).append(TownLink(town, town_address(town), codes))
    for letter, towns in rows.items():
        yield Letter(letter, tuple(towns))
