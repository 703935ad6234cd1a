"""The paper way: a blank form of each kind as tagged PDF, made from the same journey."""

from pathlib import Path

from jinja2 import Environment

from applications.form import ApplicationKind
from applications.pages.form_view import Register, form_view
from applications.pages.page import PAPER, SLUGS
from themes.bundling import hashed_name

PAPER_BLOCKS = 2
"""How often an engagement is printed; who has more copies the sheet."""


def blank_forms(environment: Environment, site_url: str) -> dict[ApplicationKind, tuple[str, str]]:
    """Of each kind the address of its PDF and the HTML it is made from. The name carries the hash
    of the content, so a file that is there already is the right one."""
    template = environment.get_template("application/blank.html")
    forms = {}
    for kind in ApplicationKind:
        form = form_view(kind, Register((), ()))
        html = template.render(form=form, blocks=PAPER_BLOCKS, paper=f"{site_url}{PAPER}")
        forms[kind] = (f"{PAPER}{hashed_name(f'{SLUGS[kind]}.pdf', html.encode())}", html)
    return forms


def write_pdf(html: str, path: Path) -> None:
    """Make the PDF unless it is there."""
    if path.exists():
        return
    # WeasyPrint is needed for these files alone; everything else starts without it.
    from weasyprint import HTML

    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    HTML(string=html).write_pdf(fresh, pdf_variant="pdf/ua-1")
    fresh.replace(path)
