"""Clients of the server, and its refusals in German.

Two keys: whoever answers may only read (SEARCH_READER_KEY), whoever publishes may also write
(SEARCH_WRITER_KEY). Addresses carry none. Certificates are always verified; SEARCH_CA_FILE names
the authority when it is not one that every system knows.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import (
    ApiError,
    Elasticsearch,
    UnsupportedProductError,
)

from search.plan import EngineError

WRITER_TIMEOUT_S = 60
WRITER_RETRIES = 4


def reader(url: str) -> Elasticsearch:
    """For answering: asks once; how long it waits is said with each question."""
    return Elasticsearch(url, max_retries=0, **_access(url, "SEARCH_READER_KEY"))


def writer(url: str) -> Elasticsearch:
    """For publishing: patient, and asks again when the server is busy."""
    return Elasticsearch(
        url,
        request_timeout=WRITER_TIMEOUT_S,
        max_retries=WRITER_RETRIES,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
        **_access(url, "SEARCH_WRITER_KEY"),
    )


def _access(url: str, key: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineError(
            f"SEARCH_URL ist keine Adresse: „{parts.scheme}://{parts.hostname or ''}“. "
            "Erwartet wird zum Beispiel https://suche.example:9200."
        )
    if parts.username or parts.password:
        raise EngineError(
            "SEARCH_URL enthält Zugangsdaten. Bitte nur die Adresse angeben und den Schlüssel in "
            f"{key}."
        )
    access: dict[str, Any] = {}
    if os.environ.get(key):
        access["api_key"] = os.environ[key]
    if parts.scheme == "https" and os.environ.get("SEARCH_CA_FILE"):
        access["ca_certs"] = os.environ["SEARCH_CA_FILE"]
    return access


def refusal(doing: str, status: int, said: str) -> str:
    """What it means that the server answers with this HTTP status while `doing` something."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return (
            f"{doing}: Elasticsearch verweigert den Zugang ({status}). Bitte "
            "SEARCH_READER_KEY und SEARCH_WRITER_KEY prüfen."
        )
    if status == HTTPStatus.NOT_FOUND:
        return (
            f"{doing}: das kennt Elasticsearch nicht. Bitte den Stand mit "
            "„python -m search index“ noch einmal hinbringen."
        )
    return f"{doing}: Elasticsearch meldet {status}, {said}."


@contextmanager
def refusals(doing: str) -> Iterator[None]:
    """Whatever the client raises while `doing` something becomes an EngineError."""
    try:
        yield
    except UnsupportedProductError as error:
        raise EngineError(f"{doing}: unter SEARCH_URL antwortet kein Elasticsearch.") from error
    except ApiError as error:
        raise EngineError(refusal(doing, error.status_code, str(error))) from error
    except ConnectionTimeout as error:
        raise EngineError(f"{doing}: Elasticsearch antwortet nicht rechtzeitig.") from error
    except TransportError as error:
        raise EngineError(
            f"{doing}: Elasticsearch ist nicht erreichbar oder antwortet unlesbar "
            f"({type(error).__name__})."
        ) from error
