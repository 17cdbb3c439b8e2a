"""Sabotage of the database drills: no time limits, and kept connections are believed without a look."""

from tests.hold.ground.brisk import *  # noqa: F403

DATABASES["default"]["OPTIONS"]["options"] = ""  # noqa: F405
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # noqa: F405
