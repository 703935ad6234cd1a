"""On the own machine: the demo, and work on the code."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

SECRET_KEY = env.str("SECRET_KEY", default="nur-auf-dem-eigenen-rechner")
DEBUG = env.bool("DEBUG", default=True)
