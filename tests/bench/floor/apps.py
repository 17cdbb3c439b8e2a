"""The floor as a Django app. No migrations: its tables are made as they are (run-syncdb)."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    name = "tests.bench.floor"
    label = "floor"
