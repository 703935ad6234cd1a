"""Letters set for window envelopes (DIN 5008 form B) as one tagged PDF, in memory only."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import qrcode
from django.template.loader import render_to_string
from qrcode.image.svg import SvgPathImage

from applications.casework.mail.letters import LetterContent
from applications.references import grouped
from catalogue.offices import IssuingOffice


@dataclass(frozen=True, slots=True)
class PrintableLetter:
    """A letter with what stands around its text."""

    content: LetterContent
    reference: str
    day: date

    @property
    def number(self) -> str:
        return grouped(self.reference)

    @property
    def square(self) -> str:
        """The door's address as a QR code, as the address of an image."""
        drawn = qrcode.make(self.content.door.address, image_factory=SvgPathImage, border=0)
        return f"data:image/svg+xml;base64,{b64encode(drawn.to_string()).decode()}"


def letter_html(letter: PrintableLetter, sender: IssuingOffice) -> str:
    return render_to_string("mail/letter.html", {"letter": letter, "sender": sender})


def letters_pdf(letters: Iterable[PrintableLetter], sender: IssuingOffice) -> bytes:
    """Every letter begins on a front page, so that a printer that prints on both sides never puts
    two people on one sheet. Raises ValueError without a letter."""
    return sheets([letter_html(letter, sender) for letter in letters])


def sheets(pages: Sequence[str]) -> bytes:
    """Each HTML document on sheets of its own, in one PDF that is tagged for screen readers.

    Nothing is written to the disk. Raises ValueError without a document.
    """
    if not pages:
        raise ValueError("There is nothing to print")
    # WeasyPrint is needed for printing alone; everything else starts without it.
    from weasyprint import HTML

    documents = [HTML(string=html).render(pdf_variant=_VARIANT) for html in pages]
    [back] = HTML(string=_BACK).render(pdf_variant=_VARIANT).pages
    printed = []
    for document in documents:
        printed += document.pages
        if len(printed) % 2 and document is not documents[-1]:
            printed.append(back)
    return bytes(documents[0].copy(printed).write_pdf(pdf_variant=_VARIANT))


_VARIANT = "pdf/ua-1"
_BACK = '<html lang="de"><title>Rückseite</title><style>@page { size: A4 }</style>'
