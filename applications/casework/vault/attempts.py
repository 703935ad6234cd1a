"""Who tried to sign in from where is counted, and not written down."""

from applications.casework.vault.sealing import secret_mark


def hashed_key(key: str, prefix: str, version: int) -> str:
    """The key of an entry of the cache: names and addresses in it only as a keyed hash."""
    return secret_mark("attempt", f"{prefix}:{version}:{key}").hex()
