"""Letters set for window envelopes (DIN 5008 form B) as one tagged PDF, in memory only."""

from base64 import b64encode
from collections.abc import Iterable
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


def letters_html(letters: Iterable[PrintableLetter], sender: IssuingOffice) -> str:
    return render_to_string("mail/letters.html", {"letters": list(letters), "sender": sender})


def letters_pdf(letters: Iterable[PrintableLetter], sender: IssuingOffice) -> bytes:
    """Every letter begins on a front page, so that a printer that prints on both sides never puts
    two people on one sheet."""
    return pdf(letters_html(letters, sender))


def pdf(html: str) -> bytes:
    """Tagged for screen readers; nothing is written to the disk."""
    # WeasyPrint is needed for printing alone; everything else starts without it.
    from weasyprint import HTML

    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))
