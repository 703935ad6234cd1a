"""In the test run: the database of DATABASE_URL (SQLite without it), cheap passwords, no mail."""

from cms.settings.base import *  # noqa: F403

SECRET_KEY = "test"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CATALOGUE_TOKEN = "test-token"  # noqa: S105
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True  # no collected files in a test run
