"""The desk is a Django project of its own, so its tests run in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = "applications.casework.settings.test"


def run(tests: str, database: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", tests, f"--ds={SETTINGS}", "-q"],
        cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {
            "DATABASE_URL": "sqlite:///:memory:",  # of the CMS, which is not asked here
            "CASEWORK_DATABASE_URL": database,
        },
    )  # fmt: skip
    if ran.returncode:
        pytest.fail(ran.stdout[-8000:] + ran.stderr[-2000:], pytrace=False)


def test_the_tests_of_the_desk_pass() -> None:
    """On PostgreSQL through its policies, where there is one."""
    run("tests/casework", os.environ["DATABASE_URL"].replace("/ehrenamt?", "/casework?"))


def test_the_permissions_hold_without_policies_too() -> None:
    """As in the demo."""
    run("tests/casework/test_permissions.py", "sqlite:///:memory:")


def test_no_migration_is_missing() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "applications.casework", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
