"""The site of a small Land, with a list of full length and names that hardly fit."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from catalogue.editorial import EditorialPage
from catalogue.offer import Contact, EndedOffer
from catalogue.texts import read_texts
from site_builder import releases
from site_builder.build import build
from tests.journeys.servers import free_port, wait_for
from tests.world import AACHEN, OFFER, TELGTE, written

ENDED = EndedOffer(
    id="0002",
    path="/angebote/aachen/eishalle/",
    title="Schlittschuhe frei",
    provider="Eishalle Nord",
    category="freizeit-sport",
    municipality=AACHEN,
    ended_on=date(2026, 10, 31),
)
NEWS = EditorialPage(
    path="/aktuelles/tag-des-ehrenamts/",
    title="Tag des Ehrenamts",
    summary="Vierzig Museen öffnen umsonst.",
    body='<p>Bei <a href="https://museen.example/">den Museen</a>:</p><ul><li>eins</li></ul>',
    published_on=date(2026, 11, 20),
    changed_on=date(2026, 11, 22),
    demo=True,
)
LONG = replace(
    OFFER,
    id="0003",
    path="/angebote/aachen/lang/",
    provider="Donaudampfschifffahrtsgesellschaftskapitänsmützenmuseum",
    title="Selbstverwaltungskörperschaftsangelegenheitenkonferenzeintrittsermäßigung",
    contact=Contact(
        "",
        "presse-und-oeffentlichkeitsarbeit@kapitaensmuetzenmuseum.example",
        "https://kapitaensmuetzenmuseum.example/ermaessigungen/mit-der-ehrenamtskarte.html",
    ),
)
LIST = [
    replace(OFFER, id=f"1{n:03}", path=f"/angebote/telgte/{n}/", municipality=TELGTE, venues=())
    for n in range(60)
]
WITHDRAWN = replace(NEWS, path="/aktuelles/zurueckgezogen/", withdrawn_on=date(2026, 11, 23))
PAGES = (
    "/",
    "/orte/",
    "/orte/aachen/",
    "/orte/telgte/",
    "/orte/aachen/freizeit-sport/",
    "/orte/plz/",
    "/orte/plz/52/",
    "/kreise/",
    "/kreise/warendorf/",
    "/kategorien/",
    "/kategorien/freizeit-sport/",
    "/landesweit/",
    "/neu/",
    "/aktuelles/",
    NEWS.path,
    WITHDRAWN.path,
    OFFER.path,
    LONG.path,
    ENDED.path,
    "/gibt-es-nicht/",
    *(text.path for text in read_texts()),
)


@contextmanager
def served(base: Path) -> Iterator[str]:
    """Its address, as long as it is served."""
    (base / "r").mkdir()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    snapshot = written(base / "s", OFFER, LONG, *LIST, gone=(ENDED,), pages=(NEWS, WITHDRAWN))
    built = build(snapshot, base / "r", site_url=url, applications=True)
    releases.promote(base / "r", built.release)
    command = [sys.executable, "-m", "site_builder", "serve", str(base / "r"), "--port", str(port)]
    server = subprocess.Popen(command)
    try:
        wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(10)
