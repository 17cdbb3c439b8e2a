#!/usr/bin/env python
"""Django's command line. `make run` and `make test` call it for you."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the variable is set

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
