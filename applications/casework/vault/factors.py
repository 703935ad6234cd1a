"""The secrets of second factors, sealed under the master key: they open something."""

import base64
import os

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from applications.casework.vault.sealing import secret_mark

_NONCE_BYTES = 12


class SealedFactors(DefaultMFAAdapter):
    """A copy of the database makes no codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Der Code stimmt nicht. Bitte nehmen Sie den, den die App jetzt zeigt.",
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + _key().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return _key().decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()


def _key() -> AESGCM:
    return AESGCM(secret_mark("key", "second factors"))
