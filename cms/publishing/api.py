"""`GET /api/catalogue/v1/<file>`: the public snapshot for builders on other machines."""

import hmac
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from catalogue.snapshot import MANIFEST, read_manifest
from cms.publishing.builder import current_release
from cms.publishing.exporting import snapshot_of


def _text(text: str, status: int, **headers: str) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers=headers
    )


@require_GET
def catalogue_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the public snapshot; 401 without the token, 304 when the caller has it already."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.CATALOGUE_TOKEN or not hmac.compare_digest(
        sent.encode(), settings.CATALOGUE_TOKEN.encode()
    ):
        return _text(
            "Für diese Daten wird ein gültiges Zugangszeichen gebraucht (Authorization: Bearer …).",
            401,
            **{"WWW-Authenticate": "Bearer"},
        )
    snapshot = snapshot_of(current_release(), Path(settings.SNAPSHOTS_DIR))
    if snapshot is None:
        return _text("Es ist noch nichts veröffentlicht.", 503, **{"Retry-After": "60"})
    manifest = read_manifest(snapshot)
    if name != MANIFEST and name not in manifest.files:
        return _text(f"Eine Datei „{name}“ gehört nicht zum Schnappschuss.", 404)
    etag = f'"{manifest.digest}"'
    known = [
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("If-None-Match", "").split(",")
    ]
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in known or "*" in known:
        return HttpResponse(status=304, headers=headers)
    kind = "application/x-ndjson" if name.endswith(".jsonl") else "application/json"
    return FileResponse((snapshot / name).open("rb"), content_type=kind, headers=headers)
