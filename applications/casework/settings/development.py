"""On the own machine: the demo, and work on the code."""

from pathlib import Path

from applications.casework.settings.base import *  # noqa: F403
from applications.casework.settings.base import INSTALLED_APPS, VAR_DIR, env

SECRET_KEY = env.str("CASEWORK_SECRET_KEY", default="nur-auf-dem-eigenen-rechner")
# Made up, for demo data only; production starts with a key of its own or not at all.
CASEWORK_MASTER_KEY = env.str(
    "CASEWORK_MASTER_KEY", default="bnVyLWF1Zi1kZW0tZWlnZW5lbi1yZWNobmVyLTEyMzQ="
)
# The demo: a page with all mails, cases to look at, one command for all. Nowhere else.
INSTALLED_APPS = ["applications.casework.demo", *INSTALLED_APPS]
ROOT_URLCONF = "applications.casework.demo.urls"
DEBUG = env.bool("DEBUG", default=True)
# Mails become files that can be read.
vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR('mail')}"))
Path(VAR_DIR()).mkdir(parents=True, exist_ok=True)
