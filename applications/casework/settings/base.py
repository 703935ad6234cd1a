"""What holds everywhere. Every value an operator may set comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from applications.retention import read_periods

BASE_DIR = Path(__file__).parents[3]
env = environ.Env()

VAR_DIR = env.path("VAR_DIR", default=str(BASE_DIR / "var"))
SPOOL_DIR = env.path("SPOOL_DIR", default=str(VAR_DIR("spool")))
# The private keys of the offices; readable for the desk alone.
OFFICE_KEYS_DIR = env.path("OFFICE_KEYS_DIR", default=str(VAR_DIR("office-keys")))
# The directory the handler seals with, and the public half of the root that signs it.
KEY_DIRECTORY = env.path("KEY_DIRECTORY", default=str(OFFICE_KEYS_DIR("directory.json")))
ROOT_KEY_FILE = env.path("ROOT_KEY_FILE", default=str(OFFICE_KEYS_DIR("root.public")))
INTAKE_WAITING_HOURS = env.int("INTAKE_WAITING_HOURS", default=24)
# Any published state: the desk reads the offices, their rules and the register from it.
CASEWORK_SNAPSHOT = env.path("CASEWORK_SNAPSHOT", default=str(VAR_DIR("casework-snapshot")))
# Which office hands accepted applications on to which system; empty: none does.
CASEWORK_TRANSFERS = env.str("CASEWORK_TRANSFERS", default="")
CASEWORK_URL = env.str("CASEWORK_URL", default="http://localhost:8070").rstrip("/")
# The data keys, apart from the database and its backups.
DATA_KEYS_DIR = env.path("DATA_KEYS_DIR", default=str(VAR_DIR("data-keys")))
# The daily heads of the trail, a file that only grows, apart from the database.
TRAIL_ANCHORS = env.path("TRAIL_ANCHORS", default=str(VAR_DIR("trail-anchors.jsonl")))
# How long what is kept: applications.retention with what an operator sets otherwise.
RETENTION = read_periods(env.str("RETENTION", default=""))
# 32 bytes as Base64; wraps the data keys. Without it no content can be read any more.
CASEWORK_MASTER_KEY = env.str("CASEWORK_MASTER_KEY", default="")

SECRET_KEY = env.str("CASEWORK_SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("CASEWORK_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = [CASEWORK_URL]

DATABASES = {
    "default": env.db_url(
        "CASEWORK_DATABASE_URL", default=f"sqlite:///{VAR_DIR('casework.sqlite3')}"
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A transaction takes the one writer's place when it begins, so the audit chain never forks.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "offices.User"
ROOT_URLCONF = "applications.casework.urls"
WSGI_APPLICATION = "applications.casework.wsgi.application"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"

INSTALLED_APPS = [
    "applications.casework.intake",
    "applications.casework.cases",
    "applications.casework.mail",
    "applications.casework.transfers",
    "applications.casework.vault",
    "applications.casework.offices",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "applications.casework.offices.wall.NothingIsKeptMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "applications" / "casework" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR("casework-static")
STATICFILES_DIRS = [
    ("kern", str(BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist")),
    ("ehrenamt", str(BASE_DIR / "themes" / "ehrenamt" / "static")),
    str(BASE_DIR / "applications" / "casework" / "static"),
]

# Passwords and sessions
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
CASEWORK_PASSWORD_LOGIN = env.bool("CASEWORK_PASSWORD_LOGIN", default=True)
CASEWORK_MFA_REQUIRED = env.bool("CASEWORK_MFA_REQUIRED", default=False)
CASEWORK_OIDC_URL = env.str("CASEWORK_OIDC_URL", default="")
CASEWORK_OIDC_NAME = env.str("CASEWORK_OIDC_NAME", default="zentrale Anmeldung")
CASEWORK_OIDC_CLIENT = env.str("CASEWORK_OIDC_CLIENT", default="")
CASEWORK_OIDC_SECRET = env.str("CASEWORK_OIDC_SECRET", default="")
CASEWORK_OIDC_ACR = env.str("CASEWORK_OIDC_ACR", default="")
ACCOUNT_ADAPTER = "applications.casework.offices.adapters.DeskAccounts"
ACCOUNT_FORMS = {"login": "applications.casework.offices.sign_in_form.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; checked at the start
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords and wrong codes together; counted in the database, so for all processes.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "40/15m/ip,8/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CASEWORK_PROXIES", default=0)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "casework_cache",
        "KEY_FUNCTION": "applications.casework.vault.attempts.hashed_key",
    }
}
MFA_ADAPTER = "applications.casework.vault.factors.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Ehrenamtskarte"
MFA_TOTP_TOLERANCE = 1  # half a minute of a wrong clock
SESSION_COOKIE_NAME = "casework_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "casework_csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "frame-ancestors": [NONE],
        # Signing in leads from a form to the provider.
        "form-action": [SELF, *([CASEWORK_OIDC_URL] if CASEWORK_OIDC_URL else [])],
        "base-uri": [NONE],
    },
}

# Mail and logs
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 15  # seconds; a slow server delays mails, nothing else
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ehrenamtskarte@ehrenamt.example")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "applications.casework.quiet_logs.QuietFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A refused address can name a case; only failures are worth a line.
    "loggers": {"applications": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
