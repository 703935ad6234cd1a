"""What holds everywhere. Every value an operator may set comes from the environment.

`.env.example` and docs/settings.md list the variables.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).parents[2]
env = environ.Env()

VAR_DIR = env.path("VAR_DIR", default=str(BASE_DIR / "var"))
RELEASES_DIR = env.path("RELEASES_DIR", default=str(VAR_DIR("releases")))
SNAPSHOTS_DIR = env.path("SNAPSHOTS_DIR", default=str(VAR_DIR("snapshots")))
SEARCH_URL = env.str("SEARCH_URL", default="memory:")
SEARCH_SERVICE_PORT = env.int("SEARCH_SERVICE_PORT", default=8090)
SITE_URL = env.str("SITE_URL", default="http://localhost:8080").rstrip("/")
# Whether pages lead to the card application, which is served beside them under /antrag/.
CARD_APPLICATIONS = env.bool("CARD_APPLICATIONS", default=False)
APPLICATION_HANDLER_PORT = env.int("APPLICATION_HANDLER_PORT", default=8091)
CASEWORK_URL = env.str("CASEWORK_URL", default="http://localhost:8070").rstrip("/")
CMS_URL = env.str("CMS_URL", default="http://localhost:8000").rstrip("/")
CATALOGUE_TOKEN = env.str("CATALOGUE_TOKEN", default="")
TILES_URL = env.str("TILES_URL", default="")
GEOCODER_URL = env.str("GEOCODER_URL", default="")

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = [CMS_URL]

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR('cms.sqlite3')}"),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer and many readers without "database is locked" under the worker.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

INSTALLED_APPS = [
    "cms.publishing",
    "cms.offers",
    "cms.editorial",
    "cms.municipalities",
    "cms.accounts",
    "wagtailgeowidget",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",  # the admin itself links to both; nobody is granted them
    "wagtail.documents",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "taggit",
    "axes",
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
    "cms.accounts.wall.PageWallMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
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
STATIC_ROOT = VAR_DIR("static")
STATICFILES_DIRS = [
    # The map of the venue form, straight from the npm package.
    ("leaflet", str(BASE_DIR / "node_modules" / "leaflet" / "dist")),
    # The look of the public pages, for the preview.
    ("kern", str(BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist")),
    ("verzeichnis", str(BASE_DIR / "themes" / "ehrenamt" / "static")),
]

# Passwords and sessions
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# How long a link sets a password: in an invitation, and after "Passwort vergessen".
PASSWORD_RESET_TIMEOUT = env.int("INVITATION_DAYS", default=7) * 86_400
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the preview panel shows our own pages

# Nothing is loaded from or sent to another host. Wagtail's date widgets bring one inline script
# each and Leaflet places its tiles by inline style, so these two stay allowed inside the CMS; the
# public site has no script from here at all.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, "'unsafe-inline'"],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "manifest-src": [SELF],
    },
}

# Wagtail
WAGTAIL_SITE_NAME = "Ehrenamtskarte NRW"
WAGTAILADMIN_BASE_URL = CMS_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("de", "Deutsch")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Saving by itself while somebody publishes leaves the same offer twice, one of them a draft.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILADMIN_PAGE_SEARCH_FILTER_BY_PERMISSIONS = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "cms.municipalities.widgets.LabelledRichTextArea"}
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

# The map in the venue form: start view North Rhine-Westphalia, tiles through our own address.
GEO_WIDGET_DEFAULT_LOCATION = {"lat": 51.48, "lng": 7.55}
GEO_WIDGET_ZOOM = 9
GEO_WIDGET_EMPTY_LOCATION = True
GEO_WIDGET_LEAFLET_TILE_LAYER = "/admin/karte/{z}/{x}/{y}/"
GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS = {
    "attribution": env.str(
        "TILES_ATTRIBUTION",
        default="© GeoBasis-DE / BKG 2017 (Daten verändert), © OpenStreetMap-Mitwirkende",
    ),
    "minZoom": 7,
    "maxZoom": 18,
}

# Mail and logs
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="verzeichnis@ehrenamt.example")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"cms": {"level": "INFO"}},
}
