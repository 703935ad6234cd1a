"""The pages of the application, as the theme's frame shows them."""

from dataclasses import dataclass

from applications.form import ApplicationKind
from catalogue.directory.pages import Crumb

ROOT = "/antrag/"
CHECK, PAPER, PRIVACY = f"{ROOT}pruefen/", f"{ROOT}papier/", f"{ROOT}datenschutz/"
SLUGS = {
    ApplicationKind.FIRST: "karte",
    ApplicationKind.RENEWAL: "verlaengern",
    ApplicationKind.JUBILEE: "jubilaeum",
    ApplicationKind.CLAIM: "uebernehmen",
}
START, HERE = Crumb("Start", "/"), Crumb("Antrag", ROOT)


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page; `kind` is also the name of its template in `templates/application`."""

    kind: str
    address: str
    title: str
    description: str
    breadcrumbs: tuple[Crumb, ...]
    view: object
    indexable: bool = True
    language: str = "de"
