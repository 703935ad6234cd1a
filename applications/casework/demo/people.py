"""Made-up applicants, one for each thing a case worker meets. Pure: who they are follows from the
office's town and the day alone."""

from datetime import date
from decimal import Decimal

from applications.form import (
    Allowance,
    AllowanceKind,
    ApplicationKind,
    CardApplication,
    CardMedium,
    Contact,
    Declarations,
    Engagement,
    EngagementField,
    Hours,
    HoursPer,
    Person,
)
from catalogue.regions import Municipality

NAMES = ("Ada Muster", "Ben Beispiel", "Cem Probe", "Dana Vorlage", "Emil Entwurf", "Fee Fiktion")
WITHOUT_EMAIL = "Gerd Ohnepost"


def application_of(
    name: str, *, town: Municipality, code: str, office: str, on: date
) -> CardApplication:
    """What this person sent; `code` is a postal code of the town. Without an e-mail address for
    WITHOUT_EMAIL."""
    first, _, last = name.partition(" ")
    email = "" if name == WITHOUT_EMAIL else f"{first}.{last}@post.example".lower()
    person = Person(
        first_names=first,
        last_name=last,
        birth_date=date(1960 + len(name), 1 + len(last), len(first)),
        postal_code=code,
        place=town.name,
        ags=town.ags,
        street=f"Musterweg {len(name)}",
        email=email,
    )
    return CardApplication(
        kind=ApplicationKind.FIRST,
        card_media=(CardMedium.DIGITAL,),
        person=person,
        engagements=(_engagement(town, code, on),),
        declarations=Declarations(True, True, True),
        office=office,
    )


def _engagement(town: Municipality, code: str, on: date) -> Engagement:
    return Engagement(
        organisation=f"Lesewelt {town.name} e. V. (Beispiel)",
        field=EngagementField.EDUCATION,
        function="Vorlesen in der Grundschule",
        since=date(on.year - 8, on.month, 1),
        postal_code=code,
        ags=town.ags,
        allowance=Allowance(AllowanceKind.NONE),
        contact=Contact("Mia Vorsitz", "Vorstand", "vorstand@lesewelt.example"),
        hours=Hours(Decimal("6"), HoursPer.WEEK),
    )
