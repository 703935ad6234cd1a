"""`python -m applications.casework COMMAND`: the commands of the desk; `help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "applications.casework.settings.development")
    execute_from_command_line(["python -m applications.casework", *sys.argv[1:]])
