"""On a server behind TLS. Starts only when everything it needs is set."""

from django.core.exceptions import ImproperlyConfigured

from applications.casework.settings.base import *  # noqa: F403
from applications.casework.settings.base import CASEWORK_URL, MIDDLEWARE, env

_REQUIRED = (
    "CASEWORK_SECRET_KEY",
    "CASEWORK_MASTER_KEY",
    "CASEWORK_DATABASE_URL",
    "CASEWORK_HOSTS",
    "CASEWORK_URL",
)
if _missing := [name for name in _REQUIRED if not env.str(name, default="")]:
    raise ImproperlyConfigured(
        f"Es fehlen Umgebungsvariablen: {', '.join(_missing)}. docs/settings.md erklärt jede."
    )
MIDDLEWARE = [*MIDDLEWARE, "applications.casework.offices.wall.GuardedDatabaseMiddleware"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CASEWORK_MFA_REQUIRED = env.bool("CASEWORK_MFA_REQUIRED", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CASEWORK_PROXIES", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = CASEWORK_URL.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
