"""Where news stand, for how long, and what is left of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.directory import Directory, Page, PageKind
from catalogue.directory.paging import PART_LENGTH
from catalogue.editorial import EditorialPage
from catalogue.snapshot import read_snapshot
from tests.world import written

LAST_DAY = date(2026, 11, 4)


def article(path: str, day: int = 1, **changes: object) -> EditorialPage:
    published = date(2026, 11, day)
    return replace(EditorialPage(path, path, "Kurz", "", published, published), **changes)


@pytest.fixture
def pages_of(tmp_path: Path) -> object:
    def pages(*news: EditorialPage) -> dict[str, Page]:
        snapshot = written(tmp_path / "s", pages=tuple(sorted(news, key=lambda n: n.path)))
        return {page.address: page for page in Directory(read_snapshot(snapshot)).pages()}

    return pages


def test_news_stand_newest_first_and_have_pages(pages_of) -> None:
    pages = pages_of(
        article("/aktuelles/a/", 1), article("/aktuelles/b/", 3), article("/aktuelles/c/", 2)
    )
    listed = pages["/aktuelles/"]
    assert [p.path for p in listed.view.pages] == [f"/aktuelles/{x}/" for x in "bca"]
    assert pages["/"].view.news == listed.view.pages
    assert listed.changed_on == pages["/aktuelles/b/"].changed_on == date(2026, 11, 3)


def test_many_news_are_a_list_of_several_pages(pages_of) -> None:
    pages = pages_of(*(article(f"/aktuelles/{number:03}/") for number in range(PART_LENGTH + 1)))
    first, second = pages["/aktuelles/"], pages["/aktuelles/seite-2/"]
    assert [len(page.view.pages) for page in (first, second)] == [PART_LENGTH, 1]
    assert first.view.part.addresses == ("/aktuelles/", "/aktuelles/seite-2/")
    assert second.title.endswith("(Seite 2 von 2)")


def test_without_news_the_list_says_so_and_has_no_date(pages_of) -> None:
    assert (pages_of()["/aktuelles/"].view.pages, pages_of()["/aktuelles/"].changed_on) == (
        (),
        None,
    )


def test_a_withdrawn_article_only_says_that_it_is_gone(pages_of) -> None:
    gone = article("/aktuelles/a/", title="Irrtum", body="<p>Falsch</p>", withdrawn_on=LAST_DAY)
    pages = pages_of(gone, article("/aktuelles/b/"))
    found = pages["/aktuelles/a/"]
    assert (found.kind, found.indexable, found.changed_on) == (PageKind.WITHDRAWN, False, None)
    assert found.view.last_day == LAST_DAY
    assert "Irrtum" not in repr(found)
    assert "Falsch" not in repr(found)
    assert [p.path for p in pages["/aktuelles/"].view.pages] == ["/aktuelles/b/"]
    assert [p.path for p in pages["/"].view.news] == ["/aktuelles/b/"]
