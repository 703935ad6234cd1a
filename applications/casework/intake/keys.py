"""The signed key directory as the desk looks at it: never to seal with."""

from pathlib import Path

from django.conf import settings

from applications.keys.directory import Directory, RefusedDirectoryError, signed_directory


def published_keys() -> Directory:
    """KEY_DIRECTORY, checked against the root in ROOT_KEY_FILE; also one that is over, which only
    the handler refuses. Raises RefusedDirectoryError."""
    try:
        root = Path(str(settings.ROOT_KEY_FILE)).read_text("ascii").strip()
        text = Path(str(settings.KEY_DIRECTORY)).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise RefusedDirectoryError(
            "Es fehlt das Schlüsselverzeichnis (KEY_DIRECTORY) oder der öffentliche Teil der "
            "Wurzel (ROOT_KEY_FILE). Ohne sie lassen sich Quittungen nicht prüfen."
        ) from None
    return signed_directory(text, root=root)
