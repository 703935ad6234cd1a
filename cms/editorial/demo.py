"""News of the demo world, fictional and marked as such."""

import tomllib
from datetime import date, datetime, time, timedelta
from html import escape
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from catalogue.register import DATA
from cms.editorial.models import NewsArticle


@transaction.atomic
def news_load(*, today: date, path: Path = DATA.parent / "demo" / "news.toml") -> int:
    """Insert the example articles once; returns how many were new."""
    if NewsArticle.objects.filter(demo=True).exists():
        return 0
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["news"]
    for row in rows:
        day = today - timedelta(days=row["days"])
        noon = timezone.make_aware(datetime.combine(min(day, today), time(12)))
        NewsArticle.objects.create(
            title=row["title"],
            summary=row["summary"],
            body=rich_text(row["text"]),
            published_on=day,
            visible_until=today + timedelta(days=row["until"]) if "until" in row else None,
            first_published_at=noon,
            last_published_at=noon,
            demo=True,
        )
    return len(rows)


def rich_text(text: str) -> str:
    """Paragraphs between empty lines, and lists of lines that begin with "- "."""
    return "".join(_block(block.strip()) for block in text.split("\n\n") if block.strip())


def _block(block: str) -> str:
    if not block.startswith("- "):
        return f"<p>{escape(block)}</p>"
    items = (line.removeprefix("- ") for line in block.splitlines())
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
