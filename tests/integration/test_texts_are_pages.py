"""The standing texts are pages like all others: linked, listed, incremental."""

import json
import re
import shutil
from pathlib import Path

from catalogue.texts import TEXTS, read_texts
from site_builder import releases
from site_builder.build import Built, build
from tests.world import OFFER, written


def built(base: Path, texts: Path) -> Built:
    (base / "r").mkdir(exist_ok=True)
    done = build(base / "s", base / "r", site_url="https://a.example", texts=texts)
    releases.promote(base / "r", done.release)
    return done


def own_texts(base: Path) -> Path:
    written(base / "s", OFFER)
    return Path(shutil.copytree(TEXTS, base / "texts"))


def test_every_page_links_every_text_and_the_sitemap_lists_them(tmp_path: Path) -> None:
    written(tmp_path / "s", OFFER)
    built(tmp_path, TEXTS)
    site = tmp_path / "r" / "current" / "site"
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    for text in read_texts():
        assert f"<loc>https://a.example{text.path}</loc><lastmod>{text.changed_on}" in listed
    for page in site.rglob("*.html"):
        foot = page.read_text(encoding="utf-8").split("<footer")[1]
        links = re.findall(r'href="([^"]+)"', foot)
        assert links[-6:] == [text.path for text in read_texts()], page


def test_an_edited_text_is_one_new_page_and_a_new_label_is_on_all(tmp_path: Path) -> None:
    texts = own_texts(tmp_path)
    first = built(tmp_path, texts)
    help_text = texts / "hilfe.md"
    help_text.write_text(help_text.read_text(encoding="utf-8") + "\nNeu.\n", encoding="utf-8")
    second = built(tmp_path, texts)
    assert (second.written, second.release != first.release) == (1, True)
    content = help_text.read_text(encoding="utf-8").replace('label = "Hilfe"', 'label = "Fragen"')
    help_text.write_text(content, encoding="utf-8")
    third = built(tmp_path, texts)
    assert third.written == third.pages


def test_a_text_below_another_has_it_in_its_path(tmp_path: Path) -> None:
    texts = own_texts(tmp_path)
    content = (texts / "leichte-sprache.md").read_text(encoding="utf-8")
    content = content.replace('"/leichte-sprache/"', '"/leichte-sprache/karte/"')
    (texts / "karte.md").write_text(content, encoding="utf-8")
    built(tmp_path, texts)
    page = tmp_path / "r" / "current" / "site" / "leichte-sprache" / "karte" / "index.html"
    data = re.search(r"ld\+json\">(.*?)</script>", page.read_text(encoding="utf-8"))
    assert data is not None
    names = [item["item"] for item in json.loads(data[1])[0]["itemListElement"]]
    assert names[1:] == [
        "https://a.example/leichte-sprache/",
        "https://a.example/leichte-sprache/karte/",
    ]
