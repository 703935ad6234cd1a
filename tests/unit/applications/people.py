"""An applicant to vary: complete, correct, fictional."""

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

TODAY = date(2026, 11, 24)
RHEINE, MUENSTER = "05566076", "05515000"

ENGAGEMENT = Engagement(
    organisation="Lesewelt Rheine e. V.",
    field=EngagementField.EDUCATION,
    function="Vorlesen in der Grundschule",
    since=date(2020, 3, 1),
    postal_code="48431",
    ags=RHEINE,
    allowance=Allowance(AllowanceKind.NONE),
    contact=Contact("Mio Beispiel", "Vorstand", "vorstand@lesewelt.example"),
    hours=Hours(Decimal("4.5"), HoursPer.WEEK),
)
PERSON = Person(
    first_names="Ada",
    last_name="Muster",
    birth_date=date(1970, 5, 17),
    postal_code="48431",
    place="Rheine",
    ags=RHEINE,
    street="Lindenstraße 3",
    email="ada@muster.example",
)
APPLICATION = CardApplication(
    kind=ApplicationKind.FIRST,
    card_media=(CardMedium.DIGITAL,),
    person=PERSON,
    engagements=(ENGAGEMENT,),
    declarations=Declarations(True, True, True),
    office="stadt-rheine",
)
