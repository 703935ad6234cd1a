"""The form handler against its own description: whatever is sent, it keeps its word."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
import schemathesis
from hypothesis import settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from applications.handler.app import build_app
from applications.handler.traffic import Limits
from tests.integration.handler.world import SITE, build_world

PROMISES = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
FOLDER = Path(mkdtemp(prefix="handler-"))
WORLD = build_world(FOLDER / "world", limits=Limits(10**6, 10**6, 10**6, 10**6))

schema = schemathesis.openapi.from_asgi("/v1/openapi.json", build_app(WORLD.handler()))


@pytest.fixture(scope="module", autouse=True)
def _cleaned_up() -> Iterator[None]:
    yield
    shutil.rmtree(FOLDER, ignore_errors=True)


@schema.parametrize()
@settings(max_examples=60, deadline=None)
def test_whatever_is_sent_the_interface_keeps_its_word(case: Case) -> None:
    case.headers = {**(case.headers or {}), "accept": "application/json", "origin": SITE}
    case.call_and_validate(checks=list(PROMISES))
    assert WORLD.names() == []
