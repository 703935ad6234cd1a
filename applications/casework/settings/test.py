"""In the test run: SQLite in memory unless CASEWORK_DATABASE_URL says otherwise, no mail leaves."""

import os

os.environ.setdefault("CASEWORK_DATABASE_URL", "sqlite:///:memory:")

from applications.casework.settings.base import *  # noqa: F403

SECRET_KEY = "test"  # noqa: S105
CASEWORK_MASTER_KEY = "bnVyLWltLXRlc3QtbnVyLWltLXRlc3QtMTIzNDU2Nzg="
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # no collected files in a test run
