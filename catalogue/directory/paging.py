"""Lists too long for one page, in parts of the same shape."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from catalogue import addresses
from catalogue.directory.pages import Crumb, Page, PageKind, Part

PART_LENGTH = 60
"""Rows on one page of a list: 60 offers are about 12 KiB compressed."""

Row = TypeVar("Row")


def paged(
    rows: Sequence[Row],
    *,
    kind: PageKind,
    address: str,
    title: str,
    description: str,
    breadcrumbs: tuple[Crumb, ...],
    view: Callable[[tuple[Row, ...], Part], object],
    changed_on: date | None,
) -> Iterator[Page]:
    """The pages of a list, PART_LENGTH rows each; one page also for an empty list.

    `view` gets the rows of its page and which part of the list they are.
    """
    count = max(1, -(-len(rows) // PART_LENGTH))
    parts = tuple(addresses.numbered(address, n) for n in range(1, count + 1))
    for number in range(1, count + 1):
        yield Page(
            kind=kind,
            address=parts[number - 1],
            title=title if count == 1 else f"{title} (Seite {number} von {count})",
            description=description,
            breadcrumbs=breadcrumbs,
            view=view(
                tuple(rows[(number - 1) * PART_LENGTH : number * PART_LENGTH]), Part(number, parts)
            ),
            changed_on=changed_on,
        )
