"""What an installation begins with: the vocabulary and one approval for the whole Land."""

import tomllib
from pathlib import Path

from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from catalogue.register import DATA
from cms.municipalities.models import HomePage
from cms.offers.models import Category, Kind, OfferApproval


@transaction.atomic
def vocabulary_load(path: Path = DATA / "categories.toml") -> int:
    """Create categories and kinds that are missing; what the chancellery changed stays."""
    created = 0
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["category"]
    for position, row in enumerate(rows, start=1):
        category, is_new = Category.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "label": row["label"],
                "description": row["description"],
                "position": position * 10,
            },
        )
        created += is_new
        for place, kind in enumerate(row["kinds"], start=1):
            _, is_new = Kind.objects.get_or_create(
                slug=kind["slug"],
                defaults={"label": kind["label"], "category": category, "position": place * 10},
            )
            created += is_new
    return created


@transaction.atomic
def approval_attach() -> None:
    """One workflow at the Land, inherited by every town; attached once."""
    home = HomePage.objects.get()
    if WorkflowPage.objects.filter(page=home).exists():
        return
    task, _ = OfferApproval.objects.get_or_create(name="Freigabe")
    workflow, _ = Workflow.objects.get_or_create(name="Freigabe")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.create(page=home, workflow=workflow)
