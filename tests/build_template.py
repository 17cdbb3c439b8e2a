"""Migrates the template that every test process copies, before any waits for it: python -m tests.build_template"""

import os

import django

from tests import cluster


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.test")
    django.setup()
    with cluster.server(), cluster.fresh_database("test_template"):
        pass


if __name__ == "__main__":
    main()
