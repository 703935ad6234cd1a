"""On the own machine: the demo, and work on the code."""

from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import VAR_DIR, env

SECRET_KEY = env.str("SECRET_KEY", default="nur-auf-dem-eigenen-rechner")
# The demo has everything; a Land with the directory alone sets it to false.
CARD_APPLICATIONS = env.bool("CARD_APPLICATIONS", default=True)
DEBUG = env.bool("DEBUG", default=True)
# Mails become files that can be read, also those of processes whose output nobody sees.
vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR('mail')}"))
# SQLite makes its file, never the folder around it; a fresh clone has none.
Path(VAR_DIR()).mkdir(parents=True, exist_ok=True)
